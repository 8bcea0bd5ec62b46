"""Load: the Turtle files and the named graph each of them belongs to."""

from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Triple

from taobao_kg.errors import DataError, Finding, FindingsError
from taobao_kg.folders import Folders, show_path
from taobao_kg.turtle import parse_turtle
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


class LoadedFile(NamedTuple):
    """One Turtle file.

    Attributes:
        path: where it lies.
        graph: IRI of the named graph its triples belong to.
        triples: in the order of the file.
    """

    path: Path
    graph: str
    triples: list[Triple]


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


def load_files(folders: Folders) -> list[LoadedFile]:
    """Read every Turtle file of the graph.

    Raises:
        DataError: when one file cannot be used.
        FindingsError: when several cannot; each is named.
    """
    loaded: list[LoadedFile] = []
    broken: list[DataError] = []
    for path, graph in list_turtle_files(folders):
        try:
            loaded.append(LoadedFile(path, graph, parse_turtle(path)))
        except DataError as error:
            broken.append(error)
    if len(broken) == 1:
        raise broken[0]
    if broken:
        raise FindingsError([Finding(e.file, e.line, e.fact) for e in broken])
    return loaded
