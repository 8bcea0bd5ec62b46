"""What the cells of one row must be, by their columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from taobao_kg.curate.columns import Column
from taobao_kg.curate.grid import Cell
from taobao_kg.curate.marks import CellError, Dated, fold_digits, show
from taobao_kg.curate.numbers import Mark, read_number
from taobao_kg.curate.periods import read_date, read_time
from taobao_kg.words.message import Message

#: An absolute address of the web.
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
#: The usual part of https://www.rfc-editor.org/rfc/rfc5646: language, script, region.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?", re.ASCII)


def check_cells(
    row: dict[str, Cell], columns: Sequence[Column], marks: Mapping[str, Mark | None], kind: str
) -> Iterator[tuple[str, Message]]:
    """Yield column and message of each cell that cannot be used; write the others plainly.

    Numbers, times and dates are replaced by their plain form in ``row``.
    """
    for column in columns:
        cell = row.get(column.name)
        if cell is None:
            if column.required:
                whose = Message(f"curate.sheet.{kind}")
                reason = Message("curate.reason.empty_needed", kind=whose, example=_example(column))
                yield column.name, reason
        elif isinstance(cell, CellError):
            yield column.name, cell.reason
        else:
            try:
                row[column.name] = _plain(cell, column, marks.get(column.name))
            except CellError as error:
                yield column.name, error.reason
            else:
                if column.form == "number" and cell.rstrip().endswith(("%", "％", "٪")):
                    yield from _percent(column.name, cell, row.get("unit"))


def _plain(cell: str, column: Column, mark: Mark | None) -> str:
    """Return a cell in the form the rest of the program reads."""
    if isinstance(cell, Dated) and column.form not in ("time", "date"):
        raise CellError(Message("curate.reason.date_cell", date=str(cell)))
    if column.form == "number":
        return f"{read_number(cell, decimal=mark):f}"
    if column.form == "text" and not column.pattern:
        return cell
    return _READERS[column.form](cell, column)


def _read_time(cell: str, _column: Column) -> str:
    read_time(cell)
    return fold_digits(cell)


def _read_date(cell: str, _column: Column) -> str:
    return read_date(cell).lexical


def _read_whole(cell: str, _column: Column) -> str:
    folded = fold_digits(cell)
    if not (folded.isascii() and folded.isdigit() and len(folded) < 10):
        raise CellError(Message("curate.reason.not_whole", text=show(cell)))
    return str(int(folded))


def _read_choice(cell: str, column: Column) -> str:
    found = {choice.casefold(): choice for choice in column.choices}.get(cell.casefold())
    if found is None:
        raise CellError(
            Message("curate.reason.not_choice", text=show(cell), choices=column.choices)
        )
    return found


def _read_url(cell: str, _column: Column) -> str:
    if not _URL.fullmatch(cell):
        raise CellError(Message("curate.reason.not_url", text=show(cell)))
    return cell


def _read_language(cell: str, column: Column) -> str:
    if not all(_LANGUAGE.fullmatch(code.strip()) for code in cell.split(column.separator)):
        example = _example(column)
        raise CellError(Message("curate.reason.not_language", text=show(cell), example=example))
    return cell


def _read_pattern(cell: str, column: Column) -> str:
    if not re.fullmatch(column.pattern, cell, re.ASCII):
        example = _example(column)
        raise CellError(Message("curate.reason.other_form", text=show(cell), example=example))
    return cell


_READERS: dict[str, Callable[[str, Column], str]] = {
    "time": _read_time,
    "date": _read_date,
    "whole": _read_whole,
    "choice": _read_choice,
    "url": _read_url,
    "language": _read_language,
    "text": _read_pattern,
}


def _percent(name: str, cell: str, unit: Cell | None) -> Iterator[tuple[str, Message]]:
    """Yield that a number has a percent sign and another unit."""
    if isinstance(unit, str) and unit not in ("%", "％", "percent"):
        yield name, Message("curate.reason.per_cent", text=show(cell), unit=show(unit))


def _example(column: Column) -> str:
    return show(column.example, 60)
