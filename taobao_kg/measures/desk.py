"""The desk where measures are asked for in Python: networkx networks and rows."""

from typing import TYPE_CHECKING

from taobao_kg.ask.results import Rows
from taobao_kg.ask.things import find_thing
from taobao_kg.graph import Graph
from taobao_kg.measures import communities, paths, projection, report
from taobao_kg.measures.ties import read_ties
from taobao_kg.show.network import Names, Years

if TYPE_CHECKING:
    import networkx as nx


class Measures:
    """What can be measured of the network of what sources assert or report.

    `taobao_kg.measures.ties.read_ties` says what is tied, and which errors wrong types and years
    raise; `taobao_kg.measures.meanings` says what each measure means.
    """

    def __init__(self, graph: Graph, types: Names = (), years: Years | None = None) -> None:
        """Measure among some types and years; by default all but sources, times and numbers."""
        self._graph, self._types, self._years = graph, types, years

    def network(self) -> "nx.DiGraph[str]":
        """Return the ties, with every measure written to every node."""
        ties = self._ties()
        report.add_measures(ties)
        return ties

    def table(self, by: str = "degree") -> Rows:
        """Return every thing with its measures, the greatest first."""
        return report.measures_as_rows(self._graph, self._ties(), by)

    def communities(self, lang: str = "en") -> Rows:
        """Return the communities, the largest first."""
        groups = communities.find_communities(self._ties())
        return report.groups_as_rows(self._graph, groups, lang)

    def components(self, lang: str = "en") -> Rows:
        """Return the parts of the network between which there is no tie."""
        groups = communities.find_components(self._ties())
        return report.groups_as_rows(self._graph, groups, lang)

    def paths(self, start: str, end: str, lang: str = "en") -> Rows:
        """Return the shortest ways between two things; ``rows.why()`` has the statements.

        Raises:
            UsageError: for an unknown thing, with the nearest names.
            TaobaoKgError: when no way leads from one to the other.
        """
        start, end = find_thing(self._graph, start), find_thing(self._graph, end)
        return report.paths_as_rows(self._graph, paths.find_paths(self._ties(), start, end), lang)

    def actors(self) -> "nx.Graph[str]":
        """Return the actors tied by common policies and partnerships."""
        return projection.project_actors(self._ties())

    def matrix(self) -> Rows:
        """Return actors by policies: how often it is said that one issued, ran or proposed one."""
        return report.matrix_as_rows(self._graph, self._ties())

    def _ties(self) -> "nx.DiGraph[str]":
        return read_ties(self._graph, types=self._types, years=self._years)
