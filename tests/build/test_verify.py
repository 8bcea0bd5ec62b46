import pytest

from taobao_kg.build.verify import verify
from taobao_kg.errors import DataError, UsageError
from tests.conftest import FIXTURES

TEXT = FIXTURES / "tiny" / "tiny-2020.txt"


def change(tiny, old, new):
    path = tiny.data / "claims" / "tiny-2020.ttl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_quotation_stands_at_its_characters(tiny):
    report = verify(tiny, "tiny-2020", TEXT)
    assert (report.quotations, report.findings) == (3, [])


def test_a_moved_quotation_is_told_where_it_stands(tiny, monkeypatch):
    monkeypatch.chdir(tiny.data)
    change(tiny, "oa:start 81", "oa:start 80")
    change(tiny, "oa:end 119", "oa:end 118")
    (finding,) = verify(tiny, "tiny-2020", TEXT).findings
    assert str(finding) == (
        "claims/tiny-2020.ttl:41: quotation 'meningkatkan adopsi internet di desa 🌾'"
        " is not at 80–118; it stands at 81–119"
    )


def test_an_invented_quotation_is_told_what_stands_there(tiny):
    change(tiny, "meningkatkan adopsi", "menurunkan adopsi")
    (finding,) = verify(tiny, "tiny-2020", TEXT).findings
    assert "there stands 'meningkatkan adopsi" in finding.message
    assert "quote the text letter by letter" in finding.message


def test_a_quotation_without_a_place_is_told(tiny):
    change(tiny, "  oa:start 81 ;\n", "")
    (finding,) = verify(tiny, "tiny-2020", TEXT).findings
    assert "has no place; give oa:start and oa:end" in finding.message


def test_another_text_is_refused(tiny, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(TEXT.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(DataError, match=r"another text: its SHA-256 is .*; give the text"):
        verify(tiny, "tiny-2020", other)


@pytest.mark.parametrize(
    ("mark", "end", "words"),
    [
        (
            b"\xef\xbb\xbf",
            b"\n",
            "only the byte order mark made the difference; save it as UTF-8 without BOM",
        ),
        (
            b"",
            b"\r\n",
            "only the line ends made the difference; save it as UTF-8 with LF line ends",
        ),
        (
            b"\xef\xbb\xbf",
            b"\r\n",
            "only the byte order mark and the line ends made the difference;"
            " save it as UTF-8 without BOM and with LF line ends",
        ),
    ],
)
def test_a_text_saved_otherwise_is_told_how(tiny, tmp_path, mark, end, words):
    other = tmp_path / "other.txt"
    other.write_bytes(mark + TEXT.read_bytes().replace(b"\n", end))
    with pytest.raises(DataError) as caught:
        verify(tiny, "tiny-2020", other)
    assert str(caught.value).endswith(words)


@pytest.mark.parametrize("content", [None, b"caf\xe9"])
def test_an_unusable_text_is_refused(tiny, tmp_path, content):
    path = tmp_path / "text.txt"
    if content:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"text\.txt.*(cannot be read|not UTF-8)"):
        verify(tiny, "tiny-2020", path)


@pytest.mark.parametrize(
    ("slug", "hint"),
    [("tiny-2021", "did you mean tiny-2020?"), ("zzz", "sources with a text: tiny-2020")],
)
def test_an_unknown_source_is_refused(tiny, slug, hint):
    with pytest.raises(UsageError) as caught:
        verify(tiny, slug, TEXT)
    assert hint in str(caught.value)
