"""Years, periods and dates as sheets write them, each kept as precise as it was written."""

import re
from calendar import monthrange
from functools import lru_cache
from typing import Literal, NamedTuple

from taobao_kg.curate.marks import CellError, fold_digits, show
from taobao_kg.vocab import PREFIXES
from taobao_kg.words.message import Message

_XSD = PREFIXES["xsd"]
_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_DATE = re.compile(r"[12]\d{3}(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_CHINESE = re.compile(r"([12]\d{3})\s*年(?:\s*(\d\d?)\s*月(?:\s*(\d\d?)\s*日)?)?", re.ASCII)
_FISCAL = re.compile(r"FY\s*([12]\d{3})", re.ASCII | re.IGNORECASE)
_PART = re.compile(r"([12]\d{3})-(H[12]|Q[1-4])", re.ASCII | re.IGNORECASE)
_YEARS = re.compile(r"([12]\d{3})\s*[-–]\s*([12]\d{3})", re.ASCII)

_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_MONTHS_ID = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"),
    *("September", "Oktober", "November", "Desember"),
)
#: Halves and quarters: first and last month, and the name in en, id, zh-Hans, zh-Latn.
_PARTS = {
    "H1": (1, 6, "first half of", "paruh pertama", "上半年", "shang bannian"),
    "H2": (7, 12, "second half of", "paruh kedua", "下半年", "xia bannian"),
    "Q1": (1, 3, "first quarter of", "triwulan pertama", "第一季度", "di yi jidu"),
    "Q2": (4, 6, "second quarter of", "triwulan kedua", "第二季度", "di er jidu"),
    "Q3": (7, 9, "third quarter of", "triwulan ketiga", "第三季度", "di san jidu"),
    "Q4": (10, 12, "fourth quarter of", "triwulan keempat", "第四季度", "di si jidu"),
}


class Date(NamedTuple):
    """A date with its precision.

    Attributes:
        lexical: ``2016``, ``2016-08`` or ``2016-08-31``.
        datatype: the IRI of xsd:gYear, xsd:gYearMonth or xsd:date.
    """

    lexical: str
    datatype: str


class Time(NamedTuple):
    """A year or a period, with what is needed to write it down.

    Attributes:
        slug: its name under ``year/`` or ``period/``.
        kind: which of the two.
        begin: its first year, month or day.
        end: its last.
        labels: by language: en, id, zh-Hans, zh-Latn.
    """

    slug: str
    kind: Literal["year", "period"]
    begin: Date
    end: Date
    labels: dict[str, str]


def read_date(text: str) -> Date:
    """Return a date as precise as it is written.

    Raises:
        CellError: no date, or none that the calendar has.

    >>> read_date("2016-08").datatype, read_date("2016年8月31日").lexical
    ('http://www.w3.org/2001/XMLSchema#gYearMonth', '2016-08-31')
    """
    found = _parse_date(_fold(text))
    if found is None:
        raise CellError(Message("curate.reason.not_date", text=show(text)))
    return found


@lru_cache(maxsize=4096)
def read_time(text: str) -> Time:
    """Return the year or period a cell names.

    A fiscal year is Alibaba's, which ends on 31 March of the year it is named by. A month or a
    day is a period, as it may be the day up to which something was counted.

    Raises:
        CellError: nothing of the kind; the message lists what can be written.

    >>> read_time("2016").kind, read_time("2019-H1").slug, read_time("FY2016").begin.lexical
    ('year', '2019-h1', '2015-04')
    >>> read_time("2017-01/2017-11").labels["en"]
    'January 2017 – November 2017'
    """
    folded = _fold(text)
    if date := _parse_date(folded):
        return _at(date)
    if fiscal := _FISCAL.fullmatch(folded):
        return _fiscal_year(int(fiscal[1]))
    if part := _PART.fullmatch(folded):
        return _part_of_year(part[1], part[2].upper())
    first, slash, last = folded.partition("/")
    if years := _YEARS.fullmatch(folded):
        first, last = years.groups()
    elif not slash:
        raise CellError(_no_time("unknown", text))
    begin, end = _parse_date(first.strip()), _parse_date(last.strip())
    if begin is None or end is None:
        raise CellError(_no_time("unknown", text))
    if begin.datatype != end.datatype or begin >= end:
        raise CellError(_no_time("backwards", text))
    return _stretch(begin, end)


