"""Timelines: lanes by issuer above numbers, on one axis."""

import itertools

import pytest

from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.show.charts.lanes import place_lanes
from taobao_kg.show.charts.picture import WIDE, write_svg
from taobao_kg.show.charts.policies import read_issues
from taobao_kg.show.charts.timeline import draw_timeline, most_attested
from taobao_kg.vocab import expand
from tests.show.charts.conftest import Seen


@pytest.fixture(scope="module")
def timeline(numbers):
    return draw_timeline(numbers)


def policies(drawing):
    table = drawing.tables[0][1]
    return {row.policy.value: row for row in table}


def test_the_indicator_of_the_most_sources_and_times_is_chosen_by_the_data(numbers, real_graph):
    assert most_attested(numbers) == [expand("indicator:sales")]
    assert most_attested(real_graph) == [expand("indicator:taobao-village-count")]


def test_of_too_many_places_the_one_with_the_most_numbers_is_drawn(real_graph):
    drawing = draw_timeline(real_graph)
    assert any("as they are of other places" in note for note in drawing.notes)
    drawn = [point for panel in drawing.panels for line in panel.series for point in line.points]
    assert {place for point in drawn for place in point.said.places} == {expand("place:china")}


def test_lanes_by_tier_and_issuer(timeline):
    assert [lane.heading for lane in timeline.lanes] == ["Bureau (state body)", "Firm (company)"]
    assert next(entry.name for lane in timeline.lanes for entry in lane.entries) == "Plan"


def test_public_bodies_of_a_tier_stand_together_whatever_their_kind(real_graph):
    seen = [(one.tier, one.kind) for one in read_issues(real_graph) if one.tier]
    tiers = [tier for tier, _ in seen]
    assert tiers == sorted(tiers)
    assert len({kind for tier, kind in seen if tier == "1"}) > 1, "else this shows nothing"


def test_advice_dates_nothing_and_what_is_outside_is_counted(timeline):
    table = policies(timeline)
    assert table["Wish"].drawn.value == "no: no time"
    assert table["Old"].drawn.value == "no: outside of the years"
    assert "Policies not drawn, as no time is given: 1; see the table" in timeline.notes
    assert any("Policies not drawn, as they do not lie wholly" in note for note in timeline.notes)
    assert "Numbers not drawn, as no time is given: 1; see the table" in timeline.notes
    assert timeline.sentence.startswith("Policies drawn: 2 of 4, from 2011 to 2012. Sales [RMB]")


def test_policies_carry_their_statements(timeline):
    law = next(row for name, row in policies(timeline).items() if name.startswith("Law"))
    assert law.statement.value == "claim:paper-0102 claim:paper-0103"
    assert law.source.value == "Paper 2020"


def test_contested_policies_are_hollow_too(timeline):
    said = [mark.get("aria-label") for mark in Seen(write_svg(timeline)).marks("hollow")]
    assert said == ["Plan (2011): Bureau (state body)", "East: 1.3 billion (2010)"]


def test_lanes_and_numbers_share_the_axis(timeline):
    seen = Seen(write_svg(timeline))
    assert seen.plots == 2
    labels = [
        g.get("aria-label") for g in seen.root.iter() if "X-axis" in (g.get("aria-label") or "")
    ]
    assert len(set(labels)) == 1


def test_other_years_and_another_indicator(numbers):
    wide = draw_timeline(numbers, ["shops"], years="1950..2012")
    assert "Old" in [entry.name for lane in wide.lanes for entry in lane.entries]
    assert wide.years == (1950, 2013)
    assert wide.lanes[-1].heading == "Issuer not named"
    narrow = draw_timeline(numbers, years="2010..2010")
    assert narrow.lanes == ()
    assert narrow.sentence.startswith("Policies drawn: 0 of 4.")
    assert "Numbers not drawn, as they do not lie wholly in these years: 5; see the table" in (
        narrow.notes
    )


@pytest.mark.parametrize(
    ("indicators", "years", "error", "words"),
    [
        (["sale"], None, UsageError, "did you mean"),
        ([], "soon", UsageError, "no range of years"),
        (
            [],
            "1800..1810",
            TaobaoKgError,
            "no policy and no number to draw; leave out the years 1800..1810",
        ),
    ],
)
def test_what_cannot_be_drawn_is_told(numbers, indicators, years, error, words):
    with pytest.raises(error, match=words):
        draw_timeline(numbers, indicators, years=years)


@pytest.mark.parametrize("width", [300, WIDE])
@pytest.mark.parametrize("lang", ["en", "id", "zh"])
def test_no_policy_lies_on_another(real_graph, lang, width):
    drawing = draw_timeline(real_graph, years="1950..2018", lang=lang)
    bands, placed = place_lanes(drawing.lanes, drawing.years, width)
    heights = [max(15 * len(one.lines), 18) for one in placed]
    for one, other, high, below in zip(placed, placed[1:], heights, heights[1:], strict=False):
        assert one.top + high / 2 <= other.top - below / 2
    assert all(a.bottom < b.top for a, b in itertools.pairwise(bands))
    assert not any(line.endswith("…") for one in placed for line in one.lines)
