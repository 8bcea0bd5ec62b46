"""Rows that describe sources."""

import re

from pyoxigraph import Literal

from taobao_kg.curate.dates import date_literal
from taobao_kg.curate.desk import Desk, RefusedCell, thing_iri
from taobao_kg.curate.drafts import Thing, Value
from taobao_kg.curate.names import has_han, make_slug, spell_pinyin
from taobao_kg.vocab import term
from taobao_kg.words.message import Message

QUALITIES = ("strong", "ordinary", "copy", "weak")

_PLAIN = {
    "creator": "dcterms:creator",
    "container": "tkg:venue",
    "volume": "bibo:volume",
    "issue": "bibo:issue",
    "pages": "bibo:pages",
    "doi": "bibo:doi",
    "kind": "tkg:sourceKind",
}
_MARKS = re.compile(r"\((?:[^()]*\bcopy\b[^()]*|forum)\)|\b(?:repost|copy|mirror)\b", re.IGNORECASE)


_INNER = re.compile(r"\(([^()]+\bcopy\b[^()]*|[^()]*\bcopy\b[^()]+)\)")
_OF_SOME_WORK = re.compile(r"\bcopy of (?:an? )?[a-z]+(?: [a-z]+)*$")
_HAN_RUN = re.compile(r"[㐀-鿿]+")
_NAMELESS = re.compile(r"[a-z]+(?: [a-z]+)+|WeChat copy")


def describe_source(desk: Desk) -> str:
    """Put down the source a row describes; one that is known gets what it has not yet.

    Returns:
        Its IRI.
    """
    title, url = desk.need("title"), desk.cell("url")
    iri = _known(desk, title, url)
    values = _values(desk, title, url)
    if iri is None:
        values = _labels(desk) + values
        iri = thing_iri("source", _slug(desk))
        values.insert(0, (term("rdf:type").value, term("tkg:Source")))
    else:
        has = set(desk.catalogue.things.get(iri, {}))
        if not desk.made_by_row(iri, "source_id"):
            values = [pair for pair in values if pair[0] not in has]
    desk.describe(Thing(iri, "sources", values))
    return iri


def state_source(desk: Desk, iri: str) -> None:
    """Put down the origin of a source, once all actors that publish are known."""
    publisher = desk.cell("publisher")
    origin = desk.cell("origin") or (find_origin(desk, publisher) if publisher else None)
    if origin and (desk.made_by_row(iri, "source_id") or not desk.catalogue.one(iri, "tkg:origin")):
        desk.describe(Thing(iri, "sources", [(term("tkg:origin").value, Literal(origin))]))


def _known(desk: Desk, title: str, url: str | None) -> str | None:
    for written in (desk.cell("source_id"), url, title):
        # A title alone is no proof: works of different years bear the same one.
        if written and (found := desk.find(written, ["source"], "source_id")):
            if written == title and url and desk.catalogue.one(found.value, "schema:url"):
                continue
            return found.value
    return None


def _values(desk: Desk, title: str, url: str | None) -> list[tuple[str, Value]]:
    languages = [part.strip() for part in (desk.cell("language") or "").split("/") if part.strip()]
    tag = "zh-Hans" if languages[:1] == ["zh"] else (languages or ["und"])[0]
    values: dict[str, list[Value]] = {
        "dcterms:title": [Literal(title, language=tag)],
        "dcterms:language": [Literal(language) for language in languages],
    }
    if row_id := desk.cell("source_id"):
        values["tkg:sheetId"] = [Literal(f"{desk.catalogue.sheet_set}:{row_id}")]
    if url:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url):
            raise RefusedCell("url", Message("curate.reason.not_url", text=repr(url)))
        values["schema:url"] = [Literal(url, datatype=term("xsd:anyURI"))]
    if date := desk.cell("date"):
        values["dcterms:issued"] = [date_literal("date", date)]
    if quality := desk.cell("quality"):
        if quality not in QUALITIES:
            said = {"text": repr(quality), "choices": tuple(QUALITIES)}
            raise RefusedCell("quality", Message("curate.reason.not_choice", **said))
        values["tkg:quality"] = [Literal(quality)]
    for column, name in _PLAIN.items():
        if text := desk.cell(column):
            values[name] = [Literal(text)]
    if publisher := desk.cell("publisher"):
        values["dcterms:publisher"] = [Literal(publisher)]
    if note := desk.cell("note"):
        values["skos:editorialNote"] = [Literal(note, language="en")]
    return [(term(name).value, value) for name, several in values.items() for value in several]


