"""From bytes to text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.curate.decoding import decode
from taobao_kg.errors import DataError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))
SHEET = Path("sheet.csv")


@settings(deadline=None)
@given(TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_is_known_by_itself(text, encoding):
    assert decode(text.encode(encoding), SHEET) == text


@settings(deadline=None)
@given(TEXT, st.sampled_from(["utf-8", "utf-16-le", "utf-16", "gb18030", "utf-7"]))
def test_what_is_told_is_believed(text, encoding):
    assert decode(text.encode(encoding), SHEET, encoding) == text


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_any_bytes_are_the_text_they_encode_or_refused(data):
    try:
        text = decode(data, SHEET)
    except DataError:
        return
    assert any(
        text.encode(encoding) == data for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
    ) or data.startswith((b"\xfe\xff", b"\x00\x00\xfe\xff"))


def test_the_line_of_the_first_wrong_byte_is_named():
    with pytest.raises(DataError, match=r"sheet\.csv:3: is not UTF-8 \(byte 0xff\)"):
        decode(b"a\nb\nc\xff", SHEET)
