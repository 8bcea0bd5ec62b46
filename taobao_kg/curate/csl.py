"""CSL-JSON files (CSL 1.0.2, ``csl-data.json``), as records."""

import json
from collections.abc import Iterator
from typing import Any

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

#: What a source is called that is of such a type; of others ``genre`` tells.
_KINDS = {
    "article-journal": "article",
    "article-newspaper": "news",
    "book": "book",
    "chapter": "chapter",
    "dataset": "data set",
    "paper-conference": "conference paper",
    "periodical": "journal",
    "report": "report",
    "speech": "presentation",
    "thesis": "thesis",
    "webpage": "web page",
}
_PROPERTIES = {
    "source_id": "id",
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "doi": "DOI",
    "publisher": "publisher",
    "language": "language",
    "url": "URL",
    "note": "note",
}
_BLANK = " \t\r\n"


def read_csl_json(text: str) -> Iterator[Record | Flaw]:
    """Yield the items of an array in their order, those that cannot be read as flaws.

    The array is read item by item, so that each flaw has its line; after an item that is no JSON
    nothing more can be read.
    """
    decoder, place, before = json.JSONDecoder(), _skip(text, 0), "["
    if text[place : place + 1] != "[":
        yield Flaw(_line(text, place), "", Message("curate.work.array"))
        return
    while text[place : place + 1] == before:
        place = _skip(text, place + 1)
        if before == "[" and text[place : place + 1] == "]":
            return
        try:
            item, end = decoder.raw_decode(text, place)
        except (json.JSONDecodeError, RecursionError) as error:
            at = getattr(error, "pos", place)
            yield Flaw(_line(text, at), "", _why(error))
            return
        yield _read_item(_line(text, place), item)
        place, before = _skip(text, end), ","
    if text[place : place + 1] != "]":
        yield Flaw(_line(text, place), "", Message("curate.work.array_end"))


def _read_item(line: int, item: Any) -> Record | Flaw:
    if not isinstance(item, dict):
        return Flaw(line, "", Message("curate.work.object"))
    record = Record(line, {}, {})
    name = ""
    try:
        for column, name in _PROPERTIES.items():
            _fill(record, column, name, _text(item.get(name, "")))
        for name, genre in first_of({"genre": _text(item.get("genre", ""))}, ("genre",)):
            _fill(record, "kind", name, genre)
        _fill(record, "kind", name := "type", _KINDS.get(_text(item.get("type", "")), ""))
        _fill(record, "date", name := "issued", join_date(_date(item.get("issued", {}))))
        for name in ("author", "editor"):
            _fill(record, "creator", name, join_names(map(_name, item.get(name, []))))
    except UnreadableError as error:
        return Flaw(line, name, error.reason)
    except (TypeError, AttributeError):
        return Flaw(line, name, Message("curate.work.form"))
    return record


def _fill(record: Record, column: str, name: str, value: str) -> None:
    """Fill a column unless an earlier property has done so."""
    tidy = {"doi": bare_doi, "language": name_language}
    if value and column not in record.cells:
        record.cells[column] = tidy[column](value) if column in tidy else value
        record.fields[column] = name


def _text(value: Any) -> str:
    if not isinstance(value, str | int | float):
        raise UnreadableError(Message("curate.work.scalar"))
    return flatten(str(value))


def _date(issued: dict[str, Any]) -> str:
    """Return the first date of ``date-parts``, else the text that stands for it."""
    parts = (issued.get("date-parts") or [[]])[0]
    if parts:
        return "-".join(_text(part).zfill(2) for part in parts if part not in ("", None))
    return _text(issued.get("literal") or issued.get("raw") or "")


def _name(name: dict[str, Any]) -> str:
    """Return a name, family name first as sheets have it."""
    if name.get("literal"):
        return _text(name["literal"])
    particle = _text(name.get("non-dropping-particle", ""))
    family = " ".join(filter(None, [particle, _text(name.get("family", ""))]))
    after = [_text(name.get(part, "")) for part in ("given", "dropping-particle")]
    given = " ".join(filter(None, after))
    return ", ".join(filter(None, [family, _text(name.get("suffix", "")), given]))


def _skip(text: str, place: int) -> int:
    while text[place : place + 1] and text[place] in _BLANK:
        place += 1
    return place


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _why(error: Exception) -> Message:
    if isinstance(error, json.JSONDecodeError):
        return Message("curate.work.json", column=str(error.colno))
    return Message("curate.work.too_deep")
