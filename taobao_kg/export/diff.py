"""What changed between two graphs, statement by statement."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, Quad, RdfFormat, parse

from taobao_kg.errors import DataError
from taobao_kg.export.choice import graph_of
from taobao_kg.export.subjects import Subjects
from taobao_kg.folders import show_path
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.numbers import write_digits

#: The graph of thousands of nodes that say by which rule each derived triple follows.
_REASONS = "graph:derivations"


class Change(NamedTuple):
    """What changed in one named graph, or in that without a name; both lists sorted as N-Quads."""

    graph: str
    added: list[Quad]
    removed: list[Quad]


def compare_files(old: Path, new: Path, lang: str = "en") -> Iterator[str]:
    """Return the differences of two graphs as lines to read; no line when there are none.

    For each named graph its name and two numbers, then one line a statement, ``-`` for removed
    and ``+`` for added, in words; at the end a sentence that sums up. What was derived shows
    among the statements; of the reasons for it only a number is told.

    Args:
        old: an N-Quads, TriG, N-Triples or Turtle file, or a build folder.
        new: likewise.
        lang: ``en``, ``id`` or ``zh``.

    Raises:
        DataError: when one cannot be read.
    """
    before, after = read_quads(old), read_quads(new)
    everything = list_changes(before, after)
    changes = [change for change in everything if change.graph != _REASONS]
    names = Subjects(quad.triple for quad in sorted(before | after, key=str))
    for change in changes:
        name = change.graph or phrase("export.diff.default_graph", lang)
        counts = _count([change], lang)
        yield phrase("export.diff.graph", lang, graph=name, **counts)
        yield from (f"- {say(quad, names, lang)}" for quad in change.removed)
        yield from (f"+ {say(quad, names, lang)}" for quad in change.added)
    if changes:
        yield phrase("export.diff.all", lang, **_count(changes, lang))
    for change in everything:
        if change.graph == _REASONS:
            count = len({quad.subject for quad in [*change.added, *change.removed]})
            yield phrase("export.diff.reasons", lang, graph=_REASONS, count=count)


def list_changes(before: set[Quad], after: set[Quad]) -> list[Change]:
    """Return the named graphs that changed, by name."""
    added, removed = sorted(after - before, key=str), sorted(before - after, key=str)
    graphs = sorted({graph_of(quad) for quad in [*added, *removed]})
    return [
        Change(
            shorten(graph) if graph else "",
            [quad for quad in added if graph_of(quad) == graph],
            [quad for quad in removed if graph_of(quad) == graph],
        )
        for graph in graphs
    ]


def _count(changes: Iterable[Change], lang: str) -> dict[str, str]:
    """Return how much was added and removed, as a language writes it."""
    changes = list(changes)
    added = sum(len(change.added) for change in changes)
    removed = sum(len(change.removed) for change in changes)
    return {"added": write_digits(added, lang), "removed": write_digits(removed, lang)}


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


def say(quad: Quad, names: Subjects, lang: str = "en") -> str:
    """Return a statement in words: labels of its three terms, and the short name of its subject."""
    subject, predicate, node = quad.triple
    if isinstance(node, Literal):
        tag = f"@{node.language}" if node.language else ""
        words = f'"{node.value}"{tag}'
    else:
        words = names.label(node, lang).value
    short = shorten(getattr(subject, "value", str(subject)))
    name = names.label(subject, lang).value
    known = short
    if name != short:
        known = phrase("export.diff.known", lang, name=name, short=short)
    return " · ".join((known, names.label(predicate, lang).value, words)).replace("\n", " ")
