"""Tables: candidates for the numbers in rows of cells, by their column, row and caption."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from taobao_kg.curate.propose.indicators import content_words
from taobao_kg.curate.propose.layout import Block, Span, trim
from taobao_kg.curate.propose.mentions import Mention
from taobao_kg.curate.propose.numerals import DIGITS, read_digits
from taobao_kg.curate.propose.observations import CAPTION, Candidate, is_area
from taobao_kg.curate.propose.reading import Lexicon, Reading, within
from taobao_kg.curate.propose.times import find_times
from taobao_kg.vocab import ID
from taobao_kg.words.message import Message

_NUMBER = re.compile(rf"(?P<digits>-?{DIGITS})\s?(?P<percent>[%％])?")
_RULE = re.compile(r"[\s|:+-]+")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,40})[)）]")
_LEAD = re.compile(r"\s*(?:(?:in|dalam|unit|satuan|单位)\b[\s:：]*)*|单位[\s:：]*", re.IGNORECASE)


class _Table(NamedTuple):
    """A table: its caption, if there is one, the cells of its head, and its rows of cells."""

    caption: Span | None
    head: list[Span]
    rows: list[list[Span]]
    section: str


def find_in_tables(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield a candidate for every number below the head of a table and behind its first column."""
    for table in _find_tables(reading):
        language = reading.language_of(table.caption or table.rows[0][0])
        for row in table.rows:
            for column, cell in enumerate(row):
                if column and cell.end > cell.start:
                    yield from _read_cell(reading, lexicon, table, row, column, language)


def _find_tables(reading: Reading) -> Iterator[_Table]:
    blocks = reading.blocks
    index = 0
    while index < len(blocks):
        if blocks[index].kind != "row":
            index += 1
            continue
        end = index
        while end < len(blocks) and blocks[end].kind == "row":
            end += 1
        rows = [_cells(reading, block) for block in blocks[index:end]]
        rows = [row for row in rows if row]
        if len(rows) > 1:
            caption = _caption(reading, blocks, index)
            yield _Table(caption, rows[0], rows[1:], blocks[index].section)
        index = end


def _caption(reading: Reading, blocks: list[Block], index: int) -> Span | None:
    """Return the caption right above a table, or right below it."""
    if not index:
        return None
    span = blocks[index - 1].span
    short = span.end - span.start < 300
    return span if short and CAPTION.match(reading.text.content, *span) else None


def _cells(reading: Reading, block: Block) -> list[Span]:
    """Return the cells of a row; a rule such as ``|---|---|`` has none."""
    content = reading.text.content
    wording = content[block.span.start : block.span.end]
    if _RULE.fullmatch(wording):
        return []
    mark = "\t" if "\t" in wording.strip() else "|"
    cells = []
    start = block.span.start
    for piece in wording.rstrip("\r\n").split(mark):
        end = start + len(piece)
        lead = len(piece) - len(piece.lstrip())
        cells.append(
            Span(min(start + lead, end), max(start + lead, end - len(piece) + len(piece.rstrip())))
        )
        start = end + 1
    if mark == "|":
        cells = cells[1:-1] if wording.strip().endswith("|") else cells[1:]
    return cells


def _read_cell(
    reading: Reading, lexicon: Lexicon, table: _Table, row: list[Span], column: int, language: str
) -> Iterator[Candidate]:
    content = reading.text.content
    cell = row[column]
    found = _NUMBER.fullmatch(content, *cell)
    numeral = read_digits(found["digits"].lstrip("-"), language) if found else None
    if found is None or numeral is None:
        return
    head = table.head[column] if column < len(table.head) else cell
    label = row[0]
    unit, factor = _unit_of(content, lexicon, table, head)
    unit = "percent" if found["percent"] else unit
    notes = []
    indicator = _indicator_of(reading, lexicon, table, head, label, unit)
    if indicator and not unit:
        unit = lexicon.indicators.usual_unit(indicator)
        notes.append(Message("curate.look.usual_unit"))
    notes += [] if unit else [Message("curate.look.no_unit")]
    notes += [] if indicator else [Message("curate.look.table.no_indicator")]
    area = _first_area(reading, head) or _first_area(reading, label)
    if not area and table.caption:
        area = _first_area(reading, table.caption)
    notes += [] if area else [Message("curate.look.table.no_area")]
    times = [t for part in (label, head) for t in find_times(content[part.start : part.end])]
    time = times[0].code if times else ""
    notes += [] if time else [Message("curate.look.table.no_year")]
    value = numeral.value * factor * (-1 if found["digits"].startswith("-") else 1)
    if numeral.other is not None and numeral.other > numeral.value:
        notes.append(Message("curate.look.other_value", value=str(numeral.other)))
    whole = reading.shorten(Span(row[0].start, row[-1].end), cell)
    yield Candidate(
        trim(content, *cell),
        Decimal(value),
        unit,
        "exact",
        "asserted",
        indicator,
        area,
        time,
        whole,
        table.section,
        notes,
    )


def _unit_of(content: str, lexicon: Lexicon, table: _Table, head: Span) -> tuple[str, Decimal]:
    """Return the unit that stands in brackets in the head of a column or in the caption."""
    from taobao_kg.curate.propose.quantities import read_unit_words

    for part in (head, table.caption):
        for inner in _IN_BRACKETS.finditer(content, *part) if part else ():
            words = inner[1][_LEAD.match(inner[1]).end() :]  # type: ignore[union-attr]
            if found := read_unit_words(words, lexicon.units):
                return found
    return "", Decimal(1)


def _indicator_of(
    reading: Reading, lexicon: Lexicon, table: _Table, head: Span, label: Span, unit: str
) -> str:
    """Return the indicator of a number.

    Named by its column or row, told by the words of column and caption together, named by the
    caption, or about what its column or row names.
    """
    indicators = lexicon.indicators

    def named(part: Span) -> str:
        for mention in within(reading.indicators, part):
            for thing in mention.things:
                if not unit or indicators.fits(thing, unit):
                    return thing
        return ""

    if found := named(head) or named(label):
        return found
    content = reading.text.content
    of_head = content_words(content[head.start : head.end])
    for mention in within(reading.named, head):
        if any(thing.startswith(f"{ID}place/") for thing in mention.things):
            of_head -= content_words(content[mention.start : mention.end])
    if caption := table.caption:
        words = of_head | content_words(content[caption.start : caption.end])
        if found := indicators.by_words(words, unit, of_head) or named(caption):
            return found
    things = {t for part in (head, label) for m in _things(reading, part) for t in m.things}
    return indicators.by_bearer(things, unit) or ""


def _things(reading: Reading, part: Span) -> list[Mention]:
    return [*within(reading.named, part), *within(reading.concepts, part)]


def _first_area(reading: Reading, part: Span) -> str:
    longer = [*within(reading.concepts, part), *within(reading.indicators, part)]
    for kinds in (("place",), ("actor", "platform")):
        for mention in within(reading.named, part):
            for thing in mention.things if is_area(mention, longer) else ():
                if thing.removeprefix(ID).partition("/")[0] in kinds:
                    return thing
    return ""
