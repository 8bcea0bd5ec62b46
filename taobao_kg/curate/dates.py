"""Dates as sheets give them, with the precision they have."""

import re

from pyoxigraph import Literal

from taobao_kg.curate.desk import RefusedCell
from taobao_kg.vocab import term


def date_literal(column: str, text: str) -> Literal:
    """Return a date as gYear, gYearMonth or date.

    Raises:
        RefusedCell: for anything else.
    """
    for pattern, name in (
        (r"\d{4}", "xsd:gYear"),
        (r"\d{4}-(0[1-9]|1[0-2])", "xsd:gYearMonth"),
        (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "xsd:date"),
    ):
        if re.fullmatch(pattern, text):
            return Literal(text, datatype=term(name))
    raise RefusedCell(column, f"{text!r} is not a date; write 2015, 2015-11 or 2015-11-09")
