"""Pages: each says what the graph says of its thing, and nothing it does not."""

import json
import re

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import find_question, list_questions
from taobao_kg.errors import UsageError
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.pages.every import page_of_question, page_of_thing, pages_of
from taobao_kg.site.pages.lists import kind_values, misfit_values, start_values
from taobao_kg.site.pages.pictures import chart_of
from taobao_kg.site.pages.question import answer_of, behind_shown, question_values
from taobao_kg.site.pages.source import source_values
from taobao_kg.site.pages.statement import statement_values
from taobao_kg.site.pages.thing import thing_values
from taobao_kg.site.rendering import Renderer
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import ID, TKG, term


@pytest.fixture(scope="module")
def show(wording):
    renderer = Renderer(wording)

    def render(name):
        page = page_of_thing(wording, wording.atlas.things[ID + name])
        return renderer.render(page.template, page.place, page.values)

    return render


def thing(wording, name):
    return wording.atlas.things[ID + name]


def text_of(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<main")[2]).split())


def test_every_template_is_used_and_every_place_once(wording):
    pages = list(pages_of(wording))
    question = list_questions(wording.atlas.folders.queries)[0]
    answer = answer_of(wording, question)
    pages.append(page_of_question(wording, question, answer, behind_shown(answer)))
    assert len({page.place for page in pages}) == len(pages)
    assert {page.template for page in pages} == {
        *("start", "questions", "contradictions", "kind", "charts", "timeline", "script"),
        *("search", "statement", "discrepancy", "source", "thing", "question", "term", "ontology"),
    }
    assert {page.place for page in pages} >= {one.page for one in wording.atlas.things.values()}


def test_a_policy_has_its_facts_claims_and_discrepancies(wording):
    values = thing_values(wording, thing(wording, "policy/rural-guidance"))
    issued = next(one for one in values["outgoing"] if one.predicate.text == "issued by")
    assert {end.text for end, *_ in issued.ends} >= {"Ministry of Commerce", "State Council"}
    assert [one.kind for one in (m["one"] for m in values["misfits"])] == ["attribution"]
    said = {one.iri for one in values["claims"]}
    assert f"{ID}claim/blog-2018-0002" in said
    assert values["numbers"] == []


def test_facts_that_only_a_rule_made_are_marked(show):
    html = show("actor/ministry-of-commerce")
    assert re.search(r'<li[^>]* class="derived">.*?<small>derived</small>', html)


def test_names_say_whose_words_they_are(wording):
    values = thing_values(wording, thing(wording, "actor/ministry-of-commerce"))
    assert [one.tag for one in values["names"]] == ["en", "id", "zh-Hans", "zh-Latn"]
    assert values["names"][0].text == "Ministry of Commerce"
    assert {one.remark for one in values["names"]} == {"our wording"}


def test_an_indicator_has_its_numbers_and_a_chart(wording, show):
    iri = "indicator/taobao-village-count"
    values = thing_values(wording, thing(wording, iri))
    told = {(one.amount, one.said.name) for one in values["numbers"]}
    assert ("1,311", "observation:blog-2018-0005") in {
        (amount.split(" ")[0], name) for amount, name in told
    }
    assert "<svg" in chart_of(wording, thing(wording, iri))
    assert "<svg" in show(iri)


def test_a_statement_shows_both_sides(wording, show):
    values = statement_values(wording, thing(wording, "observation/blog-2018-0003"))
    assert [one.iri for one in values["other"]]
    parts = dict(values["parts_"])
    assert parts["Value"][0].text.startswith("800")
    assert [one.text for one in parts["Time"]]
    text = text_of(show("observation/blog-2018-0003"))
    assert "Others who say otherwise" in text
    assert "paragraph 3" in text


def test_who_says_the_same_is_named(wording):
    values = statement_values(wording, thing(wording, "claim/paper-2020-0001"))
    assert {one.iri.removeprefix(ID) for one in values["same"]} == {
        "claim/news-2016-0001",
        "claim/statistics-2014-0001",
    }
    assert values["other"] == []


def test_a_source_keeps_its_own_words_from_those_of_others(wording):
    values = source_values(wording, thing(wording, "source/blog-2018"))
    own = {one.iri for one in values["claims"]} | {one.said.iri for one in values["numbers"]}
    assert own == {
        one.iri
        for one in wording.atlas.statements.values()
        if one.source == f"{ID}source/blog-2018"
    }
    assert {one.iri for one in values["credited"]} == {
        f"{ID}claim/paper-2020-0002",
        f"{ID}observation/paper-2020-0003",
    }
    assert sum(count for *_, count in values["standings"]) == len(own)
    assert values["quality"] == "weak"


def test_a_discrepancy_has_its_rule_and_both_sides(show):
    html = show("discrepancy/value-blog-2018-0003-blog-2018-0004")
    text = text_of(html)
    assert "a figure or fact is wrong" in text
    assert "value.rq" in text
    assert "SELECT" in text
    assert html.count('class="statement"') == 2
    assert "Nobody has judged it yet." in text


def test_a_term_has_its_definition_in_its_language(wording, show):
    page = page_of_thing(wording, wording.atlas.things[f"{TKG}Policy"])
    assert page.values["definition"].text
    assert page.place == "doc/class/Policy"


def test_the_start_counts_what_there_is(wording):
    values = start_values(wording)
    assert dict(values["counts"]) == {"policy": "2", "actor": "2", "source": "6"}
    assert values["statements"] == "31"
    assert values["misfit_count"] == len(values["misfits"]) == 6
    assert sum(int(count) for *_, count in values["standings"]) == 31
    assert values["misfits"][0]["one"].severity == min(
        one.severity for one in wording.atlas.discrepancies.values() if "across" in one.kind
    )


def test_a_list_has_every_thing_once_in_the_order_of_its_names(wording, chinese):
    for one in (wording, chinese):
        rows = kind_values(one, "source")["rows"]
        names = [row[0].text for row in rows]
        assert len(names) == 6
        assert names == sorted(names)
    assert len(misfit_values(wording)["misfits"]) == 6


def test_an_answer_is_that_of_the_question_with_its_statements(wording):
    graph, queries = wording.atlas.graph, wording.atlas.folders.queries
    question = next(q for q in list_questions(queries) if q.name == "taobao-villages-by-year")
    answer = ask(graph, question)
    shown = answer_of(wording, question)
    values = question_values(wording, question, shown, behind_shown(shown))
    assert values["count"] == len(answer) > 0
    assert values["more"] == 0
    assert any(row.behind for row in values["rows"])
    for row in values["rows"]:
        assert len(row.cells) == len(values["headings"])


def test_a_question_about_what_is_not_there_has_no_rows(wording):
    queries = wording.atlas.folders.queries
    named = [q for q in list_questions(queries) if q.name == "a-policy-beside-a-series"]
    with pytest.raises(UsageError, match="is not in this graph"):
        ask(wording.atlas.graph, named[0])
    answer = answer_of(wording, named[0])
    values = question_values(wording, named[0], answer, behind_shown(answer))
    assert values["rows"] == []
    assert len(values["headings"]) > 0
    html = Renderer(wording).render("question", "q/x", values)
    assert "Nothing in this graph answers it." in text_of(html)
    assert "<tbody>" not in html


def test_a_question_that_is_no_sparql_ends_the_site(wording):
    queries = wording.atlas.folders.queries
    question = list_questions(queries)[0]
    with pytest.raises(UsageError):
        answer_of(wording, question._replace(sparql="SELECT ?a WHERE {", parameters=()))


def test_how_a_page_is_cited(wording):
    page = page_of_thing(wording, thing(wording, "policy/rural-guidance"))
    assert page.values["cited"].keys() >= {"text", "bibtex", "ris", "csl-json"}
    for form in ("text", "bibtex", "ris", "csl-json"):
        assert "https://w3id.org/taobao-kg/id/policy/rural-guidance" in page.values["cited"][form]
    json.loads(page.values["cited"]["csl-json"])


def test_linked_data_in_the_head_is_json(show):
    html = show("actor/ministry-of-commerce")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(found[1])["@id"] == f"{ID}actor/ministry-of-commerce"


def test_pages_are_in_one_language(chinese):
    renderer = Renderer(chinese)
    page = page_of_thing(chinese, thing(chinese, "observation/blog-2018-0003"))
    html = renderer.render(page.template, page.place, page.values)
    assert '<html lang="zh-Hans"' in html
    assert "<h2>不同的说法" in html or "不同" in text_of(html)
    for phrase in ("Others who", "Where it is said", "Cite this", "Standing"):
        assert phrase not in html


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", ["year", "indicator"]), ("id", ["tahun", "indikator"]), ("zh", ["年份", "指标"])],
)
def test_a_parameter_is_told_by_what_it_takes(atlas, lang, told):
    wording = Wording(atlas, lang)
    kinds = []
    for name in ("numbers-of-a-year", "numbers-of-one-indicator"):
        question = find_question(atlas.folders.queries, name)
        answer = answer_of(wording, question)
        values = question_values(wording, question, answer, behind_shown(answer))
        (asked,) = values["parameters"]
        kinds.append(asked.kind)
        assert asked.name in ("year", "indicator")
        assert asked.tried == question.parameters[0].example
    assert kinds == told


@pytest.mark.slow
def test_the_tier_of_an_actor_is_a_word(real_graph, real_built):
    atlas = Atlas(real_graph, real_built)
    iri = next(
        triple.subject.value
        for triple in real_graph.triples(p=term("tkg:tier"))
        if triple.object.value == "1" and triple.subject.value.startswith(f"{ID}actor/")
    )
    for lang, told in (("en", "Province"), ("id", "Provinsi"), ("zh", "省级")):
        wording = Wording(atlas, lang)
        groups = thing_values(wording, atlas.things[iri])["outgoing"]
        name = wording.label(f"{TKG}tier")
        assert [group.ends[0][0].text for group in groups if group.predicate.text == name] == [told]
