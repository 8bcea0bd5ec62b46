"""The graph: what every floor above talks to."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from taobao_kg.engines.answers import Answer
from taobao_kg.engines.embedded import EmbeddedEngine, Graphs, Term
from taobao_kg.engines.engine import Engine
from taobao_kg.engines.record import Record
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.folders import Folders
from taobao_kg.lens import WHOLE, Lens
from taobao_kg.vocab import graph_iri, shorten, term
from taobao_kg.words.languages import TAGS

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Graph:
    """The built graph, read-only.

    Its default graph is a lens, mostly "all": every asserted and derived triple once. What each
    file and each step said stands in the named graphs; through another lens these too hold only
    what it lets through.

    Attributes:
        in_memory: whether to look up many triples one by one is faster than to ask for all.
    """

    in_memory = False

    def __init__(
        self,
        engine: Engine,
        record: Path | None = None,
        queries: Path | None = None,
        lens: Lens = WHOLE,
    ) -> None:
        """Wrap an engine.

        Args:
            engine: holds the lens in its default graph, the rest in named graphs.
            record: the N-Quads file the store was filled from, with its seal beside it. Oxigraph
                rewrites literals (1.50 becomes 1.5); the record keeps them as they were written.
            queries: the folder of the questions and checks that go with the graph, if there is one.
            lens: through which the graph is seen.
        """
        self._engine = engine
        self._record = Record(record) if record else None
        self.queries = queries
        self.lens = lens

    def query(self, sparql: str, substitutions: Mapping[Variable, Term] | None = None) -> Answer:
        """Answer a SPARQL 1.1 query over the lens; named graphs are reached by GRAPH.

        Raises:
            UsageError: when the text is not SPARQL.
        """
        return self._engine.query(sparql, substitutions=substitutions)

    def query_over(self, sparql: str, graphs: Graphs) -> Answer:
        """Answer a SPARQL 1.1 query over other graphs than the lens; see `EmbeddedEngine.query`.

        Raises:
            UsageError: when the text is not SPARQL, and for a graph on a server.
        """
        if not isinstance(self._engine, EmbeddedEngine):
            raise UsageError("a server chooses its graphs by FROM; write it into the query")
        return self._engine.query(sparql, graphs=graphs)

    def triples(
        self,
        s: str | NamedNode | None = None,
        p: str | NamedNode | None = None,
        o: str | NamedNode | Literal | None = None,
    ) -> Iterator[Triple]:
        """Return the triples of a pattern in the lens, in no order; a str is an IRI."""
        found = self._engine.quads(
            _node(s), _node(p), o if isinstance(o, Literal) else _node(o), DefaultGraph()
        )
        return (quad.triple for quad in found)

    def quads(self, graph: str | NamedNode | None = None) -> Iterator[Quad]:
        """Return what stands in one named graph or in all of them, never the lens.

        Sorted as N-Quads lines, and with literals as written, when the graph was built on disk;
        in no order for a graph in memory or on a server.

        Raises:
            TaobaoKgError: when the file of the quads is damaged, or the server gives too few.
        """
        wanted = _node(graph)
        if self._record is not None:
            quads = self._record.quads()
            return (q for q in quads if wanted is None or q.graph_name == wanted)
        names = self.graphs() if wanted is None else [wanted.value]
        return (q for name in names for q in self._engine.quads(graph=NamedNode(name)))

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return self._engine.graphs()

    def once(
        self, read: Callable[Concatenate["Graph", _P], _T], *args: _P.args, **named: _P.kwargs
    ) -> _T:
        """Return what a function reads of this graph; kept where the graph cannot change."""
        return read(self, *args, **named)

    def has(self, iri: str | NamedNode) -> bool:
        """Return whether the lens says anything about a thing."""
        return next(self.triples(iri), None) is not None

    def types(self, iri: str | NamedNode) -> list[str]:
        """Return the IRIs of the classes of a thing, derived ones too, sorted."""
        found = (triple.object for triple in self.triples(iri, term("rdf:type")))
        return sorted(node.value for node in found if isinstance(node, NamedNode))

    def labels(self, iri: str | NamedNode) -> list[Literal]:
        """Return the labels of a thing, sorted by language tag (lower case) and text."""
        found = (triple.object for triple in self.triples(iri, term("rdfs:label")))
        literals = [node for node in found if isinstance(node, Literal)]
        return sorted(literals, key=lambda label: (label.language or "", label.value))

    def label(self, iri: str | NamedNode, lang: str = "en") -> str:
        """Return the best label of a thing.

        Args:
            iri: any thing; one without labels is answered with its short name.
            lang: ``en``, ``id``, ``zh`` or a full tag; then English, then any language.
        """
        labels = self.labels(iri)
        wanted = TAGS.get(lang, lang).lower()
        for tag in (wanted, "en"):
            for label in labels:
                if label.language == tag:
                    return label.value
        return labels[0].value if labels else shorten(str(getattr(iri, "value", iri)))


def open_graph(folders: Folders) -> Graph:
    """Open the published build.

    Raises:
        TaobaoKgError: when nothing was built yet, or the store is damaged.
    """
    # Resolved once: a build published meanwhile must not mix with the one that is open.
    current = folders.current.resolve()
    if not current.is_dir():
        raise TaobaoKgError(f"{folders.build}: nothing is built yet; run 'taobao-kg build'")
    return Graph(EmbeddedEngine(current / "store"), current / "graph.nq", folders.queries)


def open_lens_graph(folder: Path, queries: Path) -> Graph | None:
    """Open a lens that was materialised before; None when it is not there, or not whole.

    Args:
        folder: where `taobao_kg.build.lenses` put it.
        queries: the folder of the questions and checks that go with the graph.
    """
    import json

    try:
        said = json.loads((folder / "lens.json").read_text(encoding="utf-8"))
        lens = Lens(**said)
        engine = EmbeddedEngine(folder / "store")
    except (OSError, ValueError, TypeError, TaobaoKgError):
        return None
    return Graph(engine, folder / "graph.nq", queries, lens)


def source_graph(slug: str) -> str:
    """Return the IRI of the graph that holds what one source says."""
    return graph_iri(slug)


def _node(value: str | NamedNode | None) -> NamedNode | None:
    return NamedNode(value) if isinstance(value, str) else value