def find_origin(desk: Desk, publisher: str) -> str:
    """Return who first published a text, as the cell of its publisher tells.

    A publisher marked as copy or repost is not the origin; of several unmarked ones the last is,
    as in ``local site / news agency``; ``somebody (copy of a list of X)`` names X. A known actor
    goes by its English name, so that the same body counts once in whatever script it is written.
    A publisher that names nobody (``web copy``) leaves the host of the page.
    """
    if _NAMELESS.fullmatch(publisher):
        return _host(desk) or publisher
    if _OF_SOME_WORK.search(publisher):
        return desk.cell("url") or publisher  # whose work it is a copy of is not said
    if (inner := _INNER.search(publisher)) and (
        actor := _known_actor(desk, inner[1], at_start=False)
    ):
        return actor
    parts = [part.strip() for part in publisher.split(" / ")]
    unmarked = [part for part in parts if not re.search(r"repost|forum", part)] or parts
    name = " ".join(_MARKS.sub("", unmarked[-1]).split()) or publisher
    return _known_actor(desk, name, at_start=True) or name


def _known_actor(desk: Desk, text: str, *, at_start: bool) -> str | None:
    """Return the English name of an actor that words of a text name.

    Args:
        desk: knows the actors.
        text: the words.
        at_start: whether the name must begin the text.
    """
    words = text.split()
    for first in range(1 if at_start else len(words)):
        for end in range(len(words), first, -1):
            if at_start and words[end:] and words[end][:1].isupper():
                continue  # Xinhua Finance Agency is not Xinhua
            name = " ".join(words[first:end])
            if name != name.lower() or not name.isascii():
                found = desk.find(name, ["actor"], "publisher")
                if found:
                    return desk.catalogue.one(found.value, "rdfs:label") or name
    return None


def _host(desk: Desk) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|[:/].*$", "", desk.cell("url") or "")


def _name(desk: Desk) -> str:
    """Return by whom a source is called: author, publisher, or the host where that says nothing."""
    publisher = desk.cell("publisher")
    if publisher and _NAMELESS.fullmatch(publisher):
        publisher = None  # "web copy" is no name
    return desk.cell("creator") or publisher or _host(desk) or desk.need("title")


def _slug(desk: Desk) -> str:
    first = _MARKS.sub("", _name(desk).split(" / ")[0].split(";")[0].split(",")[0])
    date = desk.cell("date")
    return make_slug(first, desk.catalogue.slugs("source"), suffix=date[:4] if date else "undated")


def _labels(desk: Desk) -> list[tuple[str, Value]]:
    """Return name and year; works of one name and year are numbered, so that one can tell them."""
    name = " ".join(_MARKS.sub("", _name(desk)).split())
    year = (desk.cell("date") or "")[:4]
    written = first = f"{name}, {year}" if year else name
    number = 1
    while desk.catalogue.is_named(written, "source"):
        number += 1
        written = f"{first} ({number})"
    texts = {"en": written, "id": written, "zh-Hans": written}
    if has_han(written):
        latin = _HAN_RUN.sub(
            lambda run: spell_pinyin(run.group()).replace(" ", "").title(), written
        )
        texts |= {"en": latin, "id": latin, "zh-Latn": latin}
    labels: list[tuple[str, Value]] = [
        (term("rdfs:label").value, Literal(text, language=tag)) for tag, text in texts.items()
    ]
    return labels + [(term("tkg:labelSource").value, Literal(f"{tag}=ours")) for tag in texts]
