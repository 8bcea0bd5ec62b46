"""The ledger: prints depend on what the files say and on nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from taobao_kg.ask.cite.ledger import DERIVED, read_ledger
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.vocab import expand, graph_iri, term

CLAIM = "https://w3id.org/taobao-kg/id/claim/"


def graph_of(quads):
    engine = EmbeddedEngine()
    engine.extend(quads)
    return Graph(engine)


def test_every_statement_has_a_print(tiny_graph):
    ledger = read_ledger(tiny_graph)
    stated = {t.subject.value for t in tiny_graph.triples(p=term("tkg:statedIn"))}
    assert set(ledger.statements) == stated
    assert len(set(ledger.statements.values())) == len(stated) > 1


def test_order_derived_graphs_and_lens_do_not_matter(tiny_graph, asserted):
    whole = read_ledger(graph_of(tiny_graph.quads()))
    assert read_ledger(graph_of(reversed(asserted))) == whole
    lens = [Quad(*quad.triple, DefaultGraph()) for quad in asserted]
    assert read_ledger(graph_of([*asserted, *lens])) == whole
    for name in DERIVED:
        more = Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode(name))
        assert read_ledger(graph_of([*asserted, more])) == whole


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_quad_less_is_another_print_of_the_data(asserted, data):
    lost = data.draw(st.sampled_from(asserted))
    whole, rest = read_ledger(graph_of(asserted)), [quad for quad in asserted if quad != lost]
    less = read_ledger(graph_of(rest))
    assert less.data != whole.data
    subject = lost.subject.value.replace("/evidence/", "/claim/")
    twin = subject.replace("/claim/", "/observation/")
    names = {*whole.statements, *less.statements}
    changed = {n for n in names if whole.statements.get(n) != less.statements.get(n)}
    assert changed == {subject, twin} & set(whole.statements)


def test_the_print_covers_the_quotation_and_its_place(asserted):
    for predicate in ("oa:exact", "oa:start", "oa:end"):
        old = next(quad for quad in asserted if quad.predicate == term(predicate))
        new = Quad(old.subject, old.predicate, Literal("other"), old.graph_name)
        before = read_ledger(graph_of(asserted))
        after = read_ledger(graph_of([*[q for q in asserted if q != old], new]))
        assert before.statements != after.statements
        assert before.statements.keys() == after.statements.keys()


def test_a_graph_without_statements_has_a_print_too():
    assert read_ledger(graph_of([])).statements == {}
    name = Quad(
        NamedNode(expand("actor:x")),
        term("rdfs:label"),
        Literal("x"),
        NamedNode(graph_iri("entities")),
    )
    assert read_ledger(graph_of([name])).data != read_ledger(graph_of([])).data
