"""The graph in Python: ask it, look at it, take it away."""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from taobao_kg.ask.answers import ask, read_query
from taobao_kg.ask.parameters import Given
from taobao_kg.ask.results import Answer, Rows
from taobao_kg.folders import Folders
from taobao_kg.graph import open_graph
from taobao_kg.vocab import graph_iri, shorten
from taobao_kg.words.languages import read_language

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from taobao_kg.ask.cite.check import Verdict
    from taobao_kg.ask.pages import Page
    from taobao_kg.export.pictures import Picture
    from taobao_kg.measures.desk import Measures
    from taobao_kg.show.network import Names, Years


class KnowledgeGraph:
    """A built graph and all that can be asked of it; made by `taobao_kg.open`.

    Things are named by slug, prefixed name, IRI, or a label in any script.
    """

    def __init__(self, folders: Folders) -> None:
        """Open the build that is published in some folders.

        Raises:
            TaobaoKgError: when nothing was built yet, or the store is damaged.
        """
        self._folders = folders
        self._graph = open_graph(folders)

    def query(self, what: str, **params: Given) -> Answer:
        """Answer a question.

        Args:
            what: the name of a question of the library, a ``.rq`` file, or SPARQL.
            **params: its parameters, as text, numbers or terms.

        Returns:
            Rows for SELECT (``row.year``, ``row["year"]``, ``rows.to_pandas()``, ``rows.why()``),
            triples for CONSTRUCT and DESCRIBE, a bool for ASK.

        Raises:
            UsageError: for an unknown question, parameter or name, and a text that is not SPARQL.
        """
        return ask(self._graph, read_query(what, self._folders), params)

    def questions(self, tag: str | None = None, lang: str = "en") -> Rows:
        """Return the questions of the library: name, question, parameters, tags; by name.

        Raises:
            UsageError: for an unknown language, and a tag no question has.
        """
        from taobao_kg.ask.catalogue import list_as_rows

        return list_as_rows(self._folders.queries, tag, read_language(lang))

    def claims(self, about: str) -> Rows:
        """Return the claims and observations about a thing, one row each, in natural order.

        Raises:
            UsageError: for an unknown thing, with the nearest names.
        """
        from taobao_kg.ask.claims import statements_as_rows
        from taobao_kg.ask.statements import statements_about
        from taobao_kg.ask.things import find_thing

        found = statements_about(self._graph, find_thing(self._graph, about))
        return statements_as_rows(self._graph, found)

    def discrepancies(
        self,
        kind: str | Collection[str] = (),
        severity: int | Collection[int] = (),
        about: str = "",
        lang: str = "en",
    ) -> Rows:
        """Return what does not fit, one row each, the worst first; `Rows.why` has the quotations.

        Raises:
            UsageError: for a kind no rule looks for, an unknown thing, and an unknown language.
        """
        from taobao_kg.ask.discrepancies import discrepancies_as_rows, read_discrepancies

        found = read_discrepancies(
            self._graph,
            kinds=[kind] if isinstance(kind, str) else [*kind],
            severities=[severity] if isinstance(severity, int) else [*severity],
            about=about,
        )
        return discrepancies_as_rows(self._graph, found, read_language(lang))

    def why(
        self, s: str | NamedNode, p: str | NamedNode, o: str | NamedNode | Literal, lang: str = "en"
    ) -> "Page":
        """Return why a triple is in the graph, down to the quotations, as a page to print.

        Raises:
            UsageError: for an unknown name, with the nearest, and an unknown language.
            TaobaoKgError: when the triple is not there, with the nearest that are.
        """
        from taobao_kg.ask.pages import reason_page
        from taobao_kg.ask.reasons import explain, read_triple

        read_language(lang)
        if isinstance(o, Literal):
            found = read_triple(self._graph, _text(s), _text(p), f'"{o.value}"')
            triple = Triple(found.subject, found.predicate, o)
        else:
            triple = read_triple(self._graph, _text(s), _text(p), _text(o))
        return reason_page(self._graph, explain(self._graph, triple), lang)

    def cite(
        self, what: str | None = None, form: str = "text", lang: str = "en", /, **params: Given
    ) -> str:
        """Return a citation of the data set, or of a thing, claim or question in it.

        Args:
            what: see `taobao_kg.ask.cite.target.read_target`.
            form: ``text``, ``bibtex``, ``ris`` or ``csl-json``.
            lang: ``en``, ``id`` or ``zh``.
            **params: parameters of the question.

        Raises:
            UsageError: for an unknown name, parameter, format or language.
        """
        from taobao_kg.ask.cite.citation import cite_target
        from taobao_kg.ask.cite.formats import choose_format, write_works
        from taobao_kg.ask.cite.target import read_target

        target = read_target(self._graph, self._folders, what, params)
        works = cite_target(self._graph, target, read_language(lang))
        return write_works(works, choose_format(form), lang)

    def check_citation(self, given: str, lang: str = "en") -> "list[Verdict]":
        """Return what became of each citation in a file or text: ``.same``, ``.changes``.

        Raises:
            UsageError: when it holds none, or one was cut or altered; an unknown language.
            DataError: when the file cannot be read.
        """
        from taobao_kg.ask.cite.check import check_citations, read_citation

        text = read_citation(given)
        return check_citations(self._graph, self._folders, text, read_language(lang))

    def search(self, text: str, *, lang: str = "en", limit: int = 20) -> Rows:
        """Return the things whose names match a text in any script, best first.

        Columns: iri, label, type, matched (the name that matched), language, way.

        Raises:
            UsageError: for a text without letters and digits, and an unknown language.
        """
        from taobao_kg.ask.search import hits_as_rows, search

        found = search(self._graph, text, lang=read_language(lang), limit=limit)
        return hits_as_rows(self._graph, found)

    def card(self, thing: str, *, lang: str = "en", limit: int = 20) -> "Page":
        """Return all there is about one thing as a page to print.

        Raises:
            UsageError: for an unknown thing, with the nearest names, and an unknown language.
        """
        from taobao_kg.ask.card import make_card
        from taobao_kg.ask.pages import card_page
        from taobao_kg.ask.things import find_thing

        card = make_card(self._graph, find_thing(self._graph, thing), read_language(lang))
        return card_page(self._graph, card, lang, limit)

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
        return f"<KnowledgeGraph: {sum(counts.values())} triples in {len(counts)} named graphs>"

    def _repr_html_(self) -> str:
        from taobao_kg.ask.pages import summary_as_html

        return summary_as_html(self._counts())

    def _counts(self) -> dict[str, int]:
        """Return the number of triples by short name of the named graph, sorted."""
        asked = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        found = self._graph.query(asked)
        rows: Iterable[Any] = found if isinstance(found, QuerySolutions) else ()
        return dict(sorted((shorten(row[0].value), int(row[1].value)) for row in rows))


def _text(name: str | NamedNode) -> str:
    return name if isinstance(name, str) else name.value
