"""The embedded store: Oxigraph, in memory or read-only from disk."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Variable

from taobao_kg.engines.engine import Answer as Answer
from taobao_kg.engines.engine import Term as Term
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.folders import show_path

#: Caps on a query text. Oxigraph's parser recurses: from a depth of about 8,000 the process dies.
MAX_QUERY_CHARACTERS = 100_000
MAX_NESTING = 200

#: How RocksDB names the file it could not read.
_DATA_FILE = re.compile(r" in (.+?\.sst)\b")


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
        """Return the number of quads; on disk this walks through all of them."""
        return len(self._store)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads to a store in memory."""
        self._store.extend(quads)

    @classmethod
    def around(cls, store: Store) -> "EmbeddedEngine":
        """Return an engine that asks a store in memory; who has the store may change it."""
        engine = cls()
        engine._store = store
        return engine

    def query(self, sparql: str, *, substitutions: Mapping[Variable, Term] | None = None) -> Answer:
        """Answer a SPARQL 1.1 query; rows come lazily.

        Args:
            sparql: the query with its prefixes.
            substitutions: values for variables of the SELECT clause, bound as terms and never
                pasted into the text.

        Raises:
            UsageError: when the text is not SPARQL, or is too long or too deeply nested.
            TaobaoKgError: when the store turns out to be damaged. Rows that are read later raise
                Oxigraph's RuntimeError; `is_damage` tells it from others.
        """
        refuse_deep_query(sparql)
        try:
            return self._store.query(sparql, substitutions=dict(substitutions or {}) or None)
        except SyntaxError as error:
            message = " ".join(str(error).split())
            raise UsageError(f"the query is not SPARQL: {message}; mend it there") from error
        except (OSError, RuntimeError) as error:
            if self._path is not None and (isinstance(error, OSError) or is_damage(error)):
                raise tell_damage(self._path, error) from error
            raise UsageError(f"the query cannot be asked: {error}; mend it") from error

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
            if self._path is None:
                raise
            raise tell_damage(self._path, error) from error

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self._store.named_graphs() if isinstance(g, NamedNode))


def refuse_deep_query(sparql: str) -> None:
    """Refuse a query that the parser could not survive.

    Raises:
        UsageError: over `MAX_QUERY_CHARACTERS` characters or `MAX_NESTING` open brackets.
    """
    if len(sparql) > MAX_QUERY_CHARACTERS:
        raise UsageError(
            f"the query has {len(sparql)} characters; at most {MAX_QUERY_CHARACTERS} are read"
        )
    depth = 0
    for mark in sparql:
        if mark in "({[":
            depth += 1
            if depth > MAX_NESTING:
                raise UsageError(f"the query nests deeper than {MAX_NESTING} brackets; split it")
        elif mark in ")}]":
            depth -= 1


def write_store(path: Path, default: bytes, named: Path) -> None:
    """Write a new store and, beside it, the sizes of its files.

    The sizes are there because a store with a truncated MANIFEST opens as an empty one, without
    an error; looking at a dozen sizes costs nothing, counting the quads would.

    Args:
        path: a folder that does not exist yet.
        default: the default graph as N-Triples, repetitions allowed.
        named: a file that holds the named graphs as N-Quads.
    """
    store = Store(str(path))
    store.bulk_load(default, RdfFormat.N_TRIPLES)
    store.bulk_load(path=named, format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store  # closes the files; their sizes are final only now
    write_sizes(path)


def write_changed_store(
    path: Path, old: Path, removed: Iterable[Quad], added: Iterable[Quad]
) -> None:
    """Write a changed copy of a store, and beside it the sizes of its files.

    Args:
        path: a folder that does not exist yet.
        old: a store written by `write_store`.
        removed: quads that go; blank nodes cannot be named.
        added: quads that come.
    """
    shutil.copytree(old, path)
    store = Store(str(path))
    change_store(store, removed, added)
    store.flush()  # not optimized: that would take longer than most of what is asked of it
    del store
    write_sizes(path)


def change_store(store: Store, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
    """Take quads out of a store and put others in; a named graph without any is gone.

    In one step: an update is written together, single quads are not, which takes longer.

    Args:
        store: can be written.
        removed: quads that go; blank nodes cannot be named.
        added: quads that come.
    """
    gone = list(removed)
    store.update(f"DELETE DATA {{ {_as_data(gone)} }} ; INSERT DATA {{ {_as_data(added)} }}")
    for graph in {quad.graph_name for quad in gone}:
        if not any(store.quads_for_pattern(None, None, None, graph)):
            store.remove_graph(graph)


def write_sizes(path: Path) -> None:
    """Write, beside a store or a file, the sizes that `is_whole` compares."""
    _sizes_file(path).write_text(_file_sizes(path), encoding="utf-8")


def is_whole(path: Path) -> bool:
    """Return whether a store or a file is there in the sizes `write_sizes` noted."""
    try:
        return _file_sizes(path).encode() == _sizes_file(path).read_bytes()
    except OSError:
        return False


def is_damage(error: Exception) -> bool:
    """Return whether an error of Oxigraph means that its files are damaged."""
    return isinstance(error, RuntimeError) and str(error).startswith("Corruption")


def tell_damage(path: Path | None, error: Exception | None = None) -> TaobaoKgError:
    """Return what to say of damaged files: the file as far as it is known, and the next step.

    Args:
        path: the store or file; None when only the error knows it.
        error: what came of reading it; may name one of the files of a store.
    """
    named = _DATA_FILE.search(str(error))
    place = Path(named[1]) if named else path
    where = f"{show_path(place)}: " if place else ""
    return TaobaoKgError(f"{where}the stored graph is damaged; run 'taobao-kg build --force'")


def _as_data(quads: Iterable[Quad]) -> str:
    """Return quads as SPARQL has them; their terms are those of N-Triples (SPARQL 1.1 §19.8)."""
    return " ".join(
        f"{quad.triple} ."
        if isinstance(quad.graph_name, DefaultGraph)
        else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    )


def _open_read_only(path: Path) -> Store:
    if not is_whole(path):
        raise tell_damage(path)
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise tell_damage(path, error) from error


def _sizes_file(path: Path) -> Path:
    return path.with_name(path.name + ".sizes")


def _file_sizes(path: Path) -> str:
    """Return one line a file that holds data: its name and its size in bytes."""
    if path.is_file():
        return f"{path.name} {path.stat().st_size}\n"
    with os.scandir(path) as entries:
        lines = sorted(
            f"{entry.name} {entry.stat().st_size}\n"
            for entry in entries
            if entry.name.startswith(("MANIFEST", "CURRENT")) or entry.name.endswith(".sst")
        )
    return "".join(lines)
