"""Records: things, links and statements as a picture needs them, read in one pass."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from taobao_kg.ask.statements import is_statement, read_statements
from taobao_kg.graph import Graph
from taobao_kg.show.groups import group_of
from taobao_kg.show.statements import Row, Statement, kind_of, place_statement, years_of
from taobao_kg.vocab import ID, TKG, expand, graph_iri, language_tag

#: The kinds of IRIs that are things of the world, not bookkeeping.
THING_KINDS = frozenset(
    (
        *("actor", "policy", "place", "platform", "concept", "indicator", "event", "source"),
        *("unit", "year", "period"),
    )
)
#: Predicates that date the thing they start from.
DATING = frozenset(expand(f"tkg:{name}") for name in ("issuedIn", "happenedIn", "beganIn"))

_LABEL, _ALT, _TYPE = expand("rdfs:label"), expand("skos:altLabel"), expand("rdf:type")
_SUBCLASS, _SUBPROPERTY = expand("rdfs:subClassOf"), expand("rdfs:subPropertyOf")
_INVERSE = expand("owl:inverseOf")
_ISSUED = expand("dcterms:issued")
_SKIPPED = frozenset(
    graph_iri(name) for name in ("derivations", "discrepancies", "normal", "standing")
)


@dataclass(frozen=True)
class Thing:
    """One entity.

    Attributes:
        iri: its IRI.
        types: local names of its most specific `tkg:` classes, sorted.
        group: see `taobao_kg.show.groups`.
        labels: one label a language tag (``en``, ``id``, ``zh-Hans``, ``zh-Latn``).
        others: further names as (text, tag), sorted.
        facts: (predicate IRI, text, tag) for every other literal and every address outside of this
            graph, sorted.
        year: the year it is dated by itself, or None.
    """

    iri: str
    types: tuple[str, ...]
    group: str
    labels: dict[str, str]
    others: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    year: int | None = None


@dataclass(frozen=True)
class Records:
    """What a picture needs of the graph; every mapping and list is sorted by IRI.

    Attributes:
        things: by IRI.
        triples: (subject, predicate, object) between things, with whether it was derived by the
            ontology and not said by anyone.
        statements: by IRI.
        terms: labels of predicates and classes, by IRI and language tag.
        broader: all predicates above a predicate.
        inverse: the predicate that says the same the other way round, both ways.
    """

    things: dict[str, Thing]
    triples: dict[tuple[str, str, str], bool]
    statements: dict[str, Statement]
    terms: dict[str, dict[str, str]]
    broader: dict[str, set[str]]
    inverse: dict[str, str]


def read_records(graph: Graph) -> Records:
    """Read every named graph once and sort what is there into things, triples and statements."""
    rows: dict[str, Row] = defaultdict(list)
    inferred: set[tuple[str, str, str]] = set()
    said: set[tuple[str, str, str]] = set()
    for quad in graph.quads():
        _sort_quad(quad, rows, said, inferred)
    things = _read_things(rows, said | inferred)
    triples = {
        key: key not in said
        for key in sorted(said | inferred)
        if key[0] in things and key[2] in things and key[0] != key[2]
    }
    said_ones = read_statements(graph, (iri for iri in rows if is_statement(iri)))
    placed = (place_statement(one, rows) for one in said_ones)
    statements = {one.iri: one for one in placed if one is not None}
    terms = {i: labels for i in sorted(rows) if not kind_of(i) and (labels := _labels(rows[i]))}
    pairs = {(i, o.value) for i, row in rows.items() for p, o in row if p == _INVERSE}
    inverse = dict(sorted(pairs | {(b, a) for a, b in pairs}))
    return Records(things, triples, statements, terms, _above(rows, _SUBPROPERTY), inverse)


def _sort_quad(
    quad: Quad,
    rows: dict[str, Row],
    said: set[tuple[str, str, str]],
    inferred: set[tuple[str, str, str]],
) -> None:
    name = getattr(quad.graph_name, "value", "")
    node = quad.object
    if name in _SKIPPED or "/graph/lens/" in name:
        return
    if not isinstance(quad.subject, NamedNode) or not isinstance(node, NamedNode | Literal):
        return
    subject, predicate = quad.subject.value, quad.predicate.value
    rows[subject].append((predicate, node))
    if isinstance(node, NamedNode) and kind_of(subject) in THING_KINDS and kind_of(node.value):
        (inferred if name == graph_iri("inferred") else said).add((subject, predicate, node.value))


def _read_things(rows: dict[str, Row], triples: Iterable[tuple[str, str, str]]) -> dict[str, Thing]:
    above = _above(rows, _SUBCLASS)
    dates: dict[str, list[int]] = defaultdict(list)
    for subject, predicate, target in triples:
        year = years_of(target, rows)[0] if predicate in DATING else None
        if year is not None:
            dates[subject].append(year)
    named = (iri for iri in sorted(rows) if kind_of(iri) in THING_KINDS)
    return {iri: thing for iri in named if (thing := _read_thing(iri, rows, above, dates))}


def _read_thing(
    iri: str, rows: dict[str, Row], above: dict[str, set[str]], dates: dict[str, list[int]]
) -> Thing | None:
    row = rows[iri]
    classes = {o.value for p, o in row if p == _TYPE and o.value.startswith(TKG)}
    if not classes:
        return None
    every = classes.union(*(above.get(name, set()) for name in classes))
    specific = classes - set().union(*(above.get(name, set()) for name in classes))
    literals = [(p, o.value, _tag(o)) for p, o in row if isinstance(o, Literal)]
    elsewhere = [(p, o.value, "") for p, o in row if p != _TYPE and _is_elsewhere(o)]
    issued = [int(v[:4]) for p, v, _ in literals if p == _ISSUED and v[:4].isdigit()]
    return Thing(
        iri,
        tuple(sorted(name.removeprefix(TKG) for name in specific)),
        group_of(name.removeprefix(TKG) for name in every),
        _labels(row),
        tuple(sorted({(text, tag) for p, text, tag in literals if p == _ALT})),
        tuple(sorted({fact for fact in literals + elsewhere if fact[0] not in (_LABEL, _ALT)})),
        min(dates.get(iri, []) + issued, default=None),
    )


def _is_elsewhere(node: NamedNode | Literal) -> bool:
    """Whether a node is an address outside of this graph."""
    return isinstance(node, NamedNode) and not node.value.startswith((ID, TKG))


def _above(rows: dict[str, Row], narrower: str) -> dict[str, set[str]]:
    """Return all terms above each term, whether or not the closure was materialised."""
    direct = {
        iri: {o.value for p, o in row if p == narrower and o.value != iri}
        for iri, row in rows.items()
        if iri.startswith(TKG)
    }
    above: dict[str, set[str]] = {}
    for iri in direct:
        reached: set[str] = set()
        waiting = [iri]
        while waiting:
            parents = direct.get(waiting.pop(), set()) - reached
            reached |= parents
            waiting.extend(parents)
        above[iri] = reached - {iri}
    return above


def _labels(row: Row) -> dict[str, str]:
    """Return one label a language, the first in sorted order where there are several."""
    found = sorted((_tag(o), o.value) for p, o in row if p == _LABEL and isinstance(o, Literal))
    return dict(reversed(found))


def _tag(literal: Literal) -> str:
    return language_tag(literal.language) if literal.language else ""
