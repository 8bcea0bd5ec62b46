"""Tidy: Turtle files in their one form."""

from collections.abc import Iterable
from pathlib import Path

from taobao_kg.errors import DataError, TaobaoKgError
from taobao_kg.folders import Folders, show_path
from taobao_kg.turtle import parse_turtle, read_utf8, write_turtle


def format_files(folders: Folders, paths: Iterable[Path], *, write: bool) -> list[str]:
    """Bring Turtle files into the form of `taobao_kg.turtle.write_turtle`.

    Args:
        folders: whose ontology and data are meant when no path is given.
        paths: files, and folders with all Turtle files below them.
        write: False to look only. Nothing is written unless every file can be read.

    Returns:
        The names of the files that differ, in the order given.

    Raises:
        DataError: when a file cannot be read, written, or has a blank node.
    """
    different: list[tuple[Path, str]] = []
    for path in _list_files(list(paths) or [folders.ontology, folders.data]):
        try:
            text = write_turtle(parse_turtle(path))
        except DataError:
            raise
        except TaobaoKgError as error:
            raise DataError(str(error), show_path(path)) from error
        if text.encode() != read_utf8(path):
            different.append((path, text))
    if write:
        for path, text in different:
            _replace(path, text)
    return [show_path(path) for path, _ in different]


def _list_files(paths: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        found = sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
        if not found:
            raise DataError("no Turtle file in it; name another folder", show_path(path))
        files += found
    return list(dict.fromkeys(files))


def _replace(path: Path, text: str) -> None:
    """Write a file beside its place and move it there, so that it is never half-written."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(
            f"cannot be written ({reason}); check its rights", show_path(path)
        ) from error
    finally:
        beside.unlink(missing_ok=True)
