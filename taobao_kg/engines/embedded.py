"""The embedded store: Oxigraph, in memory or read-only from disk."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
    Variable,
)

from taobao_kg.engines.answers import Answer, read_answer
from taobao_kg.engines.seal import is_damage, read_seal, tell_fault
from taobao_kg.errors import TaobaoKgError, UsageError

Term = NamedNode | BlankNode | Literal | Triple
#: The graphs a query is asked over: those whose union is the default graph, and the named ones.
Graphs = tuple[Sequence[NamedNode | DefaultGraph], Sequence[NamedNode]]

#: Caps on a query text. Oxigraph's parser recurses: from a depth of about 8,000 the process dies.
MAX_QUERY_CHARACTERS = 100_000
MAX_NESTING = 200
_BRACKETS = re.compile(r"[(){}\[\]]")


class EmbeddedEngine:
    """An Oxigraph store behind the few calls the graph needs."""

    def __init__(self, path: Path | None = None) -> None:
        """Open a store.

        Args:
            path: a store written by `taobao_kg.build`, opened read-only; None for an empty store
                in memory that can be extended.

        Raises:
            TaobaoKgError: when the files on disk are not those that were written.
        """
        self._path = path
        self._store = Store() if path is None else _open_read_only(path)

    def __len__(self) -> int:
        """Return the number of quads; on disk this walks through all of them.

        Raises:
            TaobaoKgError: when the store turns out to be damaged.
        """
        try:
            return len(self._store)
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads to a store in memory."""
        self._store.extend(quads)

    @classmethod
    def around(cls, store: Store) -> "EmbeddedEngine":
        """Return an engine that asks a store in memory; who has the store may change it."""
        engine = cls()
        engine._store = store
        return engine

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[Variable, Term] | None = None,
        graphs: Graphs | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query; rows come lazily.

        Args:
            sparql: the query with its prefixes.
            substitutions: values for variables of the SELECT clause, bound as terms and never
                pasted into the text.
            graphs: the default graph, or several, and the named ones; None for what the text and
                the store say. Of several a triple that stands in two of them counts twice.

        Raises:
            UsageError: when the text is not SPARQL, or is too long or too deeply nested.
            TaobaoKgError: when the store turns out to be damaged; rows that are read later raise
                it, too.
        """
        refuse_deep_query(sparql)
        try:
            chosen: list[NamedNode | BlankNode | DefaultGraph] | None = (
                None if graphs is None else [*graphs[0]]
            )
            found = self._store.query(
                sparql,
                substitutions=dict(substitutions or {}) or None,
                default_graph=chosen,
                named_graphs=None if graphs is None else [*graphs[1]],
            )
        except SyntaxError as error:
            message = " ".join(str(error).split())
            raise UsageError(f"the query is not SPARQL: {message}; mend it there") from error
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error
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
            TaobaoKgError: when the store turns out to be damaged.
        """
        try:
            yield from self._store.quads_for_pattern(s, p, o, graph)
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted.

        Raises:
            TaobaoKgError: when the store turns out to be damaged.
        """
        try:
            return sorted(g.value for g in self._store.named_graphs() if isinstance(g, NamedNode))
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error

    def _tell(self, error: OSError | RuntimeError) -> TaobaoKgError:
        """Return what an error of the engine means."""
        if self._path is not None and (isinstance(error, OSError) or is_damage(error)):
            return tell_fault(self._path, error)
        return UsageError(f"the query cannot be asked: {error}; mend it")


def refuse_deep_query(sparql: str) -> None:
    """Refuse a query that the parser could not survive.

    Raises:
        UsageError: over `MAX_QUERY_CHARACTERS` characters or `MAX_NESTING` open brackets.
    """
    if len(sparql) > MAX_QUERY_CHARACTERS:
        raise UsageError(
            f"the query has {len(sparql)} characters; at most {MAX_QUERY_CHARACTERS} are read"
        )
    if sum(map(sparql.count, "({[")) <= MAX_NESTING:
        return  # as nearly always; the rest is slower
    depth = 0
    for mark in _BRACKETS.findall(sparql):
        if mark in "({[":
            depth += 1
            if depth > MAX_NESTING:
                raise UsageError(f"the query nests deeper than {MAX_NESTING} brackets; split it")
        else:
            depth -= 1


def _open_read_only(path: Path) -> Store:
    read_seal(path)
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise tell_fault(path, error) from error
