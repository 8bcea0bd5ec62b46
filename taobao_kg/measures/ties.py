"""Ties: the network as one edge a pair of things, weighted by what is said of both."""

from typing import TYPE_CHECKING

from taobao_kg.errors import TaobaoKgError
from taobao_kg.graph import Graph
from taobao_kg.show.groups import GROUPS
from taobao_kg.show.network import Names, Years, build_network, read_names

if TYPE_CHECKING:
    import networkx as nx

#: What is measured when nobody asks for other types: not sources, times, units and indicators,
#: whose ties say how the graph is made.
MEASURED = tuple(g.name for g in GROUPS if g.name not in {"source", "time", "unit", "indicator"})
_FACTS = ("asserted", "reported")


def read_ties(
    graph: Graph, *, types: Names = (), years: Years | None = None, lang: str = "en"
) -> "nx.DiGraph[str]":
    """Return the network of what sources assert or report, one edge a direction.

    Nodes are IRIs with ``label``, ``type``, ``group`` and ``year`` as in
    `taobao_kg.show.network.build_network`. An edge goes from subject to object and has ``weight``
    (the number of statements), ``predicates`` and ``statements`` (IRIs, sorted).
    What the curators and the ontology add, and advice and forecasts, are no ties.

    Args:
        graph: an opened graph.
        types: groups or classes to measure among; `MEASURED` by default.
        years: only what is dated in this range, as `taobao_kg.show.network.read_years` reads it.
        lang: of the labels.

    Raises:
        UsageError: for an unknown type or language and what is no range of years.
        TaobaoKgError: when nothing is left to measure.
    """
    import networkx as nx

    kinds = read_names(types) or list(MEASURED)
    network = build_network(graph, types=kinds, years=years, lang=lang)
    ties: nx.DiGraph[str] = nx.DiGraph()
    for iri, said in network.nodes(data=True):
        ties.add_node(iri, **{name: said[name] for name in ("label", "type", "group", "year")})
    for source, target, said in network.edges(data=True):
        # What no statement makes is the curators' own order: part of, broader.
        if not said["statements"] or said["stance"] not in _FACTS or source == target:
            continue
        if not ties.has_edge(source, target):
            ties.add_edge(source, target, predicates=set(), statements=set())
        ties[source][target]["predicates"].add(said["predicate"])
        ties[source][target]["statements"].update(said["statements"])
    for _, _, tie in ties.edges(data=True):
        tie["predicates"], tie["statements"] = sorted(tie["predicates"]), sorted(tie["statements"])
        tie["weight"] = len(tie["statements"])
    ties.remove_nodes_from([node for node, degree in ties.degree() if degree == 0])
    if not ties:
        raise TaobaoKgError(_nothing(years, kinds if types else []))
    return ties


def undirected(ties: "nx.DiGraph[str]") -> "nx.Graph[str]":
    """Return the ties without their direction; what both directions say is joined."""
    import networkx as nx

    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(ties.nodes(data=True))
    for source, target, tie in ties.edges(data=True):
        both = [tie, ties[target][source]] if ties.has_edge(target, source) else [tie]
        said = {name: sorted({iri for one in both for iri in one[name]}) for name in _LISTS}
        joined.add_edge(source, target, weight=sum(one["weight"] for one in both), **said)
    return joined


_LISTS = ("predicates", "statements")


def _nothing(years: Years | None, kinds: list[str]) -> str:
    of_kinds = f" among {', '.join(kinds)}" if kinds else ""
    in_years = f" dated in {years}" if years is not None else ""
    return f"nothing is tied{of_kinds}{in_years}; widen the years or add types"
