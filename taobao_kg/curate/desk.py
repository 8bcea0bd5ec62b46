"""The desk: what reading a row needs, and where what could not be read is put down."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.curate.catalogue import Ambiguous, Catalogue, Match, short
from taobao_kg.curate.drafts import Draft, Thing, Value
from taobao_kg.curate.sheets import Row
from taobao_kg.vocab import ID, term
from taobao_kg.words.message import Message

#: What the note of a proposal begins with that asks a person to look at something.
TO_CHECK = "check:"


class RefusedCell(Exception):  # noqa: N818 - caught by the importer, never shown as it is
    """A cell that cannot be taken, and so neither can its row."""

    def __init__(self, column: str, message: Message) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


class Reading(NamedTuple):
    """What one row says.

    Attributes:
        things: described by the row; the first is the one the row is about.
        drafts: statements, in the order of the columns.
        left_out: pairs of column and reason for parts of cells that could not be taken.
        matches: pairs of what was written and how it was found.
    """

    things: list[Thing]
    drafts: list[Draft]
    left_out: list[tuple[str, Message]]
    matches: list[tuple[str, Match]]


class Desk:
    """Reads the cells of one row after the other; a new `Reading` begins with each."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Sit down with a catalogue."""
        self.catalogue = catalogue
        self.open(Row(0, {}, {}))

    def open(self, row: Row) -> None:
        """Begin a row."""
        self.row = row
        self._source: str | None = None
        self.reading = Reading([], [], [], [])

    def cell(self, column: str) -> str | None:
        """Return the text of a cell, or None where it is empty."""
        return self.row.cells.get(column)

    def need(self, column: str) -> str:
        """Return the text of a cell that must not be empty.

        Raises:
            RefusedCell: when it is.
        """
        text = self.cell(column)
        if text is None:
            raise RefusedCell(column, Message("curate.reason.empty", column=column))
        return text

    def items(self, column: str) -> list[str]:
        """Return the items of a cell that holds a list with semicolons, none inside brackets."""
        parts = re.split(r";(?![^(（]*[)）])", self.cell(column) or "")
        return [item.strip() for item in parts if item.strip()]

    def find(
        self, written: str, kinds: Iterable[str], column: str, barred: Iterable[str] = ()
    ) -> NamedNode | None:
        """Return the thing a writing denotes, None where there is none but barred ones.

        Raises:
            RefusedCell: when several bear the name.
        """
        wanted = tuple(kinds)
        try:
            match = self.catalogue.find(written, wanted, self._source, barred)
        except Ambiguous as question:
            several = tuple(map(short, question.iris))
            message = Message("curate.reason.ambiguous", written=repr(written), things=several)
            raise RefusedCell(column, message) from None
        if match is None:
            return None
        self.reading.matches.append((written, match))
        return NamedNode(match.iri)

    def made_by_row(self, iri: str, column: str) -> bool:
        """Return whether a thing was first described by a row with the number in a column."""
        mine = f"{self.catalogue.sheet_set}:{self.cell(column)}"
        return self.catalogue.one(iri, "tkg:sheetId") == mine

    def source(self) -> NamedNode:
        """Return the source of the row.

        Raises:
            RefusedCell: when it is not described.
        """
        written = self.need("source_id")
        found = self.find(written, ["source"], "source_id")
        if found is None:
            message = Message("curate.reason.unknown_source", written=repr(written))
            raise RefusedCell("source_id", message)
        self._source = found.value
        return found

    def evidence(self, source: NamedNode) -> dict[str, Value | None]:
        """Return where a statement of this row is said."""
        shown: dict[str, Value | None] = {"oa:hasSource": source}
        language = self.catalogue.one(source.value, "dcterms:language") or "und"
        if quotation := self.cell("quotation"):
            shown["oa:exact"] = Literal(quotation, language=_tag(language))
            shown["oa:start"] = self._whole("start")
            shown["oa:end"] = self._whole("end")
        for column, name in (("page", "tkg:page"), ("section", "tkg:section")):
            if text := self.cell(column):
                shown[name] = Literal(text)
        if text := self.cell("locator"):
            shown["tkg:locator"] = Literal(text)
        if len(shown) == 1:
            shown["tkg:locator"] = Literal("whole page")
        return shown

    def note(self) -> Literal | None:
        """Return the note of the row; one that asks the curator to check something is dropped."""
        text = self.cell("note")
        return Literal(text, language="en") if text and not text.startswith(TO_CHECK) else None

    def leave_out(self, column: str, message: Message) -> None:
        """Put down that a part of a cell is not taken, and why."""
        self.reading.left_out.append((column, message))

    def describe(self, thing: Thing) -> None:
        """Put down a thing the row describes, so that later rows find it."""
        self.reading.things.append(thing)
        for name, value in thing.triples:
            self.catalogue.add(Triple(NamedNode(thing.iri), NamedNode(name), value))

    def _whole(self, column: str) -> Literal:
        text = self.need(column)
        if not (text.isascii() and text.isdigit()):
            raise RefusedCell(column, Message("curate.reason.not_offset", text=repr(text)))
        return Literal(text, datatype=term("xsd:integer"))


def unknown(kind: str, written: str) -> Message:
    """Return that there is no thing of a kind, such as ``policy``, that is called so."""
    which = Message(f"curate.kind.{kind}")
    return Message("curate.reason.unknown", kind=which, written=repr(written))


def unknown_word(text: str, column: str, cls: str) -> Message:
    """Return that a text is none of the words of a column, which a class of the ontology lists."""
    return Message("curate.reason.unknown_word", text=repr(text), column=column, cls=cls)


def thing_iri(kind: str, slug: str) -> str:
    """Return the IRI of a thing."""
    return f"{ID}{kind}/{slug}"


def _tag(language: str) -> str:
    return "zh-Hans" if language == "zh" else language
