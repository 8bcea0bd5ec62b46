"""Rows as CSV and TSV."""

from collections.abc import Callable

from taobao_kg.ask.results import Rows, lexical, n3


def write_separated(rows: Rows, mark: str, safe: bool) -> str:
    """Return rows as SPARQL 1.1 CSV or TSV; lines end in LF, as pipes want and all readers take."""
    if mark == "\t":
        lines = ["\t".join(f"?{name}" for name in rows.columns)]
        lines += ["\t".join("" if cell is None else n3(cell) for cell in row) for row in rows]
    else:
        keep: Callable[[str], str] = safe_cell if safe else str
        lines = [",".join(map(_csv_cell, rows.columns))]
        lines += [",".join(_csv_cell(keep(lexical(cell))) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


def _csv_cell(text: str) -> str:
    """Quote a cell where RFC 4180 wants it; the csv module would cost a tenth of a query."""
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection).

    >>> safe_cell("=1+1"), safe_cell("-3.5"), safe_cell("Taobao")
    ("'=1+1", '-3.5', 'Taobao')
    """
    if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        number = text[1:].replace(".", "", 1)
        if not (text[0] == "-" and number.isascii() and number.isdigit()):
            return f"'{text}"
    return text
