"""What a file holds before its columns are known: rows of cells, and rows that are spoilt."""

from collections.abc import Iterator
from typing import NamedTuple

from taobao_kg.curate.marks import CellError
from taobao_kg.words.message import Message

#: As many as a spreadsheet program can hold.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 500
#: Characters in a cell, as many as a spreadsheet program can hold.
MOST_IN_CELL = 32_767

#: A cell: its text with the ends trimmed, or why it cannot be used.
Cell = str | CellError


class Line(NamedTuple):
    """One row: its number as spreadsheet programs count, from 1, and its cells from column A."""

    number: int
    cells: list[Cell]


class Spoilt(NamedTuple):
    """Rows that cannot be used; may be told after they were handed out.

    Attributes:
        first: the number of the first such row.
        last: of the last; may lie behind the end.
        column: counted from 1, or 0 for whole rows.
        message: fact, expectation and next step.
    """

    first: int
    last: int
    column: int
    message: Message


Grid = Iterator[Line | Spoilt]


def column_letter(number: int) -> str:
    """Return the name of a column, counted from 1.

    >>> column_letter(1), column_letter(26), column_letter(28)
    ('A', 'Z', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
