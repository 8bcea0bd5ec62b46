import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.propose.citations import find_citations, find_documents
from taobao_kg.curate.propose.layout import find_blocks


def found(text):
    return [
        (text[c.start : c.end], c.authors, c.year) for c in find_citations(text, find_blocks(text))
    ]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("berbeda (Park, 2006: 41).", ("(Park, 2006: 41)", "Park", "2006")),
        ("told (Yang & Fang, 2000, p. 3).", ("(Yang & Fang, 2000, p. 3)", "Yang & Fang", "2000")),
        ("told (Wei, et.al., 2019).", ("(Wei, et.al., 2019)", "Wei, et.al.", "2019")),
        ("told (Pusat Riset Tahun 2016).", ("(Pusat Riset Tahun 2016)", "Pusat Riset", "2016")),
        ("As Liu et al. (2018) say.", ("Liu et al. (2018)", "Liu et al.", "2018")),
        ("Lalu Porter (1998: 127) menulis.", ("Porter (1998: 127)", "Lalu Porter", "1998")),
        ("据李红（2017）研究。", ("李红（2017）", "李红", "2017")),
        ("增长明显（李红和王明，2015）。", ("（李红和王明，2015）", "李红和王明", "2015")),
        ("增长明显[3]。", ("[3]", "3", "")),
        ("Sumber: Biro Statistik.", ("Biro Statistik", "Biro Statistik", "")),
        ("资料来源：商务部，2016", ("商务部，2016", "商务部", "2016")),
    ],
)
def test_a_citation_is_found_as_printed(text, citation):
    if (
        citation[1] == "Lalu Porter"
    ):  # a capital letter at the beginning of a sentence tells nothing
        assert found(text)[0][2] == "1998"
        assert found(text)[0][0].endswith("Porter (1998: 127)")
    else:
        assert found(text) == [citation]


def test_several_works_between_brackets_are_several():
    text = "told (Liu, 2018; Wei & Li, 2019a: 3)."
    assert [one[0] for one in found(text)] == ["Liu, 2018", "Wei & Li, 2019a: 3"]


def test_a_work_seen_through_another_is_two():
    text = "Sumber: Ali Research, 2009 – 2017 oleh UNCTAD, 2017."
    assert [one[0] for one in found(text)] == ["Ali Research, 2009 – 2017", "UNCTAD, 2017"]


@pytest.mark.parametrize(
    "text",
    [
        "grew (in 2013).",
        "grew (April 2013).",
        "grew (more than USD 430 billion in 2013).",
        "see (Figure 2, 2013).",
        "the (strong internet power) of it",
    ],
)
def test_a_year_between_brackets_is_not_always_a_citation(text):
    assert found(text) == []


def test_entries_of_the_bibliography_cite_nothing():
    assert found('References\n\nPark, Albert (2008). "Rural." World Bank.\n') == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("（国办发〔2015〕78号）", "国办发〔2015〕78号"),
        ("根据财办建[2020]48号文件", "财办建〔2020〕48号"),
        ("《意见》(国发(2015)第24号)", "国发〔2015〕24号"),
        ("浙政办发〔2014〕 117 号", "浙政办发〔2014〕117号"),
    ],
)
def test_a_document_number_gets_its_usual_form(text, number):
    assert [document.number for document in find_documents(text)] == [number]


@given(st.text(st.sampled_from("(（)）[]A李b红和&;, 2015.:：Sumber〔〕号")))
def test_citations_lie_in_the_text_and_do_not_overlap(text):
    citations = find_citations(text, find_blocks(text))
    for one, other in itertools.pairwise(citations):
        assert one.end <= other.start
    assert all(0 <= c.start < c.end <= len(text) for c in citations)
    assert all(d.end <= len(text) for d in find_documents(text))


@pytest.mark.parametrize("end", ["   ", ",,", ";", "\t\t\t"])
@pytest.mark.parametrize("word", ["a", "Liu-", "Liu, ", "Liu ", "发*"])
def test_what_stands_before_a_year_is_read_in_one_way(word, end):
    # A pattern that could divide a word would try more ways here than anybody can wait for.
    assert found(f"{word * 90}{end}(2018)") == found(f"{end}(2018)") == []
