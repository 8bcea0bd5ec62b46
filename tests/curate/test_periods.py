"""Years, periods and dates."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.curate.marks import CellError
from taobao_kg.curate.periods import read_date, read_time
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID, term

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("text", "slug", "kind", "begin", "end", "english"),
    [
        ("2016", "2016", "year", "2016", "2016", "2016"),
        ("2016-08", "2016-08", "period", "2016-08", "2016-08", "August 2016"),
        ("2016-08-31", "2016-08-31", "period", "2016-08-31", "2016-08-31", "31 August 2016"),
        ("FY2016", "fy2016", "period", "2015-04", "2016-03", "Fiscal year 2016"),
        ("fy 2016", "fy2016", "period", "2015-04", "2016-03", "Fiscal year 2016"),
        ("2019-H1", "2019-h1", "period", "2019-01", "2019-06", "first half of 2019"),
        ("2019-h2", "2019-h2", "period", "2019-07", "2019-12", "second half of 2019"),
        ("2012-Q2", "2012-q2", "period", "2012-04", "2012-06", "second quarter of 2012"),
        (
            *("2017-01/2017-11", "2017-01-to-2017-11", "period"),
            *("2017-01", "2017-11", "January 2017 – November 2017"),
        ),
        ("1978-2017", "1978-2017", "period", "1978", "2017", "1978–2017"),
        ("1978–2017", "1978-2017", "period", "1978", "2017", "1978–2017"),
        ("1978/2017", "1978-2017", "period", "1978", "2017", "1978–2017"),
        ("２０１６", "2016", "year", "2016", "2016", "2016"),
        ("2016年8月", "2016-08", "period", "2016-08", "2016-08", "August 2016"),
    ],
)
def test_times_are_read(text, slug, kind, begin, end, english):
    time = read_time(text)
    assert (time.slug, time.kind) == (slug, kind)
    assert (time.begin.lexical, time.end.lexical) == (begin, end)
    assert time.labels["en"] == english
    assert list(time.labels) == ["en", "id", "zh-Hans", "zh-Latn"]


def test_labels_are_in_the_words_of_each_language():
    assert read_time("2016-08-31").labels == {
        "en": "31 August 2016",
        "id": "31 Agustus 2016",
        "zh-Hans": "2016年8月31日",
        "zh-Latn": "2016 nian 8 yue 31 ri",
    }
    assert read_time("2012-Q2").labels["zh-Hans"] == "2012年第二季度"


@pytest.mark.parametrize("text", ["2016", "1978-2005", "1998-04", "FY2016"])
def test_times_bear_the_names_and_bounds_they_have_in_the_data(text):
    time = read_time(text)
    iri = f"{ID}{time.kind}/{time.slug}"
    triples = parse_turtle(find_folders().data / "years.ttl")
    said = {(t.predicate, t.object.value) for t in triples if t.subject.value == iri}
    assert (term("rdfs:label"), time.labels["zh-Hans"]) in said
    assert (term("rdfs:label"), time.labels["zh-Latn"]) in said
    if time.kind == "period":
        assert (term("tkg:begin"), time.begin.lexical) in said
        assert (term("tkg:end"), time.end.lexical) in said


@pytest.mark.parametrize(
    "text",
    [
        *("", "16", "0016", "Aug 2016", "31/08/2016", "08/2016", "20160831", "2016-8", "2016 H1"),
        *("2019-H3", "2019-Q5", "FY16", "2016-", "before 2007", "2016-08/", "42613", "五年"),
    ],
)
def test_other_forms_are_refused_with_what_can_be_written(text):
    with pytest.raises(CellError, match=r"write a year 2016, .* FY2016, .* 1978-2017"):
        read_time(text)


@pytest.mark.parametrize("text", ["2016-13", "2016-02-30", "2016-00", "2017-01/2017-13"])
def test_days_no_calendar_has_are_refused(text):
    with pytest.raises(CellError, match="not in the calendar"):
        read_time(text)


@pytest.mark.parametrize("text", ["2017-1978", "2016-2016", "2017-11/2017-01", "2016/2017-01"])
def test_periods_go_forward_in_one_precision(text):
    with pytest.raises(CellError, match="earlier to a later"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "lexical", "datatype"),
    [
        ("2016", "2016", "gYear"),
        ("2016-08", "2016-08", "gYearMonth"),
        ("2016-02-29", "2016-02-29", "date"),
        ("2016年8月3日", "2016-08-03", "date"),
    ],
)
def test_dates_keep_their_precision(text, lexical, datatype):
    assert read_date(text) == (lexical, XSD + datatype)


@pytest.mark.parametrize("text", ["FY2016", "2015-02-29", "31.08.2016", "", "2016-08-31T00:00"])
def test_other_dates_are_refused(text):
    with pytest.raises(CellError):
        read_date(text)


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_any_day_is_read(day):
    assert read_date(day.isoformat()).lexical == day.isoformat()
    assert read_time(f"{day.year}年{day.month}月{day.day}日").slug == day.isoformat()


@settings(deadline=None)
@given(st.text(max_size=12) | st.text("0123456789-/FHQYH年月日 ", max_size=12))
def test_any_text_is_a_time_or_a_refusal(text):
    try:
        time = read_time(text)
    except CellError:
        return
    assert time.slug.replace("-", "").isalnum()
    assert time.slug.isascii()
    assert time.begin.lexical <= time.end.lexical
