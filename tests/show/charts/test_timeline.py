"""Timelines: lanes by issuer above numbers, on one axis."""

import itertools
import re

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import find_question
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.show.charts.lanes import place_lanes
from taobao_kg.show.charts.lineage import read_lineage
from taobao_kg.show.charts.lines import DASHES
from taobao_kg.show.charts.picture import NARROW, WIDE, write_svg
from taobao_kg.show.charts.policies import read_issues
from taobao_kg.show.charts.timeline import draw_timeline, most_attested
from taobao_kg.vocab import expand
from tests.show.charts.conftest import SVG, Seen


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


def test_lineage_is_told_of_every_policy_and_drawn_between_those_that_are(timeline):
    plan, law, old = (expand(f"policy:{name}") for name in ("plan", "law", "old"))
    assert [(tie.policy, tie.other, tie.kind) for tie in timeline.ties] == [
        (law, plan, "implements"),
        (law, plan, "after"),  # the plan precedes it
        (old, plan, "part_of"),
    ]
    assert timeline.drawn_ties == list(timeline.ties[:2])
    assert timeline.ties[1].said == r"Plan · tkg:precedes · Law <b>&\u202e (tkg:inferred)"
    told = [(row.policy.value, row.other.value, row.drawn.value) for row in timeline.tables[1][1]]
    assert told == [
        (r"Law <b>&\u202e", "Plan", "yes"),
        ("Plan", r"Law <b>&\u202e", "yes"),
        ("Old", "Plan", "no: one of the two is not drawn"),
    ]
    assert any(note.startswith("Lines drawn: 2 of 3 links") for note in timeline.notes)


def test_the_questions_of_the_library_know_the_same_lineage(real_graph, real_built):
    question = find_question(real_built.queries, "policy-lineage")
    found = {row["statement"].value for row in ask(real_graph, question)}
    assert {one.iri for tie in read_lineage(real_graph, "en") for one in tie.statements} == found


@pytest.mark.parametrize("width", [NARROW, 1300])
def test_lines_run_between_marks_of_their_policies_inside_the_picture(real_graph, width):
    drawing = draw_timeline(real_graph)
    svg = write_svg(drawing, width, framed=False)
    root = Seen(svg).root
    groups = {g.get("class"): g for g in root.iter(f"{SVG}g") if g.get("class")}
    lines = list(groups["lineage"])
    assert [line[0].text for line in lines] == [tie.said for tie in drawing.drawn_ties]
    assert len(lines) > 40
    room = float(root.get("width"))
    for line, tie in zip(lines, drawing.drawn_ties, strict=True):
        dashes = DASHES[tie.kind]
        assert line[1].get("stroke-dasharray", "") == dashes
        assert len(line) == (2 if tie.kind == "beside" else 3), "a head, where there is a direction"
        assert all(-50 <= float(x) <= room for x in re.findall(r"(-?[\d.]+),", line[1].get("d")))
    assert write_svg(drawing, width, framed=False) == svg


def test_each_row_of_a_policy_brings_out_all_lines_of_it(real_graph):
    drawing = draw_timeline(real_graph)
    root = Seen(write_svg(drawing, framed=False)).root
    names = {line.get("id") for line in root.iter(f"{SVG}g") if line.get("aria-label")}
    rows = [g for g in root.iter(f"{SVG}g") if g.get("class") == "hand"]
    used = [[use.get("href") for use in row.iter(f"{SVG}use")] for row in rows]
    entries = [entry for lane in drawing.lanes for entry in lane.entries]
    ties = drawing.drawn_ties
    wanted = [sum(e.policy in (tie.policy, tie.other) for tie in ties) for e in entries]
    assert [len(one) for one in used] == [count for count in wanted if count]
    assert {href.removeprefix("#") for one in used for href in one} <= names
    assert 'class="hand"' not in write_svg(drawing), "a file of its own has no style sheet for it"


def test_the_legend_has_the_kinds_that_are_drawn(timeline):
    seen = Seen(write_svg(timeline))
    assert [text for text in seen.texts if text in ("implements", "comes after", "is part of")] == [
        "implements",
        "comes after",
    ]


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
