from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.ask.screen import clean, fit, width, wrap


@given(st.text(), st.integers(4, 60))
def test_lines_are_never_wider_than_the_screen(text, columns):
    shown = clean(text)
    assert all(width(line) <= columns for line in wrap(shown, columns).split("\n"))
    assert width(fit(shown, columns)) == columns


@given(st.text())
def test_no_command_reaches_the_terminal(text):
    shown = clean(text)
    assert not any(ord(mark) < 32 or 127 <= ord(mark) < 160 for mark in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029"
    )


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])))
def test_wrapping_loses_nothing(text):
    assert "".join(wrap(text, 10).split()) == "".join(text.split())
