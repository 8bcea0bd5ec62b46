"""The reference of the ontology: every class, property and value, the rules and the shapes."""

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.screen import clean
from taobao_kg.export.codebook_rules import read_header
from taobao_kg.site.ontology import Branch
from taobao_kg.site.pages.term import Relation, best_text, relations
from taobao_kg.site.wording import Link, Wording
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import TKG, shorten, term

_PROPERTIES = {
    "object": "owl:ObjectProperty",
    "datatype": "owl:DatatypeProperty",
    "annotation": "owl:AnnotationProperty",
}
_SHAPES = {"node": "sh:NodeShape", "property": "sh:PropertyShape"}
_HEAD = {
    "title": "dcterms:title",
    "description": "dcterms:description",
    "version": "owl:versionInfo",
    "prefix": "vann:preferredNamespacePrefix",
    "creator": "dcterms:creator",
}


class Entry(NamedTuple):
    """One term of the reference.

    Attributes:
        name: its link.
        short: with its prefix.
        anchor: on the page.
        definition: in the language of the page, else in English; None where it has none.
        relations: how it hangs together with others; its place in the tree is left out.
        uses: members of a class, triples and statements of a property, written out.
    """

    name: Link
    short: str
    anchor: str
    definition: Link | None
    relations: tuple[Relation, ...]
    uses: str


class Leaf(NamedTuple):
    """A class with those below it; one that stands elsewhere too has no entry here."""

    name: Link
    entry: Entry | None
    narrower: tuple["Leaf", ...]


class Rule(NamedTuple):
    """One rule: its name, what it says in the language of the page, and its SPARQL."""

    name: str
    summary: str
    text: str


def reference_values(wording: Wording) -> dict[str, Any]:
    """Return what the template of the reference is given."""
    ontology, folder = wording.atlas.ontology, wording.atlas.folders.ontology
    classes = ontology.of_type("owl:Class")
    properties: dict[str, list[Entry]] = {}
    told = set(classes)  # one place for each term, for it has one anchor
    for name, kind in _PROPERTIES.items():
        iris = [iri for iri in ontology.of_type(kind) if iri not in told]
        properties[name] = [_entry(wording, iri) for iri in iris]
        told.update(iris)
    head = _head(wording)
    return {
        "label": head["title"].text if head["title"] else wording.say["nav"]["ontology"],
        "head": head,
        "vocabularies": ontology.vocabularies(),
        "tree": [_leaf(wording, branch) for branch in ontology.tree()],
        "class_count": len(classes),
        "properties": properties,
        "individuals": [
            (
                wording.link(kind),
                [_entry(wording, iri) for iri in iris if iri not in told],
            )
            for kind, iris in ontology.individuals().items()
        ],
        "rules": [_rule(path, wording.lang) for path in sorted((folder / "rules").glob("*.rq"))],
        "shapes": _shapes(folder / "shapes.ttl"),
    }


def _head(wording: Wording) -> dict[str, Any]:
    """Return title, description, version, licence and prefix, as the ontology gives them."""
    ontology, iri = wording.atlas.ontology, TKG.rstrip("#")
    texts = {
        name: [node for node in ontology.values(iri, short) if isinstance(node, Literal)]
        for name, short in _HEAD.items()
    }
    return {
        "iri": iri,
        "namespace": TKG,
        "version_iri": next(iter(ontology.named(iri, "owl:versionIRI")), ""),
        "licence": [wording.link(one) for one in ontology.named(iri, "dcterms:license")],
        **{name: best_text(wording, found) if found else None for name, found in texts.items()},
    }


def _entry(wording: Wording, iri: str) -> Entry:
    ontology = wording.atlas.ontology
    definitions = ontology.values(iri, "skos:definition")
    texts = [node for node in definitions if isinstance(node, Literal)]
    graph = wording.atlas.graph
    if is_class := iri in ontology.of_type("owl:Class"):
        uses = sum(1 for _ in graph.triples(p=term("rdf:type"), o=NamedNode(iri)))
    else:
        uses = sum(1 for _ in graph.triples(p=NamedNode(iri)))
    return Entry(
        name=wording.link(iri),
        short=shorten(iri),
        anchor=iri.removeprefix(TKG),
        definition=best_text(wording, texts) if texts else None,
        relations=tuple(relations(wording, iri)),
        uses=wording.phrase("reference.members" if is_class else "reference.triples", count=uses),
    )


def _leaf(wording: Wording, branch: Branch) -> Leaf:
    below = tuple(_leaf(wording, one) for one in branch.narrower)
    entry = _entry(wording, branch.iri) if branch.first else None
    return Leaf(wording.link(branch.iri), entry, below)


def _rule(path: Path, lang: str) -> Rule:
    header = read_header(path)
    own = "summary" if lang == "en" else f"summary-{lang}"
    summary = header.get(own) or header.get("summary", "")
    return Rule(path.stem, clean(summary), path.read_text(encoding="utf-8"))


def _shapes(path: Path) -> list[tuple[str, int]]:
    """Return how many shapes of each kind there are, by the name of the phrase."""
    kinds = Counter(
        triple.object for triple in parse_turtle(path) if triple.predicate == term("rdf:type")
    )
    return [(name, kinds[term(kind)]) for name, kind in _SHAPES.items()]
