import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.ask.scan import guard, missing_prefixes, put_values, tokenize, values_blocks
from taobao_kg.errors import UsageError


def guarded(sparql):
    return guard(sparql, tokenize(sparql))


@pytest.mark.parametrize(
    ("sparql", "fact"),
    [
        ("ASK {" + "(" * 300 + ")" * 300 + "}", "deeper"),
        ("ASK { ?s ?p " + "[ ?p " * 21 + "1" + "]" * 21 + "}", "deeper than 20"),
        ("ASK { " + "x" * 100_001 + " }", "100000"),
        ("ASK {" + "MINUS{}" * 3_000 + "}", "operators"),
        ("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", "another machine"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "update"),
        ("PREFIX a: <a:b> DROP ALL", "update"),
        ("hello", "no SELECT"),
    ],
)
def test_what_is_refused_before_parsing(sparql, fact):
    with pytest.raises(UsageError, match=fact):
        guarded(sparql)


def test_words_in_strings_comments_and_names_do_not_count():
    assert (
        guarded('SELECT ?service { ?service <http://SERVICE/> "SERVICE {" } # SERVICE') == "SELECT"
    )


def test_brackets_beside_each_other_do_not_count():
    assert guarded("ASK { ?s ?p " + "[ ?p " * 20 + "1" + "]" * 20 + " . [] ?p [] }") == "ASK"


def test_used_prefixes_that_are_not_declared():
    tokens = tokenize("PREFIX a: <b:c> SELECT ?x { ?x a:b year:2015 ; tkg:c 'x:y'@en . _:b a d:e }")
    assert missing_prefixes(tokens) == ["year", "tkg", "d"]


def test_a_local_name_does_not_take_the_final_dot():
    assert [t.text for t in tokenize("tkg:a.b. <a> .")] == ["tkg:a.b", ".", "<a>", "."]


def test_the_values_blocks_of_one_variable():
    text = "ASK { VALUES ?a { 1 } VALUES ?year { year:2015 } { VALUES ?year { 2 3 } } ?a ?b ?year }"
    places = values_blocks(tokenize(text), "year")
    assert [text[start:end] for start, end in places] == [
        "VALUES ?year { year:2015 }",
        "VALUES ?year { 2 3 }",
    ]
    assert values_blocks(tokenize(text), "b") == []


def test_values_are_put_into_each_block_of_their_variable_only():
    text = "ASK { VALUES ?a { 1 } { VALUES ?b { 2 } } VALUES (?a ?c) { (3 4) } VALUES ?a { 5 6 } }"
    put = "ASK { VALUES ?a { 7 8 } { VALUES ?b { 2 } } VALUES (?a ?c) { (3 4) } VALUES ?a { 7 8 } }"
    assert put_values(text, "a", "7 8") == put


@given(st.text())
def test_any_text_has_tokens_in_order(text):
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)
