import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.propose.citations import find_citations, find_documents
from taobao_kg.curate.propose.layout import Span, find_blocks
from taobao_kg.curate.propose.quantities import find_quantities, read_unit_words
from taobao_kg.curate.propose.times import find_times


def quantities(lexicon, text, language):
    busy = [
        Span(found.start, found.end)
        for found in (
            *find_times(text),
            *find_citations(text, find_blocks(text)),
            *find_documents(text),
        )
    ]
    return find_quantities(text, Span(0, len(text)), language, sorted(busy), lexicon.units)


@pytest.mark.parametrize(
    ("text", "language", "printed", "value", "unit", "bound"),
    [
        ("ada 1.311 desa di sana", "id", "1.311 desa", "1311", "village", "exact"),
        ("naik 12,5 % setahun", "id", "12,5 %", "12.5", "percent", "exact"),
        ("RMB 3 trillion of it", "en", "RMB 3 trillion", "3000000000000", "cny", "exact"),
        ("达3万亿元，", "zh", "3万亿元", "3000000000000", "cny", "exact"),
        ("430 miliar USD", "id", "430 miliar USD", "430000000000", "usd", "exact"),
        (
            "lebih dari USD 430 miliar",
            "id",
            "lebih dari USD 430 miliar",
            "430000000000",
            "usd",
            "over",
        ),
        ("4310亿美元", "zh", "4310亿美元", "431000000000", "usd", "exact"),
        ("约1.2万个淘宝村", "zh", "约1.2万个淘宝村", "12000", "village", "approximately"),
        ("百分之十二点五", "zh", "百分之十二点五", "12.5", "percent", "exact"),
        ("三百余家网店", "zh", "三百余家网店", "300", "shop", "over"),
        ("100人以上", "zh", "100人以上", "100", "person", "atLeast"),
        ("780 Taobao villages grew", "en", "780 Taobao villages", "780", "village", "exact"),
        (
            "at least 1,311 online shops",
            "en",
            "at least 1,311 online shops",
            "1311",
            "shop",
            "atLeast",
        ),
        ("kurang dari 2000 desa", "id", "kurang dari 2000 desa", "2000", "village", "under"),
        ("tiga kali lipat", "id", "tiga kali lipat", "3", "ratio", "exact"),
        ("12 per cent", "en", "12 per cent", "12", "percent", "exact"),
        ("1,3 miliar orang", "id", "1,3 miliar orang", "1300000000", "person", "exact"),
        ("up to $5 billion", "en", "up to $5 billion", "5000000000", "usd", "atMost"),
        ("Jutaan petani", "id", "Jutaan", "1000000", "", "over"),
        ("meningkat menjadi 2118 pada", "id", "2118", "2118", "", "exact"),
    ],
)
def test_a_number_with_its_unit(lexicon, text, language, printed, value, unit, bound):
    (found,) = quantities(lexicon, text, language)
    assert text[found.start : found.end] == printed
    assert (found.value, found.unit, found.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "pada tahun 2013",
        "2015年11月9日",
        "(Park, 2006: 41)",
        "国办发〔2015〕78号",
        "see Table 3 and Figure 12",
        "表1、图2、第3章",
        "Vol. 7, No.1, hal. 45-56",
        "ISSN: 2089-1962",
        "https://example.org/2017/45?x=780",
        "a@b12.org",
        "COVID-19, 5G, B2B, G20",
        "ekonomi ke-2 dunia, the 3rd, 第2",
        "industri 4.0",
        "berusia 30 tahun, 5 years, 3个月",
        "1) satu; 2) dua",
        "one village, a village, dua hal",
        "在一个村",
        "1/2, 12:30",
        "[3] 李",
    ],
)
def test_what_is_no_quantity(lexicon, text):
    assert quantities(lexicon, text, "id") == []


def test_a_number_that_can_be_read_in_two_ways_says_so(lexicon):
    (found,) = quantities(lexicon, "over 1.885 trillion yuan", "en")
    assert found.notes == ["could also be read as 1885000000000000"]


@pytest.mark.parametrize("text", ["10-20 %", "10–20%", "10 hingga 20 persen", "10 sampai 20%"])
def test_a_range_is_two_numbers_of_one_unit(lexicon, text):
    lower, upper = quantities(lexicon, text, "id")
    assert (lower.value, lower.unit, lower.notes) == (10, "percent", ["lower end of a range"])
    assert (upper.value, upper.unit) == (20, "percent")


def test_both_ends_of_a_range_are_scaled(lexicon):
    assert [q.value for q in quantities(lexicon, "3至5亿元", "zh")] == [3 * 10**8, 5 * 10**8]


def test_a_number_without_unit_says_so(lexicon):
    (found,) = quantities(lexicon, "menjadi 2118", "id")
    assert found.notes == ["no unit recognised"]


@pytest.mark.parametrize(
    ("words", "unit"),
    [("billion RMB", "cny"), ("亿元", "cny"), ("%", "percent"), ("desa", "village")],
)
def test_units_in_brackets_of_tables(lexicon, words, unit):
    assert read_unit_words(words, lexicon.units)[0] == unit


def test_words_that_are_no_unit(lexicon):
    assert read_unit_words("menurut wilayah", lexicon.units) is None


@given(text=st.text(st.sampled_from("0123456789.,%十百万亿个村元 RMBdesajutlin()–")))
def test_quantities_lie_in_the_text_and_do_not_overlap(lexicon, text):
    found = quantities(lexicon, text, "id")
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.value.is_finite()
