import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.periods import read_time
from taobao_kg.curate.propose.times import find_times


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pada tahun 2013,", "2013"),
        ("in 2013.", "2013"),
        ("2013年", "2013"),
        ("tahun fiskal 2016", "FY2016"),
        ("fiscal year 2016", "FY2016"),
        ("FY2016", "FY2016"),
        ("2016财年", "FY2016"),
        ("1998-2017", "1998-2017"),
        ("2009 – 2017", "2009-2017"),
        ("2009—17", "2009-2017"),
        ("2009年至2017年", "2009-2017"),
        ("April 1998", "1998-04"),
        ("bulan Agustus 2013", "2013-08"),
        ("9 November 2015", "2015-11-09"),
        ("November 9, 2015", "2015-11-09"),
        ("2015年11月9日", "2015-11-09"),
        ("2015-11-09", "2015-11-09"),
        ("2016年上半年", "2016-H1"),
        ("the second half of 2016", "2016-H2"),
        ("2014年第三季度", "2014-Q3"),
        ("Q1 2014", "2014-Q1"),
        ("kuartal kedua 2014", "2014-Q2"),
    ],
)
def test_a_time_is_written_as_sheets_write_it(text, code):
    (time,) = find_times(text)
    assert time.code == code
    read_time(code)  # the import can read it


@pytest.mark.parametrize(
    "text",
    ["sebelum tahun 2007", "since 2008", "2008年以来", "the 1980s", "tahun 1980-an", "90年代"],
)
def test_an_open_or_vague_time_gets_no_code_but_a_note(text):
    (time,) = find_times(text)
    assert time.code == ""
    assert "printed" in time.note


@pytest.mark.parametrize("text", ["1.2013", "20134", "2118 desa", "3,2016", "12013", "Rp 2013,50"])
def test_digits_of_a_larger_number_are_no_year(text):
    assert find_times(text) == []


@given(st.text(st.sampled_from("0129- 年月日至.FYsinceQ")))
def test_times_lie_in_the_text_and_do_not_overlap(text):
    times = find_times(text)
    assert all(0 <= time.start < time.end <= len(text) for time in times)
