"""The release: read from CITATION.cff, whoever wrote it."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg import __version__
from taobao_kg.errors import DataError
from taobao_kg.folders import citation_file
from taobao_kg.release import Author, parse_release, read_release

FILE = Path("CITATION.cff")


def test_ours():
    release = read_release()
    text = citation_file().read_text(encoding="utf-8")
    assert release.title == "Taobao-KG: a knowledge graph of China's rural e-commerce"
    assert release.authors == (Author("The Taobao-KG contributors"),)
    assert f'date-released: "{release.date}"' in text
    assert f"version: {__version__}\n" in text
    assert "Taobao villages" in release.keywords


def test_people_bodies_and_comments():
    release = parse_release(
        "title: 'It''s a graph'\nabstract: >-\n  title: not this one\nauthors:\n"
        "  - family-names: Wang\n    given-names: Li\n    orcid: https://orcid.org/0\n"
        "  - name: A body # of some sort\n"
        "  - family-names: Berg\n    name-particle: van den\n    given-names: Jo\n"
        'date-released: 2026-01-02\nkeywords:\n  - "rural: e-commerce"\n  - policy\n',
        FILE,
    )
    assert release.title == "It's a graph"
    assert release.authors == (
        Author("Wang", "Li"),
        Author("A body"),
        Author("van den Berg", "Jo"),
    )
    assert (release.date, release.keywords) == ("2026-01-02", ("rural: e-commerce", "policy"))


@pytest.mark.parametrize(
    "text", ["", "title: A\n", "authors:\n  - name: B\n", "title: A\nauthors:\n  - alias: B\n"]
)
def test_a_file_without_title_or_author_is_one_clear_line(text):
    with pytest.raises(DataError, match=r"CITATION.cff: no title or no author's name"):
        parse_release(text, FILE)


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_reader(text):
    with suppress(DataError):
        parse_release(text, FILE)


def test_a_missing_file_is_one_clear_line(monkeypatch, tmp_path):
    monkeypatch.setattr("taobao_kg.release.citation_file", lambda: tmp_path / "CITATION.cff")
    read_release.cache_clear()
    with pytest.raises(DataError, match="cannot be read; the data set cannot be cited"):
        read_release()
