"""Times: years, months, days, fiscal years, spans and decades as a text prints them."""

import re
from collections.abc import Callable
from typing import NamedTuple

from taobao_kg.words.message import Message

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan",
            "february februari feb",
            "march maret mar",
            "april apr",
            "may mei",
            "june juni jun",
            "july juli jul",
            "august agustus aug agt",
            "september sept sep",
            "october oktober oct okt",
            "november nov",
            "december desember dec des",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?<![\d.,])(?P<year>(?:1[89]|20)\d\d)(?![\d]|[.,]\d)"
_TO = r"\s*(?:[-–—~～−]|至|到)\s*"


class Time(NamedTuple):
    """A time a text names.

    Attributes:
        start: its first character, from 0.
        end: the character after its last.
        code: as sheets write it: ``2016``, ``2016-08``, ``2016-08-15``, ``FY2016``, ``2016-H1``,
            ``2016-Q3``, ``1998-2017``; empty where it is open or vague.
        note: why the code is empty.
    """

    start: int
    end: int
    code: str
    note: Message | None = None


_PARTS = {
    word: number
    for number, words in enumerate(
        ("first i 1 pertama 上 一", "second ii 2 kedua 下 二", "third iii 3 ketiga 三"), start=1
    )
    for word in words.split()
} | dict.fromkeys(("fourth", "iv", "4", "keempat", "四"), 4)
_PART = "(?P<part>" + "|".join(sorted(_PARTS, key=len, reverse=True)) + ")"


def _code_day(found: re.Match[str]) -> str:
    named = found.groupdict()
    code = named["year"]
    if month := named.get("month"):
        code += f"-{_MONTHS.get(month.lower()) or int(month):02}"
        if day := named.get("day"):
            code += f"-{int(day):02}"
    return code


def _code_part(letter: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found['year']}-{letter}{_PARTS[found['part'].lower()]}"


def _code_span(found: re.Match[str]) -> str:
    """Return a span, also of "2009-11"; what could not be one, such as "2015-11", is a month."""
    first, printed = found["year"], found["second"]
    second = first[: 4 - len(printed)] + printed
    if first < second:
        return f"{first}-{second}"
    return f"{first}-{printed}" if len(printed) == 2 and "01" <= printed <= "12" else first


def _code_fiscal(found: re.Match[str]) -> str:
    return f"FY{found['year']}"


_Coder = Callable[[re.Match[str]], str]

#: In the order they are tried; what one has taken the next leave alone. None: a decade, no code.
_RULES: list[tuple[re.Pattern[str], _Coder | None]] = [
    (re.compile(pattern, re.IGNORECASE), coder)
    for pattern, coder in (
        (
            r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)-(?P<month>0[1-9]|1[0-2])"
            r"-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
            _code_day,
        ),
        (rf"{_YEAR}\s*年?{_TO}(?P<second>(?:1[89]|20)?\d\d)(?![\d]|[,.]\d)(?:\s*年)?", _code_span),
        (
            rf"(?:\bfiscal\s+(?:year\s+)?|\bFY\s?|\btahun\s+(?:fiskal|anggaran)\s+){_YEAR}",
            _code_fiscal,
        ),
        (rf"{_YEAR}\s*(?:年?财政年度|财年)", _code_fiscal),
        (r"(?<!\d)(?:1[89]|20)\d0\s?(?:['’]?s\b|-?an\b|年代)|(?:上世纪|20世纪)?[2-9]0年代", None),
        (rf"{_YEAR}\s*年\s*{_PART}半年", _code_part("H")),
        (rf"{_YEAR}\s*年\s*第?{_PART}季度", _code_part("Q")),
        (rf"\b{_PART}\s+half\s+(?:of\s+)?{_YEAR}", _code_part("H")),
        (rf"\bH(?P<part>[12])\s+(?:of\s+)?{_YEAR}", _code_part("H")),
        (rf"\bsemester\s+{_PART}\s+(?:tahun\s+)?{_YEAR}", _code_part("H")),
        (rf"\b{_PART}\s+quarter\s+(?:of\s+)?{_YEAR}", _code_part("Q")),
        (rf"\bQ(?P<part>[1-4])\s+(?:of\s+)?{_YEAR}", _code_part("Q")),
        (rf"\b(?:triwulan|kuartal)\s+{_PART}\s+(?:tahun\s+)?{_YEAR}", _code_part("Q")),
        (
            rf"{_YEAR}\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月"
            r"(?:\s*(?P<day>[12]\d|3[01]|0?[1-9])\s*日)?",
            _code_day,
        ),
        (rf"\b(?P<day>[12]\d|3[01]|0?[1-9])\s+{_MONTH}\s+(?:tahun\s+)?{_YEAR}", _code_day),
        (rf"\b{_MONTH}\s+(?P<day>[12]\d|3[01]|0?[1-9])\s*,\s*{_YEAR}", _code_day),
        (rf"\b{_MONTH}\s+(?:tahun\s+|of\s+)?{_YEAR}", _code_day),
        (rf"{_YEAR}(?:\s*年)?", _code_day),
    )
]

#: Words before a time that leave one of its ends open, and the same behind it in Chinese.
_OPEN_BEFORE = re.compile(
    r"\b(?P<before>before|until|till|prior\s+to|up\s+to|sebelum|sampai|hingga)"
    r"(?:\s+(?:the|tahun|dengan|year))*\s*$"
    r"|\b(?P<since>since|after|sejak|setelah|sesudah|mulai)(?:\s+(?:the|tahun|year))*\s*$",
    re.IGNORECASE,
)
_OPEN_BEHIND = re.compile(r"\s*(?P<before>以前|之前)|\s*(?P<since>以来|以后|之后|起)")
_VAGUE_BEFORE = re.compile(r"\b(?:early|mid|late|awal|pertengahan|akhir)[\s-]+(?:tahun\s+)?$", re.I)


def find_times(text: str) -> list[Time]:
    """Return the times a text names, in its order; none overlaps another.

    >>> [time.code for time in find_times("fiscal 2016, 2015年11月9日, 1998-2017, sejak 2008")]
    ['FY2016', '2015-11-09', '1998-2017', '']
    """
    taken = bytearray(len(text))
    times = []
    for pattern, coder in _RULES:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            code = coder(found) if coder else ""
            times.append(_open(text, start, end, code))
    return sorted(times)


def _open(text: str, start: int, end: int, code: str) -> Time:
    """Return a time, without its code where it is only the end of one, or vague."""
    before = text[max(0, start - 24) : start]
    if found := _OPEN_BEFORE.search(before):
        first = start - len(before) + found.start()
        return Time(first, end, "", _half_open(found, text[first:end]))
    if found := _OPEN_BEHIND.match(text, end):
        return Time(start, found.end(), "", _half_open(found, text[start : found.end()]))
    if not code:
        if vague := _VAGUE_BEFORE.search(before):
            start = start - len(before) + vague.start()
        return Time(start, end, "", Message("curate.look.printed", text=repr(text[start:end])))
    return Time(start, end, code)


def _half_open(found: re.Match[str], printed: str) -> Message:
    end = "before" if found["before"] else "since"
    return Message(f"curate.look.open.{end}", text=repr(printed))
