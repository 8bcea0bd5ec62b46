"""Writing several files of the data folder so that none is ever half-written."""

import os
from collections.abc import Mapping
from pathlib import Path

from taobao_kg.errors import UsageError
from taobao_kg.folders import show_path


def write_files(data: Path, files: Mapping[str, str]) -> None:
    """Write texts into a folder: first all of them beside their places, then each is moved there.

    Args:
        data: the folder.
        files: texts by path in it. Those that come first are moved first: should the machine
            stop between two moves, importing again finishes the work.

    Raises:
        UsageError: when one cannot be written; then none is.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, text in files.items():
            target = data / name
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".{target.name}.{os.getpid()}")
            waiting.append((beside, target))
            beside.write_text(text, encoding="utf-8", newline="\n")
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
        for beside, target in waiting:
            beside.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        shown = show_path(Path(error.filename)) if error.filename else show_path(data)
        message = f"{shown}: cannot be written ({reason}); nothing was imported, check its rights"
        raise UsageError(message) from error
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
