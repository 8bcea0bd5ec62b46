"""Store: the files of a build, written beside the published one and then swapped in."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.engines.embedded import write_sizes, write_store
from taobao_kg.errors import UsageError
from taobao_kg.folders import show_path

#: Named graphs: N-Triples by IRI of the graph, repetitions allowed. So a triple takes half the
#: memory that it does as an object, and the engines read and write it without one.
Graphs = Mapping[str, bytes]


def write_triples(triples: Iterable[Triple]) -> bytes:
    """Return triples as N-Triples, in their order."""
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def read_triples(text: bytes) -> list[Triple]:
    """Return the triples of N-Triples, in their order."""
    return [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]


def count_triples(graphs: Graphs) -> dict[str, int]:
    """Return how many triples each graph has, repetitions left out; sorted by IRI."""
    return {name: len(set(graphs[name].splitlines())) for name in sorted(graphs)}


def lens_texts(graphs: Graphs) -> Iterator[bytes]:
    """Yield the parts of the lens: all graphs but the derivations; a triple may come again."""
    return (graphs[name] for name in sorted(graphs) if name != DERIVATIONS)


def load_lens(texts: Iterable[bytes]) -> Store:
    """Return a store that holds a lens, given as parts in N-Triples, in its default graph."""
    store = Store()
    for text in texts:
        store.load(text, RdfFormat.N_TRIPLES)
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


def write_world(folder: Path, graphs: Graphs) -> None:
    """Write the record, which is sorted N-Quads, and the store of some graphs; the sizes of both.

    Args:
        folder: is empty.
        graphs: a graph without triples is not there.
    """
    record = folder / "graph.nq"
    lines: list[bytes] = []
    for name, text in graphs.items():
        end = f"{NamedNode(name)} .\n".encode()
        lines += [line[:-1] + end for line in set(text.splitlines())]
    lines.sort()
    record.write_bytes(b"".join(lines))
    del lines
    write_sizes(record)
    write_store(folder / "store", b"".join(lens_texts(graphs)), record)


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
