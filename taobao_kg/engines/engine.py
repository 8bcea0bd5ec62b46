"""What the graph asks of any engine, whether it works in this process or on a server."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Variable,
)

from taobao_kg.engines.answers import Answer
from taobao_kg.engines.embedded import Term


class Engine(Protocol):
    """A store that answers SPARQL; its default graph is a lens, the rest stands in named graphs."""

    def query(self, sparql: str, *, substitutions: Mapping[Variable, Term] | None = None) -> Answer:
        """Answer a SPARQL 1.1 query, with values bound to variables as terms.

        Raises:
            UsageError: when the text is not SPARQL, or is too long or too deeply nested.
            TaobaoKgError: when the engine cannot answer.
        """

    def quads(
        self,
        s: NamedNode | None = None,
        p: NamedNode | None = None,
        o: NamedNode | Literal | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern; ``graph=None`` means every graph, the default one too."""

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""


class Workspace(Protocol):
    """What rules and checks work on: one graph, in a store in memory or on a server."""

    def query(self, query: str, /) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query over that graph."""

    def load(self, input: bytes, format: RdfFormat, /) -> None:  # noqa: A002 - as the store has it
        """Add triples to that graph."""

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - as the store has it
        graph_name: None = None,
        /,
    ) -> Iterator[Quad]:
        """Return the triples of a pattern."""

    def __contains__(self, quad: Quad, /) -> bool:
        """Return whether that graph has a triple."""
