"""Terms: what the ontology calls them, so that sentences can be made of them."""

from functools import cache

from pyoxigraph import Literal

from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import term


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
