"""Store: the files of a build, written beside the published one and then swapped in."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.engines.embedded import write_sizes, write_store
from taobao_kg.errors import UsageError
from taobao_kg.folders import show_path


class World(NamedTuple):
    """Everything a build stores.

    Attributes:
        record: the named graphs as sorted N-Quads.
        lens: the lens as sorted N-Triples.
        counts: triples by IRI of the named graph, sorted.
    """

    record: str
    lens: str
    counts: dict[str, int]


def make_world(graphs: Mapping[str, Iterable[Triple]]) -> World:
    """Return named graphs and the lens that holds each of their triples once.

    Args:
        graphs: triples by IRI of the graph, repetitions allowed.
    """
    lens: set[str] = set()
    record: list[str] = []
    counts: dict[str, int] = {}
    for name in sorted(graphs):
        graph = NamedNode(name)
        lines = set(map(str, graphs[name]))
        counts[name] = len(lines)
        record += [f"{line} {graph} .\n" for line in lines]
        if name != DERIVATIONS:
            lens |= lines
    lens_lines = sorted(f"{line} .\n" for line in lens)
    return World("".join(sorted(record)), "".join(lens_lines), counts)


def add_graphs(world: World, graphs: Mapping[str, Iterable[Triple]]) -> World:
    """Return a world with more named graphs, which are in the lens too.

    Args:
        world: does not have those graphs yet.
        graphs: triples by IRI of the graph; one without any is not there.
    """
    record, lens = world.record.splitlines(keepends=True), {*world.lens.splitlines(keepends=True)}
    counts = dict(world.counts)
    for name, triples in graphs.items():
        lines = set(map(str, triples))
        if lines:
            record += [f"{line} {NamedNode(name)} .\n" for line in lines]
            lens.update(f"{line} .\n" for line in lines)
            counts[name] = len(lines)
    return World("".join(sorted(record)), "".join(sorted(lens)), dict(sorted(counts.items())))


def load_lens(lens: str) -> Store:
    """Return a store that holds a lens, given as N-Triples, in its default graph."""
    store = Store()
    store.bulk_load(lens.encode(), RdfFormat.N_TRIPLES)
    return store


def load_quads(quads: Collection[Quad], named: Collection[str] | None = None) -> Store:
    """Return a store in memory that holds some quads, and the lens of them in its default graph.

    Args:
        quads: what stands in named graphs.
        named: IRIs of the graphs to hold as such; None for all.
    """
    store = Store()
    wanted = None if named is None else {NamedNode(iri) for iri in named}
    store.bulk_extend(quad for quad in quads if wanted is None or quad.graph_name in wanted)
    apart = NamedNode(DERIVATIONS)
    store.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if quad.graph_name != apart
    )
    return store


def write_world(folder: Path, world: World) -> None:
    """Write the record and the store of a world into an empty folder, and the sizes of both."""
    record = folder / "graph.nq"
    record.write_text(world.record, encoding="utf-8", newline="\n")
    write_sizes(record)
    write_store(folder / "store", world.lens, world.record)


@contextmanager
def locked(build: Path) -> Iterator[None]:
    """Hold a build folder, made if need be, against other builds; waits for its turn.

    Raises:
        UsageError: when the folder cannot be written.
    """
    try:
        build.mkdir(parents=True, exist_ok=True)
        lock = os.open(build / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{show_path(build)}: cannot be written ({reason}); give another with --build"
        raise UsageError(message) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def publish(build: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Fill a new folder and make it the current build; readers of the old one are not disturbed.

    Args:
        build: a folder held by `locked`.
        name: what the new folder shall be called.
        fill: writes the files; when it raises, nothing remains and the old build stays.

    Returns:
        The new folder.

    Raises:
        UsageError: when the folder cannot be written.
    """
    current = build / "current"
    new: Path | None = None
    try:
        _remove_all_but(build, current.resolve().name)  # what a killed build left
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=build))
        fill(new)
        new.chmod(0o755)  # mkdtemp keeps it for this user; a build is for all
        target = build / name
        if target.exists():  # the same inputs, built again by force
            target = build / f"{name}-again" if target == current.resolve() else target
        new.rename(target)
        link = build / ".link"
        link.unlink(missing_ok=True)
        link.symlink_to(target.name)
        link.replace(current)
        _remove_all_but(build, target.name)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{show_path(build)}: cannot be written ({reason}); give another with --build"
        raise UsageError(message) from error
    finally:
        if new is not None:
            shutil.rmtree(new, ignore_errors=True)
    return target


def _remove_all_but(build: Path, keep: str) -> None:
    """Remove the folders of other builds; anything that does not look like ours stays."""
    for path in build.iterdir():
        is_build = path.name.startswith(".new-") or (path / "build.json").is_file()
        if path.is_dir() and not path.is_symlink() and path.name != keep and is_build:
            shutil.rmtree(path, ignore_errors=True)
