"""What `rows.why()` tells: statements, members, rules, and what it cannot show."""

import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import find_question, parse_question
from taobao_kg.ask.results import Rows
from taobao_kg.ask.why import tracing
from taobao_kg.ask.why.wording import unexplained_text
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.vocab import expand
from taobao_kg.words.languages import LANGUAGES


def why(graph, text):
    return ask(graph, parse_question(text), {}).why()


def slugs(row):
    return [iri.rpartition("/")[2] for iri in row.iris]


def kinds(row):
    return {doubt.kind for doubt in row.unexplained}


def test_a_plain_row_has_the_statement_that_says_it(tiny_graph):
    (row,) = why(tiny_graph, "SELECT ?policy { ?policy tkg:issuedBy ?actor }")
    assert slugs(row) == ["tiny-2020-0001"]
    assert "mengumumkan" in row[0].quotes[0].text
    assert row.rules == {row.iris[0]: ("claim-to-triple",)}
    assert not row.unexplained


def test_a_derived_row_goes_down_to_the_statements(tiny_graph):
    (row,) = why(tiny_graph, "SELECT ?x { actor:state-council tkg:creditedWith ?x }")
    assert len(row) == 2
    assert any("closure" in rule for rules in row.rules.values() for rule in rules)


def test_a_count_is_unfolded(tiny_graph):
    asked = "SELECT ?a (COUNT(DISTINCT ?p) AS ?n) { ?p tkg:issuedBy ?a } GROUP BY ?a"
    (row,) = why(tiny_graph, asked)
    (members,) = row.members
    assert (members.column, members.function, members.distinct) == ("n", "COUNT", True)
    assert members.terms == (NamedNode(expand("policy:broadband-strategy")),)
    assert slugs(row) == ["tiny-2020-0001"]


def test_a_group_whose_key_is_not_shown_is_found_again(tiny_graph):
    asked = "SELECT (COUNT(?p) AS ?n) { ?p tkg:issuedBy ?a } GROUP BY ?a HAVING (COUNT(?p) > 0)"
    (row,) = why(tiny_graph, asked)
    assert slugs(row) == ["tiny-2020-0001"]


def test_a_walk_has_its_steps(tiny_graph):
    asked = "SELECT ?x { tkg:issuedBy rdfs:subPropertyOf+ ?x }"
    for row in why(tiny_graph, asked):
        assert row.triples
        assert all(row.ground(triple).recorded for triple in row.triples)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT ?p { ?p tkg:issuedBy ?a MINUS { ?p tkg:issuedIn year:2016 } }", "absence"),
        ("SELECT ?p { ?p tkg:issuedBy ?a FILTER NOT EXISTS { ?p tkg:partOf ?b } }", "absence"),
        ("SELECT ?p { ?p tkg:issuedBy ?a FILTER (!EXISTS { ?p tkg:partOf ?b }) }", "exists"),
        ("SELECT ?l { ?p tkg:issuedBy ?a BIND (STR(?p) AS ?l) }", "computed"),
        ("SELECT (1 + 1 AS ?two) {}", "computed"),
        ("SELECT ?x { VALUES ?x { 1 } }", "given"),
        ("SELECT (COUNT(*) AS ?n) { ?p tkg:issuedBy year:2016 }", "empty"),
        ("SELECT (RAND() AS ?r) {}", "unmatched"),
        (
            "SELECT ?a { BIND (actor:state-council AS ?s) ?s tkg:partOf* ?a FILTER(?a = ?s) }",
            "same",
        ),
        ("SELECT ?a { OPTIONAL { ?a tkg:issuedBy year:2016 } }", "nothing"),
    ],
)
def test_what_cannot_be_shown_is_said(tiny_graph, text, kind):
    found = why(tiny_graph, text)
    assert kind in kinds(found[0])
    said = {unexplained_text(doubt, lang) for doubt in found[0].unexplained for lang in LANGUAGES}
    assert len(said) >= len(LANGUAGES)


def test_a_condition_that_holds_is_shown(tiny_graph):
    asked = "SELECT ?a { ?a a tkg:StateBody FILTER EXISTS { ?p tkg:issuedBy ?a } }"
    (row,) = why(tiny_graph, asked)
    assert slugs(row) == ["tiny-2020-0001"]
    assert not row.unexplained


def test_a_sub_select_that_is_cut_off_is_traced(tiny_graph):
    asked = "SELECT ?p { { SELECT ?p { ?p tkg:issuedBy ?a } ORDER BY ?p LIMIT 1 } }"
    (row,) = why(tiny_graph, asked)
    assert slugs(row) == ["tiny-2020-0001"]


def test_named_graphs_are_looked_into(tiny_graph):
    asked = "SELECT ?p { GRAPH graph:truths { ?p tkg:issuedBy ?a } }"
    (row,) = why(tiny_graph, asked)
    assert slugs(row) == ["tiny-2020-0001"]


def test_rows_without_a_query_have_the_statements_that_fit(tiny_graph):
    nodes = [NamedNode(expand(n)) for n in ("policy:broadband-strategy", "actor:state-council")]
    (row,) = Rows(("policy", "actor"), [nodes], tiny_graph).why()
    assert slugs(row) == ["tiny-2020-0001"]
    assert not row.triples


