"""Observations: candidates for numbers in running text, each with the nearest of all it needs."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from taobao_kg.curate.propose.indicators import Guess, content_words
from taobao_kg.curate.propose.layout import Block, Span, find_clauses
from taobao_kg.curate.propose.mentions import Mention
from taobao_kg.curate.propose.quantities import Quantity, find_quantities
from taobao_kg.curate.propose.reading import Lexicon, Reading, within
from taobao_kg.curate.propose.times import Time
from taobao_kg.vocab import ID
from taobao_kg.words.message import Message

_PROJECTED = re.compile(
    r"\b(?:will|would|is\s+expected|are\s+expected|forecast|projected|akan|diperkirakan"
    r"|diproyeksikan|diharapkan)\b|预计|预测|预期|将达|有望",
    re.IGNORECASE,
)


class Candidate(NamedTuple):
    """A number that may be an observation.

    Attributes:
        place: of the printed number with unit and bound.
        value: in the unit.
        unit: short name, or empty.
        bound: as `Quantity.bound`.
        stance: ``asserted`` or ``projected``.
        indicator: IRI, or empty.
        area: IRI of a place, an actor or a platform, or empty.
        time: as sheets write it, or empty.
        quotation: place of the passage that says it.
        section: the heading above.
        notes: what a person should look at.
    """

    place: Span
    value: Decimal
    unit: str
    bound: str
    stance: str
    indicator: str
    area: str
    time: str
    quotation: Span
    section: str
    notes: list[Message]


class _Sentence(NamedTuple):
    """A sentence with what was found in it."""

    span: Span
    clauses: list[Span]
    quantities: list[Quantity]
    times: list[Time]
    areas: list[Mention]
    indicators: list[Mention]
    things: list[Mention]


def find_observations(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield a candidate for every quantity in the paragraphs of a text."""
    busy = sorted(
        [
            *(Span(time.start, time.end) for time in reading.times),
            *(Span(citation.start, citation.end) for citation in reading.citations),
            *(Span(document.start, document.end) for document in reading.documents),
        ]
    )
    for block in reading.blocks:
        if block.kind not in ("paragraph", "heading") or _is_caption(reading, block):
            continue
        language = reading.language_of(block.span)
        for span in reading.sentences(block.span):
            near = within(busy, Span(span.start - 60, span.end))
            found = find_quantities(reading.text.content, span, language, near, lexicon.units)
            if found:
                sentence = _gather(reading, span, found)
                for index in range(len(found)):
                    yield _describe(reading, lexicon, sentence, index, block.section)


def _is_caption(reading: Reading, block: Block) -> bool:
    start, end = block.span
    beginning = reading.text.content[start : min(end, start + 30)]
    return bool(CAPTION.match(beginning))


#: How the caption of a table or figure begins.
CAPTION = re.compile(
    r"\W*(?:(?:table|tabel|figure|fig\.?|gambar|grafik|bagan|chart)\s?\d+|[图表]\s?\d+)",
    re.IGNORECASE,
)


def _gather(reading: Reading, span: Span, quantities: list[Quantity]) -> _Sentence:
    named = within(reading.named, span)
    concepts = within(reading.concepts, span)
    areas = [m for m in named if is_area(m, [*concepts, *within(reading.indicators, span)])]
    return _Sentence(
        span,
        find_clauses(reading.text.content, span),
        quantities,
        within(reading.times, span),
        areas,
        within(reading.indicators, span),
        [*named, *concepts],
    )


def is_area(mention: Mention, longer: list[Mention]) -> bool:
    """Return whether a mention can tell where or of whom a number is.

    A place can, and an actor or a platform that is not part of the name of something else.
    """
    kinds = {_kind(thing) for thing in mention.things}
    if "place" in kinds:
        return True
    inside = any(m.start <= mention.start and mention.end <= m.end and m != mention for m in longer)
    return bool(kinds & {"actor", "platform"}) and not inside


def _describe(
    reading: Reading, lexicon: Lexicon, sentence: _Sentence, index: int, section: str
) -> Candidate:
    quantity = sentence.quantities[index]
    place = Span(quantity.start, quantity.end)
    clause = next((c for c in sentence.clauses if c.start <= place.start < c.end), sentence.span)
    clause = Span(clause.start, max(clause.end, place.end))
    notes = list(quantity.notes)
    used = [place]
    time, hint = _time_of(reading.text.content, sentence, index, clause)
    if time:
        used.append(Span(time.start, time.end))
    notes += [note for note in (hint, time.note if time else None) if note]
    guess, where = _indicator_of(reading, lexicon, sentence, quantity, clause)
    used += [where] if where else []
    if not guess.indicator:
        notes.append(Message("curate.look.no_indicator"))
    elif guess.why != "label":
        notes.append(Message(f"curate.look.guessed.{guess.why}"))
    unit = quantity.unit
    if guess.indicator and not unit:
        unit = lexicon.indicators.usual_unit(guess.indicator)
        notes.append(Message("curate.look.usual_unit"))
    area, mention = _area_of(sentence, place, clause)
    used += [Span(mention.start, mention.end)] if mention else []
    if mention and len(mention.things) > 1:
        things = tuple(thing.removeprefix(ID) for thing in mention.things)
        notes.append(Message("curate.look.other_area", things=things))
    if not area:
        notes.append(Message("curate.look.no_area"))
    quotation = reading.quote(reading.shorten(clause, place), *used)
    if not quotation.holds(*place):
        quotation = reading.shorten(clause, place)
    words = reading.text.content[clause.start : clause.end]
    stance = "projected" if _PROJECTED.search(words) else "asserted"
    code = time.code if time else ""
    return Candidate(
        place,
        quantity.value,
        unit,
        quantity.bound,
        stance,
        guess.indicator,
        area,
        code,
        quotation,
        section,
        notes,
    )


