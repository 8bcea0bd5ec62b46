"""Pictures of the site: they say what the graph says, escaped, and in the colours of the page."""

import re
from collections import Counter
from decimal import Decimal
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from taobao_kg.ask.lenses import open_lens
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.show.charts.colours import EVERY_COLOUR
from taobao_kg.show.charts.timeline import draw_timeline
from taobao_kg.show.groups import GROUPS
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.pages.every import page_of_thing
from taobao_kg.site.pages.pictures import chart_list_values, timeline_pages
from taobao_kg.site.pictures.overview import LANES, MOST_IN_LANE, draw_overview
from taobao_kg.site.pictures.series import FEWEST, UNREAL, draw_series, read_series
from taobao_kg.site.pictures.surroundings import MOST_FAR, MOST_NEAR, draw_surroundings
from taobao_kg.site.pictures.svg import picture
from taobao_kg.site.pictures.tiles import draw_tiles, read_tiles, shade_steps
from taobao_kg.site.publishing import ASSETS
from taobao_kg.site.rendering import Renderer
from taobao_kg.site.through import see_through
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import ID, TKG
from tests.show.conftest import graph_of_file

HOSTILE = Path(__file__).parent.parent / "show" / "hostile.trig"
CHINA, ALIBABA = f"{ID}place/china", f"{ID}actor/alibaba-group"
VILLAGES = f"{ID}indicator/taobao-village-count"


@pytest.fixture(scope="session")
def real(real_graph: Graph, real_built: Folders) -> Wording:
    atlas = Atlas(real_graph, real_built)
    atlas.effects = ()
    return Wording(atlas, "en")


@pytest.fixture(scope="session")
def hostile(real_built: Folders) -> Wording:
    return Wording(Atlas(graph_of_file(HOSTILE), real_built), "en")


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in parse(svg).iter("text")]


def links(svg: str) -> list[str]:
    return [node.attrib["href"] for node in parse(svg).iter("a")]


@pytest.mark.slow
def test_every_tie_runs_both_ways(real):
    ties = real.atlas.ties
    undrawn = ("time", "unit")
    for one, found in ties.items():
        for tie in found:
            back = [other for other in ties.get(tie.other, ()) if other.other == one]
            if real.atlas.group(one) in undrawn:
                assert not back
            else:
                assert [(b.line, b.doubt, b.predicate) for b in back] == [
                    (tie.line, tie.doubt, tie.predicate)
                ]


def test_a_tie_that_a_source_states_is_not_called_derived(real):
    stated = {
        (one.subject, one.target)
        for one in real.atlas.records.statements.values()
        if one.stated and one.target in real.atlas.records.things and one.subject != one.target
    }
    lines = {(one, tie.other): tie.line for one in real.atlas.ties for tie in real.atlas.ties[one]}
    assert {lines.get(pair, "said") for pair in stated} == {"said"}
    assert set(lines.values()) == {"said", "advised", "derived"}


def test_surroundings_lead_to_pages_of_neighbours_and_no_further_than_theirs(real):
    ties = real.atlas.ties
    near = {tie.other for tie in ties[ALIBABA]}
    far = {tie.other for one in near for tie in ties[one]}
    file = {real.link(iri).file: iri for iri in near | far}
    led = [file[href.removeprefix("../../")] for href in links(draw(real, ALIBABA).svg)]
    assert len(led) == len(set(led)) <= MOST_NEAR + MOST_FAR
    assert ALIBABA not in led
    assert 3 <= len(near & set(led)) <= MOST_NEAR


def draw(wording: Wording, iri: str):
    figure = draw_surroundings(wording, iri, "../../")
    assert figure is not None
    return figure


def test_doubt_and_derivation_are_told_by_sign_and_dash_not_by_colour_alone(real):
    doubted = next(
        iri
        for iri, found in real.atlas.ties.items()
        if len(found) == 4
        and {tie.doubt for tie in found} == {"disputed", ""}
        and all(tie.line == "said" for tie in found)
        and all(real.atlas.group(tie.other) != "source" for tie in found)
    )
    svg = draw(real, doubted).svg
    assert "?" in texts(svg)
    assert "disputed" in draw(real, doubted).legend
    css = (ASSETS / "site.css").read_text(encoding="utf-8")
    assert re.search(r"\.tie\.derived \{ stroke-dasharray", css)


