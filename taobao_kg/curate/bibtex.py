"""BibTeX and biblatex files, as records."""

import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from taobao_kg.curate.record import (
    Flaw,
    Record,
    UnreadableError,
    bare_doi,
    first_of,
    join_date,
    join_names,
    name_language,
)
from taobao_kg.curate.tex import bare_address, expand_value, show_tex
from taobao_kg.words.message import Message

if TYPE_CHECKING:
    from bibtexparser.model import Entry, ParsingFailedBlock

#: What a source is called that is such an entry; of others the field ``type`` tells.
_KINDS = {
    "article": "article",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "conference paper",
    "conference": "conference paper",
    "dataset": "data set",
    "mastersthesis": "thesis",
    "online": "web page",
    "phdthesis": "thesis",
    "proceedings": "proceedings",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
}
#: The fields that fill a column, the first that is there.
_FIELDS = {
    "title": ("title",),
    "creator": ("author", "editor"),
    "date": ("date", "year"),
    "container": ("journal", "journaltitle", "booktitle", "series", "howpublished"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "doi": ("doi",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "language": ("language", "langid"),
    "url": ("url",),
    "note": ("note",),
}
_Fields = dict[str, str]


def read_bibtex(text: str) -> Iterator[Record | Flaw]:
    """Yield the entries of a file in their order, those that cannot be read as flaws.

    Abbreviations are written out, cross-references followed, TeX turned into the text it shows.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # we say ourselves what is wrong
    library = parse_string(text, parse_stack=[])
    strings = {name.lower(): one.value for name, one in library.strings_dict.items()}
    entries = {entry.key.lower(): entry for entry in library.entries}
    for block in sorted(library.blocks, key=lambda one: one.start_line or 0):
        line = (block.start_line or 0) + 1
        if isinstance(block, ParsingFailedBlock):
            yield Flaw(line, "", _why(block))
        if not isinstance(block, Entry):
            continue
        try:
            yield _read_entry(line, block, entries, strings)
        except _FieldError as error:
            yield Flaw(line, error.field, error.reason)


class _FieldError(ValueError):
    def __init__(self, field: str, reason: Message) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def _why(block: "ParsingFailedBlock") -> Message:
    key = getattr(block, "key", "")
    if key:
        return Message("curate.work.key_above", key=repr(key))
    fields = getattr(block, "duplicate_keys", ())
    if fields:
        return Message("curate.work.fields_twice", fields=tuple(sorted(fields)))
    return Message("curate.work.entry")


def _read_entry(
    line: int, entry: "Entry", entries: Mapping[str, "Entry"], strings: Mapping[str, str]
) -> Record:
    said = _written_fields(entry, entries, strings)
    kind = _KINDS.get(entry.entry_type, "")
    named = {"source_id": entry.key, "kind": kind or said.get("type", "")}
    record = Record(line, {n: v for n, v in named.items() if v}, {"source_id": "", "kind": "type"})
    for column, names in _FIELDS.items():
        for name, written in first_of(said, names):
            try:
                shown = _show_field(column, name, written, said)
            except UnreadableError as error:
                raise _FieldError(name, error.reason) from error
            if shown:
                record.cells[column] = shown
                record.fields[column] = name
    return record


def _written_fields(
    entry: "Entry", entries: Mapping[str, "Entry"], strings: Mapping[str, str]
) -> _Fields:
    """Return the fields of an entry by name in small letters, with those of its cross-reference."""
    said = {}
    for field in entry.fields:
        try:
            said[field.key.lower()] = expand_value(field.value, strings).strip()
        except UnreadableError as error:
            raise _FieldError(field.key, error.reason) from error
    whole = said.pop("crossref", "")
    if not whole:
        return said
    if whole.lower() not in entries or whole.lower() == entry.key.lower():
        raise _FieldError("crossref", Message("curate.work.crossref", key=repr(whole)))
    rest = {name: one for name, one in entries.items() if name != entry.key.lower()}
    handed = _written_fields(entries[whole.lower()], rest, strings)
    if "title" in handed:
        handed.setdefault("booktitle", handed.pop("title"))
    return handed | said


def _show_field(column: str, name: str, written: str, said: _Fields) -> str:
    """Return the cell a field fills."""
    if column == "creator":
        return join_names(_names(written))
    if column == "url":
        return bare_address(written)
    if name == "howpublished":
        return show_tex(written).removeprefix("In: ")
    if name == "year":
        written = "-".join(filter(None, [written, *_month_and_day(said)]))
    shown = show_tex(written.replace("--", "-") if column == "pages" else written)
    tidy = {"date": join_date, "doi": bare_doi, "language": name_language}
    return tidy[column](shown) if column in tidy else shown


def _month_and_day(said: _Fields) -> list[str]:
    month = said.get("month", "")
    if not month.isdecimal() or not said["year"].isdecimal():
        return []
    return [month, said["day"]] if said.get("day", "").isdecimal() else [month]


def _names(written: str) -> Iterator[str]:
    """Yield names, family name first; what braces hold together is one name."""
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    for one in split_multiple_persons_names(written):
        try:
            parts = parse_single_name_into_parts(one)
        except InvalidNameError as error:
            reason = Message("curate.work.name", name=repr(one))
            raise UnreadableError(reason) from error
        if one.lower() == "others":
            yield "et al."
        else:
            yield show_tex(parts.merge_last_name_first)
