"""Formats: other programs read back what was written, in any script."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.ask.cite.bibtex import write_bibtex
from taobao_kg.ask.cite.csl import write_csl_json
from taobao_kg.ask.cite.formats import ENDINGS, WRITERS, choose_format, write_text
from taobao_kg.ask.cite.ris import write_ris
from taobao_kg.ask.cite.seal import read_seals
from taobao_kg.ask.cite.works import Work
from taobao_kg.ask.screen import clean
from taobao_kg.errors import UsageError
from taobao_kg.release import Author
from tests.ask.cite.test_seal import SEAL

#: The properties and types of CSL-JSON 1.0.2 (csl-data.json) we use.
CSL_PROPERTIES = {
    *("id", "type", "author", "issued", "title", "container-title", "volume", "issue", "page"),
    *("ISSN", "DOI", "genre", "publisher", "version", "URL", "language", "note", "custom"),
}
CSL_TYPES = {
    *("article-journal", "book", "chapter", "dataset", "document", "periodical", "report"),
    *("speech", "thesis", "webpage"),
}
KINDS = [
    *("article", "book", "chapter", "data set", "journal", "presentation", "report", "thesis"),
    *("web page", "working paper", "", "papyrus"),
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map("x{}".format)


@st.composite
def works(draw):
    return Work(
        key=draw(st.text("abc019.-", min_size=1)),
        kind=draw(st.sampled_from(KINDS)),
        title=draw(TEXT),
        authors=tuple(Author(draw(TEXT)) for _ in range(draw(st.integers(0, 3)))),
        date=draw(st.sampled_from(["", "2018", "2020-04", "2026-11-23", "spring 1999"])),
        container=draw(st.one_of(st.just(""), TEXT)),
        publisher=draw(st.one_of(st.just(""), TEXT)),
        note=draw(st.one_of(st.just(""), TEXT)),
        seal=draw(st.sampled_from([None, SEAL])),
    )


def read_bibtex(text):
    """Return the fields of BibTeX entries by counting braces, as BibTeX does; the TeX undone."""
    entries = []
    for kind, key, body in re.findall(r"^@(\w+)\{([^,\n]+),\n(.*?)^\}$", text, re.M | re.S):
        fields = {"": kind, "key": key}
        for line in body.splitlines():
            name, value = re.fullmatch(r"  (\w+) = (.*),", line).groups()
            assert value.count("{") == value.count("}")
            fields[name] = untex(value)
        entries.append(fields)
    return entries


def untex(value):
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~"}
    names["asciicircum"] = "^"
    pattern = r"\\text(\w+)\{\}|\\([&%$#_])|[{}]"
    return re.sub(pattern, lambda m: names.get(m[1]) or m[2] or "", value)


def read_ris(text):
    """Return the tags of RIS records with their values."""
    records = []
    for block in text.split("ER  - \n"):
        lines = [line for line in block.split("\n") if line]
        if lines:
            assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
            records.append([(line[:2], line[6:]) for line in lines])
    assert all(record[0][0] == "TY" for record in records)
    return records


@settings(deadline=None)
@given(st.lists(works(), min_size=1, max_size=3))
def test_bibtex_is_read_back(given_works):
    entries = read_bibtex(write_bibtex(given_works))
    assert [one["key"] for one in entries] == [work.key for work in given_works]
    for entry, work in zip(entries, given_works, strict=True):
        assert entry["title"] == clean(work.title)
        assert entry.get("note", "") == clean(work.note)
        names = entry.get("author", "")
        assert names == " and ".join(clean(author.name) for author in work.authors)
        assert ("taobaokg" in entry) == (work.seal is not None)


@settings(deadline=None)
@given(st.lists(works(), min_size=1, max_size=3))
def test_ris_is_read_back(given_works):
    for tags, work in zip(read_ris(write_ris(given_works)), given_works, strict=True):
        said = dict(tags)
        assert said["TI"] == clean(work.title)
        assert [value for tag, value in tags if tag == "AU"] == [
            clean(a.name) for a in work.authors
        ]
        assert said["ID"] == work.key


@settings(deadline=None)
@given(st.lists(works(), min_size=1, max_size=3))
def test_csl_json_is_read_back_and_has_the_names_of_its_schema(given_works):
    for item, work in zip(json.loads(write_csl_json(given_works)), given_works, strict=True):
        assert item["title"] == clean(work.title)
        assert item.keys() <= CSL_PROPERTIES
        assert item["type"] in CSL_TYPES
        assert [name["literal"] for name in item.get("author", [])] == [
            clean(author.name) for author in work.authors
        ]


@settings(deadline=None)
@given(works(), st.sampled_from(sorted(WRITERS)))
def test_the_seal_comes_back_from_every_format(work, form):
    written = WRITERS[form]([work._replace(seal=SEAL)])
    (seal,) = read_seals(written)
    assert (seal.of, seal.given, seal.listed) == (SEAL.of, SEAL.given, SEAL.listed)
    assert SEAL.result.startswith(seal.result)


@settings(deadline=None)
@given(works())
def test_a_text_is_one_line_a_work(work):
    assert write_text([work]).count("\n") == (2 if work.seal else 1)


def test_people_have_two_names():
    work = Work("a", "book", "T", authors=(Author("Wang", "Li"), Author("Li, M, et.al.")))
    assert "author = {Wang, Li and {Li, M, et.al.}}" in write_bibtex([work])
    assert "AU  - Wang, Li\n" in write_ris([work])
    (item,) = json.loads(write_csl_json([work]))
    assert item["author"] == [{"family": "Wang", "given": "Li"}, {"literal": "Li, M, et.al."}]
    assert write_text([work]) == "Wang, Li; Li, M, et.al. (n.d.). T\n"


def test_dates_have_the_precision_they_have():
    dates = {"2018": [2018], "2020-04": [2020, 4], "2026-11-23": [2026, 11, 23]}
    for date, parts in dates.items():
        (item,) = json.loads(write_csl_json([Work("a", "book", "T", date=date)]))
        assert item["issued"] == {"date-parts": [parts]}
    assert "issued" not in json.loads(write_csl_json([Work("a", "book", "T")]))[0]
    assert "month = apr," in write_bibtex([Work("a", "book", "T", date="2020-04")])


@pytest.mark.parametrize(
    ("wanted", "output", "form"),
    [(None, "-", "text"), (None, "a.BIB", "bibtex"), ("ris", "a.txt", "ris")]
    + [(None, f"a.{ending}", form) for ending, form in ENDINGS.items()],
)
def test_the_ending_tells_the_format(wanted, output, form):
    assert choose_format(wanted, output) == form


def test_an_unknown_format_or_ending_is_one_clear_line():
    with pytest.raises(UsageError, match="did you mean bibtex"):
        choose_format("bibtx")
    with pytest.raises(UsageError, match=r"no format goes with that ending"):
        choose_format(None, "a.doc")
