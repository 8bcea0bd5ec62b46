"""The card of a thing: its names, what holds of it, and what sources say about it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple, Variable

from taobao_kg.ask.discrepancies import Discrepancy, read_discrepancies
from taobao_kg.ask.naming import narrowest_types
from taobao_kg.ask.statements import (
    Statement,
    is_statement,
    read_statement,
    read_statements,
    statements_about,
)
from taobao_kg.engines.answers import Constructed
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import ID, language_tag, term

#: The languages of names in the order of the card; others follow by tag.
_TAGS = ("en", "id", "zh-Hans", "zh-Latn")
_NAMING = ("rdfs:label", "skos:altLabel")
_EVIDENCE, _DISCREPANCY = f"{ID}evidence/", f"{ID}discrepancy/"
#: What only makes statements comparable, or is told with the statement itself.
_WORKINGS = (
    "comparisonKey",
    "firstMonth",
    "lastMonth",
    "low",
    "high",
    "voice",
    "saying",
    "yardstick",
)
_STANDING = ("standing", "independentSources", "corroboratedBy", "opposedBy")
_LEFT_OUT = ("rdf:type", "tkg:labelSource", "tkg:statedIn", "tkg:evidence", *_NAMING)


class Name(NamedTuple):
    """One name of a thing.

    Attributes:
        text: as it stands in the data.
        language: its tag, or empty.
        main: whether it is the label, not a further name.
        printed_by: slug of the source that prints it, ``ours`` when nobody does, or empty.
    """

    text: str
    language: str
    main: bool
    printed_by: str


class Fact(NamedTuple):
    """One triple out of a thing or into it, and whether a rule of the ontology derived it."""

    triple: Triple
    derived: bool


class Card(NamedTuple):
    """What the graph has about one thing.

    Attributes:
        iri: the thing.
        label: in the language asked for.
        types: IRIs of its classes, the narrowest first.
        names: labels, then further names, by language.
        outgoing: triples about it; said ones before derived ones, then by predicate and object.
        incoming: triples that lead to it, statements left out; said ones first, then by subject.
        itself: the statement, when the thing is one.
        claims: statements about it without numbers, in natural order.
        observations: those with numbers.
        discrepancies: what does not fit about it or in its statements, the worst first.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    names: tuple[Name, ...]
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    itself: Statement | None
    claims: tuple[Statement, ...]
    observations: tuple[Statement, ...]
    discrepancies: tuple[Discrepancy, ...]


def make_card(graph: Graph, iri: str, lang: str = "en") -> Card:
    """Return the card of a thing, a term, or a statement.

    Args:
        graph: what is known.
        iri: see `taobao_kg.ask.things.find_thing`.
        lang: ``en``, ``id`` or ``zh``.
    """
    about = statements_about(graph, iri)
    if iri.startswith(_EVIDENCE):
        about = _statements(
            graph, (t.subject for t in graph.triples(p=term("tkg:evidence"), o=iri))
        )
    elif iri.startswith(_DISCREPANCY):
        about = _statements(graph, (t.object for t in graph.triples(iri, term("tkg:between"))))
    derived = _derived(graph, iri)
    skipped = {term(name) for name in _LEFT_OUT}
    skipped |= {term(f"tkg:{name}") for name in (*_WORKINGS, *_STANDING)}
    outgoing = [t for t in graph.triples(iri) if t.predicate not in skipped]
    incoming = [t for t in graph.triples(o=iri) if _is_plain(t) and t.predicate not in skipped]
    narrow = narrowest_types(graph, iri)
    return Card(
        iri=iri,
        label=graph.label(iri, lang),
        types=(*narrow, *(one for one in graph.types(iri) if one not in narrow)),
        names=tuple(_names(graph, iri)),
        outgoing=_facts(outgoing, derived),
        incoming=_facts(incoming, derived),
        itself=read_statement(graph, iri) if is_statement(iri) else None,
        claims=tuple(one for one in about if not one.value),
        observations=tuple(one for one in about if one.value),
        discrepancies=tuple(read_discrepancies(graph, about=iri)),
    )


def _statements(graph: Graph, nodes: Iterable[Term]) -> list[Statement]:
    return read_statements(graph, (node.value for node in nodes if isinstance(node, NamedNode)))


def _names(graph: Graph, iri: str) -> Iterator[Name]:
    printed_by = {}
    for triple in graph.triples(iri, term("tkg:labelSource")):
        tag, _, source = str(getattr(triple.object, "value", "")).partition("=")
        printed_by[tag.lower()] = source
    for naming in _NAMING:
        found = [triple.object for triple in graph.triples(iri, term(naming))]
        literals = [node for node in found if isinstance(node, Literal)]
        for node in sorted(literals, key=lambda one: (_tag_order(one), one.value)):
            tag = language_tag(node.language or "")
            main = naming == "rdfs:label"
            yield Name(node.value, tag, main, printed_by.get(tag.lower(), "") if main else "")


def _tag_order(node: Literal) -> tuple[int, str]:
    tag = language_tag(node.language or "")
    return (_TAGS.index(tag) if tag in _TAGS else len(_TAGS), tag)


def _derived(graph: Graph, iri: str) -> set[Triple]:
    """Return the triples out of a thing and into it that only the ontology's rules made."""
    asked = Path(__file__).with_name("derived.rq").read_text(encoding="utf-8")
    found = graph.query(asked, {Variable("thing"): NamedNode(iri)})
    return set(found) if isinstance(found, Constructed) else set()


def _is_plain(triple: Triple) -> bool:
    subject = triple.subject
    bookkeeping = (_EVIDENCE, f"{ID}triple/")
    return isinstance(subject, NamedNode) and not (
        is_statement(subject.value) or subject.value.startswith(bookkeeping)
    )


def _facts(triples: Iterable[Triple], derived: set[Triple]) -> tuple[Fact, ...]:
    found = [Fact(triple, triple in derived) for triple in triples]
    return tuple(sorted(found, key=lambda fact: (fact.derived, natural_key(str(fact.triple)))))
