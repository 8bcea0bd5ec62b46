"""Measured networks can be read by what they are written for."""

from io import BytesIO

import networkx as nx
import pytest

from taobao_kg.errors import UsageError
from taobao_kg.export.measured import FORMATS, write_measured, write_projection
from taobao_kg.measures.projection import project_actors
from taobao_kg.measures.ties import read_ties
from taobao_kg.vocab import expand

READ = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.mark.parametrize("form", FORMATS)
def test_networkx_reads_the_measures(real_graph, form):
    ties = read_ties(real_graph)
    read = READ[form](BytesIO(write_measured(ties, form).encode()))
    assert len(read) == len(ties)
    assert read.number_of_edges() == ties.number_of_edges()
    china = read.nodes["place:china"]
    assert (china["label"], china["component"]) == ("China", 1)
    assert china["degree"] == ties.to_undirected().degree(expand("place:china"))
    assert 0 < china["betweenness"] < 1


@pytest.mark.parametrize("form", FORMATS)
def test_actors_are_written_undirected(real_graph, form):
    projected = project_actors(read_ties(real_graph))
    read = READ[form](BytesIO(write_projection(projected, form).encode()))
    assert not read.is_directed()
    assert read.number_of_edges() == projected.number_of_edges()
    assert read["actor:alibaba-group"]["actor:local-governments-of-china"]["partners"] is True


def test_the_same_ties_have_the_same_bytes(real_graph):
    first, second = (write_measured(read_ties(real_graph), "gexf") for _ in range(2))
    assert first == second


def test_another_format_is_refused(real_graph):
    with pytest.raises(UsageError, match="'svg' is no format of a network"):
        write_measured(read_ties(real_graph), "svg")
