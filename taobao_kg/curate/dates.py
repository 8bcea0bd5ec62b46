"""Dates as sheets give them, with the precision they have."""

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.desk import RefusedCell
from taobao_kg.curate.marks import CellError
from taobao_kg.curate.periods import read_date


def date_literal(column: str, text: str) -> Literal:
    """Return a date as gYear, gYearMonth or date.

    Raises:
        RefusedCell: for anything else.
    """
    try:
        date = read_date(text)
    except CellError as error:
        raise RefusedCell(column, error.reason) from error
    return Literal(date.lexical, datatype=NamedNode(date.datatype))
