"""The desk: what can be asked of an opened graph, in Python."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.ask.answers import ask, read_query
from taobao_kg.ask.parameters import Given
from taobao_kg.ask.results import Answer, Rows
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.lens import Lens
from taobao_kg.words.languages import read_language

if TYPE_CHECKING:
    from taobao_kg.ask.cite.check import Verdict
    from taobao_kg.ask.dependence_report import Report
    from taobao_kg.ask.pages import Page


class Desk:
    """What can be asked of a graph; `taobao_kg.knowledge_graph.KnowledgeGraph` is one.

    Things are named by slug, prefixed name, IRI, or a label in any script.
    """

    def __init__(self, graph: Graph, folders: Folders) -> None:
        self._graph = graph
        self._folders = folders
        #: Opens the graph through another lens, where it does not lie in the folders.
        self._through: Callable[[str], Graph] | None = None

    @property
    def lens(self) -> Lens:
        """Through which lens the graph is seen: ``kg.lens.text``, ``kg.lens.footer("id")``."""
        return self._graph.lens

    def lenses(self, lang: str = "en") -> Rows:
        """Return what ``lens=`` can be: lens, title, summary, example; by name.

        Raises:
            UsageError: for an unknown language.
        """
        from taobao_kg.ask.lens_list import lenses_as_rows

        return lenses_as_rows(self._folders.queries, read_language(lang))

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

    def dependence(
        self, what: str, lang: str = "en", every: bool = False, /, **params: Given
    ) -> "Report":
        """Return how far the answer to a question rests on each single source behind it.

        Args:
            what: as for `query`.
            lang: ``en``, ``id`` or ``zh``, of what is printed.
            every: leave out each source there is, not only those behind the answer.
            **params: parameters of the question.

        Returns:
            Printed as tables; ``.rows``, ``.sources`` and ``.to_json()`` hold all of it.

        Raises:
            UsageError: as `query`, and for an unknown language.
        """
        from taobao_kg.ask.dependence import find_dependence
        from taobao_kg.ask.dependence_report import Report

        read_language(lang)
        question = read_query(what, self._folders)
        found = find_dependence(self._graph, self._folders, question, params, every=every)
        return Report(found, lang)

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
            lang: ``en``, ``id`` or ``zh``, of labels.
            **params: parameters of the question.

        Raises:
            UsageError: for an unknown name, parameter, format or language.
        """
        from taobao_kg.ask.cite.citation import cite_target
        from taobao_kg.ask.cite.formats import WRITERS, choose_format
        from taobao_kg.ask.cite.target import read_target

        target = read_target(self._graph, self._folders, what, params)
        return WRITERS[choose_format(form)](cite_target(self._graph, target, read_language(lang)))

    def check_citation(self, given: str) -> "list[Verdict]":
        """Return what became of each citation in a file or text: ``.same``, ``.changes``.

        Raises:
            UsageError: when it holds none, or one was cut or altered.
            DataError: when the file cannot be read.
        """
        from taobao_kg.ask.cite.check import check_citations, read_citation

        text = read_citation(given)
        return check_citations(self._graph, self._folders, text, through=self._through)

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


def _text(name: str | NamedNode) -> str:
    return name if isinstance(name, str) else name.value