def test_no_names_of_one_side_of_a_ring_lie_on_each_other(real):
    for iri in (CHINA, ALIBABA, f"{ID}concept/taobao-village"):
        rows: dict[str, list[float]] = {}
        for node in parse(draw(real, iri).svg).iter("text"):
            spans = list(node.iter("tspan"))
            for span in spans:
                rows.setdefault(node.attrib.get("text-anchor", "start"), []).append(
                    (float(span.attrib["x"]), float(span.attrib["y"]))
                )
        for side, places in rows.items():
            if side == "middle":
                continue
            for x, y in places:
                near = [p for p in places if p != (x, y) and abs(p[1] - y) < 11]
                # On the same height only what stands on the other ring, a whole name away.
                assert all(abs(p[0] - x) > 60 for p in near), (iri, side, x, y, near)


def test_too_few_neighbours_make_no_picture(hostile):
    assert draw_surroundings(hostile, f"{ID}actor/image", "") is None


def test_overview_has_every_lane_its_best_linked_and_a_twin_in_words(real):
    overview = draw_overview(real)
    assert overview is not None
    told = [link.file for _, found in overview.lists for link, _ in found]
    assert sorted(told) == sorted(links(overview.figure.svg))
    assert len(overview.lists) == len(LANES)
    assert all(len(found) <= MOST_IN_LANE for _, found in overview.lists)
    assert 60 <= len(told) <= 100
    assert str(len(told)) in overview.figure.sentence


def test_pictures_of_one_indicator_are_told_apart(real):
    pictures = draw_series(real, f"{ID}concept/taobao-village").pictures
    words = [(one.indicator.text, one.name) for one in pictures]
    assert len(set(words)) == len(words), words
    assert len({indicator for indicator, _ in words}) < len(words)
    assert ("Number of Taobao villages", "Zhejiang, village") in words


def test_series_hold_every_real_number_of_enough_times(real):
    for iri in (CHINA, ALIBABA):
        series = read_series(real, iri)
        assert series
        for one in series:
            assert len({spot.x for spot in one.spots}) >= FEWEST
            assert not {spot.said.stance for spot in one.spots} & UNREAL
            for spot in one.spots:
                assert Decimal(spot.said.value) == spot.value
                assert spot.said.object.value == one.indicator
                assert iri in (spot.said.subject.value, *spot.said.places)
        drawn = draw_series(real, iri)
        marks = [
            sum("number" in node.attrib.get("class", "") for node in parse(one.figure.svg).iter())
            for one in drawn.pictures
        ]
        assert marks == [len(one.spots) for one in series[: len(marks)]]
        assert any("CC BY 4.0" in note for note in drawn.notes)


def test_contested_numbers_are_hollow(real):
    series = read_series(real, CHINA)
    drawn = draw_series(real, CHINA)
    for one, small in zip(series, drawn.pictures, strict=False):
        hollow = small.figure.svg.count('class="number hollow"')
        assert hollow == sum(spot.contested for spot in one.spots)
    assert any(spot.contested for one in series[: len(drawn.pictures)] for spot in one.spots)


def test_tiles_are_the_31_provinces_each_on_a_square_of_its_own():
    tiles = read_tiles()
    assert len(tiles) == len({tile.code for tile in tiles}) == 31
    assert len({(tile.column, tile.row) for tile in tiles}) == 31
    assert all(re.fullmatch(r"\d\d0000", tile.code) for tile in tiles)
    assert [tile.code for tile in tiles] == sorted(tile.code for tile in tiles)


