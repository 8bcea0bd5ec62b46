"""Numbers as English, Indonesian and Chinese write them; never rounded."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
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
#: Beyond these powers of ten writing a number out could fill the memory.
_POWERS = range(-100, 101)
#: Digits before the decimal mark that stand together.
_UNGROUPED = {"en": 3, "id": 3, "zh": 4}


class Unit(NamedTuple):
    """What a number needs of its unit: label, printed symbol, and dimension of the ontology."""

    label: str
    symbol: str
    dimension: str


def write_number(value: Decimal, lang: str = "en", ungrouped: int | None = None) -> str:
    """Return a number as a sentence has it: with a word for millions and above where it is round.

    The arguments are those of `write_digits`.

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
    return write_digits(value, lang, ungrouped)


def write_digits(value: Decimal | int, lang: str = "en", ungrouped: int | None = None) -> str:
    """Return a number in digits alone, in groups of three.

    Args:
        value: the number.
        lang: ``en``, ``id`` or ``zh``.
        ungrouped: digits that stand together before any are grouped, four where years are among
            the numbers; by default three, in Chinese four.

    >>> [write_digits(Decimal("1311.50"), lang) for lang in ("en", "id", "zh")]
    ['1,311.5', '1.311,5', '1311.5']
    >>> write_digits(25000, "zh"), write_digits(Decimal("-7"))
    ('25,000', '−7')
    >>> write_digits(2014, "id", 4), write_digits(25000, "id", 4)
    ('2014', '25.000')
    """
    number = Decimal(value)
    grouped = number.adjusted() >= (ungrouped or _UNGROUPED[lang])
    text = f"{number.copy_abs():{',' if grouped else ''}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang == "id":
        text = text.translate({ord(","): ".", ord("."): ","})
    return f"−{text}" if number < 0 else text


def number_text(text: str, lang: str = "en") -> str:
    """Return the number a literal holds, as `write_number` does; what is none stays as it is.

    >>> number_text("1300000000.0", "id"), number_text("many")
    ('1,3 miliar', 'many')
    """
    value = read_number(text)
    return text if value is None else write_number(value, lang)


def read_number(text: str) -> Decimal | None:
    """Return the number a literal writes, or None when it is none a person could read.

    >>> read_number("17.92"), read_number("many"), read_number("1e400000000")
    (Decimal('17.92'), None, None)
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value.adjusted() in _POWERS else None


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


def round_digits(value: Decimal, digits: int = 3) -> Decimal:
    """Return a computed number, such as a factor, to so many digits; whole numbers stay whole.

    >>> [str(round_digits(Decimal(text))) for text in ("10.8888", "0.012345", "1234.5")]
    ['10.9', '0.0123', '1234']
    """
    places = min(0, value.adjusted() - digits + 1)
    return value.quantize(Decimal(1).scaleb(places), ROUND_HALF_EVEN)


def _decimals(value: Decimal) -> int:
    """Return how many decimals a number has, zeros at its end aside."""
    return len(f"{value:f}".partition(".")[2].rstrip("0"))
