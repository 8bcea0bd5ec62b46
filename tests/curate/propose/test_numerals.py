from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.propose.numerals import read_digits, read_han, read_scale


@pytest.mark.parametrize(
    ("printed", "language", "value"),
    [
        ("1.311", "id", "1311"),
        ("1.311", "en", "1.311"),
        ("1,311", "en", "1311"),
        ("1,311", "id", "1.311"),
        ("12,5", "en", "12.5"),
        ("5.328,8", "id", "5328.8"),
        ("5,328.8", "id", "5328.8"),
        ("0.301", "id", "0.301"),
        ("1.234.567", "en", "1234567"),
        ("12\u00a0000", "en", "12000"),
        ("１２．５", "zh", "12.5"),
        ("2118", "en", "2118"),
    ],
)
def test_marks_are_read_as_the_language_has_them(printed, language, value):
    assert read_digits(printed, language).value == Decimal(value)


@pytest.mark.parametrize("printed", ["3,4,5", "1.23.456", "1.2,3.4", "12,34,567.8"])
def test_what_no_language_writes_is_no_number(printed):
    assert read_digits(printed, "en") is None


def test_a_mark_that_can_be_read_in_two_ways_gives_both():
    assert read_digits("1.311", "en").other == 1311
    assert read_digits("12.5", "en").other is None


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_numbers_written_in_each_language_are_read_back(whole, part):
    value = Decimal(f"{whole}.{part:02}")
    english = f"{whole:,}.{part:02}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    assert read_digits(english, "en").value == value
    assert read_digits(indonesian, "id").value == value
    assert read_digits(f"{whole:,}", "en").value == whole


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("三百零五", 305),
        ("一亿三千万", 130_000_000),
        ("三万亿", 3 * 10**12),
        ("十", 10),
        ("二〇一五", 2015),
        ("两千", 2000),
        ("零点五", Decimal("0.5")),
    ],
)
def test_chinese_numerals(printed, value):
    assert read_han(printed) == value


DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Return a number below 10,000 as Chinese writes it."""
    words, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if zero else "") + DIGITS[digit] + unit
            zero = False
        elif words:
            zero = True
    return words


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_spelt_numbers_are_read_back(high, low):
    gap = "零" if 0 < low < 1000 else ""
    words = spell(high) + "万" + (gap + spell(low) if low else "")
    assert read_han(words) == high * 10**4 + low


@given(st.text(st.sampled_from("〇零一二两三四五六七八九十百千万亿点"), min_size=1))
def test_any_row_of_numerals_is_a_number_or_none(printed):
    value = read_han(printed.strip("点")) if printed.strip("点").count("点") < 2 else None
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("word", "power"), [("Triliun", 12), ("billion", 9), ("亿", 8), ("百万", 6)]
)
def test_scales(word, power):
    assert read_scale(word) == 10**power
