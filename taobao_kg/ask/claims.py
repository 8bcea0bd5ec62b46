"""Statements as rows, to filter and count."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.results import Rows
from taobao_kg.ask.statements import Statement
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.vocab import TKG, term

COLUMNS = (
    "statement",
    "subject",
    "predicate",
    "object",
    "value",
    "unit",
    "bound",
    "time",
    "place",
    "stance",
    "source",
    "attributed_to",
    "section",
    "page",
    "quotation",
)


def statements_as_rows(graph: Graph, statements: Iterable[Statement]) -> Rows:
    """Return one row a statement, in the order given; see `Statement` for the columns.

    Where a statement has several times, places, cited works or quotations, the row has the first;
    ``rows.why()`` has all.
    """
    return Rows(COLUMNS, [_row(statement) for statement in statements], graph)


def _row(one: Statement) -> list[Term | None]:
    quote = one.quotes[0] if one.quotes else None
    return [
        NamedNode(one.iri),
        one.subject,
        one.predicate,
        one.object,
        Literal(one.value, datatype=term("xsd:decimal")) if one.value else None,
        _node(one.unit),
        _node(one.bound and TKG + one.bound),
        *(_node(next(iter(many), "")) for many in (one.times, one.places)),
        _node(one.stance and TKG + one.stance),
        _node(one.source),
        _node(next(iter(one.attributed), "")),
        *(_text(part) for part in (quote[4:6] if quote else ("", ""))),
        _text(quote.text if quote else ""),
    ]


def _node(iri: str) -> NamedNode | None:
    return NamedNode(iri) if iri else None


def _text(text: object) -> Literal | None:
    return Literal(str(text)) if text else None
