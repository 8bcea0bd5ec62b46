"""Reading: everything that was found in a text, each with its place."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from taobao_kg.curate.propose.citations import (
    Citation,
    Document,
    find_citations,
    find_documents,
)
from taobao_kg.curate.propose.folding import fold
from taobao_kg.curate.propose.indicators import Indicators
from taobao_kg.curate.propose.known import Known, Name
from taobao_kg.curate.propose.languages import guess_language
from taobao_kg.curate.propose.layout import Block, Span, find_blocks, trim
from taobao_kg.curate.propose.mentions import Finder, Mention
from taobao_kg.curate.propose.texts import Text
from taobao_kg.curate.propose.times import Time, find_times
from taobao_kg.curate.propose.units import Units, read_units
from taobao_kg.curate.propose.works import Works

#: What claims can be about, the named ones first: their names are looked for apart, so that a long
#: phrase that happens to be a concept does not hide who is named in it.
NAMED = ("actor", "policy", "platform", "place", "event")
LONGEST_QUOTATION = 399


class Lexicon(NamedTuple):
    """What texts are searched for."""

    known: Known
    named: Finder
    concepts: Finder
    indicators: Indicators
    units: Units
    works: Works


class Reading(NamedTuple):
    """What was found in a text; lists are in its order.

    Attributes:
        text: that was read.
        language: of the whole; the language of a block may differ.
        blocks: its paragraphs, headings, rows and entries.
        named: actors, policies, platforms, places and events.
        concepts: other things.
        indicators: labels of indicators.
        times: years, dates and periods.
        citations: of other works.
        documents: numbers of official documents.
    """

    text: Text
    language: str
    blocks: list[Block]
    named: list[Mention]
    concepts: list[Mention]
    indicators: list[Mention]
    times: list[Time]
    citations: list[Citation]
    documents: list[Document]

    def language_of(self, span: Span) -> str:
        """Return the language of a part: its own where it shows, else that of the whole."""
        return guess_language(self.text.content[span.start : span.end]) or self.language

    def quote(self, *spans: Span) -> Span:
        """Return the shortest passage that holds some places, cut to what may be quoted.

        The first place counts most: a passage that would be too long keeps the words around it.
        """
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        if end - start > LONGEST_QUOTATION:
            start, end = spans[0]
        return trim(self.text.content, start, end)

    def shorten(self, span: Span, around: Span) -> Span:
        """Return a passage cut at blanks to what may be quoted, around a place inside it."""
        if span.end - span.start <= LONGEST_QUOTATION:
            return trim(self.text.content, *span)
        room = max(0, (LONGEST_QUOTATION - (around.end - around.start)) // 2)
        start, end = max(span.start, around.start - room), min(span.end, around.end + room)
        content = self.text.content
        while start > span.start and start < around.start and not content[start - 1].isspace():
            start += 1
        while end < span.end and end > around.end and not content[end : end + 1].isspace():
            end -= 1
        return trim(content, start, min(end, start + LONGEST_QUOTATION))


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=_Placed)


def within(found: Sequence[Placed], span: Span) -> list[Placed]:
    """Return those of some findings, sorted by place, that begin inside a part of the text."""
    first = bisect_left(found, span.start, key=lambda item: item.start)
    return list(found[first : bisect_right(found, span.end - 1, key=lambda item: item.start)])


def make_lexicon(known: Known, names: "Sequence[Name] | None" = None) -> Lexicon:
    """Return what to search texts for.

    Args:
        known: the things of the graph.
        names: those to be found; None for all names of all things.
    """
    every = list(names) if names is not None else list(known.names(*NAMED, "concept", "indicator"))

    def finder(*kinds: str) -> Finder:
        things = set(known.things(*kinds))
        return Finder(name for name in every if name.thing in things)

    indicators = Indicators(known, finder("indicator"))
    return Lexicon(
        known, finder(*NAMED), finder("concept"), indicators, read_units(known), Works(known)
    )


def read(text: Text, language: str, lexicon: Lexicon) -> Reading:
    """Find everything in a text."""
    content = text.content
    folded = fold(content)
    blocks = find_blocks(content)
    documents = find_documents(content)
    citations = find_citations(content, blocks)
    return Reading(
        text,
        language,
        blocks,
        lexicon.named.find(content, folded),
        lexicon.concepts.find(content, folded),
        lexicon.indicators.find(content, folded),
        find_times(content),
        citations,
        documents,
    )
