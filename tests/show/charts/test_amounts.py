"""Amounts: exact in every language, and scales that hold what is drawn."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.show.charts.amounts import (
    format_amount,
    powers_of_ten,
    read_amount,
    round_steps,
)

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
@given(st.decimals(-(10**18), 10**18, places=3))
def test_no_number_is_rounded(lang, value):
    assert read_back(format_amount(value, lang), lang) == value


@pytest.mark.parametrize("text", ["", "many", "NaN", "Infinity", "1e400000000", "-1e-500"])
def test_what_is_no_number_to_draw(text):
    assert read_amount(text) is None


def test_long_numbers_keep_their_digits():
    long = Decimal("12345678901234567890123456789012345678.5")
    assert format_amount(long).replace(",", "") == str(long)


@given(st.decimals(-(10**15), 10**15, places=4), st.decimals(0, 10**15, places=4))
def test_steps_hold_both_ends(low, more):
    steps = round_steps(low, low + more)
    assert steps[0] <= low
    assert steps[-1] >= low + more
    assert 2 <= len(steps) <= 8
    gaps = {after - before for before, after in itertools.pairwise(steps)}
    assert len(gaps) == 1


@given(st.decimals(Decimal("0.0001"), 10**15, places=4), st.integers(1, 10**6))
def test_powers_hold_both_ends(low, times):
    powers = powers_of_ten(low, low * times)
    assert powers[0] <= low
    assert powers[-1] >= low * times
