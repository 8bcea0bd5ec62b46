"""Communities and components: what is tied together closely, and what is tied at all."""

import random
from collections.abc import Iterable
from typing import TYPE_CHECKING

from taobao_kg.measures.centrality import as_igraph
from taobao_kg.measures.ties import undirected

if TYPE_CHECKING:
    import networkx as nx

#: Leiden looks at nodes in a random order; with a fixed seed the same ties have the same result.
SEED = 20200401
_ITERATIONS = 20


def find_communities(ties: "nx.DiGraph[str]") -> list[list[str]]:
    """Return groups of things that say more among one another than with others.

    The Leiden method (Traag, Waltman and van Eck 2019) on modularity, statements as weights and
    directions aside. The largest group first, its nodes sorted; every node is in one group.
    """
    import igraph

    plain = undirected(ties)
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - no secret
    try:
        found = as_igraph(plain).community_leiden(
            objective_function="modularity", weights="weight", n_iterations=_ITERATIONS
        )
    finally:
        igraph.set_random_number_generator(random)
    nodes = list(plain)
    return _ordered([nodes[place] for place in group] for group in found)


def find_components(ties: "nx.DiGraph[str]") -> list[list[str]]:
    """Return the groups between which there is no tie at all, ordered like communities."""
    import networkx as nx

    return _ordered(nx.weakly_connected_components(ties))


def _ordered(groups: Iterable[Iterable[str]]) -> list[list[str]]:
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
