"""Writing sheets: CSV, TSV or XLSX by the ending, the same bytes for the same rows."""

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from taobao_kg.curate.columns import Column, read_metadata, read_template
from taobao_kg.curate.grid import MOST_IN_CELL, column_letter
from taobao_kg.curate.separated import GUARDED, UNREADABLE
from taobao_kg.errors import UsageError
from taobao_kg.folders import show_path

ENDINGS = (".csv", ".tsv", ".xlsx")

#: Numbers of at most 15 digits, which is all that a workbook keeps.
_PLAIN = re.compile(r"-?(?=(?:\d\.?){1,15}$)\d+(?:\.\d+)?", re.ASCII)
#: Underscores that XLSX would take for the beginning of an escaped character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"text": 24, "url": 32}


def write_template(kind: str, path: Path) -> list[Path]:
    """Write an empty sheet of a kind, and beside CSV and TSV its CSVW metadata.

    In XLSX the columns are described in notes on the header, their cells are formatted as text so
    that nothing typed turns into a date, and choices are offered as lists.

    Returns:
        The files written.

    Raises:
        UsageError: an unknown kind or ending, or a file that is there already.
    """
    _writer(path)
    files = [path]
    metadata = path.with_name(path.name + "-metadata.json")
    if path.suffix.lower() != ".xlsx":
        files.append(metadata)
    for file in files:
        if file.exists():
            raise UsageError(f"{show_path(file)}: is there already; give another name")
    write_sheet(kind, path, [], _own_columns(kind))
    if metadata in files:
        _replace(metadata, _metadata(kind, path).encode())
    return files


def _own_columns(kind: str) -> list[str]:
    """Return the columns a curator fills: all but the decision on a proposal."""
    return [column.name for column in read_template(kind).columns if column.name != "decision"]


def write_sheet(
    kind: str,
    path: Path,
    rows: Iterable[Mapping[str, str]],
    columns: Sequence[str] | None = None,
) -> None:
    """Write rows as a sheet that `taobao_kg.curate.sheets.read_sheet` reads as the same rows.

    Args:
        kind: the kind of sheet.
        path: the file; its ending decides the format. A file there is replaced.
        rows: texts by canonical name of the column.
        columns: the columns to write, in their order; those a curator fills when None.

    Raises:
        UsageError: an unknown kind, column or ending, or a text that the format cannot hold.
    """
    write = _writer(path)
    known = {column.name: column for column in read_template(kind).columns}
    for name in columns or ():
        if name not in known:
            raise UsageError(f"{name!r} is no column of {kind}; choose {', '.join(known)}")
    chosen = [known[name] for name in columns or _own_columns(kind)]
    texts = ([row.get(column.name, "").strip() for column in chosen] for row in rows)
    _replace(path, write(chosen, texts, path))


def _writer(path: Path) -> Any:
    writers = {".csv": _csv, ".tsv": _tsv, ".xlsx": _xlsx}
    if path.suffix.lower() not in writers:
        raise UsageError(f"{show_path(path)}: no format of a sheet; end it in {', '.join(ENDINGS)}")
    return writers[path.suffix.lower()]


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then rename, so that it is there whole or not at all."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".sheet-", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"{show_path(path)}: {error.strerror}; give another place") from error


def _metadata(kind: str, path: Path) -> str:
    """Return the metadata for a file: with its name, and what stands between its cells."""
    metadata = read_metadata(kind)
    metadata["url"] = path.name
    own = set(_own_columns(kind))
    schema = metadata["tableSchema"]
    schema["columns"] = [column for column in schema["columns"] if column["name"] in own]
    if path.suffix.lower() == ".tsv":
        metadata["dialect"] |= {"delimiter": "\t", "quoteChar": None}
    return json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"


def _check(text: str, path: Path) -> str:
    if found := UNREADABLE.search(text):
        raise UsageError(f"{show_path(path)}: no sheet can hold U+{ord(found[0]):04X}; delete it")
    if len(text) > MOST_IN_CELL:
        message = f"{len(text)} characters are too many for a cell; at most {MOST_IN_CELL}"
        raise UsageError(f"{show_path(path)}: {message}")
    return text


def _csv(columns: list[Column], rows: Iterable[list[str]], path: Path) -> bytes:
    """Return UTF-8 with a byte order mark, by which spreadsheet programs know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    for row in rows:
        cells = []
        for column, cell in zip(columns, row, strict=True):
            number = column.form == "number" and _PLAIN.fullmatch(cell)
            guard = "'" if not number and GUARDED.match(cell) else ""
            cells.append(guard + _check(cell, path))
        writer.writerow(cells)
    return text.getvalue().encode("utf-8-sig")


def _tsv(columns: list[Column], rows: Iterable[list[str]], path: Path) -> bytes:
    lines = ["\t".join(column.name for column in columns)]
    for row in rows:
        if any(mark in cell for cell in row for mark in "\t\r\n"):
            message = "TSV cannot hold tabs and line breaks; write CSV or XLSX"
            raise UsageError(f"{show_path(path)}: {message}")
        lines.append("\t".join(_check(cell, path) for cell in row))
    return ("\n".join(lines) + "\n").encode()


def _xlsx(columns: list[Column], rows: Iterable[list[str]], path: Path) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    # Before anything is opened that would have to be closed again.
    checked = [[_check(text, path) for text in row] for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("sheet")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[column_letter(place)]
        dimension.width = _WIDTHS.get(column.form, 14)
        if column.form != "number":
            dimension.number_format = "@"
        if column.choices:
            _offer(sheet, column_letter(place), column.choices)
    sheet.append([_head(sheet, column) for column in columns])
    for row in checked:
        cells = []
        for column, text in zip(columns, row, strict=True):
            if column.form == "number" and _PLAIN.fullmatch(text):
                number = float(text) if "." in text else int(text)
                cells.append(WriteOnlyCell(sheet, number))
                continue
            escaped = _ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")
            cell = WriteOnlyCell(sheet, escaped or None)
            if escaped:
                cell.data_type = "s"  # Also what begins like a formula is text.
                cell.number_format = "@"
                cell.quotePrefix = bool(GUARDED.match(escaped))
            cells.append(cell)
        sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return _without_clock(packed)


def _head(sheet: Any, column: Column) -> Any:
    """Return a cell of the header with its note."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, column.name)
    cell.font = Font(bold=True)
    begin = "required. " if column.required else ""
    described = [f"{language}: {text}" for language, text in column.descriptions.items()]
    note = "\n".join([begin + f"e.g. {column.example}", *described])
    cell.comment = Comment(note, "Taobao-KG", height=220, width=360)
    return cell


def _offer(sheet: Any, letter: str, choices: Sequence[str]) -> None:
    """Offer the choices of a column as a list."""
    from openpyxl.worksheet.datavalidation import DataValidation

    offer = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    offer.add(f"{letter}2:{letter}1048576")
    sheet.data_validations.append(offer)


def _without_clock(packed: io.BytesIO) -> bytes:
    """Return a workbook without the time at which it was made, in its parts or of its packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as made, zipfile.ZipFile(out, "w") as plain:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            plain.writestr(entry, content)
    return out.getvalue()
