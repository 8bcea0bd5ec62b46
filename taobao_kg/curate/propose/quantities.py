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
from taobao_kg.words.message import Message

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
_RANGE = re.compile(rf"\s?(?:[-–—~～至到]|hingga|sampai|to)\s?{DIGITS}", re.IGNORECASE)
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
        notes: what a person should look at.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str
    notes: list[Message]


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
    if numeral is None:
        return
    end, factor, bound = _read_scale(text, found.end(), bool(found["han"]), part)
    start, end, unit = _read_unit(text, Span(found.start(), end), part, language, units)
    unit = "percent" if found["share"] else unit
    notes = []
    if not unit and (upper := _RANGE.match(text, end, part.end)):
        last, scale, _ = _read_scale(text, upper.end(), False, part)
        if found_unit := units.behind(text, last):
            unit, factor = found_unit[0], max(factor, scale)
            notes.append(Message("curate.look.lower_end"))
    if not (unit or _counts_without_unit(text, found, end, numeral.value, factor)):
        return
    if not _stands_alone(text, found, known=bool(unit)):
        return
    bound = "over" if found["vague"] else bound
    if numeral.other is not None and numeral.other > numeral.value:
        other = _plain(numeral.other * factor)
        notes.append(Message("curate.look.other_value", value=other))
    if found["vague"]:
        notes.append(Message("curate.look.vague"))
    if not unit:
        notes.append(Message("curate.look.no_unit"))
    start, end, bound = _read_bound(text, part, start, end, bound)
    yield Quantity(start, end, numeral.value * factor, unit, bound, notes)


def _read_scale(text: str, end: int, han: bool, part: Span) -> tuple[int, Decimal, str]:
    """Return where a number ends with its scale, what that multiplies by, and ``over`` for 余.

    Chinese numerals hold their scale already.
    """
    factor = Decimal(1)
    over = _OVER_INSIDE.match(text, end, part.end)
    end = over.end() if over else end
    if not han and (scaled := _SCALE.match(text, end, part.end)):
        factor = read_scale(scaled["scale"] or scaled["word"])
        end = scaled.end()
    if not over and (over := _OVER_INSIDE.match(text, end, part.end)):
        end = over.end()
    return end, factor, "over" if over else ""


def _read_unit(
    text: str, number: Span, part: Span, language: str, units: Units
) -> tuple[int, int, str]:
    """Return the place of a number with its unit, before or behind it, and the unit."""
    first = max(part.start, number.start - 24)
    if before := units.before(text[first : number.start]):
        return first + before[1], number.end, before[0]
    behind = units.behind(text, number.end)
    if not behind and language != "id":
        behind = units.counted(text, number.end)
    if behind and behind[1] <= part.end:
        return number.start, behind[1], behind[0]
    return number.start, number.end, ""


def _counts_without_unit(
    text: str, found: re.Match[str], end: int, value: Decimal, factor: Decimal
) -> bool:
    """Return whether a number without a known unit is worth a look: no small number in words."""
    if found["word"] or found["han"]:
        return factor > 1 or value >= 10**4
    return bool(found["vague"]) or factor > 1 or not _is_loose(text, end)


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


def _stands_alone(text: str, found: re.Match[str], *, known: bool) -> bool:
    """Return whether a number is no part of a word, a code, a fraction or a date.

    With a known unit a hyphen before or behind it makes a range of it.
    """
    if not found["digits"]:
        return True
    before = text[max(0, found.start() - 2) : found.start()]
    behind = text[found.end() : found.end() + 2]
    if re.search(r"[A-Za-z]$", before):
        return bool(re.search(r"(?:RMB|USD|Rp)$", text[max(0, found.start() - 3) : found.start()]))
    if re.search(r"[A-Za-z][-/]$|\d[/:]$", before) or re.match(r"[/:]\d", behind):
        return False
    return known or not (re.search(r"\d-$", before) or re.match(r"-\d", behind))


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
