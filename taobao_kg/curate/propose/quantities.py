"""Quantities: the numbers of a text with their units and bounds, years and numbering left out."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from taobao_kg.curate.propose.layout import Span
from taobao_kg.curate.propose.numerals import (
    DIGITS,
    HAN_NUMERAL,
    HAN_SCALE,
    SCALES,
    VAGUE,
    WORDS,
    Numeral,
    read_digits,
    read_han,
    read_scale,
)
from taobao_kg.curate.propose.units import Units

_WORDS = "|".join(WORDS)
_VAGUE = "|".join(VAGUE)
_NUMBER = re.compile(
    rf"百分之(?P<share>{HAN_NUMERAL}|{DIGITS})|(?P<digits>{DIGITS})"
    rf"|(?<![\w])(?P<word>{_WORDS})(?![\w-])|(?<![\w])(?P<vague>{_VAGUE})(?![\w-])"
    rf"|(?P<han>{HAN_NUMERAL})",
    re.IGNORECASE,
)
_SCALE = re.compile(
    rf"\s?-?(?P<scale>{HAN_SCALE})|[\s\u00a0-]?\s?(?P<word>{'|'.join(SCALES)})(?![\w])",
    re.IGNORECASE,
)

#: Words before a number that bound it. "Nearly" is near, not below, as in the graph's own sheets.
_BOUNDS = tuple(
    (re.compile(rf"(?:{words})\s?$", re.IGNORECASE), bound)
    for words, bound in (
        (
            r"\b(?:at\s+least|no\s+less\s+than|setidaknya|sedikitnya|minimal)|至少|不少于|不低于",
            "atLeast",
        ),
        (
            r"\b(?:at\s+most|up\s+to|no\s+more\s+than|maksimal|paling\s+banyak)|至多|最多|不超过",
            "atMost",
        ),
        (
            r"\b(?:more\s+than|over|above|exceeding|exceeded|lebih\s+dari|melebihi|di\s?atas)|超过|逾|超|突破",
            "over",
        ),
        (
            r"\b(?:less\s+than|under|below|fewer\s+than|kurang\s+dari|di\s?bawah)|不到|不足|低于|少于",
            "under",
        ),
        (
            r"\b(?:about|around|approximately|roughly|some|nearly|almost|close\s+to|sekitar"
            r"|kira-kira|kurang\s+lebih|hampir|mendekati|~|±|≈|c\.)|大约|约|近|将近|接近",
            "approximately",
        ),
    )
)
_BOUND_BEHIND = ((re.compile(r"\s?以上"), "atLeast"), (re.compile(r"\s?左右"), "approximately"))
_OVER_INSIDE = re.compile(r"\s?[余多](?=[万亿个家元人村户])")

#: What is not a quantity: addresses, numbers of books and journals, of figures, chapters and lists.
_NOT = re.compile(
    r"https?://\S+(?:\s?\d\S*/\S*)*|www\.\S+|\S+@\S+|\bdoi\b\W*\S+|\b10\.\d{4,}/\S+"
    r"|(?:[PE]-?)?IS[SB]N[\s:：]*[\dXx-]+"
    r"|\b(?:fig(?:ure)?|table|tab|gambar|tabel|grafik|bagan|chart|chapter|bab|section|pasal|article"
    r"|lampiran|appendix|vol(?:ume)?|no(?:mor)?|nos|pp?|hal(?:aman)?|hlm|page)\b\.?\s?\d+(?:[.–-]\d+)*"
    r"|[图表附第]\s?[\d一二三四五六七八九十]+(?:[.–-]\d+)*\s?[章节条款届次期卷页号名位]?"
    r"|\bke-?\s?\d+|\d+(?:st|nd|rd|th)\b|\[\d+(?:[-–,]\s?\d+)*\]"
    r"|(?:^|(?<=[\s:;；：]))[(（]?\d{1,2}(?:[.、](?!\d)|\.?[)）])|[①-⑳]"
    r"|\b(?:industri|industry|web|versi|version)\s\d\.\d|工业\d\.\d"
    r"|\d+(?:[.,]\d+)?[\s-]?(?:tahun|bulan|hari|minggu|jam|years?|months?|weeks?|days?|hours?)\b"
    r"|\d+\s?(?:个月|年|天|日|月|小时|周|岁|分钟)|[一二三四五六七八九十]+\s?(?:个月|年|天|日|月|岁)",
    re.IGNORECASE | re.MULTILINE,
)
_TIME_CUE = re.compile(
    r"(?:\b(?:in|tahun|year|since|by|of|from|until|during|pada|for)|[-–/年])\s?$", re.IGNORECASE
)


class Quantity(NamedTuple):
    """A number a text prints.

    Attributes:
        start: its first character with currency and bound, from 0.
        end: the character after its last with its unit.
        value: in the unit itself: 3 trillion is 3000000000000.
        unit: its short name, such as ``cny``; empty where none was recognised.
        bound: ``exact``, ``over``, ``atLeast``, ``under``, ``atMost`` or ``approximately``.
        note: what a person should look at.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str
    note: str


