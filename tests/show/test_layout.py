"""Places: lanes in order, columns by year, and no name on another."""

from itertools import pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.show.groups import GROUP_BY_NAME, UNDRAWN
from taobao_kg.show.layout import CELL_WIDTH, Item, divide_years, pack_lanes
from taobao_kg.show.lettering import FONT_SIZE, LINE_HEIGHT, text_width, wrap_label
from taobao_kg.show.network import network_of
from taobao_kg.show.page import MOST_SHOWN, build_page
from taobao_kg.show.places import RING_LABEL_WIDTH
from taobao_kg.show.records import read_records
from taobao_kg.vocab import expand


def label_box(node, lang):
    """Left, top, right, bottom of a shape with its name, as templates/drawing.js paints it."""
    small = node.get("relation", {}).get(lang, [])
    lines = node["lines"][lang]
    widths = [*map(text_width, lines), *(text_width(line) * 11 / 13 for line in small)]
    wide = max(widths) + 14
    high = (len(lines) + len(small)) * LINE_HEIGHT
    if node.get("ring") == 0:
        return -wide / 2, node["y"] - 8, wide / 2, node["y"] + 14 + high
    left = node["x"] - wide if node.get("side") == "left" else node["x"] - 8
    right = node["x"] + 8 if node.get("side") == "left" else node["x"] + wide
    return left, node["y"] - high / 2, right, node["y"] + high / 2


def overlapping(nodes, lang):
    boxes = sorted((label_box(node, lang), node["id"]) for node in nodes if "x" in node)
    return [
        (one, other)
        for number, (a, one) in enumerate(boxes)
        # None further on begins left of where this one ends.
        for b, other in takewhile(lambda box: box[0][0] < a[2], boxes[number + 1 :])  # noqa: B023
        if a[0] < b[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
def test_no_name_lies_on_another_in_the_overview(overview, lang):
    assert overlapping(overview.nodes, lang) == []


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
@pytest.mark.parametrize("middle", ["actor:state-council", "policy:internet-plus", "place:china"])
def test_no_name_lies_on_another_in_rings(real_records, middle, lang):
    about = expand(middle)
    page = build_page(real_records, network_of(real_records, about=about), about=about)
    assert overlapping(page.nodes, lang) == []


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
def test_rings_of_the_tiny_world(tiny_graph, lang):
    records = read_records(tiny_graph)
    about = expand("policy:broadband-strategy")
    page = build_page(records, network_of(records, about=about), about=about)
    rings = {node["id"]: node["ring"] for node in page.nodes if "ring" in node}
    assert rings["policy/broadband-strategy"] == 0
    assert rings["actor/state-council"] == 1
    assert overlapping(page.nodes, lang) == []


def test_lanes_lie_in_order_and_hold_their_kinds(overview):
    bands = overview.data["bands"]
    for (_, top, size), (_, following, _) in pairwise(bands["lanes"]):
        assert top + size <= following
    ranges = {number: (top, top + size) for number, top, size in bands["lanes"]}
    for node in overview.nodes:
        if "x" in node:
            lane = overview.data["lanes"].index(GROUP_BY_NAME[node["group"]].lane)
            assert ranges[lane][0] < node["y"] < ranges[lane][1]


def test_years_run_from_left_to_right(overview):
    columns = overview.data["columns"]
    assert all(a[1] < b[0] for a, b in pairwise(columns))
    lefts = {number: left for number, left, _ in overview.data["bands"]["columns"]}
    for node in overview.nodes:
        if "x" in node and node["placed"] == "own":
            first, last = columns[node["column"]]
            assert first <= node["year"] <= last
            assert node["x"] >= lefts[node["column"]]


def test_only_what_is_dated_itself_has_a_year_of_its_own(overview):
    placed = {node["id"]: node["placed"] for node in overview.nodes}
    own = {node["id"] for node in overview.nodes if node["year"] is not None}
    assert own == {iri for iri, reason in placed.items() if reason == "own"}
    assert placed["actor/migrant-workers"] in ("said", "linked")
    assert placed["policy/belt-and-road-initiative"] in ("said", "linked")


def one_of_each_group(records):
    """The best linked thing of every group; years also as a period."""
    degree = network_of(records).degree
    ranked = sorted(records.things, key=lambda iri: (degree[iri], iri))
    best = {(records.things[iri].group, "/period/" in iri): iri for iri in ranked}
    return sorted(best.values())


@pytest.mark.slow
def test_anything_stands_in_the_middle_of_rings(real_records):
    middles = one_of_each_group(real_records)
    assert {real_records.things[iri].group for iri in middles} == set(GROUP_BY_NAME)
    for about in (*middles, *map(expand, ("year:2013", "unit:cny", "period:1978-2005"))):
        for lang in ("en", "id", "zh"):
            network = network_of(real_records, about=about, lang=lang)
            page = build_page(real_records, network, about=about, lang=lang)
            rings = {node["iri"]: node["ring"] for node in page.nodes if "ring" in node}
            assert rings[about] == 0, about
            assert real_records.things[about].group in page.data["on"]
            assert overlapping(page.nodes, lang) == []
            others = {node["group"] for node in page.nodes if node["iri"] != about}
            assert not others & UNDRAWN, about


def test_the_overview_is_not_too_much(overview):
    assert 30 < sum("x" in node for node in overview.nodes) <= MOST_SHOWN


@given(st.lists(st.integers(-500, 2100), max_size=60))
def test_columns_hold_every_year_once(years):
    columns = divide_years(years)
    assert all(first <= last for first, last in columns)
    assert all(a[1] < b[0] for a, b in pairwise(columns))
    assert all(sum(first <= year <= last for first, last in columns) == 1 for year in years)


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 3), st.sampled_from([24, 40, 56])), max_size=80
    )
)
def test_packed_things_never_share_room(cells):
    items = [Item(str(n), lane, column, height) for n, (lane, column, height) in enumerate(cells)]
    packed = pack_lanes(items, 3)
    assert set(packed.places) == {item.iri for item in items}
    spots = sorted((packed.places[item.iri], item.height) for item in items)
    for ((x, y), height), ((other_x, other_y), other_height) in pairwise(spots):
        assert other_x - x >= CELL_WIDTH or other_y - other_height // 2 >= y + height // 2


@given(st.text(max_size=80), st.integers(40, 200))
def test_lines_fit_and_lose_nothing_but_blanks(text, width):
    lines = wrap_label(text, width, most=500)
    assert lines
    assert all(text_width(line) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_long_names_are_cut():
    lines = wrap_label("word " * 40, RING_LABEL_WIDTH, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert text_width(lines[-1]) <= RING_LABEL_WIDTH + FONT_SIZE


@pytest.mark.parametrize("sign", ["W", "i", "宽", "e\u0301"])
def test_a_word_without_end_is_cut_into_lines(sign):
    lines = wrap_label(sign * 10_000, 140)
    assert len(lines) == 3
    assert all(text_width(line) <= 140 for line in lines)
    assert all(text_width(line) > 140 - 2 * FONT_SIZE for line in lines)
    assert lines[2].endswith("…")
