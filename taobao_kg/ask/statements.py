"""Statements: what a source says, with the quotation it stands in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.why.asking import Cells, as_node, ask_rows, values_blocks
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import ID, TKG, language_tag, term

_KINDS = (f"{ID}claim/", f"{ID}observation/")
#: How a statement names the things it speaks of.
_ROLES = (
    "rdf:subject",
    "rdf:object",
    "rdf:predicate",
    "tkg:about",
    "tkg:indicator",
    "tkg:place",
    "tkg:year",
    "tkg:period",
    "tkg:unit",
    "tkg:statedIn",
    "tkg:attributedTo",
)
_Said = dict[str, list[Term]]


class Quote(NamedTuple):
    """Where a statement stands in its source.

    Attributes:
        source: IRI of the source that is quoted, or empty.
        text: the quotation, character for character; empty where the source may not be quoted.
        start: place of the first character in the source's text, from 0; None when unknown.
        end: place after the last character.
        section: as the source heads it, or empty.
        page: as printed, or empty.
        locator: how to find it where there are no offsets, or empty.
        language: tag of the quotation, or empty.
    """

    source: str
    text: str
    start: int | None
    end: int | None
    section: str
    page: str
    locator: str
    language: str = ""


class Statement(NamedTuple):
    """One claim or observation.

    Attributes:
        iri: its IRI.
        subject: what it is about; of an observation the bearer. None when the data lacks it.
        predicate: of an observation `tkg:measuredBy`.
        object: of an observation the indicator.
        value: the number of an observation, as the store holds it, or empty.
        unit: IRI of its unit, or empty.
        bound: local name (exact, over, under, approximately), or empty.
        times: IRIs of years and periods, sorted.
        places: IRIs, sorted.
        stance: local name (asserted, reported, recommended, projected), or empty.
        source: IRI of the source that states it, or empty.
        attributed: IRIs of the works that source names for it, sorted.
        printed: how the source prints it, where that differs.
        usual: the form expected in place of a misprint, where it is certain.
        defect: IRI of what is wrong with the printed form, or empty.
        notes: remarks of the curators.
        quotes: with their places, sorted.
        standing: local name (corroborated, singleSourced, disputed, contradicted), or empty.
        independent: how many independent sources say the same, this one included; 0 if unknown.
        corroborated: IRIs of statements of other sources that say the same, sorted.
        opposed: IRIs of those that say otherwise, sorted.
    """

    iri: str
    subject: Term | None
    predicate: Term | None
    object: Term | None
    value: str
    unit: str
    bound: str
    times: tuple[str, ...]
    places: tuple[str, ...]
    stance: str
    source: str
    attributed: tuple[str, ...]
    printed: tuple[str, ...]
    usual: tuple[str, ...]
    defect: str
    notes: tuple[str, ...]
    quotes: tuple[Quote, ...]
    standing: str = ""
    independent: int = 0
    corroborated: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()


def is_statement(iri: str) -> bool:
    """Return whether an IRI is that of a claim or an observation."""
    return iri.startswith(_KINDS)


def read_statements(graph: Graph, iris: Iterable[str]) -> list[Statement]:
    """Return statements, each once, in natural order of their IRIs; what is no IRI is empty."""
    wanted = sorted(set(iris), key=natural_key)
    said = _said_of_all(graph, wanted)
    evidence = {node for one in said.values() for node in _iris(one, "tkg:evidence")}
    quoted = _said_of_all(graph, sorted(evidence))
    return [_make_statement(iri, said.get(iri, {}), quoted) for iri in wanted]


def read_statement(graph: Graph, iri: str) -> Statement:
    """Return one statement; what the data lacks is empty or None."""
    return read_statements(graph, [iri])[0]


def _make_statement(iri: str, said: _Said, quoted: Mapping[str, _Said]) -> Statement:
    measured = iri.startswith(f"{ID}observation/")
    quotes = [_make_quote(quoted.get(node, {})) for node in _iris(said, "tkg:evidence")]
    return Statement(
        iri=iri,
        subject=_first(said, "tkg:about" if measured else "rdf:subject"),
        predicate=term("tkg:measuredBy") if measured else _first(said, "rdf:predicate"),
        object=_first(said, "tkg:indicator" if measured else "rdf:object"),
        value=_text(said, "tkg:value"),
        unit=_text(said, "tkg:unit"),
        bound=_text(said, "tkg:bound").removeprefix(TKG),
        times=(*_iris(said, "tkg:year"), *_iris(said, "tkg:period")),
        places=_iris(said, "tkg:place"),
        stance=_text(said, "tkg:stance").removeprefix(TKG),
        source=_text(said, "tkg:statedIn"),
        attributed=_iris(said, "tkg:attributedTo"),
        printed=_texts(said, "tkg:asPrinted"),
        usual=_texts(said, "tkg:usualForm"),
        defect=_text(said, "tkg:printDefect"),
        notes=_texts(said, "skos:editorialNote"),
        quotes=tuple(sorted(quotes, key=lambda quote: (quote.start or 0, quote.text))),
        standing=_text(said, "tkg:standing").removeprefix(TKG),
        independent=int(_text(said, "tkg:independentSources") or 0),
        corroborated=_iris(said, "tkg:corroboratedBy"),
        opposed=_iris(said, "tkg:opposedBy"),
    )


def statements_about(graph: Graph, iri: str) -> list[Statement]:
    """Return the statements in which a thing is subject, object, bearer, indicator, place or time.

    A source also has those it states or is credited with.
    """
    found = {
        triple.subject.value
        for role in _ROLES
        for triple in graph.triples(p=term(role), o=iri)
        if isinstance(triple.subject, NamedNode) and is_statement(triple.subject.value)
    }
    return read_statements(graph, found)


def supporting_statements(graph: Graph, s: Term, p: NamedNode, o: Term) -> list[Statement]:
    """Return the claims that say a triple, and for ``tkg:measuredBy`` the observations."""
    roles = ("tkg:about", "tkg:indicator") if p == term("tkg:measuredBy") else ()
    pairs = [(_subjects(graph, "rdf:subject", s), _subjects(graph, "rdf:object", o))]
    pairs += [(_subjects(graph, roles[0], s), _subjects(graph, roles[1], o))] if roles else []
    found = {iri for subjects, objects in pairs for iri in subjects & objects}
    said = read_statements(graph, (iri for iri in found if is_statement(iri)))
    return [statement for statement in said if statement.predicate == p]


def _make_quote(said: _Said) -> Quote:
    start, end = _text(said, "oa:start"), _text(said, "oa:end")
    return Quote(
        source=_text(said, "oa:hasSource"),
        text=_text(said, "oa:exact"),
        start=int(start) if start.isdecimal() else None,
        end=int(end) if end.isdecimal() else None,
        section=_text(said, "tkg:section"),
        page=_text(said, "tkg:page"),
        locator=_text(said, "tkg:locator"),
        language=language_tag(getattr(_first(said, "oa:exact"), "language", None) or ""),
    )


def _subjects(graph: Graph, role: str, node: Term) -> set[str]:
    if not isinstance(node, NamedNode | Literal):
        return set()
    found = graph.triples(p=term(role), o=node)
    return {t.subject.value for t in found if isinstance(t.subject, NamedNode)}


def _said_of_all(graph: Graph, iris: Iterable[str]) -> dict[str, _Said]:
    """Return what is said of things, in a query for many of them."""
    said: dict[str, _Said] = {}
    nodes = [node for iri in iris if (node := as_node(iri))]
    for s, p, o in _look_up(graph, nodes) if graph.in_memory else _ask(graph, nodes):
        if isinstance(s, NamedNode) and isinstance(p, NamedNode) and o is not None:
            said.setdefault(s.value, {}).setdefault(p.value, []).append(o)
    return said


def _look_up(graph: Graph, nodes: Iterable[NamedNode]) -> Iterator[Cells]:
    return (tuple(triple) for node in nodes for triple in graph.triples(node))


def _ask(graph: Graph, nodes: Iterable[NamedNode]) -> Iterator[Cells]:
    for block in values_blocks(["?s"], ((node,) for node in nodes)):
        sparql = f"SELECT ?s ?p ?o {{ {block} ?s ?p ?o }}"
        yield from ask_rows(graph, sparql, ("?s", "?p", "?o"))


def _first(said: _Said, name: str) -> Term | None:
    return min(said.get(term(name).value, []), key=str, default=None)


def _text(said: _Said, name: str) -> str:
    node = _first(said, name)
    return str(node.value) if isinstance(node, NamedNode | Literal) else ""


def _texts(said: _Said, name: str) -> tuple[str, ...]:
    nodes = said.get(term(name).value, [])
    return tuple(sorted(str(node.value) for node in nodes if isinstance(node, NamedNode | Literal)))


def _iris(said: _Said, name: str) -> tuple[str, ...]:
    return tuple(node for node in _texts(said, name) if node.startswith(("http:", "https:")))
