"""Numbers: exact in every language, and as people write them there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.words.numbers import Unit, read_number, write_amount, write_digits, write_number

WORDS = {
    "en": {"million": 6, "billion": 9, "trillion": 12},
    "id": {"juta": 6, "miliar": 9, "triliun": 12},
    "zh": {"万亿": 12, "万": 4, "亿": 8},
}


def read_back(text, lang):
    power = 0
    for word, size in WORDS[lang].items():
        if text.endswith(word):
            text, power = text.removesuffix(word).strip(), size
            break
    text = text.replace("−", "-")
    if lang == "id":
        text = text.translate({ord("."): "", ord(","): "."})
    return Decimal(text.replace(",", "")).scaleb(power)


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
@given(st.decimals(-(10**18), 10**18, places=6))
def test_no_number_is_rounded(lang, value):
    assert read_back(write_number(value, lang), lang) == value
    assert read_back(write_digits(value, lang), lang) == value


@pytest.mark.parametrize("text", ["", "many", "NaN", "Infinity", "1e400000000", "-1e-500"])
def test_what_is_no_number(text):
    assert read_number(text) is None


def test_long_numbers_keep_their_digits():
    long = Decimal("12345678901234567890123456789012345678.5")
    assert write_number(long).replace(",", "") == str(long)


@pytest.mark.parametrize(
    ("number", "en", "id_", "zh"),
    [
        ("3000000000000", "3 trillion", "3 triliun", "3万亿"),
        ("482300000", "482.3 million", "482,3 juta", "4.823亿"),
        ("1311.5", "1,311.5", "1.311,5", "1311.5"),
        ("12345", "12,345", "12.345", "12,345"),
        ("0.55", "0.55", "0,55", "0.55"),
        ("100000", "100,000", "100.000", "10万"),
        ("-2500000", "−2.5 million", "−2,5 juta", "−250万"),
        ("0", "0", "0", "0"),
        ("1234567.89", "1,234,567.89", "1.234.567,89", "1,234,567.89"),
    ],
)
def test_a_number_as_each_language_writes_it(number, en, id_, zh):
    assert [write_number(Decimal(number), lang) for lang in ("en", "id", "zh")] == [en, id_, zh]


def test_units_that_no_language_writes():
    assert write_amount("130", Unit("index points", "index", "index"), "zh") == "130"


def test_english_has_the_symbol_and_others_the_label():
    village = Unit("desa", "villages", "count")
    assert write_amount("3.202", village, "id") == "3.202 desa"
    assert write_amount("3,202", village, "en") == "3,202 villages"
