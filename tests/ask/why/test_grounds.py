"""Grounds of many triples at once are the reasons of each."""

import pytest
from pyoxigraph import NamedNode, Triple

from taobao_kg.ask.reasons import RECORDED, Reason, explain
from taobao_kg.ask.statements import is_statement
from taobao_kg.ask.why.grounds import Grounds
from taobao_kg.vocab import expand, graph_iri, term


def statements_below(reason: Reason, below: dict) -> set[str]:
    """Return the statements a reason rests on; a repeated one has those it had before."""
    if not reason.repeated:
        deeper = [statements_below(premise, below) for premise in reason.premises]
        below[reason.triple] = {one.iri for one in reason.statements}.union(*deeper)
    return below[reason.triple]


def triples_of(graph, *names):
    return [quad.triple for name in names for quad in graph.quads(graph_iri(name))]


def test_derived_triples_have_the_rules_and_statements_of_their_reasons(tiny_graph):
    triples = triples_of(tiny_graph, "truths", "inferred")
    grounds = Grounds(tiny_graph, triples)
    assert len(triples) > 20
    for triple in triples:
        if not isinstance(triple.subject, NamedNode):
            continue
        reason = explain(tiny_graph, triple)
        ground = grounds.of[reason.triple]
        assert ground.rules >= set(reason.rules)
        assert ground.premises == {premise.triple for premise in reason.premises}
        assert set(ground.recorded) & set(RECORDED.values()) == set(reason.recorded)
        assert grounds.statements(reason.triple) == statements_below(reason, {})


def test_every_triple_of_the_lens_rests_on_something(tiny_graph):
    grounds = Grounds(tiny_graph, tiny_graph.triples())
    nobody = [triple for triple, ground in grounds.of.items() if not ground.is_known]
    assert not nobody


@pytest.mark.parametrize(
    ("s", "p"),
    [
        ("claim:tiny-2020-0001", "rdf:subject"),
        ("claim:tiny-2020-0001", "tkg:standing"),
        ("evidence:tiny-2020-0001", "oa:exact"),
    ],
)
def test_what_is_said_of_a_statement_rests_on_it(tiny_graph, s, p):
    found = list(tiny_graph.triples(expand(s), term(p)))
    assert found
    grounds = Grounds(tiny_graph, found)
    for triple in found:
        assert expand("claim:tiny-2020-0001") in grounds.statements(triple)


def test_a_discrepancy_rests_on_what_it_is_between(lenses_graph):
    found = list(lenses_graph.triples(p=term("tkg:foundBy")))
    assert found
    grounds = Grounds(lenses_graph, found)
    for triple in found:
        between = {
            t.object.value for t in lenses_graph.triples(triple.subject, term("tkg:between"))
        }
        assert grounds.statements(triple) == {iri for iri in between if is_statement(iri)}
        assert grounds.rules(triple) == {triple.object.value.rpartition("/")[2]}


def test_what_the_record_of_derivations_says_rests_on_what_was_derived(tiny_graph):
    quads = [
        quad
        for quad in tiny_graph.quads(graph_iri("derivations"))
        if quad.predicate == term("tkg:premise")
    ]
    grounds = Grounds(tiny_graph, [q.triple for q in quads])
    assert quads
    assert all(
        grounds.statements(quad.triple) or grounds.of[quad.triple].premises for quad in quads
    )


def test_a_triple_that_is_not_there_is_known_by_nobody(tiny_graph):
    nodes = [NamedNode(f"https://example.org/{name}") for name in "spo"]
    grounds = Grounds(tiny_graph, [Triple(*nodes)])
    assert not next(iter(grounds.of.values())).is_known
