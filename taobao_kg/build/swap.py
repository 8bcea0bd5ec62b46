"""Swap: a folder filled beside the published one, then put in its place.

Readers of the old one are not disturbed: the engine and `taobao_kg.engines.record` hold the files
they read. Whenever the process is killed or the power fails, the published folder is the old one
or the new one, whole: nothing is renamed before all of it is on disk.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from taobao_kg.errors import UsageError
from taobao_kg.folders import show_path

_NEW, _OLD = ".new-", ".old-"


@contextmanager
def locked(build: Path, wait: Callable[[], object] | None = None) -> Iterator[None]:
    """Hold a build folder, made if need be, against other builds; waits for its turn.

    Args:
        build: the folder.
        wait: called when another holds it, before waiting.

    Raises:
        UsageError: when the folder cannot be written.
    """
    with _told(build):
        build.mkdir(parents=True, exist_ok=True)
        lock = os.open(build / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        with _told(build):
            _hold(lock, wait)
        yield
    finally:
        os.close(lock)


def publish(build: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Fill a new folder and make it the current build; readers of the old one are not disturbed.

    Args:
        build: a folder held by `locked`.
        name: what the new folder shall be called.
        fill: writes the files; when it raises, nothing remains and the old build stays.

    Returns:
        The new folder.

    Raises:
        UsageError: when the folder cannot be written.
    """
    current = build / "current"
    new: Path | None = None
    with _told(build):
        try:
            clear(build)
            new = Path(tempfile.mkdtemp(prefix=_NEW, dir=build))
            fill(new)
            new.chmod(0o755)  # mkdtemp keeps it for this user; a build is for all
            sync(new)
            target = build / name
            if target.exists():  # the same inputs, built again by force
                target = build / f"{name}-again" if target == current.resolve() else target
            new.rename(target)
            link = build / ".link"
            link.unlink(missing_ok=True)
            link.symlink_to(target.name)
            link.replace(current)
            sync_names(build)
            clear(build)
        finally:
            if new is not None:
                shutil.rmtree(new, ignore_errors=True)
    return target


def clear(build: Path) -> None:
    """Remove the folders of other builds than the current one, and what a killed one left.

    Anything that does not look like ours stays.

    Args:
        build: a folder held by `locked`.
    """
    keep = (build / "current").resolve().name
    for path in [*build.iterdir()]:
        is_left = path.name.startswith((_NEW, _OLD))
        is_build = is_left or (path / "build.json").is_file()
        if path.is_dir() and not path.is_symlink() and path.name != keep and is_build:
            # Renamed first: half of a build would not look like ours the next time.
            old = path if is_left else path.rename(build / f"{_OLD}{path.name}")
            shutil.rmtree(old, ignore_errors=True)


def sync(folder: Path) -> None:
    """Write a folder, with all that is in it, through to the disk.

    Raises:
        OSError: when there is no room for it, or the disk fails.
    """
    for home, _, files in os.walk(folder, topdown=False):
        for name in files:
            _sync(Path(home) / name)
        sync_names(Path(home))


def sync_names(folder: Path) -> None:
    """Write the names of what is in a folder through to the disk."""
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hold(lock: int, wait: Callable[[], object] | None) -> None:
    """Take a lock; it goes with the process."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if wait:
            wait()
        fcntl.flock(lock, fcntl.LOCK_EX)


@contextmanager
def _told(build: Path) -> Iterator[None]:
    """Say of an error in a folder which one it is, and what can be done."""
    try:
        yield
    except OSError as error:
        # The engine names files of a folder that is gone by now, and the reason last.
        reason = error.strerror or str(error).rpartition(": ")[2]
        message = f"{show_path(build)}: cannot be written ({reason}); give another with --build"
        raise UsageError(message) from error
