"""The page of a term of the ontology: what it means, how it hangs together, where it is used."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.ask.statements import Statement
from taobao_kg.site.atlas import Thing
from taobao_kg.site.pages.thing import thing_values
from taobao_kg.site.wording import Link, Wording
from taobao_kg.vocab import ID, TKG, expand, shorten

_Use = TypeVar("_Use", Statement, Triple)
#: Statements or triples shown as examples.
_SHOWN = 5
#: What OWL says of a property, with the name of its phrase.
_TRAITS = {
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:AsymmetricProperty": "asymmetric",
    "owl:FunctionalProperty": "functional",
    "owl:InverseFunctionalProperty": "inverse_functional",
    "owl:ReflexiveProperty": "reflexive",
    "owl:IrreflexiveProperty": "irreflexive",
}
_KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object_property",
    "owl:DatatypeProperty": "datatype_property",
    "owl:AnnotationProperty": "annotation_property",
    "owl:NamedIndividual": "individual",
}
#: What the rows of `relations` say already.
_TOLD = (
    *("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:inverseOf"),
    *("owl:disjointWith", "owl:propertyChainAxiom", "skos:example", "skos:closeMatch"),
    *("skos:broadMatch", "skos:exactMatch", "skos:narrowMatch", "rdf:type"),
)
_TOLD_FROM_BEHIND = ("rdfs:subClassOf", "rdfs:subPropertyOf", "owl:inverseOf", "owl:disjointWith")


class Relation(NamedTuple):
    """How a term hangs together with others.

    Attributes:
        name: of the phrase that says how, under ``reference.relations``.
        links: to the others.
        mark: what stands between these.
    """

    name: str
    links: tuple[Link, ...]
    mark: str


class Example(NamedTuple):
    """A triple that uses a term."""

    subject: Link
    predicate: Link
    object: Link


def term_values(wording: Wording, thing: Thing) -> dict[str, Any]:
    """Return what the template of a term is given."""
    values = thing_values(wording, thing)
    about = wording.atlas.statements_about(thing.iri)
    statements = [one for one in about if one.predicate == NamedNode(thing.iri)]
    triples = [] if statements else list(_triples(wording, thing.iri))
    as_predicate = any(triple.predicate.value == thing.iri for triple in triples)
    count = len(statements) or len(triples)
    told = {wording.link(expand(name)) for name in _TOLD}
    behind = {wording.link(expand(name)) for name in _TOLD_FROM_BEHIND}
    return values | {
        "types": [Link(text) for text in kinds(wording, thing.iri)] or values["types"],
        "relations": list(relations(wording, thing.iri)),
        "outgoing": [group for group in values["outgoing"] if group.predicate not in told],
        "incoming": [group for group in values["incoming"] if group.predicate not in behind],
        "numbers": [],
        "claims": [],
        "example_statements": wording.all_said(_varied(statements, lambda one: one.source)),
        "example_triples": [
            Example(*map(wording.link, (triple.subject, triple.predicate, triple.object)))
            for triple in _varied(triples, lambda triple: triple.subject)
        ],
        "all_uses": wording.phrase("reference.all_uses", count=count) if count else "",
        "uses_query": quote(_query(thing.iri, bool(statements), as_predicate), safe=""),
    }


def kinds(wording: Wording, iri: str) -> list[str]:
    """Return in words what a term is: a class, an object property, a named individual."""
    types = {shorten(one) for one in wording.atlas.ontology.named(iri, "rdf:type")}
    names = [name for kind, name in _KINDS.items() if kind in types]
    return [wording.phrase(f"reference.kinds.{name}") for name in names]


def relations(wording: Wording, iri: str) -> Iterator[Relation]:
    """Yield how a term hangs together with others; what it lacks is left out."""
    ontology = wording.atlas.ontology
    types = {shorten(one) for one in ontology.named(iri, "rdf:type")}
    own = [one for one in ontology.named(iri, "rdf:type") if one not in map(expand, _KINDS)]
    linked = {
        "instance_of": [one for one in own if shorten(one) not in _TRAITS],
        "domain": ontology.named(iri, "rdfs:domain"),
        "range": ontology.named(iri, "rdfs:range"),
        "inverse": ontology.inverses(iri),
        "wider_class": _own(ontology.named(iri, "rdfs:subClassOf")),
        "narrower_class": ontology.naming(iri, "rdfs:subClassOf"),
        "wider_property": _own(ontology.named(iri, "rdfs:subPropertyOf")),
        "narrower_property": ontology.naming(iri, "rdfs:subPropertyOf"),
    }
    for name, iris in linked.items():
        if iris:
            yield Relation(name, tuple(map(wording.link, iris)), " · ")
    if traits := [name for kind, name in _TRAITS.items() if kind in types]:
        words = (wording.phrase(f"reference.traits.{name}") for name in traits)
        yield Relation("traits", tuple(map(Link, words)), " · ")
    for head in ontology.named(iri, "owl:propertyChainAxiom"):
        steps = map(wording.link, wording.atlas.members(head))
        yield Relation("chain", tuple(steps), wording.phrase("reference.then"))
    if aligned := ontology.alignments(iri):
        named = (wording.link(one)._replace(text=shorten(one)) for one in aligned)
        yield Relation("aligned", tuple(named), " · ")
    apart = {*ontology.named(iri, "owl:disjointWith"), *ontology.naming(iri, "owl:disjointWith")}
    if apart:
        yield Relation("disjoint", tuple(map(wording.link, sorted(apart))), " · ")
    for name, predicate in (("example", "skos:example"), ("note", "skos:scopeNote")):
        texts = [node for node in ontology.values(iri, predicate) if isinstance(node, Literal)]
        if texts:
            yield Relation(name, (best_text(wording, texts),), " ")


def best_text(wording: Wording, texts: list[Literal]) -> Link:
    """Return the text in the language of the page, else the English one, else the first."""
    by_tag = {(text.language or "").lower(): text for text in reversed(texts)}
    best = by_tag.get(wording.tag.lower()) or by_tag.get("en") or texts[0]
    return wording.link(best)


def _own(iris: list[str]) -> list[str]:
    return [iri for iri in iris if iri.startswith(TKG)]


def _triples(wording: Wording, iri: str) -> Iterator[Triple]:
    """Yield the triples whose predicate the term is, else those that say it of something."""
    graph = wording.atlas.graph
    used = list(graph.triples(p=NamedNode(iri)))
    for triple in used or graph.triples(o=NamedNode(iri)):
        subject = getattr(triple.subject, "value", "")
        if subject in wording.atlas.things and (used or subject.startswith(ID)):
            yield triple


def _varied(uses: list[_Use], aspect: Callable[[_Use], object]) -> list[_Use]:
    """Return the first few uses, those that differ in an aspect before those that repeat it."""
    firsts = {aspect(one): one for one in reversed(uses)}
    return sorted(uses, key=lambda one: firsts[aspect(one)] is not one)[:_SHOWN]


def _query(iri: str, in_statements: bool, as_predicate: bool) -> str:
    """Return a query for all uses; the workbench writes the prefixes itself."""
    if in_statements:
        return f"SELECT ?statement WHERE {{ ?statement rdf:predicate <{iri}> }} ORDER BY ?statement"
    if as_predicate:
        return f"SELECT ?subject ?object WHERE {{ ?subject <{iri}> ?object }} ORDER BY ?subject"
    return f"SELECT ?subject ?predicate WHERE {{ ?subject ?predicate <{iri}> }} ORDER BY ?subject"
