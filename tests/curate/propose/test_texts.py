from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.propose import texts
from taobao_kg.curate.propose.texts import Text, read_text
from taobao_kg.errors import DataError


@pytest.fixture
def write(tmp_path):
    def write(content: bytes):
        path = tmp_path / "text.txt"
        path.write_bytes(content)
        return path

    return write


def test_line_ends_stay_as_they_are(write):
    text = read_text(write(b"one\r\ntwo\nthree\rfour"))
    assert text.content == "one\r\ntwo\nthree\rfour"
    assert text.digest == sha256(b"one\r\ntwo\nthree\rfour").hexdigest()


def test_form_feeds_part_pages():
    text = Text("one\ftwo\f", "")
    assert text.page_count == 2
    assert [text.page_at(place) for place in (0, 4)] == [1, 2]
    assert Text("one", "").page_count == 0
    assert Text("one", "").page_at(0) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"caf\xe9", "not UTF-8: byte 0xe9"),
        (b"\xef\xbb\xbftext", "byte order mark"),
        (b"\xff\xfet\0", "UTF-16"),
        (b"%PDF-1.7 text", "pdftotext"),
        (b"PK\x03\x04 text", "zipped document"),
        (b"one\ntwo\x00", "text.txt:2: control character U+0000"),
        (b"one\x1b[31m", "control character U+001B"),
        ("one\u0085\u0086".encode(), "control character U+0086"),
    ],
)
def test_what_is_no_plain_text_is_refused(write, content, message):
    with pytest.raises(DataError) as caught:
        read_text(write(content))
    assert message in str(caught.value)


def test_a_missing_text_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(DataError, match="cannot be read"):
            read_text(path)


def test_a_text_too_large_for_one_work_is_refused(write, monkeypatch):
    monkeypatch.setattr(texts, "LARGEST", 10)
    with pytest.raises(DataError, match="11 bytes, more than the 10 of one source"):
        read_text(write(b"x" * 11))


@given(st.text(st.sampled_from("a\f村"), max_size=30), st.integers(0, 40))
def test_the_page_of_a_place_is_that_of_the_form_feeds_before_it(content, place):
    page = Text(content, "").page_at(place)
    assert page is None or page == content[:place].count("\f") + 1
