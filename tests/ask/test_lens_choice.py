"""What each lens lets through, and what is said to a wrong one."""

import pytest

from taobao_kg.ask.lens_choice import choose_lens, describe_lens, select_statements, split_texts
from taobao_kg.errors import UsageError
from taobao_kg.graph import open_graph
from taobao_kg.vocab import expand, shorten
from tests.golden_answers import GOLDEN

TEXTS = (
    *("all", "as-of=2016", "corroborated", "official", "only=news-2016,repost-2016"),
    *("uncontested", "without-weak-sources", "without=blog-2018"),
)


@pytest.fixture(scope="module")
def graph(lenses_built):
    return open_graph(lenses_built)


@pytest.fixture(scope="module")
def folder(lenses_built):
    return lenses_built.queries


def names(graph, folder, text):
    return {
        iri.rpartition("/")[2] for iri in select_statements(graph, choose_lens(graph, folder, text))
    }


@pytest.mark.parametrize("text", TEXTS)
def test_it_lets_through_what_its_golden_answer_names(graph, folder, text):
    found = select_statements(graph, choose_lens(graph, folder, text))
    golden = (GOLDEN / "lenses" / f"{text}.txt").read_text(encoding="utf-8")
    assert "".join(f"{shorten(iri)}\n" for iri in sorted(found)) == golden


def test_every_lens_has_a_golden_answer(folder):
    assert {path.stem for path in folder.glob("lenses/*.rq")} == {
        t.partition("=")[0] for t in TEXTS
    }
    assert {path.stem for path in (GOLDEN / "lenses").iterdir()} == set(TEXTS)


def test_only_and_without_a_source_share_nothing(graph, folder):
    only, without = (names(graph, folder, f"{w}=news-2016") for w in ("only", "without"))
    assert only
    assert not only & without


def test_hearsay_falls_with_the_last_it_names(graph, folder):
    # paper-2020-0002 is on the blog's word alone, 0003 on that of the page as well.
    assert "paper-2020-0002" not in names(graph, folder, "without=blog-2018")
    assert "paper-2020-0003" in names(graph, folder, "without=blog-2018")
    assert "paper-2020-0003" not in names(graph, folder, "without=blog-2018,page-undated")
    assert "paper-2020-0005" in names(graph, folder, "without=blog-2018,page-undated")


def test_a_month_or_a_day_counts_for_its_year(graph, folder):
    assert "news-2016-0001" not in names(graph, folder, "as-of=2015")
    assert {"news-2016-0001", "repost-2016-0001"} <= names(graph, folder, "as-of=2016")


def test_sources_without_a_date_are_counted(graph, folder):
    lens = describe_lens(graph, [choose_lens(graph, folder, "as-of=2016")], 15)
    assert lens.missing["en"] == "sources without a date, left out: 1"
    assert (lens.kept, lens.total) == (15, 31)
    assert lens.titles["zh"] == "仅2016年及以前发表的来源"


def test_several_are_named_together(graph, folder):
    choices = [choose_lens(graph, folder, t) for t in ("without=source:blog-2018,news-2016", "all")]
    lens = describe_lens(graph, choices, 9)
    assert lens.text == "without=blog-2018,news-2016"
    assert lens.titles["id"] == "tanpa Blog 2018, Berita 2016; semua yang dikatakan sumber"


def test_sources_may_be_named_as_other_things_are(graph, folder):
    ways = ("blog-2018", "source:blog-2018", "Blog 2018", "博客2018", expand("source:blog-2018"))
    assert {choose_lens(graph, folder, f"without={way}").text for way in ways} == {
        "without=blog-2018"
    }


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("corroborate", "there is no lens 'corroborate'; did you mean corroborated"),
        ("x", "there is no lens 'x'; there are: all, as-of"),
        ("../checks/value", "there is no lens"),
        ("without", "the lens without needs a value; try --lens without="),
        ("without=", "needs a value"),
        ("without=blog-2017", "did you mean source:blog-2018"),
        ("without=actor:state-council", "not of the kind source"),
        ("official=yes", "takes no value; write --lens official"),
        ("as-of=then", "year=then: not a whole number; try year=2017"),
        ("as-of=2016,2017", "takes one value"),
        ("without=x> } DROP", "no source"),
    ],
)
def test_a_wrong_one_is_answered_with_the_next_step(graph, folder, text, answer):
    with pytest.raises(UsageError) as error:
        choose_lens(graph, folder, text)
    assert answer in str(error.value)


def test_texts_have_one_form():
    assert split_texts(["b + a", "all", "a", ""]) == ["a", "b"]
