"""Rows: the sheets of proposals, as CSV that the import reads back."""

import csv
import io
from collections.abc import Iterable, Mapping

from taobao_kg.vocab import ID

EVIDENCE = ("source_id", "locator", "page", "section", "quotation", "start", "end")
OBSERVATION_COLUMNS = (
    *("observation_id", "indicator", "area", "area_code_if_known", "year_or_date", "value"),
    *("unit", "bound", "stance", "compiled_by", "set_by", "attributed_to"),
    *EVIDENCE,
    *("as_printed", "note", "decision"),
)
CLAIM_COLUMNS = (
    *("subject", "relation", "object", "year", "place", "stance", "attributed_to"),
    *EVIDENCE,
    *("as_printed", "note", "decision"),
)

#: A row: text by column; what is missing is an empty cell.
Row = Mapping[str, str]


def write_rows(columns: Iterable[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV (RFC 4180) with LF line ends; line ends inside cells stay as they are.

    No cell begins with a mark for which a spreadsheet would take it for a formula: quotations
    begin with a letter, a digit or a bracket, and everything else is written by this program.
    """
    file = io.StringIO(newline="")
    names = list(columns)
    writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def short_name(thing: str) -> str:
    """Return a thing as sheets name it beyond doubt: kind and slug.

    >>> short_name(ID + "actor/state-council")
    'actor/state-council'
    """
    return thing.removeprefix(ID)
