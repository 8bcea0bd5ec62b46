"""Rows: the sheets of proposals, as CSV that the import reads back."""

import csv
import io
from collections.abc import Iterable, Mapping

from taobao_kg.curate.columns import read_template

#: A row: text by column; what is missing is an empty cell.
Row = Mapping[str, str]


def write_rows(kind: str, rows: Iterable[Row]) -> str:
    """Return rows of a kind of sheet as CSV (RFC 4180); line ends inside cells stay as they are.

    No cell begins with a mark for which a spreadsheet would take it for a formula: quotations
    begin with a letter, a digit or a bracket, and everything else is written by this program.
    """
    file = io.StringIO(newline="")
    names = [column.name for column in read_template(kind).columns]
    writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
