"""Terms: what the ontology knows, and what it calls each of them."""

from functools import cache

from pyoxigraph import Literal

from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import term


@cache
def is_known(name: str) -> bool:
    """Tell whether the ontology describes a term; a world says nothing in others."""
    return term(name).value in _labels()


def label_of(iri: str, lang: str) -> str:
    """Return what the ontology calls a term."""
    return _labels()[iri].get(lang) or iri.rpartition("#")[2].rpartition("/")[2]


@cache
def _labels() -> dict[str, dict[str, str]]:
    """Return the labels of each term by its IRI and their language."""
    found: dict[str, dict[str, str]] = {}
    for triple in parse_turtle(find_folders().ontology / "taobao-kg.ttl"):
        names = found.setdefault(getattr(triple.subject, "value", ""), {})
        if triple.predicate == term("rdfs:label") and isinstance(triple.object, Literal):
            names[triple.object.language or ""] = triple.object.value
    return found
