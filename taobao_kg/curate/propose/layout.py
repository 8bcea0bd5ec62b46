"""Layout: blocks, headings, table rows, sentences and clauses of a text, each with its place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from taobao_kg.curate.propose.folding import is_han

#: Ends of words whose point ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:no|nos|vol|pp|p|hal|hlm|dr|prof|mr|mrs|ms|st|cf|vs|ca|fig|tab|ed|eds|al|dkk|dll|etc"
    r"|e\.g|i\.e|inc|ltd|co|corp|pub|approx|u\.s|jan|feb|mar|apr|aug|sept?|oct|nov|dec)"
    r"|\b[A-Z]|^\W*\d{1,2})\.$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|[。！？；][”’」』）)]*")
_CLAUSE_END = re.compile(r"[,;:](?=\s)|[，；：]|\s[–—](?=\s)")
_LONGEST_SENTENCE = 2000
_OPENING, _CLOSING = "([（［【《“", ")]）］】》”"

#: What a clause shall not begin or end with: a spreadsheet would take = + - @ for a formula.
_EDGE = " \t\r\n\f\u00a0\u3000=+-@*|#>,;:，；：、·•–—"

_REFERENCES = re.compile(
    r"(?:references|bibliography|works cited|literature|daftar pustaka|daftar rujukan|referensi"
    r"|参考文献|参考书目)\W*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:[IVX]+\.|\d+(?:\.\d+)*\.?|[A-Z]\.|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]"
    r"|第[一二三四五六七八九十\d]+[章节部分]+)\s*\S"
)
_ENTRY_HEAD = re.compile(
    r"\W*(?:\[\d{1,3}\]|[^\d\n]{2,90}?[(（]?\b(?:19|20)\d\d[a-z]?[)）]?\s*[.:,，．]\s*[\"“*‘A-Z])"
)
_URL = re.compile(r"https?://|www\.|\bdoi\b", re.IGNORECASE)


class Span(NamedTuple):
    """A part of a text: from its first character to the one after its last."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Return whether a place lies inside."""
        return self.start <= start and end <= self.end


class Block(NamedTuple):
    """A paragraph, a heading, a row of a table, or an entry of a bibliography.

    Attributes:
        span: where it stands.
        kind: ``paragraph``, ``heading``, ``row`` or ``entry``.
        section: the heading above it, as printed; empty before the first.
        in_references: whether it stands below the heading of a bibliography.
    """

    span: Span
    kind: str
    section: str
    in_references: bool


def find_blocks(text: str) -> list[Block]:
    """Return the blocks of a text, in its order; blank ones are left out."""
    blocks = []
    section = ""
    in_references = False
    for span in _part_lines(text):
        wording = text[span.start : span.end]
        kind = _kind_of(wording, in_references)
        if kind == "heading":
            section = wording.strip(_EDGE)
            in_references = bool(_REFERENCES.fullmatch(section))
        blocks.append(Block(span, kind, section, in_references))
    return blocks


def find_sentences(text: str, block: Span) -> list[Span]:
    """Return the sentences of a block."""
    ends = []
    for found in _SENTENCE_END.finditer(text, block.start, block.end):
        head = text[max(block.start, found.start() - 12) : found.start() + 1]
        if not (found[0][0] == "." and _SHORT.search(head)):
            ends.append(found.end())
    return [part for span in _part(text, block, ends) for part in _cut(text, span)]


def find_clauses(text: str, sentence: Span) -> list[Span]:
    """Return the clauses of a sentence: parted by commas and their like outside brackets."""
    ends = []
    depth = 0
    marks = {found.start(): found.end() for found in _CLAUSE_END.finditer(text, *sentence)}
    for place in range(sentence.start, sentence.end):
        char = text[place]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        if place in marks and not depth:
            ends.append(marks[place])
    return list(_part(text, sentence, ends))


def trim(text: str, start: int, end: int) -> Span:
    """Return a part without blanks and marks at its edges; a lone bracket goes, too."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + ".。":
        end -= 1
    return Span(start, end)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Yield a sentence, cut at blanks where it is no sentence but a list or lost punctuation."""
    start = span.start
    while span.end - start > _LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = blank if blank > start else start + _LONGEST_SENTENCE
        yield from _part(text, Span(start, cut), [])
        start = cut
    yield from _part(text, Span(start, span.end), [])


def _part(text: str, whole: Span, ends: list[int]) -> Iterator[Span]:
    start = whole.start
    for end in [*ends, whole.end]:
        part = trim(text, start, end)
        if part.end > part.start:
            yield part
        start = max(start, end)


def _part_lines(text: str) -> Iterator[Span]:
    """Yield paragraphs: parted by blank lines, and where a line plainly ends one."""
    start: int | None = None
    place = 0
    lines = text.splitlines(keepends=True)
    usual = sorted(len(line) for line in lines if line.strip())
    wide = usual[len(usual) * 3 // 4] if usual else 0
    for line in lines:
        end = place + len(line)
        if not line.strip():
            if start is not None:
                yield Span(start, place)
            start = None
        elif _is_row(line):
            if start is not None:
                yield Span(start, place)
            yield Span(place, end)
            start = None
        else:
            start = place if start is None else start
            if _ends_paragraph(line, wide):
                yield Span(start, end)
                start = None
        place = end
    if start is not None:
        yield Span(start, place)


def _ends_paragraph(line: str, wide: int) -> bool:
    """Return whether the next line begins something new: this one ends early, or on a full stop."""
    bare = line.rstrip()
    if len(bare) < wide * 0.6 and not (bare.endswith("-") or is_han(bare[-1])):
        return bare[-1] in ".!?:。！？：" or bool(_NUMBERED.match(bare.lstrip("# ")))
    return bare[-1] in "。！？" or line.startswith("#")


def _is_row(line: str) -> bool:
    """Return whether a line is a row of a table: cells parted by tabs or upright strokes."""
    return "\t" in line.strip() or (line.lstrip().startswith("|") and line.count("|") > 2)


def _kind_of(wording: str, in_references: bool) -> str:
    """Return the kind of a block; below the heading of a bibliography only long prose is prose."""
    bare = wording.strip()
    if _is_row(wording):
        return "row"
    if _is_heading(bare) and not (in_references and bare[0] in "-[•"):
        return "heading"
    if not in_references:
        return "paragraph"
    prose = len(bare) > 250 and not (_URL.search(bare) or _ENTRY_HEAD.match(bare))
    return "paragraph" if prose else "entry"


def _is_heading(bare: str) -> bool:
    if "\n" in bare.strip() or len(bare) > 90 or bare[-1] in ".。,，;；:：":
        return False
    if bare.startswith("#") or _REFERENCES.fullmatch(bare):
        return True
    letters = [char for char in bare if char.isalpha()]
    if letters and sum(map(str.isupper, letters)) > 0.6 * len(letters) and len(letters) > 3:
        return True
    if _NUMBERED.match(bare):
        return True
    return len(bare.split()) <= 6 and not any(char.isdigit() for char in bare) and len(bare) < 50