def test_a_part_of_an_answer_is_explained_alone(tiny_graph):
    rows = ask(tiny_graph, parse_question("SELECT ?s ?t { ?s a ?t } ORDER BY ?s ?t"))
    whole, part = rows.why(), rows.first(2).why()
    assert len(part) == 2
    assert [one.triples for one in part] == [one.triples for one in whole[:2]]


def test_a_column_of_statements_decides_what_is_shown(tiny_graph, library):
    (row,) = ask(tiny_graph, find_question(library, "issuers")).why()
    assert row.named
    assert slugs(row) == ["tiny-2020-0001"]
    assert set(row.iris) <= set(row.traced)


def test_a_column_of_statements_that_holds_none_breaks_nothing(tiny_graph):
    for cell in ('"no iri <at all>"', "1", "actor:state-council", '""'):
        (row,) = why(tiny_graph, f"SELECT ({cell} AS ?statement) {{}}")
        assert not any(one.source for one in row)


def test_json_has_triples_with_all_they_rest_on(tiny_graph):
    found = why(tiny_graph, "SELECT ?x { actor:state-council tkg:creditedWith ?x }")
    data = json.loads(found.to_json())
    (row,) = data["rows"]
    (triple,) = row["why"]
    assert triple["premises"]
    assert statements_in(triple) == set(data["statements"]) == set(found[0].iris)
    quotation = data["statements"][found[0].iris[0]]["quotations"][0]
    assert quotation["text"]
    assert quotation["end"] > quotation["start"]


def statements_in(triple):
    deeper = [statements_in(premise) for premise in triple.get("premises", [])]
    return set(triple.get("statements", [])).union(*deeper)


def test_it_is_written_in_many_ways(tiny_graph):
    rows = ask(tiny_graph, parse_question("SELECT ?policy { ?policy tkg:issuedBy ?actor }"))
    for lang in LANGUAGES:
        found = rows.why(lang)
        for text in (found.to_markdown(), found.to_latex(), found._repr_html_(), repr(found)):
            assert "mengumumkan" in " ".join(text.split())
    assert "[^1]: " in found.to_markdown()
    with pytest.raises(UsageError, match="language"):
        rows.why("de")


def test_hostile_texts_are_disarmed_everywhere():
    evil = "\x1b[2J<script>alert(1)</script>\u202e|=cmd()\n\\input{/etc/passwd}%"
    engine = EmbeddedEngine()
    thing, label = NamedNode(expand("actor:x")), NamedNode(expand("rdfs:label"))
    engine.extend([Quad(thing, label, Literal(evil))])
    found = why(Graph(engine), "SELECT ?x ?l { ?x rdfs:label ?l }")
    assert kinds(found[0]) == {"unsourced"}
    for text in (repr(found), found.to_markdown(), found.to_latex(), found._repr_html_()):
        assert not set(text) & {"\x1b", "\u202e"}
    assert "<script>" not in found._repr_html_() + found.to_markdown()
    assert "\\input{" not in found.to_latex()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { " + "{ " * 80 + "?s a ?t" + " }" * 80 + " }",
        "SELECT ?s { ?s " + "(" * 60 + "rdf:type" + ")" * 60 + " ?t }",
        "SELECT ?s { " + "OPTIONAL { ?s a ?t } " * 450 + "}",
        "SELECT ?s { ?s ?p ?o . << ?s ?p ?o >> ?q ?r }",
    ],
)
def test_a_query_too_large_or_strange_is_said_to_be_so(tiny_graph, text):
    rows = Rows(("s",), [[NamedNode(expand("actor:state-council"))]], tiny_graph, text)
    assert kinds(rows.why()[0]) == {"unread"}


def test_long_values_and_many_rows_are_bounded(tiny_graph, monkeypatch):
    many = " ".join(map(str, range(3_000)))
    found = why(tiny_graph, f"SELECT ?x ?p {{ VALUES ?x {{ {many} }} ?p tkg:issuedBy ?a }}")
    assert len(found) == 3_000
    assert all(slugs(row) == ["tiny-2020-0001"] for row in found[::500])
    monkeypatch.setattr(tracing, "MAX_SOLUTIONS", 100)
    few = why(tiny_graph, "SELECT ?s ?p ?o { ?s ?p ?o }")
    assert all("bounded" in kinds(row) for row in few)


def test_only_what_is_kept_of_a_row_is_explained(tiny_graph, monkeypatch):
    monkeypatch.setattr("taobao_kg.ask.why.footprint.MAX_KEPT", 5)
    monkeypatch.setattr("taobao_kg.ask.why.footprint._FEW", 1)
    (row,) = why(tiny_graph, "SELECT (COUNT(?s) AS ?n) { ?s a ?t }")
    assert len(row.triples) == 5
    assert "more" in kinds(row)
    assert row.members[0].more > 0


def test_many_rows_share_what_is_kept(tiny_graph, monkeypatch):
    monkeypatch.setattr("taobao_kg.ask.why.footprint.MAX_TOGETHER", 10)
    monkeypatch.setattr("taobao_kg.ask.why.footprint._FEW", 3)
    found = why(tiny_graph, "SELECT ?t { ?s a ?t . ?s ?p ?o }")
    assert max(len(row.triples) for row in found) == 3
    assert any("more" in kinds(row) for row in found)
