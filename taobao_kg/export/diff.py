"""What changed between two graphs, statement by statement."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, Quad, RdfFormat, parse

from taobao_kg.errors import DataError
from taobao_kg.export.choice import graph_of
from taobao_kg.export.subjects import Subjects
from taobao_kg.folders import show_path
from taobao_kg.vocab import shorten

#: The graph of thousands of nodes that say by which rule each derived triple follows.
_REASONS = "graph:derivations"


class Change(NamedTuple):
    """What changed in one named graph; both lists are sorted as N-Quads lines."""

    graph: str
    added: list[Quad]
    removed: list[Quad]


def compare_files(old: Path, new: Path) -> Iterator[str]:
    """Return the differences of two graphs as lines to read; no line when there are none.

    For each named graph its name and two numbers, then one line a statement, ``-`` for removed
    and ``+`` for added, in words; at the end a sentence that sums up. What was derived shows
    among the statements; of the reasons for it only a number is told.

    Args:
        old: an N-Quads, TriG, N-Triples or Turtle file, or a build folder.
        new: likewise.

    Raises:
        DataError: when one cannot be read.
    """
    before, after = read_quads(old), read_quads(new)
    everything = list_changes(before, after)
    changes = [change for change in everything if change.graph != _REASONS]
    names = Subjects(quad.triple for quad in sorted(before | after, key=str))
    for change in changes:
        yield f"{change.graph}: {len(change.added)} added, {len(change.removed)} removed"
        yield from (f"- {say(quad, names)}" for quad in change.removed)
        yield from (f"+ {say(quad, names)}" for quad in change.added)
    if changes:
        added = sum(len(change.added) for change in changes)
        removed = sum(len(change.removed) for change in changes)
        yield f"in all: {added} added, {removed} removed"
    for change in everything:
        if change.graph == _REASONS:
            count = len({quad.subject for quad in [*change.added, *change.removed]})
            words = "derived reason differs" if count == 1 else "derived reasons differ"
            yield f"{_REASONS}: {count} {words}"


def list_changes(before: set[Quad], after: set[Quad]) -> list[Change]:
    """Return the named graphs that changed, by name."""
    added, removed = sorted(after - before, key=str), sorted(before - after, key=str)
    graphs = sorted({graph_of(quad) for quad in [*added, *removed]})
    return [
        Change(
            shorten(graph) if graph else "default graph",
            [quad for quad in added if graph_of(quad) == graph],
            [quad for quad in removed if graph_of(quad) == graph],
        )
        for graph in graphs
    ]


def read_quads(path: Path) -> set[Quad]:
    """Return the quads of an RDF file or of the build in a folder, literals as written.

    Raises:
        DataError: when it cannot be read.
    """
    file = next((p for p in (path / "current/graph.nq", path / "graph.nq") if p.is_file()), path)
    rdf_format = RdfFormat.from_extension(file.suffix.removeprefix("."))
    if rdf_format is None or file.is_dir():
        message = "neither RDF nor a build; give a .nq, .trig, .nt or .ttl file or a build folder"
        raise DataError(message, show_path(path))
    try:
        return set(parse(path=file, format=rdf_format))
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(f"cannot be read ({reason})", show_path(path)) from error
    except SyntaxError as error:
        message = f"not {rdf_format.name}: {' '.join(str(error.msg).split())}; mend the line"
        raise DataError(message, show_path(path), error.lineno) from error


def say(quad: Quad, names: Subjects) -> str:
    """Return a statement in words: labels of its three terms, and the short name of its subject."""
    subject, predicate, node = quad.triple
    if isinstance(node, Literal):
        tag = f"@{node.language}" if node.language else ""
        words = f'"{node.value}"{tag}'
    else:
        words = names.label(node).value
    short = shorten(getattr(subject, "value", str(subject)))
    name = names.label(subject).value
    known = f"{name} ({short})" if name != short else short
    return " · ".join((known, names.label(predicate).value, words)).replace("\n", " ")
