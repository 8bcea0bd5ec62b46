"""CSV after RFC 4180 and TSV after IANA's text/tab-separated-values, the latter without quoting."""

import csv
import io
import re
from collections.abc import Iterator

from taobao_kg.curate.grid import MOST_IN_CELL, MOST_ROWS, Cell, Grid, Line, Spoilt
from taobao_kg.curate.marks import CellError, show
from taobao_kg.words.message import Message

#: What may stand between cells; a comma where nothing speaks for another.
DELIMITERS = (",", ";", "\t")

#: Control characters but for tab and line ends, and the sign of text that was damaged.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ufffe\uffff]")
_FORMULA = re.compile(
    r"[=+@-]\s*(?:[A-Za-z_][\w.]*\(|\$?[A-Z]{1,3}\$?\d+\b|[\w ']+!|\w+\|)|=\s*[-+]*[\d.(\"{]"
)
#: Text that a spreadsheet program would take for a formula, and any guard before it.
GUARDED = re.compile(r"'*[=+@-]")


def split_record(text: str, delimiter: str) -> list[str]:
    """Return the cells of the first record that is not blank."""
    for cells in _reader(text[: 40 * MOST_IN_CELL], delimiter, strict=False):
        if any(cell.strip() for cell in cells):
            return cells
    return []


def read_separated(text: str, delimiter: str) -> Grid:
    """Yield the rows of a CSV or TSV text, blank ones too.

    An apostrophe before ``=``, ``+``, ``-`` or ``@`` is dropped from CSV: it says that what
    follows is text, as `taobao_kg.curate.templates.write_sheet` and spreadsheet programs use it.
    """
    damaged = UNREADABLE.search(text) is not None
    reader = _reader(text, delimiter, strict=True)
    width = 0
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                message = Message("curate.reason.too_many_rows", most=MOST_ROWS)
                yield Spoilt(number, number, 0, message)
                return
            width = width or len(cells)
            yield Line(number, [_clean(cell, delimiter, width, damaged) for cell in cells])
    except csv.Error as error:
        is_long = "limit" in str(error)
        message = Message("curate.reason.cell_too_long" if is_long else "curate.reason.unbalanced")
        yield Spoilt(number + 1, MOST_ROWS, 0, message)


def _reader(text: str, delimiter: str, strict: bool) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    if delimiter == "\t":
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=delimiter, strict=strict)


def _clean(raw: str, delimiter: str, width: int, damaged: bool) -> Cell:
    """Return a cell trimmed, or why it cannot be used; most cells need no more than a look."""
    cell = raw.strip()
    if not cell:
        return ""
    if damaged and (fault := unreadable(cell)):
        return fault
    if len(cell) > MOST_IN_CELL:
        return too_long(cell)
    if "\n" in cell or "\r" in cell:
        inner = re.compile(rf"{re.escape(delimiter)}(?! )")
        if width > 2 and any(len(inner.findall(line)) >= width - 1 for line in cell.splitlines()):
            return CellError(Message("curate.reason.whole_rows"))
    if cell[0] in "=+-@'\"":
        return _look_closer(cell, delimiter)
    return cell


def _look_closer(cell: str, delimiter: str) -> Cell:
    """Return a cell that begins with a sign that may mean more than itself."""
    if delimiter == "\t" and cell[0] == '"':
        inner = cell[1:-1]
        quoted = len(cell) > 1 and cell[-1] == '"' and '"' not in inner.replace('""', "")
        if quoted and ('""' in inner or "," in inner):
            return CellError(Message("curate.reason.quoted_tsv", text=show(cell)))
    elif _FORMULA.match(cell):
        return CellError(Message("curate.reason.formula_text", text=show(cell)))
    elif delimiter != "\t" and cell[0] == "'" and GUARDED.match(cell):
        return cell[1:]
    return cell


def unreadable(cell: str) -> CellError | None:
    """Return what is wrong when a cell has characters no text has."""
    found = UNREADABLE.search(cell)
    if not found:
        return None
    mark = found[0]
    if mark == "\ufffd":
        return CellError(Message("curate.reason.lost_character"))
    if mark == "\0":
        return CellError(Message("curate.reason.nul"))
    return CellError(Message("curate.reason.control", code=f"U+{ord(mark):04X}"))


def too_long(cell: str) -> CellError:
    """Return that a cell has more characters than are read."""
    return CellError(Message("curate.reason.too_long", length=len(cell), most=MOST_IN_CELL))
