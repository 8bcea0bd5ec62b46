"""Numerals: the value of a number as English, Indonesian and Chinese texts print it."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

#: Digits with marks between them; which mark parts thousands and which decimals is told later.
DIGITS = r"[0-9０-９]+(?:[.,．'’\u00a0\u202f][0-9０-９]+)*"

#: Chinese numerals: https://www.unicode.org/reports/tr38/#kPrimaryNumeric
HAN_DIGITS = "〇零一二两三四五六七八九"
HAN_NUMERAL = rf"[{HAN_DIGITS}十百千万亿]*[{HAN_DIGITS}十百千](?:点[{HAN_DIGITS}]+)?"
HAN_SCALE = "万亿|千万|百万|十万|千亿|百亿|十亿|[百千万亿兆]"

SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
    "tn": 12,
    "ratus": 2,
    "ribu": 3,
    "juta": 6,
    "jt": 6,
    "miliar": 9,
    "milyar": 9,
    "triliun": 12,
}
_HAN_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}

#: Small numbers in words, from two on: one is mostly an article.
WORDS = {
    word: value
    for value, words in enumerate(
        (
            "two dua",
            "three tiga",
            "four empat",
            "five lima",
            "six enam",
            "seven tujuh",
            "eight delapan",
            "nine sembilan",
            "ten sepuluh",
            "eleven sebelas",
            "twelve",
        ),
        start=2,
    )
    for word in words.split()
}

#: Words for an amount nobody counted: at least one of it.
VAGUE = {
    "dozens": 12,
    "hundreds": 10**2,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "puluhan": 10,
    "ratusan": 10**2,
    "ribuan": 10**3,
    "jutaan": 10**6,
    "miliaran": 10**9,
}


class Numeral(NamedTuple):
    """The value of printed digits; the other one where the marks could be read in two ways."""

    value: Decimal
    other: Decimal | None = None


def read_digits(printed: str, language: str) -> Numeral | None:
    """Return the value of digits with marks between them, or None where they are no number.

    A single mark before exactly three digits is read as the language reads it: Indonesian parts
    thousands by points, English and Chinese by commas.

    >>> read_digits("5.328,8", "en").value, read_digits("1.311", "id").value
    (Decimal('5328.8'), Decimal('1311'))
    >>> read_digits("1.311", "en")
    Numeral(value=Decimal('1.311'), other=Decimal('1311'))
    >>> read_digits("3,4,5", "en")
    """
    plain = unicodedata.normalize("NFKC", printed).replace("’", "'").replace("\u202f", " ")
    marks = re.findall(r"[^0-9]", plain)
    if not marks:
        return Numeral(Decimal(plain))
    groups = re.split(r"[^0-9]", plain)
    kinds = list(dict.fromkeys(marks))
    if len(kinds) > 2 or (len(kinds) == 2 and marks.count(marks[-1]) > 1):
        return None
    if len(kinds) == 2:
        whole, part = groups[:-1], groups[-1]
        return Numeral(Decimal(f"{''.join(whole)}.{part}")) if _are_thousands(whole) else None
    together = Decimal("".join(groups)) if _are_thousands(groups) else None
    if len(marks) > 1 or marks[0] not in ".,":
        return Numeral(together) if together is not None else None
    apart = Decimal(".".join(groups))
    if together is None:
        return Numeral(apart)
    thousands = "." if language == "id" else ","
    return Numeral(together, apart) if marks[0] == thousands else Numeral(apart, together)


def read_scale(printed: str) -> Decimal:
    """Return what a word or Chinese letters multiply a number by.

    >>> read_scale("Miliar") == read_scale("十亿") == 10**9, read_scale("万亿") == 10**12
    (True, True)
    """
    word = printed.strip().lower()
    if word in SCALES:
        return Decimal(10) ** SCALES[word]
    return Decimal(10) ** sum(_HAN_POWERS[letter] for letter in word)


def read_han(printed: str) -> Decimal | None:
    """Return the value of a Chinese numeral, or None where it is none.

    >>> [int(read_han(text)) for text in ("十二", "三百零五", "两千", "二〇一五", "三万五千")]
    [12, 305, 2000, 2015, 35000]
    >>> read_han("十二点五")
    Decimal('12.5')
    """
    whole, _, part = printed.partition("点")
    digits = "".join(_digit(letter) for letter in part)
    if whole and all(letter in HAN_DIGITS for letter in whole):
        return Decimal("".join(map(_digit, whole)) + (f".{digits}" if digits else ""))
    total = section = number = 0
    for letter in whole:
        if letter in HAN_DIGITS:
            number = int(_digit(letter))
        elif (power := _HAN_POWERS.get(letter, 0)) > 4:
            total = (total + section + number) * 10**power
            section = number = 0
        elif power == 4:
            total += (section + number) * 10**power
            section = number = 0
        elif power:
            section += (number or 1) * 10**power
            number = 0
        else:
            return None
    value = total + section + number
    return Decimal(f"{value}.{digits}" if digits else value) if value else None


def _digit(letter: str) -> str:
    return "2" if letter == "两" else str(int(unicodedata.numeric(letter)))


def _are_thousands(groups: list[str]) -> bool:
    """Return whether groups of digits part thousands: a short first one, then threes."""
    first, *rest = groups
    return 0 < len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)
