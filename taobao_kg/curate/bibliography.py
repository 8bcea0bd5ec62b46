"""Bibliographies as sheets of sources: BibTeX, RIS, CSL-JSON."""

from collections.abc import Callable, Iterator
from pathlib import Path

from taobao_kg.curate.bibtex import read_bibtex
from taobao_kg.curate.csl import read_csl_json
from taobao_kg.curate.record import Flaw, Record
from taobao_kg.curate.ris import read_ris
from taobao_kg.curate.sheets import Refusal, Row, Sheet
from taobao_kg.errors import DataError
from taobao_kg.words.message import Message

#: Who reads a file, by its ending.
READERS: dict[str, Callable[[str], Iterator[Record | Flaw]]] = {
    ".bib": read_bibtex,
    ".ris": read_ris,
    ".json": read_csl_json,
}
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def read_bibliography(path: Path) -> Sheet:
    """Return a bibliography as a sheet of sources, a row a work.

    Cells hold the text a reader would see: TeX commands carried out, abbreviations written out,
    names separated by semicolons, dates as ``2019-06-13``, ``2019-06`` or ``2019``. The key of a
    work is its ``source_id``. A work that cannot be read, has no title, or bears the key of an
    earlier one is refused with its line; the others are kept.

    Args:
        path: a file that ends in ``.bib``, ``.ris`` or ``.json``, in UTF-8, or in UTF-16 with
            a byte order mark.

    Raises:
        DataError: when the file cannot be read at all.
    """
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise DataError(f"no bibliography ends so; there are {', '.join(READERS)}", str(path))
    rows, refusals, keys = [], [], dict[str, int]()
    for found in read(_read_text(path)):
        refusal = found if isinstance(found, Flaw) else _doubt(found, keys)
        if isinstance(refusal, Flaw):
            refusals.append(Refusal(path.name, *refusal))
        elif isinstance(found, Record):
            rows.append(Row(found.line, found.cells, found.fields))
            keys[found.cells.get("source_id", "")] = found.line
    return Sheet(path, path.name, "sources", rows, refusals)


def _doubt(record: Record, keys: dict[str, int]) -> Flaw | None:
    """Return why a record that was read cannot be taken."""
    if not record.cells.get("title"):
        return Flaw(record.line, "title", Message("curate.work.no_title"))
    key = record.cells.get("source_id", "")
    if key and key in keys:
        reason = Message("curate.work.key_of_line", key=repr(key), line=str(keys[key]))
        return Flaw(record.line, record.fields["source_id"], reason)
    return None


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(f"cannot be read ({error.strerror})", str(path)) from error
    encoding = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError("this is not UTF-8; save the file as UTF-8", str(path), line) from error
