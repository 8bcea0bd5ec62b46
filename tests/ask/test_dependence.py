"""How far an answer rests on single sources, in a world of six."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.answers import ask
from taobao_kg.ask.dependence import compare_answers, find_dependence
from taobao_kg.ask.dependence_report import (
    Report,
    dependence_as_data,
    effects_as_rows,
    fates_as_rows,
    write_dependence,
)
from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.questions import parse_question
from taobao_kg.ask.ranking import Ranking
from taobao_kg.ask.results import Rows
from taobao_kg.ask.variants import Variant, answer_without, as_rows, sources_behind
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph, open_graph
from taobao_kg.vocab import shorten

RANKED = parse_question("""\
SELECT ?place (MAX(?value) AS ?villages) (GROUP_CONCAT(STR(?s)) AS ?statements)
WHERE {
  ?s tkg:indicator indicator:taobao-village-count .
  ?s tkg:about ?place .
  ?s tkg:year year:2015 .
  ?s tkg:value ?value .
  FILTER (?place != place:china)
}
GROUP BY ?place
ORDER BY DESC(?villages) ?place
""")
ISSUERS = parse_question("""\
SELECT ?policy ?actor
WHERE { ?policy tkg:issuedBy ?actor . }
ORDER BY ?policy ?actor
""")
COUNT = parse_question("SELECT (COUNT(?s) AS ?n) WHERE { ?s tkg:statedIn ?source }")
NOTHING = Graph(EmbeddedEngine())


@pytest.fixture(scope="module")
def graph(lenses_built):
    return open_graph(lenses_built)


@pytest.fixture(scope="module")
def ranked(graph, lenses_built):
    return find_dependence(graph, lenses_built, RANKED)


@pytest.fixture(scope="module")
def issuers(graph, lenses_built):
    return find_dependence(graph, lenses_built, ISSUERS)


def slugs(sources):
    return [source.rpartition("/")[2] for source in sources]


def test_only_sources_behind_the_answer_are_left_out(ranked):
    assert ranked.shown
    assert slugs(one.source for one in ranked.effects) == [
        *("blog-2018", "news-2016", "page-undated", "paper-2020")
    ]


def test_ranks_and_numbers_take_their_spans(ranked):
    fates = {fate.row[0].value.rpartition("/")[2]: fate for fate in ranked.fates}
    assert ranked.ranking == Ranking("villages", True)
    assert {name: (fate.rank, fate.ranks) for name, fate in fates.items()} == {
        "zhejiang": (1, (1, 1)),
        "guangdong": (2, (2, 3)),
        "jiangsu": (3, (2, 3)),
    }
    assert fates["zhejiang"].spans == {"villages": (Decimal(280), Decimal(300))}
    assert slugs(fates["guangdong"].changed) == ["blog-2018"]
    assert slugs(fates["jiangsu"].changed) == ["page-undated"]
    assert not any(fate.gone or fate.new for fate in ranked.fates)


def test_a_row_vanishes_with_the_last_that_says_so(issuers):
    gone = {
        tuple(shorten(cell.value) for cell in fate.row): slugs(fate.gone) for fate in issuers.fates
    }
    assert gone == {
        # Five say it, and two say the second.
        ("policy:broadband-strategy", "actor:state-council"): [],
        ("policy:rural-guidance", "actor:state-council"): [],
        # The paper says so on the blog's word only.
        ("policy:rural-guidance", "actor:ministry-of-commerce"): ["blog-2018"],
    }
    effects = {slugs([one.source])[0]: (one.lost, one.gone) for one in issuers.effects}
    assert effects["blog-2018"] == (8, 1)


def test_a_count_rests_on_the_sources_of_what_is_counted(graph, lenses_built):
    found = find_dependence(graph, lenses_built, COUNT)
    assert found.shown
    assert len(found.effects) == 6
    (fate,) = found.fates
    assert fate.spans == {"n": (Decimal(22), Decimal(31))}
    assert len(fate.changed) == 6


def test_yes_and_triples_are_rows_too(graph, lenses_built):
    yes = parse_question("ASK { policy:broadband-strategy tkg:ledTo concept:internet-adoption }")
    (fate,) = find_dependence(graph, lenses_built, yes).fates
    assert slugs(fate.changed) == ["blog-2018"]
    made = parse_question("CONSTRUCT { ?p tkg:ledTo ?o } WHERE { ?p tkg:ledTo ?o }")
    found = find_dependence(graph, lenses_built, made)
    assert {slugs(fate.gone)[0] for fate in found.fates} == {"blog-2018", "paper-2020"}


def test_what_appears_without_a_source_is_told(graph, lenses_built):
    single = parse_question("""\
