"""The folder of the spool: locked while its server lives; those of dead servers are removed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_PREFIX = "taobao-kg-serve-"
_LOCK = "lock"


def open_spool_folder() -> tuple[Path, Callable[[], None]]:
    """Return a new folder for large answers, and what removes it; old ones go first.

    A server that was killed leaves its folder, but not its lock: the system takes that back.
    """
    _remove_leftovers(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    # Locked before it has its name: nobody finds it in between.
    fresh = folder / "lock.new"
    lock = fresh.open("wb")
    fcntl.flock(lock, fcntl.LOCK_EX)
    fresh.rename(folder / _LOCK)

    def remove() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()

    return folder, remove


def _remove_leftovers(temporary: Path) -> None:
    """Remove the folders of dead servers of this user; what has no lock is not ours."""
    for folder in temporary.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            handle = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
            with os.fdopen(handle, "rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
