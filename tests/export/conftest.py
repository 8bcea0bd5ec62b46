"""A small graph to export, and a function that adds to it."""

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.vocab import expand, graph_iri, term

ENTITIES, SOURCE, REASONS = "entities", "wang-2020", "derivations"


def node(name):
    return NamedNode(expand(name))


SMALL = [
    (ENTITIES, "actor:state-council", "rdf:type", "tkg:StateBody"),
    (ENTITIES, "actor:state-council", "rdfs:label", Literal("State Council", language="en")),
    (ENTITIES, "actor:state-council", "rdfs:label", Literal("国务院", language="zh-Hans")),
    (ENTITIES, "policy:opinion-7", "rdf:type", "tkg:Opinion"),
    (ENTITIES, "policy:opinion-7", "rdfs:label", Literal("Opinion No. 7", language="en")),
    (ENTITIES, "year:2015", "tkg:gYear", Literal("2015", datatype=term("xsd:gYear"))),
    (ENTITIES, "source:wang-2020", "rdf:type", "tkg:Source"),
    (ENTITIES, "source:wang-2020", "rdfs:label", Literal("Wang 2020", language="en")),
    (ENTITIES, "unit:cny", "rdfs:label", Literal("yuan", language="en")),
    (SOURCE, "claim:wang-2020-0001", "rdf:type", "tkg:Claim"),
    (SOURCE, "claim:wang-2020-0001", "rdf:subject", "policy:opinion-7"),
    (SOURCE, "claim:wang-2020-0001", "rdf:predicate", "tkg:issuedBy"),
    (SOURCE, "claim:wang-2020-0001", "rdf:object", "actor:state-council"),
    (SOURCE, "claim:wang-2020-0001", "tkg:year", "year:2015"),
    (SOURCE, "claim:wang-2020-0001", "tkg:stance", "tkg:asserted"),
    (SOURCE, "claim:wang-2020-0001", "tkg:statedIn", "source:wang-2020"),
    (SOURCE, "claim:wang-2020-0001", "tkg:evidence", "evidence:wang-2020-0001"),
    (SOURCE, "evidence:wang-2020-0001", "oa:exact", Literal("the State Council", language="id")),
    (SOURCE, "evidence:wang-2020-0001", "oa:start", Literal("10", datatype=term("xsd:integer"))),
    (SOURCE, "evidence:wang-2020-0001", "oa:end", Literal("27", datatype=term("xsd:integer"))),
    (SOURCE, "observation:wang-2020-0002", "rdf:type", "tkg:Observation"),
    (SOURCE, "observation:wang-2020-0002", "tkg:about", "actor:state-council"),
    (
        SOURCE,
        "observation:wang-2020-0002",
        "tkg:value",
        Literal("30", datatype=term("xsd:decimal")),
    ),
    (SOURCE, "observation:wang-2020-0002", "tkg:unit", "unit:cny"),
    (SOURCE, "policy:opinion-7", "tkg:issuedBy", "actor:state-council"),
    ("truths", "policy:opinion-7", "tkg:issuedBy", "actor:state-council"),
    (REASONS, "triple:00ff", "tkg:rule", "rule:claim-to-triple"),
]


@pytest.fixture
def make_graph():
    """Return a function that makes a graph in memory: the small one and a few rows more."""

    def make(*more):
        quads = [
            Quad(
                node(s),
                node(p),
                o if isinstance(o, Literal) else node(o),
                NamedNode(graph_iri(graph)),
            )
            for graph, s, p, o in [*SMALL, *more]
        ]
        lens = {q.triple for q in quads if not q.graph_name.value.endswith(REASONS)}
        engine = EmbeddedEngine()
        engine.extend(quads)
        engine.extend(Quad(*triple, DefaultGraph()) for triple in lens)
        return Graph(engine)

    return make


@pytest.fixture
def small(make_graph):
    return make_graph()
