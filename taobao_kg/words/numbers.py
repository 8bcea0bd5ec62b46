"""Numbers as English, Indonesian and Chinese write them; never rounded."""

from decimal import Context, Decimal
from typing import NamedTuple

#: Number words by language, the largest first: the power of ten, the word, and the decimals the
#: number before it may have. With more of them digits read better: 12,345, not 1.2345万.
_SCALES = {
    "en": ((12, " trillion", 4), (9, " billion", 4), (6, " million", 4)),
    "id": ((12, " triliun", 4), (9, " miliar", 4), (6, " juta", 4)),
    "zh": ((12, "万亿", 4), (8, "亿", 4), (4, "万", 2)),
}
#: Digits a number may have before anything is rounded.
_EXACT = Context(prec=1000)
#: Chinese groups digits from here on only.
_LEAST_GROUPED = 10_000


class Unit(NamedTuple):
    """What a number needs of its unit: label, printed symbol, and dimension of the ontology."""

    label: str
    symbol: str
    dimension: str


def write_number(value: Decimal, lang: str = "en") -> str:
    """Return a number as a sentence has it: with a word for millions and above where it is round.

    >>> [write_number(Decimal(1300000000), lang) for lang in ("en", "id", "zh")]
    ['1.3 billion', '1,3 miliar', '13亿']
    >>> [write_number(Decimal("3202.50"), lang) for lang in ("en", "id", "zh")]
    ['3,202.5', '3.202,5', '3202.5']
    >>> [write_number(Decimal(1234567), lang) for lang in ("en", "id", "zh")]
    ['1,234,567', '1.234.567', '1,234,567']
    >>> write_number(Decimal("-0.30"), "id"), write_number(Decimal(16500), "zh")
    ('−0,3', '1.65万')
    """
    for power, word, decimals in _SCALES[lang]:
        scaled = value.scaleb(-power, _EXACT)
        if scaled.copy_abs() >= 1 and _decimals(scaled) <= decimals:
            return write_digits(scaled, lang) + word
    return write_digits(value, lang)


def write_digits(value: Decimal | int, lang: str = "en") -> str:
    """Return a number in digits alone, in groups of three.

    >>> [write_digits(Decimal("1311.50"), lang) for lang in ("en", "id", "zh")]
    ['1,311.5', '1.311,5', '1311.5']
    >>> write_digits(25000, "zh"), write_digits(Decimal("-7"))
    ('25,000', '−7')
    """
    number = Decimal(value)
    text = f"{number.copy_abs():,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang == "id":
        text = text.translate({ord(","): ".", ord("."): ","})
    elif lang == "zh" and number.copy_abs() < _LEAST_GROUPED:
        text = text.replace(",", "")
    return f"−{text}" if number < 0 else text


def write_amount(number: str, unit: Unit | None, lang: str = "en") -> str:
    """Return a written number with its unit, as a language joins them.

    >>> yuan, share = Unit("人民币元", "RMB", "money"), Unit("per cent", "%", "share")
    >>> write_amount("3 trillion", yuan), write_amount("3万亿", yuan, "zh")
    ('RMB 3 trillion', '3万亿人民币元')
    >>> write_amount("14.9", share), write_amount("14.9", share, "zh"), write_amount("2", None)
    ('14.9 %', '14.9%', '2')
    """
    if unit is None or unit.dimension in ("index", "none"):
        return number
    gap = "" if lang == "zh" else " "
    if unit.dimension == "share":
        return f"{number}{gap}{unit.symbol}"
    if unit.dimension == "money" and lang != "zh":
        return f"{unit.symbol} {number}"
    return f"{number}{gap}{unit.symbol if lang == 'en' else unit.label}"


def _decimals(value: Decimal) -> int:
    """Return how many decimals a number has, zeros at its end aside."""
    return len(f"{value:f}".partition(".")[2].rstrip("0"))
