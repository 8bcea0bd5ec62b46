"""Explaining: from the rows of an answer to why each is there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taobao_kg.ask.citing import statement_column, statements_fitting, statements_named
from taobao_kg.ask.why.answer import Book, RowWhy, Why
from taobao_kg.ask.why.asking import Cells, triple_of
from taobao_kg.ask.why.footprint import Footprint, Unexplained
from taobao_kg.ask.why.grounds import Grounds
from taobao_kg.ask.why.reading import read_select
from taobao_kg.ask.why.tracing import find_footprints
from taobao_kg.ask.why.tree import Unreadable
from taobao_kg.errors import UsageError
from taobao_kg.turtle import natural_key

if TYPE_CHECKING:
    from taobao_kg.ask.results import Rows


def explain_rows(rows: "Rows", lang: str = "en") -> Why:
    """Return why each row is in an answer.

    A query that cannot be taken apart, or asked again, is said to be so in each row. Rows that
    answer no query, and those of a query that was not traced, have the statements their column
    names, or those whose subject and object, or bearer and number, both stand in the row.

    Args:
        rows: an answer.
        lang: ``en``, ``id`` or ``zh``, of what is printed.

    Raises:
        UsageError: for an unknown language.
    """
    footprints, untraced = _trace(rows)
    found = [footprints.get(tuple(row)) or Footprint(unexplained=dict(untraced)) for row in rows]
    named = [_named(rows, place, bool(footprints)) for place in range(len(rows))]
    grounds = Grounds(rows.graph, (triple_of(fact[:3]) for one in found for fact in one.facts))
    book = Book(rows.graph, grounds, frozenset(iri for iris in named for iri in iris))
    return Why(
        rows,
        [RowWhy(row, one, book, iris) for row, one, iris in zip(rows, found, named, strict=True)],
        lang,
    )


def statements_behind(rows: "Rows") -> list[tuple[str, ...]]:
    """Return for each row the IRIs of the statements behind it, as `RowWhy` has them.

    Rows that all name their statements are not traced for that.
    """
    column = statement_column(rows.columns)
    if column is not None and all(named := [statements_named(row[column]) for row in rows]):
        return [tuple(sorted(set(iris), key=natural_key)) for iris in named]
    return [why.iris for why in explain_rows(rows)]


def _trace(rows: "Rows") -> tuple[dict[Cells, Footprint], dict[Unexplained, None]]:
    """Return the footprints by row; or none, and why there are none."""
    if rows.query is None or not rows:
        return {}, {}
    cells = [tuple(row) for row in rows]
    try:
        select = read_select(rows.query)
        found = find_footprints(rows.graph, select, rows.columns, cells, some=rows.is_part)
    except (Unreadable, UsageError, RecursionError) as error:
        return {}, {Unexplained("unread", str(error)): None}
    return found, {}


def _named(rows: "Rows", place: int, traced: bool) -> Sequence[str]:
    column = statement_column(rows.columns)
    if column is not None:
        return statements_named(rows[place][column])
    return [] if traced else sorted(statements_fitting(rows.graph, rows[place]))
