"""What the engine never sees."""

import pytest

from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.screening import Dataset, choose_graphs, screen

DEEP = {
    "brackets": "SELECT * { " + "(" * 100_000 + " }",
    "groups": "SELECT * " + "{" * 300 + "}" * 300,
    "unions": "SELECT * { " + "{} UNION " * 20_000 + "{} }",
    "operators": "SELECT * { FILTER(1" + "+1" * 5_000 + ") }",
    "nots": "SELECT * { FILTER(" + "!" * 5_000 + "1) }",
    "squares": "SELECT * { ?s ?p " + "[ ?p " * 100 + "[]" + " ]" * 100 + " }",
    "triple terms": "SELECT * { " + "<< " * 3_000 + "?s ?p ?o" + " >> ?p ?o" * 3_000 + " }",
    "patterns": "SELECT * { " + "?a ?b ?c . " * 9_000 + "}",
    "predicates": "SELECT * { ?a ?b ?c " + "; ?b ?c " * 11_000 + "}",
    "objects": "SELECT * { ?a ?b " + "?c, " * 20_000 + "?d }",
    "columns": "SELECT " + "".join(f"(1 AS ?a{n}) " for n in range(6_000)) + "{}",
    "reifiers": "SELECT * { ?s ?p ?o " + "~ ?r " * 10_000 + "}",
    "annotations": "SELECT * { ?s ?p ?o " + "{| ?p ?o |}" * 5_000 + "}",
}


@pytest.mark.parametrize("attack", DEEP)
def test_what_would_break_the_parser_is_refused_before_it(attack):
    with pytest.raises(Refusal) as raised:
        screen(DEEP[attack])
    assert raised.value.status == 400


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> {} }",
        "SELECT * { sErViCe SILENT ?x {} }",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "LOAD <file:///etc/passwd>",
        "PREFIX a: <urn:a> DROP ALL",
    ],
)
def test_what_would_write_or_go_out_is_forbidden(text):
    with pytest.raises(Refusal) as raised:
        screen(text)
    assert raised.value.status == 403


def test_words_in_texts_and_names_are_only_words():
    text = 'SELECT ?service { ?service tkg:service "SERVICE <http://a/>" . # SERVICE\n }'
    assert screen(text)[1] == "SELECT"


def test_from_is_read_with_prefixes_and_relative_iris():
    text = (
        "PREFIX g: <https://w3id.org/taobao-kg/id/graph/> SELECT * FROM g:entities"
        " FROM NAMED <id/graph/truths> FROM <urn:x> WHERE {}"
    )
    base = "https://w3id.org/taobao-kg/id/graph/"
    assert screen(text)[2] == Dataset((f"{base}entities", "urn:x"), (f"{base}truths",))


def test_a_graph_that_is_not_ours_is_refused():
    with pytest.raises(Refusal, match="no graph of ours"):
        choose_graphs(Dataset(), Dataset(("http://a/",)), ["urn:a"])
    assert choose_graphs(Dataset(("urn:a",)), Dataset(("http://a/",)), ["urn:a"]).default == (
        "urn:a",
    )