def find_quantities(
    text: str, part: Span, language: str, busy: list[Span], units: Units
) -> list[Quantity]:
    """Return the numbers of a part of a text, in its order.

    Durations, ages, ordinals, dates and what numbers pages, figures and lists are no quantities.

    Args:
        text: the whole text.
        part: which part of it to read.
        language: of that part: ``en``, ``id`` or ``zh``; tells which mark parts thousands.
        busy: places that are something else, such as times and citations; sorted.
        units: to recognise.
    """
    hidden = bytearray(part.end - part.start)
    for span in [*busy, *(Span(*found.span()) for found in _NOT.finditer(text, *part))]:
        first, last = max(span.start, part.start), min(span.end, part.end)
        if first < last:
            hidden[first - part.start : last - part.start] = b"\1" * (last - first)
    quantities: list[Quantity] = []
    for found in _NUMBER.finditer(text, *part):
        start, end = found.span()
        taken = any(hidden[start - part.start : end - part.start])
        if taken and not _is_amount(text, found, part, units):
            continue
        if quantities and start < quantities[-1].end:
            continue
        quantities += _read(text, found, part, language, units)
    return quantities


def read_unit_words(words: str, units: Units) -> tuple[str, Decimal] | None:
    """Return the unit some words alone name, and by what it multiplies: "billion RMB", "亿元"."""
    scaled = _SCALE.match(words)
    end = scaled.end() if scaled else 0
    factor = read_scale(scaled["scale"] or scaled["word"]) if scaled else Decimal(1)
    found = units.behind(words, end)
    return (found[0], factor) if found and not words[found[1] :].strip() else None


def _is_amount(text: str, found: re.Match[str], part: Span, units: Units) -> bool:
    """Return whether four digits that look like a year are an amount: "2000 desa"."""
    printed = found[0]
    if not (len(printed) == 4 and printed.isdigit()):
        return False
    before = text[max(part.start, found.start() - 12) : found.start()]
    if units.before(before):
        return True
    behind = units.behind(text, found.end()) or _SCALE.match(text, found.end())
    return bool(behind) and not _TIME_CUE.search(before)


def _read(
    text: str, found: re.Match[str], part: Span, language: str, units: Units
) -> Iterator[Quantity]:
    """Yield the quantity a number is, if it is one."""
    numeral = _value_of(found, language)
    if numeral is None or not _stands_alone(text, found):
        return
    start, end = found.span()
    value, notes = numeral.value, []
    if over := _OVER_INSIDE.match(text, end, part.end):
        end = over.end()
    scaled = not found["han"] and _SCALE.match(text, end, part.end)
    if scaled:
        factor = read_scale(scaled["scale"] or scaled["word"])
        value *= factor
        end = scaled.end()
    if not over and (over := _OVER_INSIDE.match(text, end, part.end)):
        end = over.end()
    if numeral.other is not None and numeral.other > numeral.value:
        other = numeral.other * (factor if scaled else 1)
        notes.append(f"could also be read as {_plain(other)}")
    before = units.before(text[max(part.start, start - 24) : start])
    unit = ""
    if found["share"]:
        unit = "percent"
    elif before:
        unit, first = before
        start = max(part.start, start - 24) + first
    elif behind := (units.behind(text, end) or (language != "id" and units.counted(text, end))):
        unit, end = behind
    if unit and end > part.end:
        end, unit = found.end(), ""
    if not unit and (found["word"] or found["vague"] or (found["han"] and not scaled)):
        if not (found["vague"] or (found["han"] and value >= 10**4)):
            return
    if not unit and not scaled and _is_loose(text, end):
        return
    bound = "over" if over or found["vague"] else ""
    if found["vague"]:
        notes.append("nobody counted: at least one of it")
    start, end, bound = _read_bound(text, part, start, end, bound)
    if not unit:
        notes.append("no unit recognised")
    yield Quantity(start, end, value, unit, bound, "; ".join(notes))


def _value_of(found: re.Match[str], language: str) -> Numeral | None:
    if printed := found["digits"]:
        return read_digits(printed, language)
    if word := found["word"]:
        return Numeral(Decimal(WORDS[word.lower()]))
    if vague := found["vague"]:
        return Numeral(Decimal(VAGUE[vague.lower()]))
    printed = found["share"] or found["han"]
    if printed[0] in "0123456789０１２３４５６７８９":
        return read_digits(printed, language)
    value = read_han(printed)
    return None if value is None or (found["han"] and value < 2) else Numeral(value)


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Return whether a number is no part of a word, a code, a fraction or a date."""
    if not found["digits"]:
        return True
    before, behind = text[: found.start()][-2:], text[found.end() : found.end() + 2]
    if re.search(r"(?:[A-Za-z]|[A-Za-z\d][-/])$", before) and not re.search(
        r"(?:RMB|USD|Rp)$", text[max(0, found.start() - 3) : found.start()]
    ):
        return False
    return not re.match(r"[/:]\d|-\d", behind)


def _is_loose(text: str, end: int) -> bool:
    """Return whether letters are glued to the end of a number without a unit: "5G", "4.0s"."""
    behind = text[end : end + 1]
    return behind.isascii() and behind.isalpha()


def _read_bound(text: str, part: Span, start: int, end: int, bound: str) -> tuple[int, int, str]:
    """Return a quantity's place and bound with the words that bound it."""
    first = max(part.start, start - 24)
    for pattern, name in _BOUNDS:
        if found := pattern.search(text[first:start]):
            return first + found.start(), end, name
    for pattern, name in _BOUND_BEHIND:
        if found := pattern.match(text, end, part.end):
            return start, found.end(), name
    return start, end, bound or "exact"


def _plain(value: Decimal) -> str:
    """Return a number without exponent and without zeros behind the point."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
