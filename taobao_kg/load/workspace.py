"""The workspace on a server: a passing graph on which rules and checks run there."""

from collections.abc import Iterator

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from taobao_kg.engines.protocol import Server


class ServerWorkspace:
    """One graph of a server; what is only looked up is looked up in a copy of it."""

    def __init__(self, server: Server, graph: str) -> None:
        """Work on a named graph of a server; what is not loaded through this must not change."""
        self._server = server
        self._graph = graph
        self._copy: Store | None = None

    def query(self, query: str, /) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query over that graph, in the server."""
        return self._server.query(query, self._graph)

    def clear(self) -> None:
        """Remove what is in that graph."""
        self._server.update(f"CLEAR SILENT GRAPH <{self._graph}>")
        self._copy = None

    def load(self, input: bytes, format: RdfFormat = RdfFormat.N_TRIPLES, /) -> None:  # noqa: A002
        """Add triples, as N-Triples, to that graph."""
        if format != RdfFormat.N_TRIPLES:
            raise ValueError(f"{format} cannot be sent; only N-Triples can")
        if input:
            self._server.add_triples(self._graph, input)
            self._copy = None

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - as the store has it
        graph_name: None = None,
        /,
    ) -> Iterator[Quad]:
        """Return the triples of a pattern."""
        return self._looked_up().quads_for_pattern(subject, predicate, object, graph_name)

    def __contains__(self, quad: Quad, /) -> bool:
        """Return whether that graph has a triple."""
        return quad in self._looked_up()

    def _looked_up(self) -> Store:
        if self._copy is None:
            self._copy = Store()
            found = self.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
            if not isinstance(found, QueryTriples):
                raise TypeError("a CONSTRUCT makes triples")
            self._copy.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in found)
        return self._copy
