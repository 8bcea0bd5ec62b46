"""BibTeX as people write it: abbreviations, cross-references, TeX."""

import pytest

from taobao_kg.curate.bibtex import read_bibtex
from taobao_kg.curate.record import Flaw
from taobao_kg.curate.tex import show_tex


def cells(text):
    (record,) = [one for one in read_bibtex(text) if getattr(one, "cells", {}).get("source_id")]
    return record.cells


def test_an_entry_as_people_write_it():
    assert cells(
        """
        @string{jrs = "Journal of Rural Studies"}
        @Article{wang2020,
          Author = {Wang, Li and {World Bank} and Jan van der Berg and 张三 and others},
          title = {{\\'E}tude of {T}aobao villages: 50% of R\\&D -- ``now''},
          journal = jrs # { (online)},
          year = 2020, month = mar, day = 4, pages = {12--34},
          doi = {https://doi.org/10.1000/a\\_b}, url = {\\url{https://example.org/a\\_b%20c}},
          langid = {english}
        }
        """
    ) == {
        "source_id": "wang2020",
        "kind": "article",
        "creator": "Wang, Li; World Bank; van der Berg, Jan; 张三; et al.",
        "title": "Étude of Taobao villages: 50% of R&D – “now”",
        "container": "Journal of Rural Studies (online)",
        "date": "2020-03-04",
        "pages": "12-34",
        "doi": "10.1000/a_b",
        "url": "https://example.org/a_b%20c",
        "language": "en",
    }


def test_a_cross_reference_hands_down_what_is_missing():
    part, whole = read_bibtex(
        "@inproceedings{a, crossref={B}, title={A part}, year=2001}\n"
        "@proceedings{b, title={The whole}, year=1999, publisher={P}}\n"
    )
    handed = {"container": "The whole", "publisher": "P", "date": "2001", "title": "A part"}
    assert handed.items() <= part.cells.items()
    assert whole.cells["title"] == "The whole"


@pytest.mark.parametrize(
    ("entry", "field", "reason"),
    [
        ("@misc{a, title=foo}", "title", "'foo' is no @string of this file"),
        ("@misc{a, title={A}, crossref={b}}", "crossref", "'b' is no other entry"),
        ("@misc{a, title={A}, crossref={a}}", "crossref", "'a' is no other entry"),
        ("@misc{a, title={A}, title={B}}", "", "two fields title"),
        ("@misc{a, title={A \\begin{x} b}}", "title", "TeX cannot read"),
        ("@misc{a, author={A; B}, title={A}}", "author", "semicolon"),
        ("@misc{a, author={A, B, C, D}, title={A}}", "author", "cannot be read"),
        ("@misc{a, title={A}, year=2001", "", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_field(entry, field, reason):
    (flaw,) = read_bibtex(f"\n{entry}\n")
    assert isinstance(flaw, Flaw)
    assert (flaw.line, flaw.field) == (2, field)
    assert reason in flaw.reason


def test_strings_that_need_each_other_end():
    (flaw,) = read_bibtex("@string{a = b}\n@string{b = a}\n@misc{x, title=a}\n")
    assert "is no @string" in flaw.reason


def test_comments_and_text_between_entries_are_no_entries():
    text = 'Some words.\n@comment{@misc{a}}\n@preamble{"x"}\n@misc{b, title={B}}'
    assert cells(text)["title"] == "B"


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\v{S}{\o}\c{c}\ss{}", "Šøçß"),
        (r"{\'\i}", "í"),
        ("a~b", "a b"),
        (r"\emph{abc} \textbf{d}", "abc d"),
        ("$x_2$ and a_b", "$x_2$ and a_b"),
        ("5 $ or 6", "5 $ or 6"),
        (r"5\$ and 6\$", "5$ and 6$"),
        (r"a\_b \# \& \{\}", "a_b # & {}"),
        ("R&D 50% #1", "R&D 50% #1"),
    ],
)
def test_tex_is_shown_as_text(tex, shown):
    assert show_tex(tex) == shown
