"""Measures of the network: rustworkx as we call it against networkx, and the whole command."""

import random
import sys
import time
from collections.abc import Callable

import networkx as nx
from measure import measure, program, runs_wanted, show

from taobao_kg.measures.centrality import measure_centrality
from taobao_kg.measures.ties import undirected

SIZES = (300, 1_000)


def generate(size: int) -> "nx.DiGraph[str]":
    """Return a network of some nodes in which new ones prefer those that are tied already."""
    drawn = nx.barabasi_albert_graph(size, 3, seed=1)
    chance = random.Random(1)  # noqa: S311 - no secret
    network: nx.DiGraph[str] = nx.DiGraph()
    for source, target in drawn.edges():
        weight = chance.randint(1, 3)
        network.add_edge(f"n{source}", f"n{target}", weight=weight, predicates=[], statements=[])
    return network


def networkx_centrality(network: "nx.DiGraph[str]") -> None:
    """Compute with networkx what `measure_centrality` computes, but for PageRank.

    For that networkx needs scipy, which is not among what this project installs.
    """
    nx.betweenness_centrality(undirected(network))


def seconds(work: Callable[["nx.DiGraph[str]"], object], network: "nx.DiGraph[str]") -> float:
    """Return how long a computation takes, once."""
    start = time.perf_counter()
    work(network)
    return time.perf_counter() - start


def main() -> None:
    """Print one line a computation and size, then the whole command."""
    runs = runs_wanted(__doc__)
    for size in SIZES:
        network = generate(size)
        ours = min(seconds(measure_centrality, network) for _ in range(3))
        theirs = seconds(networkx_centrality, network)
        name = f"degree, betweenness, PageRank of {size} nodes"
        print(f"{name:<50}{ours * 1000:8.0f} ms, networkx without PageRank {theirs / ours:6.1f} ×")
    command = [program(), "network", "--quiet", "-f", "csv"]
    cost, floor = measure(command, [sys.executable, "-c", "import networkx, rustworkx"], runs=runs)
    show("python -c 'import networkx, rustworkx'", floor)
    show("taobao-kg network", cost, against=floor)


if __name__ == "__main__":
    main()
