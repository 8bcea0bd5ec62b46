"""Centrality: degree, betweenness and PageRank of every thing.

igraph computes them: exact betweenness thirty times as fast as networkx at a thousand nodes, and
PageRank without scipy. The tests hold both against each other.
"""

from typing import TYPE_CHECKING, NamedTuple

from taobao_kg.measures.ties import undirected

if TYPE_CHECKING:
    import igraph
    import networkx as nx

#: How often a walk goes on to a neighbour rather than anywhere (Brin and Page 1998).
DAMPING = 0.85


class Centrality(NamedTuple):
    """How central one thing is.

    Attributes:
        degree: things it is tied to.
        strength: statements that tie it: degree weighted by them.
        betweenness: share of the pairs of others whose shortest paths lead through it, from 0 to
            1, directions aside (Freeman 1977, normalised).
        pagerank: share of the time a reader who follows statements from subject to object, each
            as likely as it is often said, spends with it; all sum up to 1.
    """

    degree: int
    strength: int
    betweenness: float
    pagerank: float


def measure_centrality(ties: "nx.DiGraph[str]") -> dict[str, Centrality]:
    """Return the centrality of every node, in the order of the nodes.

    Args:
        ties: see `taobao_kg.measures.ties.read_ties`.
    """
    plain = undirected(ties)
    nodes = list(ties)
    between = as_igraph(plain).betweenness(directed=False)
    pairs = max(1.0, (len(nodes) - 1) * (len(nodes) - 2) / 2)
    directed = as_igraph(ties)
    ranks = directed.pagerank(directed=True, damping=DAMPING, weights="weight")
    return {
        node: Centrality(
            degree=plain.degree(node),
            strength=int(plain.degree(node, weight="weight")),
            betweenness=between[place] / pairs,
            pagerank=ranks[place],
        )
        for place, node in enumerate(nodes)
    }


def as_igraph(network: "nx.Graph[str]") -> "igraph.Graph":
    """Return a network as igraph has it: nodes by their place, edges with their weight."""
    import igraph

    places = {node: place for place, node in enumerate(network)}
    edges = [(places[source], places[target]) for source, target in network.edges()]
    weights = [weight for _, _, weight in network.edges(data="weight", default=1)]
    return igraph.Graph(
        n=len(places), edges=edges, directed=network.is_directed(), edge_attrs={"weight": weights}
    )
