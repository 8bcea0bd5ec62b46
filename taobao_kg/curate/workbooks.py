"""XLSX: what a worksheet shows, without trusting what it computes.

openpyxl reads what is around the cells: which worksheets there are, shared texts and styles. The
cells themselves are read by `taobao_kg.curate.worksheets`.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from taobao_kg.curate.grid import (
    MOST_COLUMNS,
    MOST_IN_CELL,
    MOST_ROWS,
    Cell,
    Line,
    Spoilt,
    column_letter,
)
from taobao_kg.curate.marks import CellError, Dated, Figure, show
from taobao_kg.curate.separated import too_long, unreadable
from taobao_kg.curate.worksheets import Stored, WorksheetReader, range_bounds
from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import show_path
from taobao_kg.words.message import Message

#: openpyxl's read-only workbook and worksheet: what is used of them has no types.
_Book = Any
_Worksheet = Any

#: Bytes a workbook may unpack to, and its texts alone, which are held in memory.
MOST_UNPACKED = 512 * 2**20
MOST_TEXTS = 128 * 2**20
MOST_PARTS = 5000

#: Numbers that are years; as the day numbers of a spreadsheet they lie in 1904 to 1908.
_YEARS = range(1902, 1909)
#: How the format writes any character, ST_Xstring of ECMA-376, part 1, 22.9.2.19.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_workbook(path: Path, worksheet: str | None = None) -> Iterator[Line | Spoilt]:
    """Return the rows of one worksheet; merged ranges come last, as spoilt rows.

    Hidden rows and columns are read. Empty worksheets do not count.

    Args:
        path: the file.
        worksheet: its name; needed where several hold something.

    Raises:
        UsageError: no such worksheet, or several to choose from.
        DataError: not an XLSX file, damaged, or too large when unpacked.
    """
    _check_size(path)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (
        *(InvalidFileException, ParseError, ExpatError, zipfile.BadZipFile, zlib.error),
        *(KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError),
        *(NotImplementedError, RuntimeError, OverflowError),
    )
    with path.open("rb") as file, warnings.catch_warnings():
        # What openpyxl cannot keep when it saves does not matter here.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            return iter(_read(book, _choose(book, worksheet, path), path))
        except broken as error:
            message = f"is no XLSX file that can be read ({error}); save it anew as .xlsx"
            raise DataError(message, show_path(path)) from error


def _check_size(path: Path) -> None:
    """Refuse what is no XLSX file, and what unpacks to more than anyone types."""
    shown = show_path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError) as error:
        message = "is an old or a locked workbook, or damaged; save it as .xlsx, without password"
        raise DataError(message, shown) from error
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise DataError("is a ZIP file but no XLSX; save the sheet as .xlsx or .csv", shown)
    unpacked = sum(part.file_size for part in parts)
    texts = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    if unpacked > MOST_UNPACKED or texts > MOST_TEXTS or len(parts) > MOST_PARTS:
        message = (
            f"unpacks to {unpacked >> 20} MB in {len(parts)} parts, at most"
            f" {MOST_UNPACKED >> 20} MB ({MOST_TEXTS >> 20} MB of texts) in {MOST_PARTS} are read;"
            " split it or save it as CSV"
        )
        raise DataError(message, shown)


def _choose(book: _Book, name: str | None, path: Path) -> _Worksheet:
    """Return the worksheet asked for, or the only one that holds anything."""
    sheets = book.worksheets
    names = ", ".join(show(sheet.title) for sheet in sheets)
    if name is not None:
        for sheet in sheets:
            if sheet.title == name:
                return sheet
        raise UsageError(f"{show_path(path)}: no worksheet {show(name)}; it has {names}")
    filled = [sheet for sheet in sheets if not _is_empty(sheet)] if sheets[1:] else sheets
    if len(filled) > 1:
        names = ", ".join(show(sheet.title) for sheet in filled)
        raise UsageError(f"{show_path(path)}: has several worksheets: {names}; say --worksheet")
    if not filled:
        raise DataError("has no worksheet that holds anything; fill one", show_path(path))
    return filled[0]


def _is_empty(sheet: _Worksheet) -> bool:
    with sheet._get_source() as source:
        rows = WorksheetReader(source).read()
        return not any(cell.text or cell.formula for _, row in rows for cell in row)


def _read(book: _Book, sheet: _Worksheet, path: Path) -> list[Line | Spoilt]:
    """Return all rows of a worksheet, then its merged ranges."""
    values = _Values(book, sheet)
    found: list[Line | Spoilt] = []
    with sheet._get_source() as source:
        reader = WorksheetReader(source)
        for number, row in reader.read():
            if number > MOST_ROWS:
                raise DataError(f"more than {MOST_ROWS} rows; split it", show_path(path), number)
            cells: list[Cell] = []
            for stored in row:
                if not stored.text and not stored.formula:
                    continue
                place = stored.column
                if place > MOST_COLUMNS:
                    message = Message("curate.reason.far_column", letter=column_letter(place))
                    found.append(Spoilt(number, number, 0, message))
                    break
                cells.extend([""] * (place - len(cells)))
                cells[place - 1] = values.of(number, stored)
            found.append(Line(number, cells))
    for where in reader.merged:
        column, first, _, last = range_bounds(where)
        message = Message("curate.reason.merged", range=where)
        found.append(Spoilt(first, last, column, message))
    return found


class _Values:
    """What the cells of a worksheet show."""

    def __init__(self, book: _Book, sheet: _Worksheet) -> None:
        self._book = book
        self._texts = [_ESCAPED.sub(_unescape, text).strip() for text in sheet._shared_strings]
        self._formats: dict[int, str] = {}

    def of(self, row: int, stored: Stored) -> Cell:
        """Return what a cell shows, or why that cannot be used."""
        kind, text = stored.kind, stored.text
        if stored.formula:
            cell = f"{column_letter(stored.column)}{row}"
            return CellError(Message("curate.reason.formula", cell=cell))
        if kind == "n":
            return self._number(text, stored.style)
        if kind == "d":
            moment = datetime.fromisoformat(text)
            return _date(moment, self._format(stored.style) or "yyyy-mm-dd")
        if kind == "e":
            return CellError(Message("curate.reason.shows_error", text=text))
        if kind == "b":
            return "TRUE" if int(text) else "FALSE"
        shown = self._texts[int(text)] if kind == "s" else _ESCAPED.sub(_unescape, text).strip()
        if len(shown) > MOST_IN_CELL:
            return too_long(shown)
        return unreadable(shown) or shown

    def _number(self, text: str, style: int) -> Cell:
        if style in self._book._date_formats:
            from openpyxl.utils.datetime import from_excel

            lasting = style in self._book._timedelta_formats
            try:
                moment = from_excel(float(text), self._book.epoch, timedelta=lasting)
            except (OverflowError, ValueError):
                return CellError(Message("curate.reason.no_day", text=text))
            return _date(moment, self._format(style))
        return _figure(text, percent="%" in self._format(style))

    def _format(self, style: int) -> str:
        """Return the number format of a style, without what it shows as it stands."""
        if style not in self._formats:
            from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

            number = self._book._cell_styles[style].numFmtId
            own = number - BUILTIN_FORMATS_MAX_SIZE
            written = (
                BUILTIN_FORMATS.get(number, "General")
                if own < 0
                else self._book._number_formats[own]
            )
            self._formats[style] = _UNSHOWN.sub("", written).lower()
        return self._formats[style]


def _unescape(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _figure(text: str, percent: bool) -> Cell:
    """Return a number with the 15 digits that spreadsheet programs keep, without exponent."""
    if text.isdigit() and len(text) <= 15 and not percent:
        return Figure(int(text))
    exact = Decimal(f"{float(text):.15g}")
    if not exact.is_finite():
        return CellError(Message("curate.reason.no_figure", text=text))
    return Figure(f"{exact.scaleb(2):f}%" if percent else f"{exact:f}")


def _date(value: Any, shown: str) -> Cell:
    """Return a date as precise as its cell shows it."""
    if not isinstance(value, datetime) or value.time() != datetime.min.time():
        return CellError(Message("curate.reason.time_of_day", value=str(value)))
    if value.year in _YEARS:
        return CellError(Message("curate.reason.maybe_year", date=f"{value:%Y-%m-%d}"))
    if "y" not in shown and "e" not in shown:
        return CellError(Message("curate.reason.no_year_shown", date=f"{value:%Y-%m-%d}"))
    precision = "%Y-%m-%d" if "d" in shown else "%Y-%m" if "m" in shown else "%Y"
    return Dated(value.strftime(precision))
