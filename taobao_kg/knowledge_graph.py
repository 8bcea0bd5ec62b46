"""The graph in Python: ask it, look at it, take it away."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from taobao_kg.ask.desk import Desk
from taobao_kg.engines.answers import Solutions
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph, open_graph
from taobao_kg.lens import ALL
from taobao_kg.vocab import graph_iri, shorten

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from taobao_kg.export.pictures import Picture
    from taobao_kg.measures.desk import Measures
    from taobao_kg.show.network import Names, Years


class KnowledgeGraph(Desk):
    """A built graph and all that can be asked of it; made by `taobao_kg.open`.

    Things are named by slug, prefixed name, IRI, or a label in any script.
    """

    def __init__(
        self, folders: Folders, lens: str | Sequence[str] = ALL, endpoint: str = ""
    ) -> None:
        """Open the build that is published in some folders, or was pushed to a server.

        Raises:
            UsageError: for an unknown lens, and a value that is none for it.
            TaobaoKgError: when nothing was built or pushed yet, the store is damaged, or the
                server cannot be asked.
        """
        super().__init__(_open(folders, lens, endpoint), folders)
        if endpoint:
            self._through = lambda other: _open(folders, other, endpoint)

    def network(
        self,
        *,
        about: str | None = None,
        depth: int = 2,
        types: "Names" = (),
        years: "Years | None" = None,
        sources: "Names" = (),
        lang: str = "en",
    ) -> "nx.MultiDiGraph[str]":
        """Return the graph as a network: things as nodes, statements and triples as edges.

        `taobao_kg.show.network.build_network` says what nodes and edges carry and what the
        arguments mean.

        Raises:
            UsageError: for an unknown thing, type, source or language, what is no range of years,
                and a negative depth.
        """
        from taobao_kg.show.network import build_network

        return build_network(
            self._graph,
            about=about,
            depth=depth,
            types=types,
            years=years,
            sources=sources,
            lang=lang,
        )

    def measures(self, types: "Names" = (), years: "Years | None" = None) -> "Measures":
        """Return the desk for measures of the network; see `taobao_kg.measures.desk.Measures`."""
        from taobao_kg.measures.desk import Measures

        return Measures(self._graph, types, years)

    def chart(self, *indicators: str, lang: str = "en", **choice: Any) -> "Picture":
        """Return the numbers of indicators by time: to show, or to ``save("villages.svg")``.

        Args:
            *indicators: like other things, by slug, IRI or label.
            lang: ``en``, ``id`` or ``zh``.
            **choice: ``place``, ``by``, ``years``, ``log``; see
                `taobao_kg.show.charts.chart.draw_chart`, also for what it raises.
        """
        from taobao_kg.export.pictures import Picture
        from taobao_kg.show.charts.chart import draw_chart

        return Picture(draw_chart(self._graph, indicators, lang=lang, **choice))

    def timeline(
        self, *indicators: str, years: "Years | None" = None, lang: str = "en"
    ) -> "Picture":
        """Return policies by issuer over the numbers of indicators; see `chart`.

        Without an indicator it is the one with numbers for the most different times.
        """
        from taobao_kg.export.pictures import Picture
        from taobao_kg.show.charts.timeline import draw_timeline

        return Picture(draw_timeline(self._graph, indicators, years=years, lang=lang))

    def export(
        self,
        output: str,
        format: str | None = None,  # noqa: A002
        *,
        graphs: Collection[str] = (),
        lens: bool = False,
        split: bool = False,
    ) -> None:
        """Write the graph to a file or folder; see `taobao_kg.export.formats.export_graph`."""
        from taobao_kg.export.formats import export_graph

        export_graph(self._graph, output, format, graphs=graphs, lens=lens, split=split)

    @cached_property
    def graph(self) -> "rdflib.Dataset":
        """The named graphs as an rdflib Dataset; a pattern without a graph matches in any."""
        import rdflib
        from pyoxigraph import RdfFormat, serialize

        lines = serialize(self._graph.quads(), format=RdfFormat.N_QUADS) or b""
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=lines.decode(), format="nquads")
        return dataset

    def ontology(self) -> Any:
        """Return ontology, entities and plain facts as owlready2 objects.

        Raises:
            TaobaoKgError: when owlready2 is not installed.
        """
        from taobao_kg.build.owl import load_owl

        wanted = [graph_iri(name) for name in ("ontology", "entities", "truths")]
        return load_owl(quad.triple for name in wanted for quad in self._graph.quads(name))

    def __repr__(self) -> str:
        counts = self._counts()
        through = "" if self.lens.is_all else f", lens {self.lens.text}"
        size = f"{sum(counts.values())} triples in {len(counts)} named graphs"
        return f"<KnowledgeGraph: {size}{through}>"

    def _repr_html_(self) -> str:
        from taobao_kg.ask.footers import with_footer
        from taobao_kg.ask.pages import summary_as_html

        return with_footer(summary_as_html(self._counts()), self._graph, "html")

    def _counts(self) -> dict[str, int]:
        """Return the number of triples by short name of the named graph, sorted."""
        asked = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        found = self._graph.query(asked)
        rows: Iterable[Any] = found if isinstance(found, Solutions) else ()
        return dict(sorted((shorten(row[0].value), int(row[1].value)) for row in rows))


def _open(folders: Folders, lens: str | Sequence[str], endpoint: str) -> Graph:
    if endpoint:
        from taobao_kg.ask.endpoint import open_endpoint

        return open_endpoint(endpoint, lens, folders)
    if lens == ALL:
        return open_graph(folders)
    from taobao_kg.ask.lenses import open_lens

    return open_lens(folders, lens)
