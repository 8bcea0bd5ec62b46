"""XLSX: what a worksheet shows, without trusting what it computes.

Read with openpyxl in one pass over the cells. Its parser of worksheets is used directly, because
the worksheets of its read-only mode hide merged ranges and those of the other mode need fifty
times the memory.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

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
from taobao_kg.curate.separated import unreadable
from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import show_path

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

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
    from openpyxl.formula.translate import TranslatorError
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (
        *(InvalidFileException, TranslatorError, ParseError, zipfile.BadZipFile, zlib.error),
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


def _choose(book: "Workbook", name: str | None, path: Path) -> "ReadOnlyWorksheet":
    """Return the worksheet asked for, or the only one that holds anything."""
    sheets = book.worksheets
    names = ", ".join(show(sheet.title) for sheet in sheets)
    if name is not None:
        for sheet in sheets:
            if sheet.title == name:
                return sheet
        raise UsageError(f"{show_path(path)}: no worksheet {show(name)}; it has {names}")
    filled = [sheet for sheet in sheets if not _is_empty(book, sheet)] if sheets[1:] else sheets
    if len(filled) > 1:
        names = ", ".join(show(sheet.title) for sheet in filled)
        raise UsageError(f"{show_path(path)}: has several worksheets: {names}; say --worksheet")
    if not filled:
        raise DataError("has no worksheet that holds anything; fill one", show_path(path))
    return filled[0]


def _parser(book: "Workbook", sheet: "ReadOnlyWorksheet", source: Any) -> Any:
    from openpyxl.worksheet._reader import WorkSheetParser

    return WorkSheetParser(
        source,
        sheet._shared_strings,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _is_empty(book: "Workbook", sheet: "ReadOnlyWorksheet") -> bool:
    with sheet._get_source() as source:
        rows = _parser(book, sheet, source).parse()
        return not any(cell["value"] is not None for _, row in rows for cell in row)


def _read(book: "Workbook", sheet: "ReadOnlyWorksheet", path: Path) -> list[Line | Spoilt]:
    """Return all rows of a worksheet, then its merged ranges."""
    formats = _Formats(book, sheet)
    found: list[Line | Spoilt] = []
    with sheet._get_source() as source:
        parser = _parser(book, sheet, source)
        for number, row in parser.parse():
            if number > MOST_ROWS:
                raise DataError(f"more than {MOST_ROWS} rows; split it", show_path(path), number)
            cells: list[Cell] = []
            for raw in row:
                if raw["value"] is None:
                    continue
                place = raw["column"]
                if place > MOST_COLUMNS:
                    message = f"has something in column {column_letter(place)}; empty that cell"
                    found.append(Spoilt(number, number, 0, message))
                    break
                cells.extend([""] * (place - len(cells)))
                cells[place - 1] = _cell(raw, formats)
            found.append(Line(number, cells))
    for merged in parser.merged_cells.mergeCell if parser.merged_cells else ():
        first_column, first, last_column, last = merged.bounds
        where = f"{column_letter(first_column)}{first}:{column_letter(last_column)}{last}"
        message = f"the cells {where} are merged; unmerge them and fill each one"
        found.append(Spoilt(first, last, first_column, message))
    return found


class _Formats:
    """The number formats of a workbook by the style of a cell."""

    def __init__(self, book: "Workbook", sheet: "ReadOnlyWorksheet") -> None:
        self._book = book
        self._sheet = sheet
        self._known: dict[int, str] = {}

    def of(self, raw: dict[str, Any]) -> str:
        """Return the format of a cell, without what it shows as it stands."""
        style = raw["style_id"]
        if style not in self._known:
            from openpyxl.cell.read_only import ReadOnlyCell

            written = str(ReadOnlyCell(self._sheet, **raw).number_format)
            self._known[style] = _UNSHOWN.sub("", written).lower()
        return self._known[style]


def _cell(raw: dict[str, Any], formats: _Formats) -> Cell:
    """Return what a cell shows, or why that cannot be used."""
    kind, value = raw["data_type"], raw["value"]
    if kind == "f":
        return CellError(
            f"cell {column_letter(raw['column'])}{raw['row']} holds a formula, whose value is not"
            " trusted; paste it as a value"
        )
    if kind == "e":
        return CellError(f"shows the error {value}; write the value")
    if kind == "d":
        return _date(value, formats.of(raw))
    if kind == "b":
        return "TRUE" if value else "FALSE"
    if kind == "n":
        return _figure(value, percent="%" in formats.of(raw))
    text = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), str(value)).strip()
    if len(text) > MOST_IN_CELL:
        return CellError(f"has {len(text)} characters, at most {MOST_IN_CELL} are read; shorten it")
    return unreadable(text) or text


def _figure(value: float, percent: bool) -> Cell:
    """Return a number with the 15 digits that spreadsheet programs keep, without exponent."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if not exact.is_finite():
        return CellError(f"{value} is no number; write the value")
    if not percent:
        return Figure(f"{exact:f}")
    shown = exact * 100
    return Figure(f"{shown if shown % 1 else shown.to_integral_value():f}%")


def _date(value: Any, shown: str) -> Cell:
    """Return a date as precise as its cell shows it."""
    if not isinstance(value, datetime) or value.time() != datetime.min.time():
        return CellError(f"is a time of day or a duration ({value}); write a year or a date")
    if value.year in _YEARS:
        return CellError(
            f"is a date cell that shows {value:%Y-%m-%d}, perhaps a year that was typed into a cell"
            " formatted as date; format it as text and write the year again"
        )
    if "y" not in shown and "e" not in shown:
        return CellError(f"is a date cell that shows no year; write {value:%Y-%m-%d} as text")
    precision = "%Y-%m-%d" if "d" in shown else "%Y-%m" if "m" in shown else "%Y"
    return Dated(value.strftime(precision))
