"""Reading a spreadsheet: rows with known columns, and every cell that cannot be used named."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from taobao_kg.curate.checks import check_cells
from taobao_kg.curate.columns import ID_COLUMNS, read_template
from taobao_kg.curate.decoding import decode
from taobao_kg.curate.grid import Cell, Grid, Spoilt, column_letter
from taobao_kg.curate.header import Header, count_known, fold_name, guess_kind, read_header
from taobao_kg.curate.marks import CellError
from taobao_kg.curate.numbers import Mark, decimal_mark
from taobao_kg.curate.separated import DELIMITERS, read_separated, split_record
from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import show_path
from taobao_kg.words.message import Message

#: The column of proposals, and what in it lets a row in.
DECISION = "decision"
TAKEN = ("accept", "change")

#: Larger text files are refused before they are read.
MOST_BYTES = 128 * 2**20


class Row(NamedTuple):
    """One row that can be used.

    Attributes:
        number: as spreadsheet programs count; a header in the first row is 1.
        cells: by canonical name of the column, only those that hold something. Numbers are
            written plainly with a decimal point, times and dates with the digits 0 to 9.
        columns: the letter of each column, for messages.
    """

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]


class Refusal(NamedTuple):
    """Why a row, a column or a cell was not taken.

    Attributes:
        sheet: the file as messages show it.
        row: its number as spreadsheet programs count.
        column: the header as written, or an empty string for a whole row.
        message: fact, expectation and next step.
    """

    sheet: str
    row: int
    column: str
    message: Message

    def __str__(self) -> str:
        """Return `told` in English."""
        return self.told("en")

    def told(self, lang: str) -> str:
        """Return ``file:row:column: message``, the message in a language.

        >>> print(Refusal("villages.csv", 4, "", Message("curate.reason.header_again")))
        villages.csv:4: is the header again; delete the row
        >>> Refusal("villages.csv", 4, "value", Message("curate.reason.nul")).told("id")
        'villages.csv:4:value: memuat bita NUL; hapus, atau simpan ulang lembarnya'
        """
        column = f":{self.column}" if self.column else ""
        return f"{self.sheet}:{self.row}{column}: {self.message.told(lang)}"


class Sheet(NamedTuple):
    """What a file holds.

    Attributes:
        path: the file.
        name: the file as messages show it.
        kind: one of `taobao_kg.curate.columns.KINDS`.
        rows: those without any refusal, in the order of the file.
        refusals: in the order of rows and columns.
    """

    path: Path
    name: str
    kind: str
    rows: list[Row]
    refusals: list[Refusal]


def read_sheet(
    path: Path,
    kind: str | None = None,
    *,
    encoding: str | None = None,
    worksheet: str | None = None,
    decimal: Mark | None = None,
) -> Sheet:
    """Read a CSV, TSV or XLSX file; what it is shows its content, then its name.

    Of a sheet with a column ``decision``, which the proposals for a new paper have, only the rows
    count that are accepted or changed.

    Args:
        path: the file.
        kind: the kind of sheet; guessed from the header when None.
        encoding: of a CSV or TSV file that is not UTF-8 and has no byte order mark.
        worksheet: which one of an XLSX file that has several.
        decimal: the mark before decimals in texts like 1.311; else a column must prove it.

    Returns:
        The rows that can be used, and what cannot be.

    Raises:
        UsageError: an unknown kind, encoding or worksheet; no such file.
        DataError: nothing of the file can be used.
    """
    grid = _open(path, encoding, worksheet)
    shown = show_path(path)
    early: list[Spoilt] = []
    for line in grid:
        if isinstance(line, Spoilt):
            early.append(line)
        elif any(line.cells):
            break
    else:
        if early:
            raise DataError(early[0].message, shown, early[0].first)
        raise DataError("is empty; see 'taobao-kg import --template KIND -o FILE'", shown)
    written = [_name(cell, line.number, shown) for cell in line.cells]
    kind = kind or guess_kind(written, path)
    header = read_header(written, kind)
    reading = _Reading(shown, kind, header, line.number)
    reading.refuse_all(header.faults)
    reading.take(grid)
    if header.usable:
        reading.check(decimal)
    return Sheet(path, shown, kind, *reading.result())


class _Reading:
    """A sheet while it is being read."""

    def __init__(self, sheet: str, kind: str, header: Header, header_row: int) -> None:
        self.sheet = sheet
        self.kind = kind
        self.header = header
        self.header_row = header_row
        self.rows: list[tuple[int, dict[str, Cell]]] = []
        self.refusals: list[Refusal] = []
        self.spoilt: list[Spoilt] = []
        self.written = {
            column.name: header.written[place] for place, column in header.columns.items()
        }
        self.letters = {
            column.name: column_letter(place + 1) for place, column in header.columns.items()
        }

    def refuse(self, row: int, column: str, message: Message) -> None:
        self.refusals.append(Refusal(self.sheet, row, column, message))

    def refuse_all(self, faults: list[tuple[int | None, Message]]) -> None:
        for place, message in faults:
            self.refuse(
                self.header_row, "" if place is None else self.header.written[place], message
            )

    def take(self, grid: Grid) -> None:
        """Take all rows, with their cells by column; refuse what is seen on the way."""
        names = [
            self.header.columns[place].name if place in self.header.columns else None
            for place in range(len(self.header.written))
        ]
        again = [fold_name(name) for name in self.header.written]
        width = len(names)
        for line in grid:
            if isinstance(line, Spoilt):
                self.spoilt.append(line)
                continue
            number, cells = line
            row = {name: cell for name, cell in zip(names, cells, strict=False) if cell and name}
            if len(cells) > width or None in names:
                self._refuse_strays(number, cells)
            if row:
                if len(cells) >= width and all(
                    fold_name(str(cell)) == name for cell, name in zip(cells, again, strict=False)
                ):
                    self.refuse(number, "", Message("curate.reason.header_again"))
                self.rows.append((number, row))

    def _refuse_strays(self, number: int, cells: list[Cell]) -> None:
        """Refuse cells under no name; those under an unknown name are told of once, above."""
        for place, cell in enumerate(cells):
            if cell and (place >= len(self.header.written) or not self.header.written[place]):
                letter = column_letter(place + 1)
                self.refuse(number, letter, Message("curate.reason.no_heading"))

    def check(self, decimal: Mark | None) -> None:
        """Check every cell by its column, and the ids against one another."""
        columns = read_template(self.kind).columns
        marks = {
            column.name: decimal or decimal_mark(self._texts(column.name))
            for column in columns
            if column.form == "number"
        }
        key = ID_COLUMNS.get(self.kind, "")
        seen: dict[str, int] = {}
        # Of a sheet of proposals nothing enters that nobody has decided on.
        if DECISION in self.written:
            self.rows = [(n, row) for n, row in self.rows if row.get(DECISION) in TAKEN]
        for number, row in self.rows:
            for column, message in check_cells(row, columns, marks, self.kind):
                self.refuse(number, self.written.get(column, column), message)
            name = row.get(key)
            if isinstance(name, str) and (first := seen.setdefault(name, number)) != number:
                message = Message("curate.reason.id_taken", id=name, row=str(first))
                self.refuse(number, self.written[key], message)

    def _texts(self, column: str) -> list[str]:
        """Return the cells of a column as people wrote them; a workbook's numbers prove nothing."""
        return [cell for _, row in self.rows if type(cell := row.get(column)) is str]

    def result(self) -> tuple[list[Row], list[Refusal]]:
        """Return the rows without refusals, and the refusals in their order."""
        for spoilt in self.spoilt:
            place = spoilt.column - 1
            known = 0 <= place < len(self.header.written)
            column = self.header.written[place] if known else ""
            self.refuse(spoilt.first, column, spoilt.message)
        refused = {refusal.row for refusal in self.refusals}
        usable = self.header.usable and not any(s.first <= self.header_row for s in self.spoilt)
        rows = [
            Row(number, {name: str(cell) for name, cell in row.items()}, self.letters)
            for number, row in self.rows
            if usable
            and number not in refused
            and not any(s.first <= number <= s.last for s in self.spoilt)
        ]
        order = {name: place for place, name in enumerate(self.header.written)}
        self.refusals.sort(key=lambda one: (one.row, order.get(one.column, -1)))
        return rows, self.refusals


def _open(path: Path, encoding: str | None, worksheet: str | None) -> Grid:
    """Return the rows of a file, whatever its kind."""
    try:
        with path.open("rb") as file:
            begin = file.read(8)
            size = path.stat().st_size
            if begin.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
                from taobao_kg.curate.workbooks import read_workbook

                return read_workbook(path, worksheet)
            if size > MOST_BYTES:
                message = f"has {size >> 20} MB, at most {MOST_BYTES >> 20} are read; split it"
                raise DataError(message, show_path(path))
            data = begin + file.read()
    except OSError as error:
        raise UsageError(f"{show_path(path)}: {error.strerror}; give a file to read") from error
    if worksheet is not None:
        raise UsageError(f"{show_path(path)}: only XLSX has worksheets; leave --worksheet out")
    text = decode(data, path, encoding)
    if path.suffix.lower() in (".tsv", ".tab"):
        return read_separated(text, "\t")
    heads = {mark: count_known(split_record(text, mark)) for mark in DELIMITERS}
    return read_separated(text, max(heads, key=lambda mark: heads[mark]))


def _name(cell: Cell, row: int, shown: str) -> str:
    if isinstance(cell, CellError):
        raise DataError(f"in the header: {cell}", shown, row)
    return cell
