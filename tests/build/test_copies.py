"""Copies of a build are as a build of so much data would be: a lens and what it is made of."""

from importlib import import_module
from pathlib import Path

import pytest

from taobao_kg.export.choice import choose_graphs
from taobao_kg.export.rdf import write_ntriples
from taobao_kg.graph import open_graph
from taobao_kg.vocab import ID

BENCH = Path(__file__).parents[2] / "bench"
COPIES = 3


@pytest.fixture
def copy(tiny_built, tmp_path, monkeypatch):
    """Return a function that copies the tiny world, with a record or without."""
    monkeypatch.syspath_prepend(BENCH)  # scripts there import each other
    made = import_module("made")
    lens = tmp_path / "one.nt"
    triples = made.write_lens(tiny_built.current / "graph.nq", lens)
    one = made.Made(tiny_built.data, tiny_built.build, lens, triples)
    return lambda record: made._copy(one, tmp_path / "copies", COPIES * triples, record)


def test_the_union_of_the_named_graphs_is_the_lens(tiny_built, tiny_graph, copy):
    made = copy(record=True)
    lens = made.lens.read_text(encoding="utf-8")
    assert lens.count("\n") == made.triples
    graph = open_graph(tiny_built._replace(build=made.build))
    assert graph.graphs() == tiny_graph.graphs()
    exported = write_ntriples(graph, choose_graphs(graph, (), lens=True))
    assert exported == "".join(sorted(lens.splitlines(keepends=True)))
    assert sum(1 for _ in graph.triples()) == made.triples


def test_each_copy_has_things_of_its_own_and_shares_the_ontology(tiny_graph, copy):
    made = copy(record=False)
    ontology = sum(1 for t in tiny_graph.triples() if ID not in f"{t.subject} {t.object}")
    own = sum(1 for _ in tiny_graph.triples()) - ontology
    assert made.triples == ontology + COPIES * own


def test_copies_without_a_record_are_not_taken_for_those_with_one(tiny_built, tiny_graph, copy):
    bare, whole, again = copy(record=False), copy(record=True), copy(record=False)
    assert bare == again
    assert bare.lens == whole.lens
    for made, graphs in ((bare, []), (whole, tiny_graph.graphs())):
        graph = open_graph(tiny_built._replace(build=made.build))
        assert graph.graphs() == graphs
        assert sum(1 for _ in graph.triples()) == made.triples
