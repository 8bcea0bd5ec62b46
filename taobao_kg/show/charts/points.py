"""Points: the numbers of indicators, each with its time, its bound and what is said against it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode

from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement, read_statements
from taobao_kg.engines.answers import Solutions
from taobao_kg.graph import Graph
from taobao_kg.show.charts.spans import Span, span_of
from taobao_kg.vocab import ID, term
from taobao_kg.words.numbers import read_number, write_number

#: The sign before a number, by the local name of its bound.
SIGNS = {"over": ">", "atLeast": "≥", "under": "<", "atMost": "≤", "approximately": "≈"}


@dataclass(frozen=True)
class Point:
    """One number of one indicator.

    Attributes:
        said: the statement, with its quotation.
        time: label of its year or period, or empty.
        span: where that lies, or None.
        value: None when the literal is no number.
        contested: IRIs of the discrepancies of severity 1 it stands in, sorted.
        hidden: why it is not drawn: ``no_number``, ``no_time``, ``not_positive`` or empty;
            then also ``other_place``, and ``outside`` in a timeline.
    """

    said: Statement
    time: str
    span: Span | None
    value: Decimal | None
    contested: tuple[str, ...]
    hidden: str

    @property
    def sign(self) -> str:
        """The sign before the number, or empty when the source gives it as exact."""
        return SIGNS.get(self.said.bound, "")

    def amount(self, lang: str) -> str:
        """Return sign and number as a language prints them."""
        number = self.said.value if self.value is None else write_number(self.value, lang)
        return clean(f"{self.sign} {number}".strip())


def read_points(
    graph: Graph, indicators: Iterable[str], *, log: bool = False, lang: str = "en"
) -> list[Point]:
    """Return the numbers of indicators by time, those without a time last.

    Args:
        graph: an opened graph.
        indicators: their IRIs.
        log: whether they are for a logarithmic scale, which has no place for 0 and less.
        lang: of the labels of times.
    """
    found = {
        triple.subject.value
        for indicator in indicators
        for triple in graph.triples(p=term("tkg:indicator"), o=indicator)
        if isinstance(triple.subject, NamedNode)
        and triple.subject.value.startswith(f"{ID}observation/")
    }
    doubts = graph.once(read_doubts)
    points = [_read(graph, said, doubts, log, lang) for said in read_statements(graph, found)]
    return sorted(points, key=lambda point: point.span.middle if point.span else float("inf"))


def read_doubts(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the discrepancies of severity 1 by the IRI of each statement that stands in them."""
    query = Path(__file__).with_name("contested.rq").read_text(encoding="utf-8")
    doubts: dict[str, list[str]] = defaultdict(list)
    for row in cast(Solutions, graph.query(query)):
        doubts[str(row[0].value)].append(str(row[1].value))
    return {statement: tuple(found) for statement, found in doubts.items()}


def first_span(graph: Graph, times: Collection[str]) -> Span | None:
    """Return the span of the first time that has bounds."""
    spans = (span_of(graph, time) for time in times)
    return next((span for span in spans if span), None)


def _read(
    graph: Graph, said: Statement, doubts: dict[str, tuple[str, ...]], log: bool, lang: str
) -> Point:
    value, span = read_number(said.value), first_span(graph, said.times)
    if value is None:
        hidden = "no_number"
    elif span is None:
        hidden = "no_time"
    else:
        hidden = "not_positive" if log and value <= 0 else ""
    time = ", ".join(clean(graph.label(iri, lang)) for iri in said.times)
    return Point(said, time, span, value, doubts.get(said.iri, ()), hidden)
