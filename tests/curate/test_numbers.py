"""Numbers: one reading or none."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.curate.marks import CellError, Figure
from taobao_kg.curate.numbers import MOST_DIGITS, decimal_mark, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7780", "7780"),
        ("0.479", "0.479"),
        ("0,479", "0.479"),
        ("2314.194", "2314.194"),
        ("12,5 %", "12.5"),
        ("1.311,5", "1311.5"),
        ("1,311.5", "1311.5"),
        ("1,311,000", "1311000"),
        ("1.311.000", "1311000"),
        ("1 311", "1311"),
        ("1\u202f311\u202f000,25", "1311000.25"),
        ("1'311.50", "1311.50"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("１２．５", "12.5"),
        ("١٢٫٥", "12.5"),
        ("१२", "12"),
    ],
)
def test_what_has_one_reading_is_read(text, value):
    assert str(read_number(text)) == value


@pytest.mark.parametrize("text", ["1.311", "1,311", "12,345", "-1.311", "１．３１１"])
def test_what_has_two_readings_is_refused_with_both(text):
    with pytest.raises(CellError) as caught:
        read_number(text)
    point, comma = read_number(text, decimal="point"), read_number(text, decimal="comma")
    assert f"{point} with a decimal point and {comma} with a decimal comma" in str(caught.value)
    assert "--decimal point or --decimal comma" in str(caught.value)


def test_the_mark_decides():
    assert read_number("1.311", decimal="comma") == 1311
    assert read_number("1.311", decimal="point") == Decimal("1.311")


def test_a_number_that_needs_the_other_mark_is_refused():
    with pytest.raises(CellError, match=r"no number with a decimal point; .*--decimal comma"):
        read_number("12,5", decimal="point")


def test_the_number_of_a_workbook_has_a_decimal_point():
    assert read_number(Figure("1.311")) == Decimal("1.311")
    assert read_number(Figure("1.311"), decimal="comma") == Decimal("1.311")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.311 villages", "'villages' belongs in unit"),
        ("3530亿", "亿 is 100000000; write 353000000000"),
        ("3.5万", "万 is 10000; write 35000"),
        ("三百", "Chinese numerals"),
        ("三", "Chinese numerals"),
        ("1.5E+06", "scientific notation"),
        ("5-6", "range"),
        ("1/2", "range, date or fraction"),
        (">5", "belong in bound"),
        ("5+", "belong in bound"),
        ("5²", "'²' belongs in unit"),
        ("1٢3", "two scripts"),
        ("1,31,000", "write it like"),
        ("5.", "write it like"),
        ("1_000", "not a plain number"),
        ("NaN", "write it like"),
        ("Infinity", "write it like"),
        ("", "write it like"),
        ("-", "write it like"),
        ("9" * (MOST_DIGITS + 1), "write it like"),
        ("(5)", "write it like"),
        ("1 31", "not a plain number"),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_do(text, said):
    with pytest.raises(CellError) as caught:
        read_number(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.311", "12,5"], "comma"),
        (["1,311", "1,311,000"], "point"),
        (["1.311", "0.5"], "point"),
        (["1.311", "7"], None),
        (["12,5", "12.5"], None),
        (["1.311", "villages", "1٢3"], None),
        ([], None),
    ],
)
def test_a_column_proves_its_mark(texts, mark):
    assert decimal_mark(texts) == mark


PLAIN = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@settings(deadline=None)
@given(PLAIN)
def test_any_number_is_read_as_it_was_written(number):
    text = f"{number:f}"
    assert read_number(text, decimal="point") == number
    assert read_number(text.replace(".", ","), decimal="comma") == number


@settings(deadline=None)
@given(PLAIN, st.sampled_from([",", " ", "\u00a0", "'", "’"]))
def test_any_number_with_groups_is_read_as_it_was_written(number, by):
    text = f"{number:,f}".replace(",", by)
    assert read_number(text, decimal="point") == number
    assert f"{number:,.4f}".count(",") < 2 or decimal_mark([f"{number:,.4f}"]) == "point"


@settings(deadline=None)
@given(PLAIN, st.sampled_from([0xFF10, 0x0660, 0x06F0, 0x0966, 0x1D7CE]))
def test_digits_of_one_script_read_alike(number, zero):
    text = "".join(chr(zero + int(c)) if c.isdigit() else c for c in f"{number:f}")
    assert read_number(text, decimal="point") == number


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_a_plain_refusal(text):
    try:
        assert read_number(text).is_finite()
    except CellError:
        return


@settings(deadline=None)
@given(st.text("0123456789.,' %+-eE万亿", max_size=10))
def test_without_a_mark_only_what_both_marks_allow_is_read(text):
    readings = set()
    for mark in ("point", "comma"):
        try:
            readings.add(read_number(text, decimal=mark))
        except CellError:
            continue
    try:
        assert {read_number(text)} == readings
    except CellError:
        assert len(readings) != 1
