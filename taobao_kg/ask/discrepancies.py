"""Discrepancies: what does not fit, with what people judged of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.results import Rows
from taobao_kg.ask.statements import statements_about
from taobao_kg.ask.things import find_thing
from taobao_kg.engines.answers import Solutions
from taobao_kg.engines.embedded import Term
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import expand, nearest
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.languages import TAGS

COLUMNS = (
    "discrepancy",
    "severity",
    "kind",
    "words",
    "likely_cause",
    "factor",
    "interval",
    "verdict",
    "statements",
)
#: The columns a terminal has room for.
SHOWN = ("severity", "kind", "words", "likely_cause", "verdict", "statements")


class Verdict(NamedTuple):
    """What a person judged.

    Attributes:
        given: IRI of the judgement.
        by: who judged.
        why: the reason, by language tag.
    """

    given: str
    by: str
    why: dict[str, str]


class Discrepancy(NamedTuple):
    """Something that does not fit.

    Attributes:
        iri: its IRI.
        kind: the name of the rule that found it, such as ``arithmetic-share``.
        severity: 1 a figure or fact is wrong, 2 misleads, 3 a misprint or detail.
        titles: by language tag in lower case.
        words: the sentence about it, likewise.
        statements: IRIs of the statements it lies between, in natural order.
        concerns: IRIs of the things it is about, sorted.
        cause: IRI of the likely cause, or empty.
        factor: how many times one figure is the other, or empty.
        interval: years between the times, or empty.
        verdicts: sorted by who judged.
    """

    iri: str
    kind: str
    severity: int
    titles: dict[str, str]
    words: dict[str, str]
    statements: tuple[str, ...]
    concerns: tuple[str, ...]
    cause: str
    factor: str
    interval: str
    verdicts: tuple[Verdict, ...]


def read_discrepancies(
    graph: Graph, *, kinds: Sequence[str] = (), severities: Sequence[int] = (), about: str = ""
) -> list[Discrepancy]:
    """Return the discrepancies, the worst first, then by kind, then in natural order.

    Args:
        graph: what is known.
        kinds: only these; ``citation`` means all kinds that begin so.
        severities: only these.
        about: only those about a thing, or about a statement in which it stands: any name that
            `taobao_kg.ask.things.find_thing` knows.

    Raises:
        UsageError: for a kind no rule has, and an unknown thing, with the nearest names.
    """
    found = _read_all(graph)
    _require_kinds(graph, kinds)
    if kinds:
        found = [one for one in found if any(_is_kind(one.kind, kind) for kind in kinds)]
    if severities:
        found = [one for one in found if one.severity in severities]
    if about:
        thing = find_thing(graph, about)
        said = {statement.iri for statement in statements_about(graph, thing)} | {thing}
        found = [one for one in found if thing in one.concerns or said & {*one.statements}]
    return sorted(found, key=lambda one: (one.severity, one.kind, natural_key(one.iri)))


def discrepancies_as_rows(graph: Graph, found: Iterable[Discrepancy], lang: str = "en") -> Rows:
    """Return one row a discrepancy, in the order given; see `COLUMNS`.

    ``rows.why()`` has the statements with their quotations.
    """
    return Rows(COLUMNS, [_row(graph, one, lang) for one in found], graph)


def shown_rows(rows: Rows) -> Rows:
    """Return the rows with the columns that a terminal has room for."""
    cells = [[row[name] for name in SHOWN] for row in rows]
    return Rows(SHOWN, cells, rows.graph)


def in_language(texts: dict[str, str], lang: str) -> str:
    """Return a text in a language, else in English, else in any.

    >>> in_language({"en": "slip", "zh-hans": "笔误"}, "zh"), in_language({"en": "slip"}, "id")
    ('笔误', 'slip')
    """
    tag = TAGS[lang].lower()
    return texts.get(tag) or texts.get("en") or next(iter(texts.values()), "")


def verdict_text(graph: Graph, verdict: Verdict, lang: str) -> str:
    """Return a verdict on one line: what, by whom, why."""
    given = graph.label(verdict.given, lang)
    why = in_language(verdict.why, lang)
    return phrase("ask.discrepancies.given", lang, verdict=given, by=verdict.by, why=why)


def _read_all(graph: Graph) -> list[Discrepancy]:
    verdicts = _read_verdicts(graph)
    said: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for node, name, value in _rows(graph, "discrepancies.rq"):
        said[node.value][name.value].append(value)
    return [_make(iri, values, tuple(verdicts.get(iri, ()))) for iri, values in said.items()]


def _read_verdicts(graph: Graph) -> dict[str, list[Verdict]]:
    found: dict[str, dict[tuple[str, str], dict[str, str]]] = {}
    for node, given, by, why in _rows(graph, "verdicts.rq"):
        reasons = found.setdefault(node.value, {}).setdefault((by.value, given.value), {})
        reasons[getattr(why, "language", None) or ""] = why.value
    return {
        iri: [Verdict(given, by, why) for (by, given), why in sorted(judged.items())]
        for iri, judged in found.items()
    }


def _make(iri: str, said: dict[str, list[Term]], verdicts: tuple[Verdict, ...]) -> Discrepancy:
    def texts(name: str) -> dict[str, str]:
        found = [term for term in said.get(expand(name), []) if isinstance(term, Literal)]
        return {(term.language or ""): term.value for term in found}

    def values(name: str) -> list[str]:
        return [str(getattr(term, "value", "")) for term in said.get(expand(name), [])]

    def value(name: str) -> str:
        return next(iter(values(name)), "")

    return Discrepancy(
        iri=iri,
        kind=value("tkg:kind"),
        severity=int(value("tkg:severity")),
        titles=texts("rdfs:label"),
        words=texts("rdfs:comment"),
        statements=tuple(sorted(values("tkg:between"), key=natural_key)),
        concerns=tuple(sorted(values("tkg:concerns"))),
        cause=value("tkg:likelyCause"),
        factor=value("tkg:factor"),
        interval=value("tkg:interval"),
        verdicts=verdicts,
    )


def _row(graph: Graph, one: Discrepancy, lang: str) -> list[Term | None]:
    verdicts = joined("semicolon", lang, (verdict_text(graph, v, lang) for v in one.verdicts))
    return [
        NamedNode(one.iri),
        Literal(one.severity),
        Literal(one.kind),
        Literal(in_language(one.words, lang)),
        NamedNode(one.cause) if one.cause else None,
        Literal(one.factor, datatype=NamedNode(expand("xsd:decimal"))) if one.factor else None,
        Literal(int(one.interval)) if one.interval else None,
        Literal(verdicts) if verdicts else None,
        Literal(" ".join(one.statements)),
    ]


def _require_kinds(graph: Graph, kinds: Iterable[str]) -> None:
    rules = {
        triple.subject.value.rpartition("/")[2]
        for triple in graph.triples(p=expand("rdf:type"), o=expand("tkg:Rule"))
        if isinstance(triple.subject, NamedNode)
    }
    for kind in kinds:
        if not any(_is_kind(rule, kind) for rule in rules):
            near = nearest(kind, rules)
            hint = f"did you mean {near}?" if near else f"there are: {', '.join(sorted(rules))}"
            raise UsageError(f"no rule looks for {kind!r}; {hint}")


def _is_kind(kind: str, wanted: str) -> bool:
    return kind == wanted or kind.startswith(f"{wanted}-")


def _rows(graph: Graph, name: str) -> list[list["NamedNode | Literal"]]:
    rows = graph.query(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return [list(row) for row in rows] if isinstance(rows, Solutions) else []