def _no_time(fact: Literal["unknown", "backwards"], text: str) -> Message:
    expected = Message("curate.reason.expected_time")
    return Message(f"curate.reason.time.{fact}", text=show(text), expected=expected)


def _fold(text: str) -> str:
    """Return a time with ASCII digits; Chinese dates in the form of ISO 8601."""
    folded = fold_digits(text)
    if chinese := _CHINESE.fullmatch(folded):
        return "-".join(part.zfill(2) for part in chinese.groups() if part)
    return folded


def _parse_date(text: str) -> Date | None:
    """Return a date of ISO 8601, or None when it has another form or the calendar lacks it."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    month, day = int(found[1] or 1), int(found[2] or 1)
    if not (1 <= month <= 12 and 1 <= day <= monthrange(int(text[:4]), month)[1]):
        raise CellError(Message("curate.reason.no_such_day", text=show(text)))
    return Date(text, _XSD + _TYPES[len(text)])


def _at(date: Date) -> Time:
    kind: Literal["year", "period"] = "year" if len(date.lexical) == 4 else "period"
    return Time(date.lexical, kind, date, date, _labels(date))


def _fiscal_year(year: int) -> Time:
    begin, end = _months(f"{year - 1}-04", f"{year}-03")
    labels = {
        "en": f"Fiscal year {year}",
        "id": f"tahun fiskal {year}",
        "zh-Hans": f"{year}财年",
        "zh-Latn": f"{year} cainian",
    }
    return Time(f"fy{year}", "period", begin, end, labels)


def _months(first: str, last: str) -> tuple[Date, Date]:
    return Date(first, _XSD + "gYearMonth"), Date(last, _XSD + "gYearMonth")


def _part_of_year(year: str, name: str) -> Time:
    first, last, english, indonesian, chinese, pinyin = _PARTS[name]
    begin, end = _months(f"{year}-{first:02}", f"{year}-{last:02}")
    labels = {
        "en": f"{english} {year}",
        "id": f"{indonesian} {year}",
        "zh-Hans": f"{year}年{chinese}",
        "zh-Latn": f"{year} nian {pinyin}",
    }
    return Time(f"{year}-{name.lower()}", "period", begin, end, labels)


def _stretch(begin: Date, end: Date) -> Time:
    """Return a period from one date to another of the same precision."""
    if len(begin.lexical) == 4:
        both = f"{begin.lexical}–{end.lexical}"
        labels = {"en": both, "id": both, "zh-Hans": f"{both}年", "zh-Latn": f"{both} nian"}
        return Time(f"{begin.lexical}-{end.lexical}", "period", begin, end, labels)
    first, last = _labels(begin), _labels(end)
    labels = {language: f"{first[language]} – {last[language]}" for language in first}
    return Time(f"{begin.lexical}-to-{end.lexical}", "period", begin, end, labels)


def _labels(date: Date) -> dict[str, str]:
    """Return a date in words, by language."""
    year, *rest = date.lexical.split("-")
    month, day = ([int(part) for part in rest] + [0, 0])[:2]

    def western(months: tuple[str, ...]) -> str:
        named = [months[month - 1]] if month else []
        return " ".join([*([str(day)] if day else []), *named, year])

    marks = [(int(year), "年", "nian"), (month, "月", "yue"), (day, "日", "ri")]
    return {
        "en": western(_MONTHS_EN),
        "id": western(_MONTHS_ID),
        "zh-Hans": "".join(f"{number}{chinese}" for number, chinese, _ in marks if number),
        "zh-Latn": " ".join(f"{number} {pinyin}" for number, _, pinyin in marks if number),
    }
