"""Where things lie: ontology, data, queries, and the build made of them."""

import os
from pathlib import Path
from typing import NamedTuple

from taobao_kg.errors import UsageError


class Folders(NamedTuple):
    """The four folders a command works with.

    Attributes:
        ontology: ``taobao-kg.ttl``, ``shapes.ttl`` and ``rules/``.
        data: what ``graph_data/`` holds.
        queries: the question files.
        build: what `taobao_kg.build` makes; need not exist yet.
    """

    ontology: Path
    data: Path
    queries: Path
    build: Path

    @property
    def current(self) -> Path:
        """The build that is published now; a link that need not exist yet."""
        return self.build / "current"


def find_folders(
    data: str | os.PathLike[str] | None = None, build: str | os.PathLike[str] | None = None
) -> Folders:
    """Return the folders of this checkout or of the installed package.

    Args:
        data: a folder like ``graph_data``; an ``ontology`` or ``queries`` folder beside it is
            used too, else ours.
        build: where the build lies; else ``build/`` in a checkout, or a cache folder of the user.

    Raises:
        UsageError: when ``data`` is not a folder.
    """
    home = _home()
    chosen = home / "graph_data" if data is None else Path(data).resolve()
    if not chosen.is_dir():
        shown = chosen if data is None else data
        raise UsageError(f"{shown}: no such folder; give --data a folder of Turtle files")
    return Folders(
        ontology=_beside(chosen, "ontology", home),
        data=chosen,
        queries=_beside(chosen, "queries", home),
        build=_build_folder(home, chosen) if build is None else Path(build).resolve(),
    )


def show_path(path: Path) -> str:
    """Return a path as messages name it: relative to the working folder where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def citation_file() -> Path:
    """Return where CITATION.cff lies: in this checkout, or inside the installed package."""
    return _home() / "CITATION.cff"


def _home() -> Path:
    """Return the folder that holds ontology, data and queries: inside a wheel, or the checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent


def _beside(data: Path, name: str, home: Path) -> Path:
    return data.parent / name if (data.parent / name).is_dir() else home / name


def _build_folder(home: Path, data: Path) -> Path:
    if home.name != "_data" and data == home / "graph_data":
        return home / "build"
    from hashlib import sha256

    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "taobao-kg" / sha256(os.fsencode(data)).hexdigest()[:12]
