"""Communities and components: what is tied together closely, and what is tied at all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from taobao_kg.measures.ties import undirected

if TYPE_CHECKING:
    import networkx as nx

#: The method looks at nodes in a random order; with a seed, the same ties have the same result.
SEED = 2020


def find_communities(ties: "nx.DiGraph[str]") -> list[list[str]]:
    """Return groups of things that say more among one another than with others.

    The Louvain method (Blondel and others 2008) on modularity, statements as weights and
    directions aside. The largest group first, its nodes sorted; every node is in one group.
    """
    import networkx as nx

    nodes = sorted(ties)
    # Numbers for nodes: the order of a set of texts changes from process to process.
    numbered = nx.relabel_nodes(undirected(ties), {node: n for n, node in enumerate(nodes)})
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(range(len(nodes)))
    ordered.add_weighted_edges_from(
        sorted((min(e), max(e), w) for *e, w in numbered.edges(data="weight"))
    )
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED)
    return _ordered([nodes[number] for number in group] for group in found)


def find_components(ties: "nx.DiGraph[str]") -> list[list[str]]:
    """Return the groups between which there is no tie at all, ordered like communities."""
    import networkx as nx

    return _ordered(nx.weakly_connected_components(ties))


def _ordered(groups: Iterable[Iterable[str]]) -> list[list[str]]:
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
