"""Tiers: on which tier of government an actor, a place or a policy stands."""

from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from taobao_kg.graph import Graph
from taobao_kg.show.records import Records, Thing
from taobao_kg.vocab import expand, term

#: The ontology: "An organ of a state at the national level".
_NATIONAL = "StateBody"
_ISSUED_BY = expand("tkg:issuedBy")


def read_tiers(graph: Graph, records: Records) -> dict[str, list[str]]:
    """Return the tiers of things by IRI, sorted; what has none is left out.

    Of an actor and a place it is the number of `tkg:tier` (``0`` nation to ``5`` village); an actor
    without one has the local names of its classes instead (``Company``), a state body ``0``. A
    policy has the tier of the levels it is made on and those of the actors who issued it.
    """
    numbers = _numbers(graph)
    own = {
        iri: _own_tiers(thing, numbers)
        for iri, thing in records.things.items()
        if thing.group in ("actor", "place")
    }
    found: dict[str, set[str]] = defaultdict(set, {iri: set(tiers) for iri, tiers in own.items()})
    for triple in graph.triples(p=term("tkg:level")):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            found[triple.subject.value].update(numbers.get(triple.object.value, ()))
    for subject, predicate, target in records.triples:
        if predicate == _ISSUED_BY:
            found[subject].update(own.get(target, ()))
    return {iri: sorted(tiers) for iri, tiers in sorted(found.items()) if tiers}


def _numbers(graph: Graph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for triple in graph.triples(p=term("tkg:tier")):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            found[triple.subject.value].append(triple.object.value)
    return found


def _own_tiers(thing: Thing, numbers: Mapping[str, list[str]]) -> list[str]:
    if thing.iri in numbers or thing.group == "place":
        return numbers.get(thing.iri, [])
    return ["0" if name == _NATIONAL else name for name in thing.types]
