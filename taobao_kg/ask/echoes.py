"""Echoes: derived facts that say again, in wider words or from the other end, what is shown."""

from collections import defaultdict
from collections.abc import Sequence

from pyoxigraph import NamedNode

from taobao_kg.ask.card import Fact
from taobao_kg.graph import Graph
from taobao_kg.vocab import term


def without_echoes(graph: Graph, facts: Sequence[Fact]) -> list[Fact]:
    """Return facts in their order, without those a reader learns nothing from.

    A derived fact is an echo when another one that stays joins the same two things by a narrower
    property, or by the inverse one. What somebody says is never an echo; of two derived facts
    that echo each other the last stays.
    """
    joined: dict[frozenset[object], list[Fact]] = defaultdict(list)
    for fact in facts:
        joined[frozenset((fact.triple.subject, fact.triple.object))].append(fact)
    kept = []
    for fact in facts:
        rivals = joined[frozenset((fact.triple.subject, fact.triple.object))]
        if fact.derived and any(_says_it(graph, rival, fact) for rival in rivals):
            rivals.remove(fact)
        else:
            kept.append(fact)
    return kept


def _says_it(graph: Graph, rival: Fact, fact: Fact) -> bool:
    narrow, wide = rival.triple.predicate, fact.triple.predicate
    if rival.triple.subject == fact.triple.subject and rival.triple.object == fact.triple.object:
        return narrow != wide and _linked(graph, narrow, "rdfs:subPropertyOf", wide)
    return any(
        _linked(graph, one, "owl:inverseOf", other)
        for one, other in ((narrow, wide), (wide, narrow))
    )


def _linked(graph: Graph, one: NamedNode, how: str, other: NamedNode) -> bool:
    return next(graph.triples(one, term(how), other), None) is not None
