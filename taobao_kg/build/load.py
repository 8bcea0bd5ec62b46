"""Load: the Turtle files and the named graph each of them belongs to."""

import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import RdfFormat, Triple, parse

from taobao_kg.errors import DataError, Finding, FindingsError
from taobao_kg.folders import Folders, show_path
from taobao_kg.turtle import rewrite_turtle
from taobao_kg.vocab import graph_iri

ONTOLOGY = graph_iri("ontology")
ENTITIES = graph_iri("entities")
TRUTHS = graph_iri("truths")
INFERRED = graph_iri("inferred")
DERIVATIONS = graph_iri("derivations")
NORMAL = graph_iri("normal")
DISCREPANCIES = graph_iri("discrepancies")
STANDING = graph_iri("standing")

_OURS = frozenset(
    {ONTOLOGY, ENTITIES, TRUTHS, INFERRED, DERIVATIONS, NORMAL, DISCREPANCIES, STANDING}
)

#: The lines of one subject after another.
_SUBJECT = re.compile(rb"^<([^>]*)> .*(?:\n<\1> .*)*", re.MULTILINE)


class LoadedFile(NamedTuple):
    """One Turtle file.

    Attributes:
        path: where it lies.
        graph: IRI of the named graph its triples belong to.
        text: its triples as N-Triples, in the order of the file: looked through and handed on
            sooner than objects are.
        subjects: their IRIs in the order of the file; one comes again after another one.
    """

    path: Path
    graph: str
    text: bytes
    subjects: list[str]

    @property
    def triples(self) -> list[Triple]:
        """The triples in the order of the file, read anew."""
        return [quad.triple for quad in parse(self.text, RdfFormat.N_TRIPLES)]


def list_turtle_files(folders: Folders) -> list[tuple[Path, str]]:
    """Return every Turtle file of the graph with its named graph, the ontology first, sorted.

    Files beside each other in the data folder are entities; a file in a folder of it is named by
    the slug of a source and holds what that source says.

    Raises:
        DataError: when the data folder is unreadable or holds no Turtle file, the ontology is
            missing, or a source is named like one of our own graphs.
    """
    ontology = folders.ontology / "taobao-kg.ttl"
    if not ontology.is_file():
        raise DataError("no such file; the build needs the ontology", show_path(ontology))
    data = folders.data
    try:
        entities = sorted(path for path in data.iterdir() if path.suffix == ".ttl")
        inner = sorted(path for path in data.glob("*/*.ttl"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(f"cannot be read ({reason}); check its rights", show_path(data)) from error
    if not entities and not inner:
        message = "no Turtle file in it; give a folder like graph_data with --data"
        raise DataError(message, show_path(data))
    files = [(ontology, ONTOLOGY)] + [(path, ENTITIES) for path in entities]
    for path in inner:
        graph = graph_iri(path.stem)
        if graph in _OURS:
            message = f"{path.stem!r} names a graph of ours; rename the file by its source"
            raise DataError(message, show_path(path))
        files.append((path, graph))
    return files


def load_files(
    folders: Folders, each: Callable[[LoadedFile], object] | None = None
) -> list[LoadedFile]:
    """Read every Turtle file of the graph.

    Args:
        folders: where they lie.
        each: gets each file as soon as it is read.

    Raises:
        DataError: when one file cannot be used.
        FindingsError: when several cannot; each is named.
    """
    loaded: list[LoadedFile] = []
    broken: list[DataError] = []
    for path, graph in list_turtle_files(folders):
        try:
            text = rewrite_turtle(path)
        except DataError as error:
            broken.append(error)
            continue
        loaded.append(LoadedFile(path, graph, text, _subjects(text)))
        if each:
            each(loaded[-1])
    if len(broken) == 1:
        raise broken[0]
    if broken:
        raise FindingsError([Finding(e.file, e.line, e.fact) for e in broken])
    return loaded


def _subjects(text: bytes) -> list[str]:
    return [iri.decode() for iri, _ in groupby(_SUBJECT.findall(text))]
