"""Worlds as files: a folder like ``graph_data``, which the builder reads."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from pyoxigraph import Triple

from taobao_kg.vocab import ID

_SAID = ("claim", "observation")


def write_world(folder: Path, triples: Iterable[Triple]) -> None:
    """Write a world into an empty folder, one file a kind of thing and one a source.

    The lines are N-Triples, which are Turtle too.

    Args:
        folder: made if need be.
        triples: as `make_world` yields them, a statement followed by its evidence.
    """
    files: dict[Path, TextIO] = {}
    path = folder
    try:
        for triple in triples:
            address = str(triple.subject).strip("<>")
            kind, _, slug = address.removeprefix(ID).partition("/")
            if kind in _SAID:
                path = folder / f"{kind}s" / f"{slug.rpartition('-')[0]}.ttl"
            elif kind != "evidence":
                path = folder / f"{kind}.ttl"
            if path not in files:
                path.parent.mkdir(parents=True, exist_ok=True)
                files[path] = path.open("w", encoding="utf-8", newline="\n")
            files[path].write(f"{triple} .\n")
    finally:
        for file in files.values():
            file.close()
