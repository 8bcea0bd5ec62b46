"""The remote engine: a lens and its named graphs on a SPARQL 1.1 server."""

from collections.abc import Iterator, Mapping

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
)

from taobao_kg.engines.answers import Answer, read_answer
from taobao_kg.engines.embedded import Term, refuse_deep_query
from taobao_kg.engines.literals import canonical_triple
from taobao_kg.engines.manifest import GRAPHS, View
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import TaobaoKgError

#: After so many single look-ups a lens is fetched, which takes as long as some dozens of them …
PATIENCE = 24
#: … unless it has more triples than this; a triple takes about 200 bytes.
MOST_COPIED = 1_000_000

Node = NamedNode | Literal | None


class RemoteEngine:
    """A view of a server behind the few calls the graph needs."""

    def __init__(self, server: Server, view: View) -> None:
        """Look at a server through one of its lenses.

        Args:
            server: where the graphs are.
            view: one of its manifest.
        """
        self._server = server
        self._view = view
        self._lookups: dict[tuple[Node, Node, Node], list[Quad]] = {}
        self._copy: Store | None = None

    def __len__(self) -> int:
        """Return the number of quads, as the manifest has it."""
        return sum(stored.triples for stored in self._view.graphs.values())

    def query(self, sparql: str, *, substitutions: Mapping[Variable, Term] | None = None) -> Answer:
        """Answer a SPARQL 1.1 query in the server; see `taobao_kg.engines.engine.Engine.query`.

        Raises:
            UsageError: when it is too long or too deeply nested, or the server does not take it.
            TaobaoKgError: when there is no usable answer.
        """
        refuse_deep_query(sparql)
        view = self._view
        # The graphs of another lens have other names there than here.
        text = sparql.replace(f"<{GRAPHS}", f"<{view.home}")
        renamed = (view.home, GRAPHS) if view.home != GRAPHS else None
        found = self._server.query(text, view.default, view.named, substitutions, renamed)
        return read_answer(found, self._tell)

    def quads(
        self,
        s: NamedNode | None = None,
        p: NamedNode | None = None,
        o: NamedNode | Literal | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern; ``graph=None`` means every graph, the default one too.

        Raises:
            TaobaoKgError: when there is no usable answer, or a whole graph has not the size that
                the manifest has.
        """
        if graph is None or isinstance(graph, DefaultGraph):
            yield from self._in_lens(s, p, o)
        if graph is None:
            for name in self.graphs():
                yield from self._in_graph(s, p, o, NamedNode(name))
        elif isinstance(graph, NamedNode) and graph.value in self.graphs():
            yield from self._in_graph(s, p, o, graph)

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        home = self._view.home
        return [GRAPHS + iri.removeprefix(home) for iri in self._view.named]

    def _tell(self, error: OSError | RuntimeError) -> TaobaoKgError:
        return TaobaoKgError(f"{self._server.url}: the answer cannot be read ({error}); try again")

    def _in_lens(self, s: NamedNode | None, p: NamedNode | None, o: Node) -> Iterator[Quad]:
        if self._copy is None and self._is_worth_a_copy(s, p, o):
            self._copy = Store()
            self._copy.bulk_extend(self._ask(None, None, None, self._view.default, DefaultGraph()))
        if self._copy is not None:
            return self._copy.quads_for_pattern(s, p, o, DefaultGraph())
        if (s, p, o) not in self._lookups:
            found = self._ask(s, p, o, self._view.default, DefaultGraph())
            self._lookups[s, p, o] = list(found)
        return iter(self._lookups[s, p, o])

    def _is_worth_a_copy(self, s: NamedNode | None, p: NamedNode | None, o: Node) -> bool:
        if self._view.graphs[self._view.default].triples > MOST_COPIED:
            return False
        return len(self._lookups) >= PATIENCE or (s, p, o) == (None, None, None)

    def _in_graph(
        self, s: NamedNode | None, p: NamedNode | None, o: Node, graph: NamedNode
    ) -> Iterator[Quad]:
        stored = self._view.home + graph.value.removeprefix(GRAPHS)
        return self._ask(s, p, o, stored, graph)

    def _ask(
        self,
        s: NamedNode | None,
        p: NamedNode | None,
        o: Node,
        stored: str,
        graph: NamedNode | DefaultGraph,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern in one graph of the server."""
        pattern = f"{s or '?s'} {p or '?p'} {o or '?o'}"
        found = self._server.query(f"CONSTRUCT {{ {pattern} }} WHERE {{ {pattern} }}", stored)
        if not isinstance(found, QueryTriples):
            raise TypeError("a CONSTRUCT makes triples")
        written = self._written(stored)
        count = 0
        for triple in found:
            count += 1
            for as_written in written.get(triple, (triple,)):
                yield Quad(as_written.subject, as_written.predicate, as_written.object, graph)
        wanted = self._view.graphs[stored].triples
        if (s, p, o) == (None, None, None) and count != wanted:
            raise TaobaoKgError(
                f"{self._server.url}: <{stored}> gave {count} triples and should have {wanted};"
                " run 'taobao-kg load' again, or raise the server's limit on answers"
            )

    def _written(self, stored: str) -> dict[Triple, list[Triple]]:
        """Return the triples of a graph that no engine keeps as they were written."""
        found: dict[Triple, list[Triple]] = {}
        for line in self._view.written.get(stored, ()):
            for quad in parse(line, RdfFormat.N_TRIPLES):
                found.setdefault(canonical_triple(quad.triple), []).append(quad.triple)
        return found
