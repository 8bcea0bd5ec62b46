"""Writing stores: made new, or a changed copy of one; each with its seal."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from taobao_kg.engines.seal import read_seal, write_seal


def write_store(path: Path, default: bytes, named: Path) -> None:
    """Write a new store and, beside it, its seal.

    Args:
        path: a folder that does not exist yet.
        default: the default graph as N-Triples, repetitions allowed.
        named: a file that holds the named graphs as N-Quads. Both were written by the engine: what
            is cut off is refused, but whether IRIs are valid is not looked at again.

    Raises:
        OSError: when it cannot be written.
    """
    store = Store(str(path))
    store.bulk_load(default, RdfFormat.N_TRIPLES, lenient=True)
    store.bulk_load(path=named, format=RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    store.flush()
    quads = len(store)
    del store  # closes the files, which are final only now
    write_seal(path, quads)


def write_changed_store(
    path: Path, old: Path, removed: Iterable[Quad], added: Iterable[Quad]
) -> None:
    """Write a changed copy of a store and, beside it, its seal.

    Args:
        path: a folder that does not exist yet.
        old: a store written by `write_store`.
        removed: quads that go; blank nodes cannot be named.
        added: quads that come.

    Raises:
        TaobaoKgError: when the old store is not as it was written.
        OSError: when the new one cannot be written.
    """
    read_seal(old)
    shutil.copytree(old, path)
    store = Store(str(path))
    gone = list(removed)
    # In one step: an update is written together, single quads are not, which takes longer.
    store.update(f"DELETE DATA {{ {_as_data(gone)} }} ; INSERT DATA {{ {_as_data(added)} }}")
    _drop_empty(store, gone)
    store.flush()  # not optimized: that would take longer than most of what is asked of it
    quads = len(store)
    del store
    write_seal(path, quads)


def change_store(store: Store, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
    """Take quads out of a store and put others in; a named graph without any is gone.

    Args:
        store: in memory; on disk `write_changed_store` is faster.
        removed: quads that go.
        added: quads that come.
    """
    gone = list(removed)
    for quad in gone:
        store.remove(quad)
    store.extend(added)
    _drop_empty(store, gone)


def _drop_empty(store: Store, gone: Iterable[Quad]) -> None:
    """Drop the named graphs of some quads where nothing else stands in them."""
    for graph in {quad.graph_name for quad in gone}:
        if not any(store.quads_for_pattern(None, None, None, graph)):
            store.remove_graph(graph)


def _as_data(quads: Iterable[Quad]) -> str:
    """Return quads as SPARQL has them; their terms are those of N-Triples (SPARQL 1.1 §19.8)."""
    return " ".join(
        f"{quad.triple} ."
        if isinstance(quad.graph_name, DefaultGraph)
        else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    )
