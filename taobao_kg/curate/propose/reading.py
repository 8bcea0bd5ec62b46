"""Reading: everything that was found in a text, each with its place."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from taobao_kg.curate.propose.citations import (
    Citation,
    Document,
    find_citations,
    find_documents,
)
from taobao_kg.curate.propose.folding import fold
from taobao_kg.curate.propose.indicators import Indicators, what_is_counted
from taobao_kg.curate.propose.known import Known, Name
from taobao_kg.curate.propose.languages import guess_language
from taobao_kg.curate.propose.layout import (
    Block,
    Span,
    find_blocks,
    find_clauses,
    find_sentences,
    trim,
)
from taobao_kg.curate.propose.mentions import Finder, Mention
from taobao_kg.curate.propose.texts import Text
from taobao_kg.curate.propose.times import Time, find_times
from taobao_kg.curate.propose.units import Units, read_units
from taobao_kg.curate.propose.works import Works

#: What claims can be about besides concepts.
NAMED = ("actor", "policy", "platform", "place", "event")
LONGEST_QUOTATION = 399

#: A concept of more words is a phrase; it does not hide who is named in it.
_WORDS_OF_NAME = 4


class Lexicon(NamedTuple):
    """What texts are searched for."""

    known: Known
    places: Finder
    named: Finder
    concepts: Finder
    indicators: Indicators
    units: Units
    works: Works


@dataclass(frozen=True)
class Reading:
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
    _sentences: dict[Span, list[Span]] = field(default_factory=dict)

    def block_at(self, place: Span) -> Block | None:
        """Return the block that holds a place, or None."""
        index = bisect_right(self.blocks, place.start, key=lambda block: block.span.start) - 1
        block = self.blocks[index] if index >= 0 else None
        return block if block and block.span.holds(*place) else None

    def sentences(self, block: Span) -> list[Span]:
        """Return the sentences of a block."""
        if block not in self._sentences:
            self._sentences[block] = find_sentences(self.text.content, block)
        return self._sentences[block]

    def clause_at(self, block: Span, place: Span) -> Span:
        """Return the clause of a block in which a place begins, to the end of the place."""
        sentences = self.sentences(block)
        index = bisect_right(sentences, place.start, key=lambda span: span.start) - 1
        sentence = sentences[index] if index >= 0 else place
        if not sentence.start <= place.start < sentence.end:
            return place
        clauses = find_clauses(self.text.content, sentence)
        clause = next((c for c in clauses if c.start <= place.start < c.end), sentence)
        return Span(clause.start, max(clause.end, place.end))

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


def _inside(time: Time, citations: list[Citation]) -> bool:
    """Return whether a year belongs to a citation."""
    near = bisect_right(citations, time.start, key=lambda c: c.start) - 1
    return near >= 0 and time.start < citations[near].end


def _is_part(mention: Mention, longer: list[Mention]) -> bool:
    """Return whether a mention is a part of a longer one; those are sorted and do not overlap."""
    near = bisect_right(longer, mention.start, key=lambda m: m.start) - 1
    if near < 0 or mention.end > longer[near].end:
        return False
    return longer[near].end - longer[near].start > mention.end - mention.start


def make_lexicon(known: Known, names: "Sequence[Name] | None" = None) -> Lexicon:
    """Return what to search texts for.

    Args:
        known: the things of the graph.
        names: those to be found; None for all names of all things.
    """
    every = list(names) if names is not None else list(known.names(*NAMED, "concept", "indicator"))

    def finder(*kinds: str) -> Finder:
        return Finder(_of_kinds(known, every, *kinds))

    counts = [name for name in map(what_is_counted, every) if name]
    indicators = Indicators(known, Finder([*_of_kinds(known, every, "indicator"), *counts]))
    return Lexicon(
        known,
        finder("place"),
        finder("actor", "policy", "platform", "event"),
        finder("concept"),
        indicators,
        read_units(known),
        Works(known),
    )


def _of_kinds(known: Known, names: Sequence[Name], *kinds: str) -> list[Name]:
    things = set(known.things(*kinds))
    return [name for name in names if name.thing in things]


def read(text: Text, language: str, lexicon: Lexicon) -> Reading:
    """Find everything in a text.

    Of names that overlap the longest counts; but a place counts inside a longer name, too, since
    the government of China is in China.
    """
    content = text.content
    folded = fold(content)
    blocks = find_blocks(content)
    documents = find_documents(content)
    citations = find_citations(content, blocks)
    places = lexicon.places.find(content, folded)
    concepts = lexicon.concepts.find(content, folded)
    names = [m for m in concepts if len(content[m.start : m.end].split()) <= _WORDS_OF_NAME]
    named = [m for m in lexicon.named.find(content, folded) if not _is_part(m, names)]
    return Reading(
        text,
        language,
        blocks,
        sorted({*named, *places}),
        concepts,
        lexicon.indicators.find(content, folded),
        [time for time in find_times(content) if not _inside(time, citations)],
        citations,
        documents,
    )
