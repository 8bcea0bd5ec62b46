"""Amounts: numbers as English, Indonesian and Chinese print them, and round numbers for an axis."""

from decimal import Context, Decimal, InvalidOperation

#: Number words by language: power of ten and word, the largest first.
_SCALES = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "id": ((12, " triliun"), (9, " miliar"), (6, " juta")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}
#: Decimals a scaled number may have; one with more is written out instead, never rounded.
_DECIMALS = 4
#: Beyond these powers of ten nothing can be drawn, and writing it out could fill the memory.
_POWERS = range(-100, 101)
#: Digits a number may have before anything is rounded.
_EXACT = Context(prec=1000)


def read_amount(text: str) -> Decimal | None:
    """Return the number a literal writes, or None when it is none that can be drawn.

    >>> read_amount("17.92"), read_amount("many"), read_amount("1e400000000")
    (Decimal('17.92'), None, None)
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value.adjusted() in _POWERS else None


def format_amount(value: Decimal, lang: str = "en") -> str:
    """Return a number as a language prints it, exactly.

    >>> [format_amount(Decimal(1300000000), lang) for lang in ("en", "id", "zh")]
    ['1.3 billion', '1,3 miliar', '13亿']
    >>> [format_amount(Decimal("3202.50"), lang) for lang in ("en", "id", "zh")]
    ['3,202.5', '3.202,5', '3202.5']
    >>> format_amount(Decimal(1234567), "en"), format_amount(Decimal("-0.30"), "id")
    ('1,234,567', '−0,3')
    """
    for power, word in _SCALES[lang]:
        scaled = value.scaleb(-power, _EXACT)
        if scaled.copy_abs() >= 1 and _decimals(scaled) <= _DECIMALS:
            return _plain(scaled, lang) + word
    return _plain(value, lang)


def round_steps(low: Decimal, high: Decimal, most: int = 6) -> list[Decimal]:
    """Return evenly spaced round numbers from at or below ``low`` to at or above ``high``.

    >>> [format_amount(step) for step in round_steps(Decimal(0), Decimal(3202))]
    ['0', '1,000', '2,000', '3,000', '4,000']
    >>> [format_amount(step) for step in round_steps(Decimal(0), Decimal("0.55"))]
    ['0', '0.2', '0.4', '0.6']
    """
    wide = (high - low) or abs(high) or Decimal(1)
    size = Decimal(1).scaleb((wide / most).adjusted())
    step = next(size * n for n in (1, 2, 5, 10, 20) if wide / (size * n) <= most - 1)
    first, last = _floor(low / step), -_floor(-high / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def powers_of_ten(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return the powers of ten from at or below ``low``, which is above 0, to above ``high``.

    >>> [str(power) for power in powers_of_ten(Decimal(3), Decimal(100))]
    ['1', '10', '100']
    """
    last = high.adjusted() + (high != Decimal(1).scaleb(high.adjusted()))
    first = low.adjusted()
    return [Decimal(10) ** power for power in range(first, max(last, first + 1) + 1)]


def _plain(value: Decimal, lang: str) -> str:
    text = f"{value.copy_abs():,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang == "id":
        text = text.translate({ord(","): ".", ord("."): ","})
    elif lang == "zh" and value.copy_abs() < 10_000:
        text = text.replace(",", "")
    return f"−{text}" if value < 0 else text


def _decimals(value: Decimal) -> int:
    """Return how many decimals a number has, zeros at its end aside."""
    return len(f"{value:f}".partition(".")[2].rstrip("0"))


def _floor(value: Decimal) -> int:
    return int(value // 1) if value >= 0 or value == value // 1 else int(value // 1) - 1