SELECT ?policy ?actor
WHERE {
  ?policy tkg:issuedBy ?actor .
  FILTER NOT EXISTS {
    ?policy tkg:issuedBy ?other .
    FILTER (?other != ?actor)
  }
}
""")
    # What the blog says keeps a row from the answer, so that all sources are left out in turn.
    found = find_dependence(graph, lenses_built, single)
    assert not found.shown
    (new,) = [fate for fate in found.fates if fate.new]
    assert found.fates[-1] is new
    assert slugs(new.new) == ["blog-2018"]
    assert shorten(new.row[0].value) == "policy:rural-guidance"
    assert (new.rank, new.gone, new.changed) == (None, (), ())


@pytest.mark.slow
@pytest.mark.parametrize("question", [RANKED, ISSUERS, COUNT], ids=["ranked", "issuers", "count"])
def test_each_variant_is_what_the_lens_shows(graph, lenses_built, question):
    sources = sources_behind(graph, ask(graph, COUNT)).sources
    for variant in answer_without(graph, lenses_built, question, {}, sources):
        seen = open_lens(lenses_built, f"without={shorten(variant.source)}")
        expected = as_rows(ask(seen, question), seen)
        assert [list(row) for row in variant.rows] == [list(row) for row in expected]
        assert variant.lost == seen.lens.total - seen.lens.kept


def test_it_writes_no_lens(tmp_path, lenses_built):
    from shutil import copytree

    copytree(lenses_built.build, tmp_path / "build", symlinks=True)
    folders = lenses_built._replace(build=tmp_path / "build")
    before = sorted(folders.current.rglob("*"))
    find_dependence(open_graph(folders), folders, ISSUERS)
    assert sorted(folders.current.rglob("*")) == before


def test_progress_is_told_of_each(graph, lenses_built):
    told = []
    find_dependence(graph, lenses_built, ISSUERS, {}, lambda *now: told.append(now))
    assert [(done, count) for done, count, _ in told] == [(n, len(told)) for n in range(len(told))]


def test_through_a_lens_only_what_it_lets_through_counts(lenses_built):
    seen = open_lens(lenses_built, "as-of=2016")
    found = find_dependence(seen, lenses_built, RANKED)
    assert slugs(one.source for one in found.effects) == ["news-2016"]
    assert len(found.fates) == 2
    assert all(slugs(fate.gone) == ["news-2016"] for fate in found.fates)


THING = st.integers(0, 5)
ANSWER = st.dictionaries(THING, st.integers(-3, 3), max_size=6)


def as_answer(numbers):
    cells = [[NamedNode(f"https://example.org/{n}"), Literal(v)] for n, v in numbers.items()]
    return Rows(("thing", "number"), cells, NOTHING)


@settings(deadline=None)
@given(ANSWER, st.lists(ANSWER, max_size=4))
def test_fates_and_effects_count_the_same(whole, others):
    variants = [Variant(f"s{n}", 1, as_answer(other)) for n, other in enumerate(others)]
    found = compare_answers(as_answer(whole), variants, Ranking("number", True))
    for number, (effect, other) in enumerate(zip(found.effects, others, strict=True)):
        assert effect.source == f"s{number}"
        assert effect.gone == len(whole.keys() - other.keys())
        assert effect.new == len(other.keys() - whole.keys())
        assert effect.changed == sum(whole[k] != other[k] for k in whole.keys() & other.keys())
    assert len(found.fates) == len(whole.keys() | set().union(*others))
    for fate in found.fates:
        low, high = fate.spans["number"] if fate.spans else (0, 0)
        assert low <= high
        if fate.rank is not None:
            assert fate.ranks[0] <= fate.rank <= fate.ranks[1]


def test_rows_that_repeat_are_kept_apart():
    twice = Rows(("a",), [[Literal("x")], [Literal("x")]], NOTHING)
    once = Rows(("a",), [[Literal("x")]], NOTHING)
    found = compare_answers(twice, [Variant("s", 1, once)], None)
    assert [fate.gone for fate in found.fates] == [(), ("s",)]


def test_as_data_it_has_a_row_for_each_row(ranked):
    rows = fates_as_rows(ranked)
    assert rows.columns[:6] == (
        *("place", "villages", "rank", "rank_least", "rank_most", "villages_least"),
    )
    assert [row.rank_most.value for row in rows] == ["1", "3", "3"]
    assert [row.changed_without.value for row in rows][:1] == ["source:blog-2018"]
    assert [row.changed.value for row in effects_as_rows(ranked)] == ["2", "0", "1", "0"]


def test_as_json_it_has_sources_and_rows(ranked):
    data = json.loads(write_dependence(ranked, "json"))
    assert data == json.loads(json.dumps(dependence_as_data(ranked)))
    assert data["ranked_by"] == "villages"
    assert data["rows"][1]["ranks"] == [2, 3]
    assert data["rows"][1]["numbers"] == {"villages": ["129", "140"]}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Sources behind the answer, each left out in turn: 4", "2 (2–3)", "140 (129–140)"]),
        ("id", ["Sumber di balik jawaban", "berubah tanpa", "Halaman"]),
        ("zh", ["答案所依据的来源，逐一去掉：4", "博客2018", "去掉后答案不变的来源：2"]),
    ],
)
def test_people_read_it_in_their_language(ranked, lang, words):
    for form in ("table", "md"):
        text = write_dependence(ranked, form, lang)
        assert all(word in text for word in words)


def test_a_notebook_prints_it(ranked):
    report = Report(ranked, "id")
    assert "Sumber di balik jawaban" in repr(report)
    assert report._repr_markdown_().count("\n| ---") == 2
    assert len(report.rows) == 3
    assert len(report.sources) == 4
