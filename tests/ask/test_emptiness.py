import pytest

from taobao_kg.ask.emptiness import explain_emptiness
from taobao_kg.ask.patterns import parts_of_group
from taobao_kg.ask.questions import parse_question
from taobao_kg.ask.scan import body_start, tokenize


def explain(graph, text, **given):
    return explain_emptiness(graph, parse_question(text), given)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "?p tkg:issuedBy actor:state-council ;\n tkg:issuedIn year:2016 .",
            "year:2016’ (line 2) matches nothing",
        ),
        (
            "?p tkg:issuedBy ?a . ?p tkg:measuredBy ?i",
            "matches something, but nothing that also fits",
        ),
        (
            "?p tkg:issuedIn ?y FILTER(?y = year:2016)",
            "‘FILTER(?y = year:2016)’ (line 1) leaves none",
        ),
        ("?p tkg:issuedIn ?y MINUS { ?p a tkg:Policy }", "MINUS { ?p a tkg:Policy }"),
        ("{ ?p tkg:issuedIn year:2016 } UNION { ?p tkg:ledTo year:2016 }", "UNION"),
        ("?a tkg:issuedIn/tkg:ledTo ?b", "‘?a tkg:issuedIn/tkg:ledTo ?b’"),
    ],
)
def test_the_part_that_leaves_nothing_is_named(tiny_graph, body, sentence):
    assert sentence in explain(tiny_graph, f"SELECT * {{ {body} }}")


def test_a_parameter_is_named_as_it_stands_in_the_query(tiny_graph):
    text = "SELECT ?p { VALUES ?y { year:2013 } ?p tkg:issuedIn ?y }"
    assert "also fits ‘VALUES ?y" in explain(tiny_graph, text, y="year:2016")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("SELECT ?s FROM <http://a/> { ?s ?p ?o }", "with FROM, and <http://a/> is not in the"),
        ("SELECT ?s FROM NAMED graph:a { GRAPH ?g { ?s ?p ?o } }", "and graph:a is not in the"),
        ("SELECT ?s FROM graph:truths { ?s a ?t }", "nothing in the graphs named with FROM"),
        ("SELECT ?s FROM NAMED graph:truths { ?s ?p ?o }", "nothing in the graphs named with"),
    ],
)
def test_a_query_that_names_its_own_graphs_is_told_so(tiny_graph, text, sentence):
    assert sentence in explain(tiny_graph, text)


def test_having_and_limit_are_left_over(tiny_graph):
    assert "HAVING" in explain(tiny_graph, "SELECT ?p { ?p tkg:issuedIn ?y } LIMIT 0")


def test_parts_are_written_out_in_full():
    text = (
        'ASK { ?s a tkg:A , tkg:B ; ^tkg:p [ tkg:q "x"@en ] . OPTIONAL { ?s ?p ?o } ?s tkg:v 3.5 }'
    )
    tokens = tokenize(text)
    parts = parts_of_group(text, tokens, body_start(tokens))
    assert [part.text for part in parts] == [
        "?s a tkg:A",
        "?s a tkg:B",
        '?s ^tkg:p [ tkg:q "x"@en ]',
        "OPTIONAL { ?s ?p ?o }",
        "?s tkg:v 3.5",
    ]
