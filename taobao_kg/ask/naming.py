"""What things are called and what they are: names in every script, and the narrowest classes."""

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.spelling import letters_of
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, TKG, language_tag, term

#: Where names stand, the best known first.
NAMING = (
    "rdfs:label",
    "skos:altLabel",
    "dcterms:title",
    "dcterms:identifier",
    "tkg:fullName",
    "tkg:printedName",
    "tkg:asPrinted",
)
_BOOKKEEPING = tuple(
    f"{ID}{kind}/"
    for kind in ("claim", "observation", "evidence", "discrepancy", "triple", "rule", "graph")
)


class Name(NamedTuple):
    """One name of one thing: IRI, text as it stands, language tag, order of its property."""

    iri: str
    text: str
    language: str
    order: int


def things_labelled(graph: Graph, text: str, *, terms: bool = False) -> list[str]:
    """Return the IRIs of the things with exactly this name, folded; sorted, things before terms.

    A main label wins over other names: what is called so is meant before what is also called so.

    Args:
        graph: where the names stand.
        text: a whole name in any spelling that folds to it.
        terms: whether terms of the ontology are meant, and things are not.
    """
    wanted = letters_of(text)
    names = [name for name in names_of_things(graph) if wanted and letters_of(name.text) == wanted]
    names = [name for name in names if not terms or name.iri.startswith(TKG)]
    first = [name for name in names if name.order == 0] or names
    found = sorted({name.iri for name in first})
    return [iri for iri in found if not iri.startswith(TKG)] or found


def names_of_things(graph: Graph) -> Iterator[Name]:
    """Yield every name of every thing and term; statements and their evidence have none."""
    for order, naming in enumerate(NAMING):
        for triple in graph.triples(p=term(naming)):
            thing, name = triple.subject, triple.object
            if (
                isinstance(thing, NamedNode)
                and isinstance(name, Literal)
                and not thing.value.startswith(_BOOKKEEPING)
            ):
                yield Name(thing.value, name.value, language_tag(name.language or ""), order)


def narrowest_types(graph: Graph, iri: str) -> list[str]:
    """Return the classes of a thing that have no narrower class among its classes, sorted."""
    types = graph.types(iri)
    broader = {
        str(getattr(triple.object, "value", ""))
        for narrow in types
        for triple in graph.triples(narrow, term("rdfs:subClassOf"))
        if str(getattr(triple.object, "value", "")) != narrow
    }
    narrow = [name for name in types if name not in broader]
    ours = [name for name in narrow if name.startswith(TKG)]
    return ours or narrow
