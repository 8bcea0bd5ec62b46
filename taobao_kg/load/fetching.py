"""Fetching: a graph from a server as a build here, for work that asks thousands of times."""

from collections import defaultdict
from pathlib import Path

from pyoxigraph import NamedNode

from taobao_kg.ask.endpoint import open_endpoint
from taobao_kg.build.store import write_world
from taobao_kg.build.swap import locked, publish
from taobao_kg.folders import Folders
from taobao_kg.lens import ALL


def fetch_build(endpoint: str, folders: Folders, build: Path) -> Folders:
    """Write the graph of a server into a build folder; each graph in the size the server promised.

    Args:
        endpoint: as for `taobao_kg.ask.endpoint.open_endpoint`.
        folders: where questions, rules and lenses lie.
        build: a folder to write into.

    Returns:
        The folders with that build.

    Raises:
        UsageError: for an address that is none, and a folder that cannot be written.
        TaobaoKgError: when the server cannot be asked, or gives less than it holds.
    """
    graph = open_endpoint(endpoint, ALL, folders)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for quad in graph.quads():
        if isinstance(quad.graph_name, NamedNode):
            texts[quad.graph_name.value].append(f"{quad.triple} .\n")
    world = {name: "".join(lines).encode() for name, lines in texts.items()}
    with locked(build):
        publish(build, "fetched", lambda folder: write_world(folder, world))
    return folders._replace(build=build)
