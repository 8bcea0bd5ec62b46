"""Opening the graph in Python."""

import os
from collections.abc import Sequence

from taobao_kg.folders import find_folders
from taobao_kg.knowledge_graph import KnowledgeGraph

Path = str | os.PathLike[str]


def open(  # noqa: A001
    data: Path | None = None,
    build: Path | None = None,
    lens: str | Sequence[str] = "all",
    endpoint: str = "",
) -> KnowledgeGraph:
    """Open the knowledge graph; it is built first when there is no build yet.

    Args:
        data: a folder of Turtle files instead of ours.
        build: the folder the built graph lies in.
        lens: which statements count: ``corroborated``, ``as-of=2017``, ``without=SOURCE`` …, or
            several, each of which must let a statement through; ``kg.lenses()`` lists them.
        endpoint: address of a SPARQL server the graph was pushed to, or its name in the file of
            endpoints; then nothing is built here.

    Raises:
        UsageError: when ``data`` is not a folder; for an unknown lens or source, with the nearest.
        TaobaoKgError: when the data cannot be built, the built graph not be read, or the server
            not be asked.
    """
    from warnings import warn

    from taobao_kg.build.freshness import ensure_built

    folders = find_folders(data, build)
    if endpoint:
        return KnowledgeGraph(folders, lens, endpoint)
    ensure_built(folders, lambda line: warn(line, stacklevel=3))
    return KnowledgeGraph(folders, lens)
