"""What stands behind an answer: what its rows name, and else what they were found by."""

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.cite.behind import statements_behind_answer, statements_behind_thing
from taobao_kg.ask.questions import parse_question
from taobao_kg.vocab import expand, term


def behind(graph, sparql):
    return statements_behind_answer(graph, ask(graph, parse_question(sparql)))


def test_a_derived_link_rests_on_the_statement_of_its_inverse(real_graph):
    found = behind(real_graph, "SELECT ?whole ?part { ?whole tkg:hasPart ?part }")
    said = behind(real_graph, "SELECT ?c { ?c rdf:predicate tkg:partOf ; tkg:stance tkg:asserted }")
    assert found & said


def test_a_triple_of_a_construct_counts_as_a_row(tiny_graph):
    found = behind(tiny_graph, "CONSTRUCT WHERE { ?p tkg:issuedBy ?a }")
    assert expand("claim:tiny-2020-0001") in found
    found = behind(tiny_graph, "CONSTRUCT WHERE { ?e oa:exact ?text }")
    assert found == {t.subject.value for t in tiny_graph.triples(p=term("tkg:evidence"))}


@pytest.mark.parametrize(
    "sparql",
    ["ASK { ?s ?p ?o }", "SELECT (1 AS ?n) {}", "SELECT ?s { ?s tkg:issuedBy ?x . ?x ?x ?x }"],
)
def test_what_shows_nothing_rests_on_nothing_known(tiny_graph, sparql):
    assert behind(tiny_graph, sparql) == set()


def test_a_count_rests_on_what_is_counted(tiny_graph):
    counted = behind(tiny_graph, "SELECT (COUNT(*) AS ?n) { ?p tkg:issuedBy ?a }")
    assert counted == behind(tiny_graph, "SELECT * { ?p tkg:issuedBy ?a }")
    assert expand("claim:tiny-2020-0001") in counted


def test_what_hangs_on_an_absence_rests_on_nothing_known(tiny_graph):
    issued = "SELECT ?p { ?p tkg:issuedBy ?a %s }"
    assert behind(tiny_graph, issued % "")
    assert behind(tiny_graph, issued % "MINUS { ?p tkg:issuedBy <x:nobody> }") == set()


def test_a_thing_rests_on_what_is_said_of_it(tiny_graph):
    claim = expand("claim:tiny-2020-0001")
    assert statements_behind_thing(tiny_graph, claim) == {claim}
    assert statements_behind_thing(tiny_graph, expand("evidence:tiny-2020-0001")) == {claim}
    assert claim in statements_behind_thing(tiny_graph, expand("actor:state-council"))