def _time_of(
    content: str, sentence: _Sentence, index: int, clause: Span
) -> tuple[Time | None, Message | None]:
    """Return the time of a number, and what to look at.

    It stands behind the number, up to the next number or comma; or before it likewise, unless it
    is that of the number before; else it is an earlier one, else the only one of the sentence.
    """
    here = sentence.quantities[index]
    before = sentence.quantities[index - 1].end if index else sentence.span.start
    after = sentence.span.end
    for following in sentence.quantities[index + 1 :]:
        if not re.match(r"\s?[(（]", content[here.end : following.start]):  # no conversion of it
            after = following.start
            break
    behind = [t for t in sentence.times if here.end <= t.start < min(after, clause.end)]
    ahead = [t for t in sentence.times if max(before, clause.start) <= t.start < here.start]
    if behind and ahead:
        near = behind[0].start - here.end <= here.start - ahead[-1].end
        return (behind[0] if near or index else ahead[-1]), None
    if behind or ahead:
        return (behind or ahead[::-1])[0], None
    earlier = [t for t in sentence.times if t.end <= here.start]
    if earlier:
        return earlier[-1], Message("curate.look.year_before")
    if len(sentence.times) == 1 and sentence.times[0].start < after:
        return sentence.times[0], Message("curate.look.year_elsewhere")
    return None, Message("curate.look.no_year")


def _indicator_of(
    reading: Reading, lexicon: Lexicon, sentence: _Sentence, quantity: Quantity, clause: Span
) -> tuple[Guess, Span | None]:
    """Return the indicator of a number and where it is named.

    By a label in the clause, by the words in it, by either in the sentence before it, or by what
    its unit counts.
    """
    indicators = lexicon.indicators
    content = reading.text.content
    before = Span(sentence.span.start, clause.end)
    for part in (clause, before):
        fitting = [
            (abs(mention.start - quantity.start), mention.start, mention, thing)
            for mention in sentence.indicators
            for thing in mention.things
            if part.holds(mention.start, mention.end) and indicators.fits(thing, quantity.unit)
        ]
        if fitting:
            _, _, mention, thing = min(fitting)
            return Guess(thing, "label"), Span(mention.start, mention.end)
        words = content_words(content[part.start : part.end])
        if thing_by_words := indicators.by_words(words, quantity.unit):
            return Guess(thing_by_words, "words"), part if part == clause else None
    named = {thing for mention in sentence.things for thing in mention.things}
    if quantity.unit and (thing_by_unit := indicators.by_unit(quantity.unit, named)):
        return Guess(thing_by_unit, "unit"), None
    return Guess("", ""), None


def _area_of(sentence: _Sentence, place: Span, clause: Span) -> tuple[str, Mention | None]:
    """Return the area of a number: the nearest place in the clause, else who is named in it.

    Without either it is the nearest place, or who is named, in the sentence before.
    """

    def nearest(kinds: tuple[str, ...], part: Span) -> tuple[str, Mention | None]:
        found = [
            (_distance(mention, place), mention.start, thing, mention)
            for mention in sentence.areas
            for thing in mention.things
            if part.holds(mention.start, mention.end) and _kind(thing) in kinds
        ]
        if not found:
            return "", None
        _, _, thing, mention = min(found)
        return thing, mention

    for kinds, part in (
        (("place",), clause),
        (("actor", "platform"), clause),
        (("place",), Span(sentence.span.start, clause.end)),
        (("actor", "platform"), Span(sentence.span.start, clause.end)),
    ):
        thing, mention = nearest(kinds, part)
        if thing:
            return thing, mention
    return "", None


def _distance(mention: Mention, place: Span) -> int:
    """Return how far a mention is from a number; one behind it counts double."""
    if mention.start >= place.end:
        return 2 * (mention.start - place.end)
    return max(0, place.start - mention.end)


def _kind(thing: str) -> str:
    return thing.removeprefix(ID).partition("/")[0]
