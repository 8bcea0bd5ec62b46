"""Charts: every number is drawn as what it is, or counted as not drawn; nothing is dropped."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.show.charts.chart import draw_chart
from taobao_kg.show.charts.colours import PAPER, SERIES, looks_of
from taobao_kg.show.charts.picture import write_svg
from taobao_kg.show.charts.series import MOST_SERIES, Series, runs_of
from taobao_kg.show.charts.spans import Span
from taobao_kg.vocab import term
from tests.show.charts.conftest import Seen

LANGUAGES = ("en", "id", "zh")


@pytest.fixture(scope="module")
def sales(numbers):
    return draw_chart(numbers, ["sales"])


@pytest.fixture(scope="module")
def seen(sales):
    return Seen(write_svg(sales))


def rows(drawing):
    """The table by the number of each statement, or its whole name where sources are several."""
    ((_, table),) = drawing.tables
    names = [row.statement.value for row in table]
    short = len({name[-4:] for name in names}) == len(names)
    return {
        row.statement.value[-4:] if short else row.statement.value: {
            n: c.value if c else "" for n, c in row.as_dict().items()
        }
        for row in table
    }


def test_contested_points_are_hollow_and_others_are_not(seen):
    (hollow,) = seen.marks("hollow")
    assert hollow.get("fill") == PAPER.light
    assert hollow.get("stroke") == SERIES[0].light
    assert hollow.get("aria-label") == "East: 1.3 billion (2010)"
    assert len(seen.marks("solid")) == 5
    assert all(mark.get("fill") != PAPER.light for mark in seen.marks("solid"))


def test_only_severity_1_contests(sales):
    contested = {number: row["contested"] for number, row in rows(sales).items()}
    assert {number for number, doubt in contested.items() if doubt} == {"0001"}
    assert contested["0001"] == "two values"


def test_bounds_have_marks_of_their_own(seen):
    assert len(seen.marks("lower")) == 2  # over, at least
    assert len(seen.marks("upper")) == 1  # at most
    assert seen.words("rough") == ["≈"]
    assert {"> 2 billion", "≥ 800 million", "≤ 0"} <= set(seen.words("labels"))


def test_periods_are_bars_and_never_a_year(seen):
    assert len(seen.marks("spans")) == 1
    assert len(seen.marks("ends")) == 2
    assert len(seen.marks("earlier")) == len(seen.marks("later")) == 1
    (bar,) = seen.marks("spans")
    axis = [line for line in seen.root.iter() if "X-axis" in (line.get("aria-label") or "")]
    # A fiscal year is as long as a calendar year: from tick to tick, which stand on whole pixels.
    ticks = [float(x) for x in re.findall(r"translate\(([\d.]+),", _ticks(axis[0]))]
    assert float(bar.get("x2")) == pytest.approx(ticks[1] - ticks[0], abs=1)


def _ticks(axis):
    found = [g for g in axis.iter() if "role-axis-tick" in (g.get("class") or "")]
    return " ".join(line.get("transform") or "" for line in found[0])


def test_a_line_joins_numbers_and_no_bounds_spans_or_forecasts(numbers, seen):
    assert seen.marks("lines") == []
    (line,) = Seen(write_svg(draw_chart(numbers, ["shops"]))).marks("lines")
    assert line.get("d").count("L") == 1  # from 2010 to 2012, not by way of "under 15"


def test_where_sources_disagree_each_has_its_line(numbers):
    (panel,) = draw_chart(numbers, ["sales"], place=["east"], years="2010").panels
    (point,) = panel.series[0].points
    other = point.said._replace(source="other")

    def at(year, value, said):
        return replace(point, said=said, span=Span(year, year + 1, True), value=Decimal(value))

    agreeing = [at(2010, 5, point.said), at(2010, 5, other), at(2011, 6, other)]
    assert [len(run) for run in runs_of(Series("", tuple(agreeing)))] == [2]
    torn = [*agreeing, at(2011, 7, point.said)]
    assert [len(run) for run in runs_of(Series("", tuple(torn)))] == [2, 2]
    twice = [*torn, at(2011, 8, point.said)]
    assert [len(run) for run in runs_of(Series("", tuple(twice)))] == [2]


def test_an_arrow_down_from_0_stays_clear_of_the_years(seen):
    (arrow,) = seen.marks("upper")
    end = float(re.search(r",([\d.]+)\)", arrow.get("transform"))[1]) + float(arrow.get("y2"))
    axis = next(line for line in seen.root.iter() if "X-axis" in (line.get("aria-label") or ""))
    top = float(re.search(r",([\d.]+)\)", next(iter(axis)).get("transform"))[1])
    assert end < top


def test_what_has_no_place_is_told_and_stays_in_the_table(sales):
    table = rows(sales)
    assert len(table) == 8
    assert table["0007"]["drawn"] == "no: no time"
    assert table["0008"]["drawn"] == "no: no number"
    assert table["0008"]["value"] == "a lot"
    assert "Not drawn, as no time is given: 1; see the table" in sales.notes
    assert "Not drawn, as no number can be read: 1; see the table" in sales.notes
    assert sales.sentence == (
        "Numbers drawn: 6 of 8. Sales [RMB]: lowest ≤ 0 (2012), highest > 2 billion (2011)."
    )


def test_rows_carry_their_evidence(sales):
    row = rows(sales)["0001"]
    assert row["source"] == "Paper 2020"
    assert row["printed"] == "1,3 miliar"
    assert row["quotation"] == 'penjualan "1,3 miliar"'
    assert rows(sales)["0002"]["cited"] == "Other 2019"


def test_the_notes_tell_only_what_is_there(sales, numbers):
    for word in ("Unit: RMB", "Hollow", "Arrow up", "Arrow down", "≈", "Bar with ends", "arrow:"):
        assert any(word in note for note in sales.notes), word
    assert "Source: Paper 2020, citing Other 2019" in sales.notes
    assert "CC BY 4.0" in sales.notes[-1]
    plain = draw_chart(numbers, ["sales"], place=["east"], years="2010")
    assert [note for note in plain.notes if "Arrow" in note or "Bar" in note or "≈" in note] == []


def test_notes_and_sentence_stand_in_the_picture(sales, seen):
    written = "".join("".join(seen.texts).split())
    for line in (sales.title, sales.sentence, *sales.notes):
        assert "".join(line.split()) in written


def test_units_have_panels_and_a_missing_one_is_said(numbers):
    both = draw_chart(numbers, ["sales", "shops"])
    assert [panel.unit for panel in both.panels] == ["RMB", "shop", "unit not stated"]
    assert Seen(write_svg(both)).plots == 3
    assert any("panels of their own: RMB; shop; unit not stated" in note for note in both.notes)


def test_by_place_and_by_source(numbers):
    by_place = draw_chart(numbers, ["sales"], by="place").panels[0]
    assert [series.name for series in by_place.series] == ["East", "West"]
    by_source = draw_chart(numbers, ["sales"], by="source").panels[0]
    names = [series.name for series in by_source.series]
    assert names == ["Paper 2020", "Other 2019, as cited by Paper 2020"]


def test_series_differ_in_colour_and_shape(seen):
    marks = [*seen.marks("solid"), *seen.marks("hollow")]
    colours = {mark.get("stroke") or mark.get("fill") for mark in marks}
    shapes = {mark.get("d") for mark in seen.marks("solid")}
    assert len(colours) == 2
    assert len(shapes) >= 2
    assert len(set(zip(*looks_of(MOST_SERIES), strict=True))) == MOST_SERIES


def test_a_logarithmic_scale_when_asked(numbers):
    drawing = draw_chart(numbers, ["sales"], log=True)
    assert rows(drawing)["0003"]["drawn"] == "no: not above 0"
    assert any("0 and less: 1" in note for note in drawing.notes)
    labels = [text for text in Seen(write_svg(drawing)).texts if text.endswith(("llion", "0"))]
    assert {"100 million", "1 billion", "10 billion"} <= set(labels)
    assert not any("logarithmic" in note for note in draw_chart(numbers, ["sales"]).notes)


@pytest.mark.parametrize(
    ("lang", "label", "note"),
    [
        ("en", "1.3 billion", "Hollow: contested"),
        ("id", "1,3 miliar", "Kosong: dipersoalkan"),
        ("zh", "13亿", "空心：有争议"),
    ],
)
def test_three_languages(numbers, lang, label, note):
    drawing = draw_chart(numbers, ["sales"], lang=lang)
    seen = Seen(write_svg(drawing))
    assert label in seen.words("labels")
    assert any(line.startswith(note) for line in drawing.notes)
    assert drawing.title == {"en": "Sales", "id": "penjualan", "zh": "销售额"}[lang]


def test_colours_are_the_same_in_every_language(numbers):
    places = [
        [series.points for series in draw_chart(numbers, ["sales"], lang=lang).panels[0].series]
        for lang in LANGUAGES
    ]
    ids = [[[p.said.iri for p in points] for points in place] for place in places]
    assert ids[0] == ids[1] == ids[2]


@pytest.mark.parametrize(
    ("indicators", "choice", "error", "words"),
    [
        (["sale"], {}, UsageError, "did you mean indicator:sales"),
        (["actor:a"], {}, UsageError, "not of the kind indicator"),
        (["silent"], {}, TaobaoKgError, "indicator:silent: the graph has no number for it"),
        (["sales"], {"place": ["nowhere-at-all"]}, UsageError, "no place"),
        (["sales"], {"place": ["empty"]}, TaobaoKgError, "there are some for place:east, place:w"),
        (["shops"], {"place": ["east"]}, TaobaoKgError, "none has a place"),
        (["shops"], {"years": "1990..1995"}, TaobaoKgError, "they lie between 2010 and 2012"),
        (["undated"], {"years": "1990.."}, TaobaoKgError, "none has a time"),
        (["sales"], {"years": "soon"}, UsageError, "no range of years"),
        (["sales"], {"by": "colour"}, UsageError, "choose source or place"),
        (["sales"], {"lang": "xx"}, UsageError, "no language 'xx'"),
        ([], {}, UsageError, "name an indicator"),
    ],
)
def test_what_cannot_be_drawn_is_told(numbers, indicators, choice, error, words):
    with pytest.raises(TaobaoKgError, match=words) as caught:
        draw_chart(numbers, indicators, **choice)
    assert type(caught.value) is error
    assert "\n" not in str(caught.value)


def test_too_many_series_are_refused(numbers, monkeypatch):
    monkeypatch.setattr("taobao_kg.show.charts.series.MOST_SERIES", 1)
    with pytest.raises(UsageError, match="2 series are more than"):
        draw_chart(numbers, ["sales"])


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_indicator_of_the_real_data(real_graph, lang):
    property_ = term("tkg:indicator")
    said = real_graph.triples(p=property_)
    of = [t.object.value for t in said if "/observation/" in t.subject.value]
    indicators = sorted(set(of))
    assert len(indicators) > 30
    for indicator in indicators:
        drawing = draw_chart(real_graph, [indicator], lang=lang)
        assert len(drawing.tables[0][1]) == of.count(indicator)
        if not drawing.is_empty:
            seen = Seen(write_svg(drawing))
            drawn = [row for row in rows(drawing).values() if row["drawn"] in ("yes", "ya", "是")]
            assert len(seen.marks("solid")) + len(seen.marks("hollow")) == len(drawn)


def test_a_crowd_has_no_labels_but_every_point(numbers, monkeypatch):
    monkeypatch.setattr("taobao_kg.show.charts.plot.MOST_LABELLED", 5)
    seen = Seen(write_svg(draw_chart(numbers, ["sales"])))
    assert seen.words("labels") == []
    assert len(seen.marks("solid")) + len(seen.marks("hollow")) == 6
