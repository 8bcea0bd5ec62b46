"""Sheets: rows of named cells with the place each came from, whatever the file."""

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """One row.

    Attributes:
        number: where it begins in its file, counted from 1.
        cells: texts by the name of their column; empty ones are left out.
        columns: what the file calls the column of a cell.
    """

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]


class Refusal(NamedTuple):
    """Something of a sheet that cannot be taken.

    Attributes:
        sheet: name of the file or sheet.
        row: where it begins, counted from 1.
        column: what the file calls it; empty when the whole row is meant.
        message: fact, expectation, next step.
    """

    sheet: str
    row: int
    column: str
    message: str


class Sheet(NamedTuple):
    """What was read of one file, or of one sheet of it."""

    path: str
    name: str
    kind: str
    rows: tuple[Row, ...]
    refusals: tuple[Refusal, ...]
