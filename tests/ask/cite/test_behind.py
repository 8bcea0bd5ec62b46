"""What stands behind an answer: what it shows, and else what its triples were derived from."""

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.cite.behind import Reasons, statements_behind_answer, statements_behind_thing
from taobao_kg.ask.questions import parse_question
from taobao_kg.vocab import ID, expand, graph_iri, term


def behind(graph, sparql):
    return statements_behind_answer(graph, ask(graph, parse_question(sparql)))


def test_every_derived_truth_leads_to_statements(real_graph):
    reasons = Reasons(real_graph)
    for quad in real_graph.quads(graph_iri("truths")):
        assert reasons.statements(quad.triple)
    inverse = next(real_graph.triples(p=term("tkg:hasPart")))
    assert all(iri.startswith(f"{ID}claim/") for iri in reasons.statements(inverse))


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


def test_a_thing_rests_on_what_is_said_of_it(tiny_graph):
    claim = expand("claim:tiny-2020-0001")
    assert statements_behind_thing(tiny_graph, claim) == {claim}
    assert statements_behind_thing(tiny_graph, expand("evidence:tiny-2020-0001")) == {claim}
    assert claim in statements_behind_thing(tiny_graph, expand("actor:state-council"))
