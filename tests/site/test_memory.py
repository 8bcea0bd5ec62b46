"""The graph in memory answers as the graph does, only sooner."""

from itertools import product

import pytest
from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.statements import is_statement, read_statements
from taobao_kg.site.memory import GraphInMemory
from taobao_kg.vocab import ID, expand, term


@pytest.fixture(scope="module", params=["tiny_graph", "lenses_graph"])
def graphs(request):
    graph = request.getfixturevalue(request.param)
    return graph, GraphInMemory(graph)


def test_every_pattern_finds_the_same(graphs):
    graph, memory = graphs
    whole = sorted(graph.triples(), key=str)
    ours = [triple for triple in whole if str(triple.subject).startswith(f"<{ID}")]
    some = [(t.subject, t.predicate, t.object) for t in ours[:: max(7, len(ours) // 40)]]
    patterns = {
        tuple(node if wanted else None for node, wanted in zip(triple, mask, strict=True))
        for triple, mask in product(some, product((False, True), repeat=3))
    }
    assert len(patterns) > 100
    for pattern in patterns:
        found = list(memory.triples(*pattern))
        assert len(found) == len(set(found))
        assert set(found) == set(graph.triples(*pattern)), pattern


def test_triples_of_a_pattern_are_in_order(graphs):
    _, memory = graphs
    for pattern in ((None, term("rdfs:label")), (f"{ID}place/china",)):
        lines = list(map(str, memory.triples(*pattern)))
        assert lines
        assert lines == sorted(lines)


def test_an_iri_may_be_a_text(graphs):
    graph, memory = graphs
    iri = f"{ID}place/zhejiang"
    assert list(memory.triples(iri)) == list(memory.triples(NamedNode(iri)))
    assert set(memory.triples(o=f"{ID}place/china")) == set(graph.triples(o=f"{ID}place/china"))
    assert list(memory.triples(p=expand("tkg:partOf")))


def test_nothing_is_found_for_what_is_not_there(graphs):
    _, memory = graphs
    assert list(memory.triples("https://example.org/")) == []
    assert list(memory.triples(o=Literal("nothing"))) == []
    assert list(memory.triples(p="https://example.org/")) == []
    assert not memory.has("https://example.org/")


def test_the_rest_is_as_in_the_graph(graphs):
    graph, memory = graphs
    named = {str(t.subject)[1:-1] for t in graph.triples() if isinstance(t.subject, NamedNode)}
    assert memory.subjects() == sorted(named)
    for iri in memory.subjects()[::5]:
        assert memory.types(iri) == graph.types(iri)
        assert memory.labels(iri) == graph.labels(iri)
        for lang in ("en", "id", "zh", "zh-Latn"):
            assert memory.label(iri, lang) == graph.label(iri, lang)
    assert memory.graphs() == graph.graphs()
    assert set(memory.quads()) == set(graph.quads())
    asked = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert [row["n"] for row in memory.query(asked)] == [row["n"] for row in graph.query(asked)]


def test_statements_are_those_of_the_graph(graphs):
    graph, memory = graphs
    iris = [iri for iri in memory.subjects() if is_statement(iri)]
    assert read_statements(memory, iris) == read_statements(graph, iris)
    assert read_statements(memory, iris)


def test_what_is_read_once_is_kept_here_only(graphs):
    graph, memory = graphs
    asked = []

    def count(one, above, *, by):
        asked.append(one)
        return above + by

    for number in (1, 1, 2):
        assert memory.once(count, number, by=1) == graph.once(count, number, by=1) == number + 1
    assert [one is memory for one in asked] == [True, False, False, True, False]
