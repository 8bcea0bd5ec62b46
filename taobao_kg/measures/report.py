"""Measures as rows, to show, to file and to count on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.results import Rows
from taobao_kg.engines.embedded import Term
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.measures.centrality import measure_centrality
from taobao_kg.measures.communities import find_communities, find_components
from taobao_kg.measures.paths import Step
from taobao_kg.measures.projection import cross_actors_and_policies
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import joined

if TYPE_CHECKING:
    import networkx as nx

MEASURES = ("degree", "strength", "betweenness", "pagerank", "community", "component")
#: By which of them things can be sorted, the greatest first.
ORDERS = MEASURES[:4]
_PLACES = 6


def add_measures(ties: "nx.DiGraph[str]") -> None:
    """Write `MEASURES` to every node of a network; communities and components count from 1."""
    for node, central in measure_centrality(ties).items():
        ties.nodes[node].update(central._asdict())
    for name, groups in (
        ("community", find_communities(ties)),
        ("component", find_components(ties)),
    ):
        for number, group in enumerate(groups, start=1):
            for node in group:
                ties.nodes[node][name] = number


def measures_as_rows(graph: Graph, ties: "nx.DiGraph[str]", order: str = "degree") -> Rows:
    """Return one row a thing: thing, group, then `MEASURES`; the greatest first.

    Args:
        graph: where labels are.
        ties: see `taobao_kg.measures.ties.read_ties`; gets the measures too.
        order: one of `ORDERS`; things alike are sorted by their IRIs.

    Raises:
        UsageError: for an unknown order.
    """
    if order not in ORDERS:
        raise UsageError(f"{order!r} is no measure to sort by; choose {', '.join(ORDERS)}")
    add_measures(ties)
    nodes = sorted(ties.nodes(data=True), key=lambda node: (-node[1][order], node[0]))
    rows: list[list[Term | None]] = [
        [NamedNode(iri), Literal(said["group"]), *(_number(said[name]) for name in MEASURES)]
        for iri, said in nodes
    ]
    return Rows(("thing", "group", *MEASURES), rows, graph)


def groups_as_rows(graph: Graph, groups: Sequence[Sequence[str]], lang: str = "en") -> Rows:
    """Return one row a community or component: its number, size, and members by label."""
    rows: list[list[Term | None]] = []
    for number, group in enumerate(groups, start=1):
        members = joined("list", lang, sorted(graph.label(iri, lang) for iri in group))
        rows.append([Literal(number), Literal(len(group)), Literal(members)])
    return Rows(("number", "size", "members"), rows, graph)


def paths_as_rows(graph: Graph, paths: Sequence[Sequence[Step]], lang: str = "en") -> Rows:
    """Return one row a step: path, step, from, says, to; ``rows.why()`` has the statements."""
    rows: list[list[Term | None]] = [
        [
            Literal(number),
            Literal(place),
            NamedNode(step.start),
            Literal(_says(graph, step, lang)),
            NamedNode(step.end),
            Literal(" ".join(step.statements)),
        ]
        for number, path in enumerate(paths, start=1)
        for place, step in enumerate(path, start=1)
    ]
    return Rows(("path", "step", "from", "says", "to", "statements"), rows, graph)


def actors_as_rows(graph: Graph, projected: "nx.Graph[str]", lang: str = "en") -> Rows:
    """Return one row a pair of actors, the strongest tie first."""
    ties = sorted(projected.edges(data=True), key=lambda tie: (-tie[2]["weight"], *tie[:2]))
    rows: list[list[Term | None]] = [
        [
            NamedNode(one),
            NamedNode(other),
            Literal(said["weight"]),
            Literal(joined("list", lang, (graph.label(iri, lang) for iri in said["policies"]))),
            Literal(said["partners"]),
            Literal(" ".join(said["statements"])),
        ]
        for one, other, said in ties
    ]
    columns = ("actor", "other", "weight", "policies", "partners", "statements")
    return Rows(columns, rows, graph)


def matrix_as_rows(graph: Graph, ties: "nx.DiGraph[str]") -> Rows:
    """Return one row an actor, a column a policy (by short name), in a cell how often it is said.

    0 where nothing is said.
    """
    actors, policies, cells = cross_actors_and_policies(ties)
    rows: list[list[Term | None]] = [
        [NamedNode(actor), *(Literal(len(cells.get((actor, p), ()))) for p in policies)]
        for actor in actors
    ]
    return Rows(("actor", *(shorten(policy) for policy in policies)), rows, graph)


def _says(graph: Graph, step: Step, lang: str) -> str:
    forth = [f"{graph.label(iri, lang)} →" for iri in step.predicates]
    back = [f"← {graph.label(iri, lang)}" for iri in step.inverse]
    return joined("comma", lang, [*forth, *back])


def _number(value: float) -> Literal:
    """Return a whole number as it is, another to six places: more would be noise."""
    if isinstance(value, int):
        return Literal(value)
    return Literal(f"{value:.{_PLACES}f}", datatype=_DECIMAL)


_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
