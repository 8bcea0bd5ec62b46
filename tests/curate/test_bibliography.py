"""Bibliographies: what goes out comes in again, and what cannot come in is told with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.ask.cite.bibtex import write_bibtex
from taobao_kg.ask.cite.csl import write_csl_json
from taobao_kg.ask.cite.ris import write_ris
from taobao_kg.ask.cite.works import Work
from taobao_kg.ask.screen import clean
from taobao_kg.curate.bibliography import READERS, read_bibliography
from taobao_kg.curate.record import flatten
from taobao_kg.errors import DataError
from taobao_kg.release import Author

WRITERS = {".bib": write_bibtex, ".ris": write_ris, ".json": write_csl_json}
#: What TeX, RIS or JSON could take for their own.
HOSTILE = [
    *("{", "}", "{{a}}", "\\", "\\n", "a\nb", "50% of it", "R&D #1", "$x$", "5 $", "~", "^_", "--"),
    *('"quoted"', "''a``", "?`", "@misc{a,", "a = {b}", "ER  - ", "TY  - JOUR", "\\end{a}", "],[{"),
    *("淘宝村（2019）", "Élève", "\u202e", "\x00", "\x1b[2J", " and ", "others", "# \\% #", "\\{"),
]
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join),
).map("x{}y".format)
MAYBE = st.one_of(st.just(""), TEXT)


KINDS = [
    *("article", "book", "chapter", "data set", "journal", "presentation", "report", "thesis"),
    *("web page", "working paper", "", "news repost", "news copy (weak)"),
]


@st.composite
def works(draw):
    name = TEXT.filter(lambda text: ";" not in text)
    return Work(
        key=draw(st.from_regex(r"[a-z0-9]{1,8}-\d{4}", fullmatch=True)),
        kind=draw(st.sampled_from(KINDS)),
        title=draw(TEXT),
        authors=tuple(Author(draw(name)) for _ in range(draw(st.integers(0, 3)))),
        date=draw(st.sampled_from(["", "2018", "2020-04", "2019-06-13", "spring 1999"])),
        container=draw(MAYBE),
        volume=draw(MAYBE),
        issue=draw(MAYBE),
        pages=draw(st.sampled_from(["", "7", "12-34", "e7-e9"])),
        doi=draw(st.sampled_from(["", "10.1000/a_b(c)<d>;e", "10.1016/S0743-0167%20"])),
        publisher=draw(MAYBE),
        url=draw(st.sampled_from(["", "https://a.example/b_c?d=%20&e#f", "http://b.example/~c"])),
        language=draw(st.sampled_from(["", "zh", "id", "zh-Hans"])),
        note=draw(MAYBE),
    )


def row_of(work):
    """Return the cells a work should have, without those it leaves empty."""
    plain = {
        "source_id": work.key,
        "kind": work.kind,
        "title": work.title,
        "creator": "; ".join(flatten(clean(author.name)) for author in work.authors),
        "date": work.date,
        "container": work.container,
        "volume": work.volume,
        "issue": work.issue,
        "pages": work.pages,
        "doi": work.doi,
        "publisher": work.publisher,
        "url": work.url,
        "language": work.language,
        "note": work.note,
    }
    flat = {name: flatten(clean(value)) for name, value in plain.items()}
    return {name: value for name, value in flat.items() if value}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("bibliographies")


@pytest.mark.parametrize("ending", sorted(READERS))
@settings(deadline=None, max_examples=60)
@given(st.lists(works(), max_size=3, unique_by=lambda work: work.key))
def test_what_goes_out_comes_in_again(folder, ending, given_works):
    path = folder / f"sources{ending}"
    path.write_text(WRITERS[ending](given_works), encoding="utf-8", newline="\n")
    sheet = read_bibliography(path)
    assert not sheet.refusals
    assert [dict(row.cells) for row in sheet.rows] == [row_of(work) for work in given_works]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("ending", sorted(READERS))
def test_hostile_texts_survive(tmp_path, ending, hostile):
    work = Work("a", "book", f"x{hostile}y", (Author(f"x{hostile}y"),), note=f"x{hostile}y")
    path = tmp_path / f"a{ending}"
    path.write_text(WRITERS[ending]([work]), encoding="utf-8", newline="\n")
    (row,) = read_bibliography(path).rows
    assert dict(row.cells) == row_of(work)


@pytest.mark.parametrize("ending", sorted(READERS))
def test_a_person_of_two_names_has_the_family_name_first(tmp_path, ending):
    work = Work("a", "book", "T", (Author("van der Berg", "Jan"), Author("张三")))
    path = tmp_path / f"a{ending}"
    path.write_text(WRITERS[ending]([work]), encoding="utf-8")
    (row,) = read_bibliography(path).rows
    assert row.cells["creator"] == "van der Berg, Jan; 张三"


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(READERS)), TEXT)
def test_any_text_is_read_or_refused(folder, ending, text):
    path = folder / f"any{ending}"
    path.write_text(text, encoding="utf-8")
    sheet = read_bibliography(path)
    assert sheet.kind == "sources"
    assert all(refusal.row >= 1 and refusal.message for refusal in sheet.refusals)


def test_the_others_are_kept(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("@misc{a, title={A}}\n@misc{b}\n@misc{c, title={C}\n@misc{d, title={D}}\n")
    sheet = read_bibliography(path)
    assert [(row.number, row.cells["source_id"]) for row in sheet.rows] == [(1, "a"), (4, "d")]
    assert [(one.sheet, one.row, one.column) for one in sheet.refusals] == [
        ("a.bib", 2, "title"),
        ("a.bib", 3, ""),
    ]


@pytest.mark.parametrize("ending", sorted(READERS))
def test_a_key_is_given_once(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    path.write_text(WRITERS[ending]([Work("a", "book", "A"), Work("a", "book", "B")]))
    sheet = read_bibliography(path)
    assert [row.cells["title"] for row in sheet.rows] == ["A"]
    (refusal,) = sheet.refusals
    assert "'a'" in refusal.message
    assert "give it another" in refusal.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_known(tmp_path, encoding):
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nTI  - 淘宝村\nER  - \n", encoding=encoding)
    (row,) = read_bibliography(path).rows
    assert row.cells["title"] == "淘宝村"


def test_another_encoding_is_refused_with_its_line(tmp_path):
    path = tmp_path / "a.ris"
    path.write_bytes("TY  - JOUR\nTI  - 淘宝村\nER  - \n".encode("gb18030"))
    with pytest.raises(DataError, match=r"a\.ris:2: this is not UTF-8; save"):
        read_bibliography(path)


def test_a_missing_file_or_another_ending_is_one_line(tmp_path):
    with pytest.raises(DataError, match=r"a\.bib: cannot be read"):
        read_bibliography(tmp_path / "a.bib")
    with pytest.raises(DataError, match=r"no bibliography ends so; there are \.bib, \.ris"):
        read_bibliography(tmp_path / "a.csv")
