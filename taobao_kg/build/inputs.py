"""Inputs: the files a build depends on, and whether they are still the same."""

import os
from pathlib import Path

from taobao_kg import __version__
from taobao_kg.errors import DataError
from taobao_kg.folders import Folders, show_path


def list_inputs(folders: Folders) -> list[tuple[str, str]]:
    """Return the files a build reads, sorted, each after a name that is the same on any machine.

    The builder's own code is one of them: another builder may make another graph.
    """
    ontology, data, code = folders.ontology, folders.data, Path(__file__).parent
    found = [
        *_files("ontology", ontology, "", ".ttl"),
        *_files("ontology", ontology, "rules/", ".rq"),
        *_files("data", data, "", ".ttl"),
        *_files("queries", folders.queries, "checks/", ".rq"),
        *_files("build", code, "", ".py"),
    ]
    for name in _names(f"{data}"):
        found += _files("data", data, f"{name}/", ".ttl")
    return sorted(found)


def hash_inputs(folders: Folders) -> dict[str, str]:
    """Return the SHA-256 of every input by its name, sorted.

    Raises:
        DataError: when a file cannot be read.
    """
    from hashlib import sha256

    hashes = {}
    for name, path in list_inputs(folders):
        try:
            hashes[name] = sha256(Path(path).read_bytes()).hexdigest()
        except OSError as error:
            raise _unreadable(Path(path), error) from error
    return hashes


def fingerprint(hashes: dict[str, str]) -> str:
    """Return one SHA-256 for all inputs and the version of this package."""
    from hashlib import sha256

    lines = [__version__, *(f"{digest} {name}" for name, digest in hashes.items())]
    return sha256("\n".join(lines).encode()).hexdigest()


def stamp_inputs(folders: Folders) -> str:
    """Return size and time of change of every input, one line each.

    Says in a millisecond what hashing says in fifty: equal stamps mean equal inputs. Different
    ones mean nothing yet; a fresh clone has new times and the same bytes.

    Raises:
        DataError: when a file is not there, such as the target of a link.
    """
    lines = [f"{__version__}\n"]
    for name, path in list_inputs(folders):
        try:
            stat = os.stat(path)  # noqa: PTH116
        except OSError as error:
            raise _unreadable(Path(path), error) from error
        lines.append(f"{stat.st_size} {stat.st_mtime_ns} {name}\n")
    return "".join(lines)


def _files(name: str, root: Path, below: str, ending: str) -> list[tuple[str, str]]:
    """Return the files of one folder, as `list_inputs` does."""
    folder = f"{root}/{below}"
    found = (file for file in _names(folder) if file.endswith(ending))
    return [(f"{name}/{below}{file}", folder + file) for file in found]


def _names(folder: str) -> list[str]:
    """Return what is in a folder; nothing where there is none, or none that can be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208 - every command waits for it: a third of the time
    except OSError:
        return []


def _unreadable(path: Path, error: OSError) -> DataError:
    """Return the same words as `taobao_kg.turtle.read_utf8`, so that all commands say the same."""
    reason = error.strerror or str(error)
    return DataError(f"cannot be read ({reason}); mend or remove it", show_path(path))
