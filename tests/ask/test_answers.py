import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.answers import ask, read_query
from taobao_kg.ask.parameters import bind, read_assignments, read_value
from taobao_kg.ask.questions import Parameter, find_question, parse_question
from taobao_kg.ask.results import Rows, Triples
from taobao_kg.errors import DataError, UsageError
from taobao_kg.vocab import expand


def answer(graph, text, **given):
    return ask(graph, parse_question(text), given)


def test_known_prefixes_need_not_be_declared(tiny_graph):
    rows = answer(tiny_graph, "SELECT ?p { ?p tkg:issuedBy actor:state-council }")
    assert isinstance(rows, Rows)
    assert rows[0].p.value == expand("policy:broadband-strategy")
    assert rows[0]["p"] == rows[0][0] == rows[0].p


def test_ask_and_construct(tiny_graph):
    assert answer(tiny_graph, "ASK { ?p tkg:issuedBy ?a }") is True
    triples = answer(tiny_graph, "CONSTRUCT { ?p tkg:made ?a } WHERE { ?p tkg:issuedBy ?a }")
    assert isinstance(triples, Triples)
    assert len(triples) == 1


@pytest.mark.parametrize(
    "value",
    [
        "state-council",
        "actor/state-council",
        "Dewan Negara",
        "国务院",
        "GUÓ WÙ YUÀN",
        expand("actor:state-council"),
    ],
)
def test_a_parameter_is_read_in_many_forms(tiny_graph, library, value):
    rows = ask(tiny_graph, find_question(library, "issuers"), {"actor": value})
    assert len(rows) == 1


def test_a_parameter_replaces_its_values_line(tiny_graph, library):
    question = find_question(library, "numbers")
    assert len(ask(tiny_graph, question)) == 1
    assert len(ask(tiny_graph, question, {"year": "2013"})) == 0


def test_a_parameter_of_an_optional_lends_nothing_to_rows_without_it(tiny_graph, library):
    question = find_question(library, "issuers")
    assert len(ask(tiny_graph, question, {"year": "2013"})) == 1
    assert len(ask(tiny_graph, question, {"year": "2016"})) == 0


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        ({"actr": "x"}, "no parameter 'actr'; it has actor, year"),
        ({"actor": "Stat Council"}, "did you mean actor:state-council"),
        ({"actor": "policy:broadband-strategy"}, "not of the kind actor"),
        ({"actor": ""}, "is empty"),
        ({"actor": "actor:state-counsil"}, "did you mean actor:state-council"),
    ],
)
def test_a_faulty_parameter_is_one_line(tiny_graph, library, given, fact):
    with pytest.raises(UsageError, match=fact) as caught:
        ask(tiny_graph, find_question(library, "issuers"), given)
    assert "\n" not in str(caught.value)


def test_typed_values(tiny_graph):
    def value(kind, text):
        return read_value(tiny_graph, Parameter("x", kind, "", ""), text)

    assert value("integer", "12") == Literal(12)
    assert value("decimal", "1.50").value == "1.50"
    assert value("language", "zh") == Literal("zh-Hans")
    assert value("string", 'a" } #') == Literal('a" } #')
    for kind, text in [
        ("integer", "1.5"),
        ("decimal", "NaN"),
        ("decimal", "1e400000"),
        ("language", "de"),
    ]:
        with pytest.raises(UsageError):
            value(kind, text)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_no_text_of_a_user_becomes_sparql(tiny_graph, text):
    question = parse_question("SELECT ?x { BIND(?y AS ?x) }")
    rows = ask(tiny_graph, question, {"y": Literal(text)})
    assert [row.x for row in rows] == [Literal(text)]


