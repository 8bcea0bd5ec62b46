"""Measures agree with networkx, which is slower and known."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from taobao_kg.measures.centrality import DAMPING, measure_centrality
from taobao_kg.measures.communities import find_communities, find_components
from taobao_kg.measures.ties import undirected


@st.composite
def networks(draw):
    """Return a network like `read_ties` makes."""
    size = draw(st.integers(2, 12))
    nodes = [f"n{number}" for number in range(size)]
    ends = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)).filter(lambda e: e[0] != e[1])
    network = nx.DiGraph()
    for source, target in draw(st.lists(ends, min_size=1, max_size=30)):
        weight = draw(st.integers(1, 4))
        network.add_edge(source, target, weight=weight, predicates=["p"], statements=[])
    return network


@given(networks())
def test_degree_and_strength_count_neighbours_and_statements(network):
    plain = undirected(network)
    for node, central in measure_centrality(network).items():
        assert central.degree == plain.degree(node)
        assert central.strength == plain.degree(node, weight="weight")


@given(networks())
def test_betweenness_is_that_of_networkx(network):
    expected = nx.betweenness_centrality(undirected(network))
    for node, central in measure_centrality(network).items():
        assert central.betweenness == pytest.approx(expected[node], abs=1e-9)


@given(networks())
def test_pagerank_is_that_of_networkx(network):
    expected = _pagerank_python(network, alpha=DAMPING, tol=1e-12, max_iter=1000)
    found = measure_centrality(network)
    assert sum(central.pagerank for central in found.values()) == pytest.approx(1)
    for node, central in found.items():
        assert central.pagerank == pytest.approx(expected[node], abs=1e-6)


@given(networks())
def test_components_are_those_of_networkx(network):
    expected = {frozenset(group) for group in nx.weakly_connected_components(network)}
    assert {frozenset(group) for group in find_components(network)} == expected


@given(networks())
def test_communities_part_every_component(network):
    groups = find_communities(network)
    assert sorted(node for group in groups for node in group) == sorted(network)
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)
    component = {n: i for i, group in enumerate(find_components(network)) for n in group}
    assert all(len({component[node] for node in group}) == 1 for group in groups)


@given(networks())
def test_communities_are_the_same_every_time(network):
    assert find_communities(network) == find_communities(network)


def test_two_groups_with_one_tie_between_are_two_communities():
    network = nx.DiGraph()
    for group in ("abc", "xyz"):
        for one, other in (group[:2], group[1:], group[::2]):
            network.add_edge(one, other, weight=3, predicates=["p"], statements=[])
    network.add_edge("c", "x", weight=1, predicates=["p"], statements=[])
    assert find_communities(network) == [["a", "b", "c"], ["x", "y", "z"]]
