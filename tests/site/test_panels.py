"""The questions beside the parts of pages, and whether both tell the same."""

import csv
import io
import re
from urllib.parse import parse_qs

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import find_question
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.pages.every import pages_of
from taobao_kg.site.pages.lists import kind_values, start_values
from taobao_kg.site.pages.panels import panel, panels_of_thing
from taobao_kg.site.pages.pictures import timeline_pages
from taobao_kg.site.pages.source import source_values
from taobao_kg.site.pages.thing import thing_values
from taobao_kg.site.rendering import Renderer
from taobao_kg.site.twins import numbers_csv
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import ID, TKG, shorten


def answered(wording, asked):
    """The answer of the graph to what a panel links to."""
    state = {name: values[0] for name, values in parse_qs(asked.state).items()}
    question = find_question(wording.atlas.folders.queries, state.pop("q"))
    given = {name.removeprefix("p."): value for name, value in state.items()}
    return ask(wording.atlas.graph, question, given)


def test_a_question_the_library_has_not_is_not_linked(wording):
    assert panel(wording, "no-such-question") is None


def test_a_panel_speaks_the_language_of_the_page(chinese):
    asked = panel(chinese, "all-names-of-a-thing", {"thing": "actor:a b"})
    assert asked.words == "某一事物有哪些名称？由谁印出？"
    assert asked.state == "q=all-names-of-a-thing&p.thing=actor%3Aa%20b"


def test_the_figures_of_the_start_are_those_the_graph_answers(wording):
    values = start_values(wording)
    told = answered(wording, values["asked"]["figures"])
    counts = {row["what"].value.rpartition("#")[2]: row["amount"].value for row in told}
    shown = dict(values["counts"])
    assert shown["policy"] == counts["Policy"]
    assert shown["actor"] == counts["Actor"]
    assert shown["source"] == counts["Source"]
    assert int(values["statements"]) == int(counts["Claim"]) + int(counts["Observation"])
    assert values["misfit_count"] == int(counts["Discrepancy"])
    standings = {name: count for name, _, count in values["standings"] if count != "0"}
    assert standings
    assert standings == {name: counts[name] for name in standings}


def test_telling_contradictions_are_unlike_and_show_two_sides(wording):
    misfits = start_values(wording)["misfits"]
    assert misfits
    assert len({one["title"] for one in misfits}) == len(misfits)
    for one in misfits:
        if "across" in one["one"].kind:
            first, second = one["sides"]
            assert first.source != second.source
        assert not any("notComparable" in verdict.given for verdict in one["one"].verdicts)


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("actor/ministry-of-commerce", "claims_asked"),
        ("policy/rural-guidance", "claims_asked"),
        ("indicator/taobao-village-count", "numbers_asked"),
        ("year/2014", "numbers_asked"),
    ],
)
def test_a_page_shows_every_statement_its_question_finds(wording, path, part):
    thing = wording.atlas.things[ID + path]
    values = thing_values(wording, thing)
    shown = {said.iri for said in values["claims"]} | {row.said.iri for row in values["numbers"]}
    found = {
        row["statement"].value for row in answered(wording, panels_of_thing(wording, thing)[part])
    }
    assert found
    assert found <= shown


@pytest.mark.parametrize("kind", ["policy", "actor", "platform", "concept", "event"])
def test_a_list_counts_what_its_question_counts(wording, kind):
    values = kind_values(wording, kind)
    counts = {
        row["thing"].value: int(row["statement_count"].value)
        for row in answered(wording, values["asked"])
    }
    files = {wording.link(iri).file: count for iri, count in counts.items()}
    assert {link.file: said for link, _, said, _ in values["rows"] if said} == {
        link.file: files[link.file] for link, *_ in values["rows"] if link.file in files
    }


def test_a_source_shows_what_the_questions_beside_it_find(wording):
    credited = 0
    for thing in wording.atlas.of_kind("source"):
        values = source_values(wording, thing)
        told = answered(wording, values["standings_asked"])
        mine = [row for row in told if row["source"].value == thing.iri]
        found = {row["standing"].value: int(row["statements_counted"].value) for row in mine}
        assert found == {TKG + name: count for name, _, count in values["standings"]}
        if values["credited_asked"]:
            credited += 1
            found = {row["statement"].value for row in answered(wording, values["credited_asked"])}
            assert found <= {said.iri for said in values["credited"]}
    assert credited


def test_every_page_with_a_picture_or_a_table_links_to_a_question(wording):
    renderer = Renderer(wording)
    places = ("index", "explore", "timeline", "charts", "contradictions", "sources")
    shown = {page.place: page for page in pages_of(wording) if page.place in places}
    assert set(shown) == set(places)
    for page in shown.values():
        html = renderer.render(page.template, page.place, page.values)
        assert re.search(r'<a href="q/[a-z-]+\.rq"><code>', html), page.place


def test_the_names_of_a_page_are_those_its_question_finds(wording):
    thing = wording.atlas.things[ID + "actor/ministry-of-commerce"]
    asked = panels_of_thing(wording, thing)["names_asked"]
    found = {row["name"].value for row in answered(wording, asked)}
    assert {name.text for name in thing_values(wording, thing)["names"]} <= found


def test_the_table_of_an_indicator_has_all_its_numbers(atlas):
    thing = atlas.things[ID + "indicator/taobao-village-count"]
    rows = list(csv.DictReader(io.StringIO(numbers_csv(atlas, thing))))
    said = {shorten(one.iri) for one in atlas.statements_about(thing.iri) if one.value}
    assert {row["statement"] for row in rows} == said


@pytest.mark.slow
def test_the_timeline_tells_the_lineage_of_policies(real_graph, real_built):
    _, values = next(timeline_pages(Wording(Atlas(real_graph, real_built), "en")))
    question = find_question(real_built.queries, "policy-lineage")
    found = {row["statement"].value for row in ask(real_graph, question)}
    assert {said.iri for said in values["lineage"]} == found
    assert len(found) > 50
