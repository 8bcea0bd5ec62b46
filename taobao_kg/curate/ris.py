"""RIS files, as records.

The tags are those of reference managers: two letters, two blanks, a hyphen and the text; a record
goes from TY to ER. Read here and not by a library, because none tells the line of what is wrong.
"""

import re
from collections.abc import Iterator

from taobao_kg.curate.record import (
    Flaw,
    Record,
    UnreadableError,
    bare_doi,
    first_of,
    flatten,
    join_date,
    join_names,
    name_language,
)
from taobao_kg.words.message import Message

#: What a source is called that is of such a type; of others M3, the type of work, tells.
_KINDS = {
    "BOOK": "book",
    "CHAP": "chapter",
    "CONF": "conference paper",
    "CPAPER": "conference paper",
    "DATA": "data set",
    "ELEC": "web page",
    "JFULL": "journal",
    "JOUR": "article",
    "NEWS": "news",
    "RPRT": "report",
    "SLIDE": "presentation",
    "THES": "thesis",
    "WEB": "web page",
}
#: The tags that fill a column, the first that is there.
_TAGS = {
    "source_id": ("ID",),
    "title": ("TI", "T1", "CT", "BT"),
    "date": ("DA", "PY", "Y1"),
    "container": ("T2", "JF", "JO", "JA", "J2"),
    "volume": ("VL",),
    "issue": ("IS",),
    "doi": ("DO",),
    "publisher": ("PB",),
    "language": ("LA",),
    "url": ("UR", "L1", "L2"),
    "note": ("N1",),
}
_CREATORS = ("AU", "A1", "A2", "ED")
_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_Fields = dict[str, list[str]]


def read_ris(text: str) -> Iterator[Record | Flaw]:
    """Yield the records of a file in their order, those that cannot be read as flaws.

    A tag may come again; what stands in lines without a tag goes on with the text before.
    """
    start, said, last = 0, _Fields(), ""
    for line, content in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        found = _LINE.fullmatch(content.rstrip())
        tag = found[1] if found else ""
        if tag == "TY":
            if start:
                yield Flaw(start, "", Message("curate.work.no_end", line=str(line)))
            start, said = line, _Fields()
        elif not start:
            if content.strip():
                yield Flaw(line, tag, Message("curate.work.outside"))
            continue
        elif tag == "ER":
            yield _read_record(start, said)
            start = 0
            continue
        elif not tag:
            if content.strip():
                said[last][-1] += f" {content.strip()}"
            continue
        said.setdefault(tag, []).append((found and found[2]) or "")
        last = tag
    if start:
        yield Flaw(start, "", Message("curate.work.cut_off"))


def _read_record(line: int, said: _Fields) -> Record | Flaw:
    texts = {tag: "; ".join(filter(None, map(flatten, values))) for tag, values in said.items()}
    for tag in (tag for tags in _TAGS.values() for tag in tags if tag != "N1"):
        if tag in said:
            texts[tag] = flatten(said[tag][0])
    record = Record(line, {}, {})
    kind = _KINDS.get(texts["TY"], "")
    _fill(record, "kind", *(("M3", texts["M3"]) if texts.get("M3") else ("TY", kind)))
    for column, tags in _TAGS.items():
        for tag, value in first_of(texts, tags):
            _fill(record, column, tag, value)
    pages = "-".join(filter(None, [texts.get("SP", ""), texts.get("EP", "")]))
    _fill(record, "pages", "SP", pages)
    for tag in _CREATORS:
        if said.get(tag):
            try:
                _fill(record, "creator", tag, join_names(said[tag]))
            except UnreadableError as error:
                return Flaw(line, tag, error.reason)
            break
    return record


def _fill(record: Record, column: str, tag: str, value: str) -> None:
    tidy = {"date": join_date, "doi": bare_doi, "language": name_language}
    if value:
        record.cells[column] = tidy[column](value) if column in tidy else value
        record.fields[column] = tag
