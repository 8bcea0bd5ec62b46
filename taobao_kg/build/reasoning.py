"""Reasoning: the graph of derivations, read back: what rests on what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode, Triple

from taobao_kg.build.derive import Reason, describe_reasons, triple_node
from taobao_kg.vocab import term

_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


class Reasoning:
    """What each derived triple follows from, by the nodes that stand for triples."""

    def __init__(self, derivations: Iterable[Triple]) -> None:
        """Read the triples of the graph of derivations."""
        places = {term(name): place for place, name in enumerate(_PARTS)}
        premise, rule = term("tkg:premise"), term("tkg:rule")
        self._parts: defaultdict[Any, list[Any]] = defaultdict(lambda: [None, None, None])
        self._premises: defaultdict[Any, set[Any]] = defaultdict(set)
        self._rules: defaultdict[Any, set[Any]] = defaultdict(set)
        self._users: defaultdict[Any, set[Any]] = defaultdict(set)
        for node, predicate, value in derivations:
            if predicate == premise:
                self._premises[node].add(value)
                self._users[value].add(node)
            elif predicate == rule:
                self._rules[node].add(value)
            elif (place := places.get(predicate)) is not None:
                self._parts[node][place] = value

    def resting_on(self, triples: Iterable[Triple]) -> set[Triple]:
        """Return the derived triples whose reason needs one of some triples, at any distance."""
        waiting: list[Any] = [triple_node(triple) for triple in triples]
        found: set[Any] = set()
        while waiting:
            new = self._users.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return {Triple(*self._parts[node]) for node in found}

    def replace(
        self, gone: Iterable[Triple], new: dict[Triple, Reason]
    ) -> tuple[set[Triple], set[Triple]]:
        """Return what goes from the derivations, and what comes, when reasons are replaced.

        Args:
            gone: derived triples whose reasons do not hold any more.
            new: reasons of triples that are derived now.
        """
        old = {triple_node(triple) for triple in gone}
        comes = set(describe_reasons(new))
        goes = {t for node in old for t in self._reason_of(node)}
        needed = {t.subject for t in comes}
        for node in old | {p for one in old for p in self._premises[one]}:
            still = node in self._rules and node not in old
            if not (still or node in needed or self._users[node] - old):
                goes.update(self._name_of(node))
        return goes - comes, comes

    def _reason_of(self, node: NamedNode) -> Iterator[Triple]:
        yield Triple(node, term("rdf:type"), term("tkg:DerivedTriple"))
        yield from (Triple(node, term("tkg:rule"), rule) for rule in self._rules[node])
        yield from (Triple(node, term("tkg:premise"), one) for one in self._premises[node])

    def _name_of(self, node: NamedNode) -> Iterator[Triple]:
        """Yield the parts of the triple a node stands for; none for a statement."""
        if node in self._parts:
            parts = zip(_PARTS, self._parts[node], strict=True)
            yield from (Triple(node, term(name), part) for name, part in parts)
