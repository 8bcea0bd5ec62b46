"""Worlds in memory that differ from the tiny one by a few quads."""

import pytest
from pyoxigraph import DefaultGraph, Quad

from taobao_kg.ask.cite.ledger import DERIVED
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.vocab import graph_iri


@pytest.fixture(scope="session")
def world(tiny_graph):
    """Return a function that makes a graph: the tiny one without some quads, with others."""
    quads = list(tiny_graph.quads())

    def make(without=(), extra=()):
        kept = [quad for quad in quads if quad not in set(without)] + list(extra)
        lens = {q.triple for q in kept if q.graph_name.value != graph_iri("derivations")}
        engine = EmbeddedEngine()
        engine.extend(kept)
        engine.extend(Quad(*triple, DefaultGraph()) for triple in lens)
        return Graph(engine)

    return make


@pytest.fixture(scope="session")
def asserted(tiny_graph):
    """The quads of the tiny world that stand in its files."""
    return [quad for quad in tiny_graph.quads() if quad.graph_name.value not in DERIVED]
