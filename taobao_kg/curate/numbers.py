"""Numbers as people write them, read only where there is one way to read them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from taobao_kg.curate.marks import CellError, Figure, fold_digits, show
from taobao_kg.words.message import Choice, Message

#: Which mark stands before the decimals.
Mark = Literal["point", "comma"]

#: No number in a source has more; an xsd:decimal could be of any length.
MOST_DIGITS = 40

_BLANKS = " \u00a0\u2009\u202f"
# One grouping mark throughout, three digits a group, no group of leading zeros.
_GROUPED = r"[1-9]\d{{0,2}}(?P<by>[{by}{blanks}'’])\d{{3}}(?:(?P=by)\d{{3}})*"
_WRITTEN = rf"(?:{_GROUPED}|\d+)(?:[{{mark}}]\d+)?|[{{mark}}]\d+"
_READINGS: dict[Mark, re.Pattern[str]] = {
    "point": re.compile(_WRITTEN.format(by=",", mark=".", blanks=_BLANKS), re.ASCII),
    "comma": re.compile(_WRITTEN.format(by=".", mark=",", blanks=_BLANKS), re.ASCII),
}
_GROUPING = re.compile(rf"[{_BLANKS}'’]")
_CHINESE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "千": 1000, "百": 100, "兆": 10**12}
_NUMERALS = re.compile(r"[〇零一二两三四五六七八九十百千万萬亿億兆]+")


def read_number(text: str, *, decimal: Mark | None = None) -> Decimal:
    """Return the number a cell holds, with the decimals it was written with.

    Thousands may be grouped by blanks, apostrophes, commas or points. A percent sign is dropped:
    compare the unit yourself. Digits may be of any one script.

    Args:
        text: the cell.
        decimal: the mark before decimals, where it is known; see `decimal_mark`.

    Raises:
        CellError: no number, more than a number, or a number with two readings.

    >>> read_number("12,5 %"), read_number("1.311,5"), read_number("1,311", decimal="point")
    (Decimal('12.5'), Decimal('1311.5'), Decimal('1311'))
    >>> read_number("1.311")
    Traceback (most recent call last):
    taobao_kg.curate.marks.CellError: '1.311' is 1.311 with a decimal point and 1311 with a \
decimal comma; write 1311 or more decimals, or say --decimal point or --decimal comma
    """
    if isinstance(text, Figure):
        return Decimal(text.removesuffix("%"))
    sign, body = _split(text)
    found = _readings(body)
    if not found:
        raise CellError(_what_is_wrong(text, body))
    if len(set(found.values())) == 1:
        (mark, value), *others = found.items()
        if decimal and not others and decimal != mark:
            wanted = Message(f"curate.mark.{decimal}")
            raise CellError(
                Message("curate.reason.other_mark", text=show(text), decimal=wanted, mark=mark)
            )
        return _signed(sign, value)
    if decimal is None:
        point, comma = (f"{_signed(sign, found[mark]):f}" for mark in ("point", "comma"))
        whole = comma if "." in point else point
        said = {"text": show(text), "point": point, "comma": comma, "whole": whole}
        raise CellError(Message("curate.reason.two_readings", **said))
    return _signed(sign, found[decimal])


def decimal_mark(texts: Iterable[str]) -> Mark | None:
    """Return the decimal mark that the cells of one column prove, or None.

    A cell proves a mark when it can be read with no other: ``12,5`` a comma, ``1,311,000`` a point.
    When some prove one and some the other, none is proved.

    >>> decimal_mark(["1.311", "12,5"]), decimal_mark(["1.311", "7"])
    ('comma', None)
    """
    proved: set[Mark] = set()
    for text in texts:
        if "." in text or "," in text or not text.isascii():
            try:
                found = _readings(_split(text)[1])
            except CellError:
                continue
            if len(found) == 1:
                proved.update(found)
    return proved.pop() if len(proved) == 1 else None


def _split(text: str) -> tuple[int, str]:
    """Return sign and body of a number, without a percent sign."""
    body = fold_digits(text).removesuffix("%").rstrip()
    sign = -1 if body.startswith("-") else 1
    return sign, body[1:].lstrip() if body[:1] in ("-", "+") else body


def _signed(sign: int, value: Decimal) -> Decimal:
    """Return a number with its sign; a product would be rounded to 28 digits."""
    return value.copy_negate() if sign < 0 else value


def _readings(body: str) -> dict[Mark, Decimal]:
    """Return what a body means by each mark that fits; both where it holds no mark."""
    if body.isascii() and body.isdigit() and len(body) <= MOST_DIGITS:
        return {"point": Decimal(body), "comma": Decimal(body)}
    found: dict[Mark, Decimal] = {}
    if sum(mark.isdigit() for mark in body) > MOST_DIGITS:
        return found
    for mark, written in _READINGS.items():
        if written.fullmatch(body):
            plain = _GROUPING.sub("", body)
            by, before = (",", ".") if mark == "point" else (".", ",")
            found[mark] = Decimal(plain.replace(by, "").replace(before, "."))
    return found


def _what_is_wrong(text: str, body: str) -> Message:
    """Return why a text is no number, as nearly as can be told."""
    shown = show(text)
    unit = body.lstrip("0123456789.,")
    figures = body[: len(body) - len(unit)]
    if unit in _CHINESE and (values := set(_readings(figures).values())):
        factor = _CHINESE[unit]
        times = Choice(sorted(f"{(value * factor).normalize():f}" for value in values))
        said = {"text": shown, "unit": unit, "factor": str(factor), "times": times}
        return Message("curate.reason.chinese_scale", **said)
    if _NUMERALS.search(body):
        return Message("curate.reason.chinese_numerals", text=shown)
    if re.fullmatch(r"[\d.,]+[eE][+-]?\d+", body):
        return Message("curate.reason.scientific", text=shown)
    if re.fullmatch(r"[\d.,\s]+[-–/~]+[\d.,\s]+", body):
        return Message("curate.reason.several_numbers", text=shown)
    if re.match(r"[<>~≈≤≥±]", body) or re.fullmatch(r"[\d.,]+\s*\+", body):
        return Message("curate.reason.bounded_number", text=shown)
    if figures and unit.strip():
        return Message("curate.reason.number_with_unit", text=shown, unit=show(unit.strip()))
    return Message("curate.reason.not_number", text=shown)
