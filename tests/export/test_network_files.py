"""GraphML and GEXF, read back by networkx."""

import io

import networkx as nx
import pytest
from pyoxigraph import Literal

from taobao_kg.errors import UsageError
from taobao_kg.export.choice import Choice
from taobao_kg.export.network_files import write_gexf, write_graphml
from taobao_kg.show.network import build_network
from taobao_kg.vocab import shorten

ALL = Choice()


def read_graphml(text):
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def read_gexf(text):
    return nx.read_gexf(io.BytesIO(text.encode()), version="1.3")


@pytest.mark.parametrize(
    ("write", "read"), [(write_graphml, read_graphml), (write_gexf, read_gexf)]
)
@pytest.mark.usefixtures("read_once")
def test_networkx_reads_the_same_network(real_graph, write, read):
    network = build_network(real_graph)
    found = read(write(real_graph, ALL))
    assert set(found) == {shorten(iri) for iri in network}
    assert found.number_of_edges() == network.number_of_edges()


def test_a_node_has_its_names_and_an_edge_its_statement(small):
    network = read_graphml(write_graphml(small, ALL))
    assert network.nodes["actor:state-council"]["label_zh"] == "国务院"
    (edge,) = [
        said
        for source, target, said in network.edges(data=True)
        if (source, target) == ("policy:opinion-7", "actor:state-council")
    ]
    assert (edge["predicate"], edge["statement"]) == ("tkg:issuedBy", "claim:wang-2020-0001")
    assert edge["derived"] is False


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_markup_in_a_label_stays_text(make_graph, write):
    label = "]]> <script>&amp; \u2028 国"
    graph = make_graph(("entities", "actor:a", "rdfs:label", Literal(label, language="en")))
    more = (("entities", "actor:a", "rdf:type", "tkg:Company"),)
    graph = make_graph(*more, ("entities", "actor:a", "rdfs:label", Literal(label, language="en")))
    read = read_graphml if write is write_graphml else read_gexf
    assert read(write(graph, ALL)).nodes["actor:a"]["label"] == label


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_a_character_xml_cannot_hold_is_refused(make_graph, write):
    graph = make_graph(
        ("entities", "actor:a", "rdf:type", "tkg:Company"),
        ("entities", "actor:a", "rdfs:label", Literal("a\x00b", language="en")),
    )
    with pytest.raises(UsageError, match=r"actor:a: holds U\+0000"):
        write(graph, ALL)


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
@pytest.mark.parametrize(
    "world", ["lenses_graph", pytest.param("real_graph", marks=pytest.mark.slow)]
)
def test_the_same_network_gives_the_same_bytes(request, world, write):
    graph = request.getfixturevalue(world)
    assert write(graph, ALL) == write(graph, ALL)