def test_assignments():
    assert read_assignments(["a=1", "b=x=y"]) == {"a": "1", "b": "x=y"}
    for faulty in (["a"], ["=1"], ["a=1", "a=2"]):
        with pytest.raises(UsageError):
            read_assignments(faulty)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "SELECT ?p { ?p tkg:isuedBy ?a }",
            r"query:1:16: tkg:isuedBy is not .*; did you mean tkg:issuedBy",
        ),
        ("SELECT ?p { ?p ?q actor:state-counsil }", "did you mean actor:state-council"),
        ("SELECT ?p { ?p ?q place:state-council }", "did you mean actor:state-council"),
        ("SELECT ?p { ?p tgk:issuedBy ?a }", "the prefix tgk: is not known; did you mean tkg:"),
        ("SELECT ?p\n{ ?p tkg:issuedBy\n }", r"query:3:2: not SPARQL"),
        ("SELECT ?p { ?p ?q 'x }", "query:1:23: not SPARQL"),
        ("SELECT ?p { ?p rdfs:labl ?l }", "query:1:16: rdfs:labl .*; did you mean rdfs:label?"),
        ("SELECT ?p { ?p dcterms:titel ?l }", "did you mean dcterms:title?"),
        ("SELECT ?p { ?p rdf:label ?l }", "did you mean rdfs:label?"),
        ("SELECT ?p { ?p a owl:class }", "did you mean owl:Class?"),
        ("SELECT ?p { ?p ?q <a b> }", "the IRI before it is not whole"),
        ("SELECT (COUNT(?s) AS ?n) ?p { ?s ?p ?o }", "line: the SELECT contains a variable"),
        ("SELECT ?s { ?s ?p 1 . BIND(2 AS ?s) }", "at the end of the line; mend it there"),
    ],
)
def test_a_faulty_text_is_one_line_with_its_place(tiny_graph, text, fact):
    with pytest.raises(UsageError, match=fact) as caught:
        answer(tiny_graph, text)
    assert "\n" not in str(caught.value)
    assert not any(word in str(caught.value) for word in ("[_]", "parsing failed"))
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    "body",
    ["?s foaf:nick ?o", "?s rdfs:label 'x'^^rdfs:labl", "?s ?p 1 FILTER(?p = rdf:langString)"],
)
def test_a_term_that_is_only_unused_may_be_asked_for(tiny_graph, body):
    assert not answer(tiny_graph, f"SELECT ?s {{ {body} }}")
    assert answer(tiny_graph, f"ASK {{ {body} }}") is False


def test_a_default_that_is_not_in_the_graph_asks_for_the_parameter(tiny_graph, library):
    text = (library / "numbers.rq").read_text().replace("year:2016", "year:1999")
    question = parse_question(text, "numbers", "/elsewhere/numbers.rq")
    with pytest.raises(UsageError, match=r"^numbers: its default year:1999 is .* -p year=…$"):
        ask(tiny_graph, question)
    assert ask(tiny_graph, question, {"year": "2016"})


def test_the_template_of_a_construct_may_coin_terms(tiny_graph):
    assert (
        len(answer(tiny_graph, "CONSTRUCT { ?p tkg:coined ?a } WHERE { ?p tkg:issuedBy ?a }")) == 1
    )


def test_every_named_graph_is_a_known_name(tiny_graph):
    assert answer(tiny_graph, "ASK { GRAPH graph:derivations { ?t tkg:rule ?r } }")
    assert answer(tiny_graph, "ASK { GRAPH graph:truths { ?s ?p ?o } }")


def test_where_a_query_comes_from(tiny_built, library, tmp_path, monkeypatch):
    folders = tiny_built._replace(queries=library)
    assert read_query("issuers", folders).name == "issuers"
    assert read_query("ASK {}", folders).sparql == "ASK {}"
    assert read_query(str(library / "issuers.rq"), folders).columns
    with pytest.raises(DataError, match="cannot be read"):
        read_query(str(tmp_path / "none.rq"), folders)


def test_a_bound_query_keeps_its_lines(tiny_graph, library):
    question = find_question(library, "issuers")
    bound = bind(tiny_graph, question, {"actor": NamedNode(expand("actor:state-council"))})
    assert bound.count("\n") == question.sparql.count("\n")
