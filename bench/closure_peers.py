"""The closure by others: the same rules asked of a store as SPARQL, and OWL 2 RL by owlrl."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, serialize

from taobao_kg.vocab import PREFIXES, term


def ask_store(rules: Path, triples: Iterable[Triple]) -> set[Triple]:
    """Return triples and what the rules in a folder make of them, asked until nothing new comes."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in triples)
    texts = [path.read_text(encoding="utf-8") for path in sorted(rules.glob("closure-*.rq"))]
    size = -1
    while len(store) > size:
        size = len(store)
        for text in texts:
            made = store.query(text)
            if isinstance(made, QueryTriples):
                store.extend([Quad(*triple) for triple in made])
    return {quad.triple for quad in store}


def read_owlrl(triples: Iterable[Triple]) -> object:
    """Return triples as owlrl takes them."""
    import rdflib

    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=text, format="nt")


def run_owlrl(graph: object) -> None:
    """Add to a graph what follows from it by OWL 2 RL."""
    import owlrl

    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)


def write_owlrl(graph: object) -> set[Triple]:
    """Return the triples of a graph of owlrl's, but for those about literals."""
    import rdflib

    return {
        Triple(NamedNode(str(s)), NamedNode(str(p)), NamedNode(str(o)))
        for s, p, o in graph  # type: ignore[attr-defined]
        if all(isinstance(node, rdflib.URIRef) for node in (s, p, o))
    }


def ask_owlrl(triples: Iterable[Triple]) -> set[Triple]:
    """Return triples and what follows by OWL 2 RL, but for those about literals."""
    graph = read_owlrl(triples)
    run_owlrl(graph)
    return write_owlrl(graph)


def differences(ours: Iterable[Triple], theirs: set[Triple]) -> set[Triple]:
    """Return in what a closure of ours is not that of owlrl, see `taobao_kg.build.closure`."""
    mine = {triple for triple in ours if isinstance(triple.object, NamedNode)}
    # What follows from nothing is OWL's own vocabulary.
    missing = {triple for triple in theirs - mine if not _is_left_out(triple)} - ask_owlrl([])
    return missing | (mine - theirs)


def _is_left_out(triple: Triple) -> bool:
    """Return whether OWL 2 RL has a triple that we do without."""
    subject, predicate, value = triple
    return (
        subject == value
        or value == term("owl:Thing")
        or subject == term("owl:Nothing")
        or predicate in (term("rdfs:domain"), term("rdfs:range"))
        or (isinstance(subject, NamedNode) and subject.value.startswith(PREFIXES["xsd"]))
    )
