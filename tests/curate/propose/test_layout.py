import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.propose.layout import Span, find_blocks, find_clauses, find_sentences


def parts(text, spans):
    return [text[span.start : span.end] for span in spans]


def whole(text):
    return Span(0, len(text))


def test_blocks_are_told_apart():
    text = (
        "PENDAHULUAN\n\nPada tahun 2015 desa tumbuh.\n\nTahun\tDesa\n2015\t780\n\n"
        "Daftar Pustaka\n\nPark, A. (2008). Rural. https://example.org/\n"
    )
    blocks = find_blocks(text)
    assert [block.kind for block in blocks] == [
        *("heading", "paragraph", "row", "row", "heading", "entry")
    ]
    assert blocks[1].section == "PENDAHULUAN"
    assert blocks[-1].in_references


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It grew. It fell.", ["It grew", "It fell"]),
        ("See No. 3 by A. H. Li et al. in it. End.", ["See No. 3 by A. H. Li et al. in it", "End"]),
        ("增长。下降；结束", ["增长", "下降", "结束"]),
        ("5.328,8 miliar naik 1.5 kali. Ya", ["5.328,8 miliar naik 1.5 kali", "Ya"]),
    ],
)
def test_sentences(text, sentences):
    assert parts(text, find_sentences(text, whole(text))) == sentences


def test_clauses_are_not_parted_inside_brackets_and_numbers():
    text = "naik 12,5 % (Liu, Wei, 2018), lalu turun"
    assert parts(text, find_clauses(text, whole(text))) == [
        "naik 12,5 % (Liu, Wei, 2018)",
        "lalu turun",
    ]


def test_a_sentence_without_end_is_cut():
    text = "kata " * 2000
    assert max(span.end - span.start for span in find_sentences(text, whole(text))) <= 2000


@given(st.text(st.sampled_from("aB1 \n\r\t|.,;:。，(（)）=-+@#*")))
def test_parts_lie_inside_what_they_part_and_never_begin_a_formula(text):
    last = 0
    for block in find_blocks(text):
        assert last <= block.span.start < block.span.end <= len(text)
        last = block.span.end
        for sentence in find_sentences(text, block.span):
            assert block.span.holds(*sentence)
            for clause in find_clauses(text, sentence):
                assert sentence.holds(*clause)
                assert clause.end > clause.start
                assert text[clause.start] not in "=+-@\t\r\n"
