"""Tables: every number and every policy of a picture, drawn or not, each with its evidence."""

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal

from taobao_kg.ask.results import Rows
from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.show.charts.points import Point
from taobao_kg.show.charts.selection import unit_name
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import TKG, shorten
from taobao_kg.words.catalogue import joined, phrase

#: The columns of numbers; ``value`` is the plain number in ``unit``.
NUMBER_COLUMNS = (
    *("time", "bound", "value", "unit", "indicator", "bearer", "place", "printed", "contested"),
    *("drawn", "source", "cited", "stance", "statement", "quotation"),
)


def table_of_points(graph: Graph, points: Sequence[Point], lang: str) -> Rows:
    """Return numbers as rows of plain text in a language, one a statement, in their order."""
    return rows_of(NUMBER_COLUMNS, (_number(graph, point, lang) for point in points), graph)


def rows_of(columns: Sequence[str], rows: Iterable[Sequence[str]], graph: Graph) -> Rows:
    """Return texts as rows; an empty text is a missing value."""
    terms: list[list[Term | None]] = [[Literal(t) if t else None for t in row] for row in rows]
    return Rows(columns, terms, graph)


def join_tables(tables: Sequence[Rows]) -> Rows:
    """Return several tables as one, with every column of all of them once."""
    columns = list(dict.fromkeys(name for rows in tables for name in rows.columns))
    joined = [
        [row[name] if name in rows.columns else None for name in columns]
        for rows in tables
        for row in rows
    ]
    return Rows(columns, joined, tables[0].graph)


def used_columns(rows: Rows) -> list[str]:
    """Return the columns in which any row has a value."""
    return [name for name in rows.columns if any(row[name] is not None for row in rows)]


def labels_of(graph: Graph, iris: Iterable[str], lang: str) -> str:
    """Return the labels of things, one after the other."""
    return joined("semicolon", lang, (clean(graph.label(iri, lang)) for iri in iris if iri))


def evidence_of(graph: Graph, said: Sequence[Statement], lang: str) -> dict[str, str]:
    """Return who states some statements, whom they cite, their names and their words."""
    ordered = sorted(said, key=lambda one: natural_key(one.iri))
    quotes = [clean(quote.text) for one in ordered for quote in one.quotes if quote.text]
    return {
        "source": labels_of(graph, dict.fromkeys(one.source for one in ordered), lang),
        "cited": labels_of(graph, dict.fromkeys(i for o in ordered for i in o.attributed), lang),
        "statement": " ".join(shorten(one.iri) for one in ordered),
        "quotation": " … ".join(quotes),
    }


def drawn_cell(hidden: str, lang: str) -> str:
    """Return the words that something is drawn, or why it is not."""
    return phrase(f"show.charts.no.{hidden}" if hidden else "show.charts.yes", lang)


def _number(graph: Graph, point: Point, lang: str) -> list[str]:
    said = point.said
    subject, indicator = (getattr(node, "value", "") for node in (said.subject, said.object))
    cells = {
        "indicator": labels_of(graph, [indicator], lang),
        "bearer": labels_of(graph, [subject], lang),
        "place": labels_of(graph, said.places, lang),
        "time": point.time,
        "bound": labels_of(graph, [TKG + said.bound] if said.bound else [], lang),
        "value": clean(said.value),
        "unit": unit_name(graph, point, lang),
        "printed": clean("; ".join(said.printed)),
        "stance": labels_of(graph, [TKG + said.stance] if said.stance else [], lang),
        "contested": labels_of(graph, point.contested, lang),
        "drawn": drawn_cell(point.hidden, lang),
        **evidence_of(graph, [said], lang),
    }
    return [cells[name] for name in NUMBER_COLUMNS]