def test_tiles_show_the_numbers_of_the_year_with_most_provinces(real):
    figure, title = draw_tiles(real, VILLAGES, "../../")
    counted = {
        one.places[0]: one.value
        for one in real.atlas.statements_about(VILLAGES)
        if one.value and one.times == (f"{ID}year/2016",) and len(one.places) == 1
    }
    assert "2016" in title
    found = {
        "".join(group[1].itertext()): "".join(group[2].itertext())
        for group in parse(figure.svg).iter("g")
    }
    assert len(found) == 31
    shown = {name: text for name, text in found.items() if text}
    assert len(shown) >= 8
    for iri, value in counted.items():
        if real.label(iri) in shown:
            assert value in shown[real.label(iri)].split(" / ")
    assert figure.svg.count("missing") == 31 - len(shown)


def test_an_indicator_without_provinces_has_no_tiles(real):
    assert draw_tiles(real, f"{ID}indicator/gross-merchandise-volume", "") is None


@pytest.mark.parametrize("highest", ["0.4", "1", "51", "506", "1000", "1001", "999999"])
def test_shades_hold_every_number(highest):
    steps = shade_steps(Decimal(highest))
    assert steps == sorted(set(steps))
    assert len(steps) == 6
    assert steps[0] == 0
    assert steps[-2] < Decimal(highest) <= steps[-1]


def test_pages_with_pictures_need_no_style_and_no_script_of_their_own(real):
    renderer = Renderer(real)
    for iri in (CHINA, ALIBABA, VILLAGES):
        page = page_of_thing(real, real.atlas.things[iri])
        html = renderer.render(page.template, page.place, page.values)
        assert "<svg" in html
        assert not re.search(r"<[^>]+\sstyle=|<style|<[^>]+\son[a-z]+=", html)


def test_hostile_names_stay_text(hostile):
    overview = draw_overview(hostile)
    assert overview is not None
    drawn = [overview.figure.svg, draw(hostile, f"{ID}policy/script").svg]
    for svg in drawn:
        tags = {node.tag for node in parse(svg).iter()}
        assert tags <= {"svg", "desc", "title", "a", "g", "path", "line", "rect", "text", "tspan"}
    assert "<script>" in "".join(parse(drawn[0]).itertext())


def test_titles_of_pictures_are_escaped():
    svg = picture("", (0, 0, 1, 1), '"><script>', "</desc><script>", role="img")
    assert parse(svg).attrib["aria-label"] == '"><script>'


def test_the_style_sheet_has_a_colour_for_every_group_and_turns_those_of_charts():
    css = (ASSETS / "site.css").read_text(encoding="utf-8")
    names = dict(re.findall(r"\.shape\.(\w+) \{ fill: var\(--(\w+)\)", css))
    for group in GROUPS:
        if group.lane not in ("time", "unit"):
            values = re.findall(rf"--{names[group.name]}: (#\w+);", css)
            dark = [] if group.light == group.dark else [group.dark.lower()] * 2
            assert values == [group.light.lower(), *dark]
    for colour in EVERY_COLOUR:
        for way in ("fill", "stroke"):
            name = re.search(rf'\[{way}="{colour.light}"\] \{{ {way}: var\(--(\w+)\)', css)
            assert name, colour
            values = re.findall(rf"--{name[1]}: (#\w+);", css)
            assert values == [colour.light, colour.dark, colour.dark]


def test_charts_are_listed_once_and_ten_are_drawn(real):
    values = chart_list_values(real)
    listed = [link.file for _, found in values["groups"] for link, _ in found]
    assert len(listed) == len(set(listed)) > 50
    assert len(values["most"]) == 10
    assert {one.indicator.file for one in values["most"]} <= set(listed)


@pytest.mark.slow
def test_each_timeline_can_be_reached_from_the_others(real):
    pages = dict(timeline_pages(real))
    files = {real.file(place) for place in pages}
    assert "timeline" in pages
    assert len(pages) > 1
    for place, values in pages.items():
        assert {link.file for link, _ in values["outcomes"]} == files
        assert [link.file for link, chosen in values["outcomes"] if chosen] == [real.file(place)]


@pytest.fixture(scope="session")
def through(real_graph: Graph, real_built: Folders) -> tuple[Wording, Graph]:
    """The real graph with one lens on offer, and the graph seen through that."""
    effects = list(see_through(real_graph, real_built, ["official"]))
    atlas = Atlas(real_graph, real_built)
    atlas.effects = effects
    return Wording(atlas, "en"), open_lens(real_built, "official")


