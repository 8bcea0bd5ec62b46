import pytest
from pyoxigraph import Literal, NamedNode, Quad, Variable

from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.graph import Graph, open_graph
from taobao_kg.vocab import ID, expand, graph_iri, term

COUNCIL = ID + "actor/state-council"


def test_the_lens_holds_each_triple_once(tiny_graph):
    (row,) = tiny_graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    distinct = {q.triple for q in tiny_graph.quads() if q.graph_name != term("graph:derivations")}
    assert int(row["n"].value) == len(distinct)


def test_named_graphs_stay_reachable(tiny_graph):
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    graphs = [row["g"].value for row in tiny_graph.query(query)]
    assert graphs == tiny_graph.graphs()
    assert graph_iri("tiny-2020") in graphs


def test_triples_are_asked_by_pattern(tiny_graph):
    policy = ID + "policy/broadband-strategy"
    issued = list(tiny_graph.triples(p=expand("tkg:issuedBy")))
    assert [t.object.value for t in issued] == [COUNCIL]
    assert {t.predicate.value for t in tiny_graph.triples(policy)} > {expand("tkg:issuedIn")}
    assert [
        t.subject.value for t in tiny_graph.triples(o=Literal("国务院", language="zh-hans"))
    ] == [COUNCIL]


def test_quads_keep_literals_as_written(tiny_graph):
    graph = graph_iri("tiny-2020")
    quads = list(tiny_graph.quads(graph))
    assert {q.graph_name.value for q in quads} == {graph}
    assert [str(q) for q in quads] == sorted(str(q) for q in quads)
    assert len(list(tiny_graph.quads())) > len(quads)


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("en", "State Council"),
        ("id", "Dewan Negara"),
        ("zh", "国务院"),
        ("zh-Hans", "国务院"),
        ("zh-Latn", "Guowuyuan"),
        ("fr", "State Council"),
    ],
)
def test_label_in_the_language_asked_for(tiny_graph, lang, label):
    assert tiny_graph.label(COUNCIL, lang) == label
    assert tiny_graph.label(NamedNode(COUNCIL), lang) == label


def test_a_thing_without_label_has_its_short_name(tiny_graph):
    assert tiny_graph.label(ID + "actor/nobody") == "actor:nobody"
    assert tiny_graph.labels(ID + "actor/nobody") == []
    assert tiny_graph.label(NamedNode("https://example.org/")) == "https://example.org/"


def test_any_label_is_better_than_none():
    engine = EmbeddedEngine()
    engine.extend([Quad(term("actor:a"), term("rdfs:label"), Literal("甲", language="zh-hans"))])
    assert Graph(engine).label(ID + "actor/a", "id") == "甲"


def test_types_hold_derived_classes(tiny_graph):
    assert {expand("tkg:StateBody"), expand("tkg:Actor")} <= set(tiny_graph.types(COUNCIL))
    assert tiny_graph.has(COUNCIL)
    assert not tiny_graph.has(ID + "actor/nobody")


def test_parameters_are_terms(tiny_graph):
    query = (
        "SELECT ?thing ?label WHERE { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label }"
    )
    rows = tiny_graph.query(query, {Variable("thing"): NamedNode(COUNCIL)})
    assert len(list(rows)) == 4


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEKT", "the query is not SPARQL"),
        ("SELECT * WHERE " + "{" * 201, "nests deeper than 200"),
        ("#" * 100_001, "at most 100000"),
        ("SELECT * WHERE { " + "(" * 100_000, "at most"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tiny_graph, query, words):
    with pytest.raises(UsageError, match=words) as caught:
        tiny_graph.query(query)
    assert "\n" not in str(caught.value)


def test_a_store_on_disk_cannot_be_changed(tiny_built):
    engine = EmbeddedEngine(tiny_built.current / "store")
    with pytest.raises(RuntimeError, match="read-write"):
        engine.extend([Quad(term("actor:a"), term("rdfs:label"), Literal("x"))])


def test_without_a_build_the_next_step_is_named(tiny):
    with pytest.raises(TaobaoKgError, match="nothing is built yet; run 'taobao-kg build'"):
        open_graph(tiny)