def marks(svg: str) -> list[tuple[str, ElementTree.Element]]:
    """What each marked part says, and the part."""
    return [
        (node.attrib["data-without"], node)
        for node in parse(svg).iter()
        if "data-without" in node.attrib
    ]


@pytest.mark.slow
def test_lines_of_surroundings_say_whether_a_lens_leaves_their_triple(through):
    wording, seen = through
    council = f"{ID}actor/state-council"
    around = draw_surroundings(wording, council, "")
    told = Counter(without for without, _ in marks(str(around.svg)))
    assert set(told) == {"", "1"}
    ties = {tie.other: tie for tie in wording.atlas.ties[council]}
    near = {
        other: next(seen.triples(council, tie.predicate, other), None)
        if tie.outward
        else next(seen.triples(other, tie.predicate, council), None)
        for other, tie in ties.items()
        if tie.line == "said"
    }
    for other, triple in near.items():
        tie = ties[other]
        ends = (council, other) if tie.outward else (other, council)
        assert (wording.atlas.missing(ends[0], tie.predicate, ends[1]) == ()) == bool(triple)
    assert {bool(triple) for triple in near.values()} == {True, False}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["series", "tiles", "charts"])
def test_numbers_say_whether_a_lens_lets_their_statement_through(through, kind):
    wording, seen = through
    about = ALIBABA if kind == "series" else VILLAGES
    values = page_of_thing(wording, wording.atlas.things[about]).values[kind]
    if kind == "series":
        said = [spot.said.iri for one in read_series(wording, about)[:12] for spot in one.spots]
        svg = f"<svg>{''.join(str(one.figure.svg) for one in values.pictures)}</svg>"
    elif kind == "tiles":
        svg = str(values[0].svg)
        year = values[1].rsplit(" ", 1)[1]
        assert year.isdecimal()
        said = [
            one
            for one in wording.atlas.statements_about(VILLAGES)
            if one.value and one.times == (f"{ID}year/{year}",)
        ]
        kept = {iri for one in said if seen.has(one.iri) for iri in one.places}
        names = {wording.label(iri) for iri in kept}
        for without, tile in marks(svg):
            assert (not without) == ("".join(tile[1].itertext()) in names)
    else:
        svg = re.search("<svg.*</svg>", str(values), re.DOTALL)[0]
        assert len(re.findall('aria-roledescription="point"', svg)) == len(marks(svg))
    found = Counter(without for without, _ in marks(svg))
    assert found
    if kind == "series":
        kept = [iri for iri in said if seen.has(iri)]
        assert found == Counter({"": len(kept), "1": len(said) - len(kept)})


@pytest.mark.slow
def test_lines_of_lineage_say_whether_a_lens_leaves_them(through):
    wording, seen = through
    _, values = next(timeline_pages(wording))
    line = re.compile(r'<g id="tie-\d+-\d+" data-without="(\d*)" aria-label="([^"]*)"')
    told = {unescape(said): not without for without, said in line.findall(str(values["picture"]))}
    ties = draw_timeline(wording.atlas.graph).drawn_ties
    assert told == {tie.said: any(seen.has(one.iri) for one in tie.statements) for tie in ties}
    assert set(told.values()) == {True, False}


def test_facts_say_whether_a_lens_leaves_them(through):
    wording, seen = through
    thing = wording.atlas.things[f"{ID}policy/broadband-strategy"]
    groups = page_of_thing(wording, thing).values["outgoing"]
    told = {bool(without) for group in groups for _, _, without in group.ends}
    assert told == {True, False}
    issuers = {
        str(getattr(triple.object, "value", ""))
        for triple in seen.triples(thing.iri, f"{TKG}issuedBy")
    }
    (issued,) = (g for g in groups if g.predicate == wording.link(f"{TKG}issuedBy"))
    kept = {end.text for end, _, without in issued.ends if not without}
    assert kept == {wording.label(iri) for iri in issuers}
