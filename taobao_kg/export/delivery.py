"""Bringing files to where they were asked for, whole or not at all."""

import io
import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from taobao_kg.errors import UsageError


def deliver_file(text: str, output: str) -> None:
    """Write one text as UTF-8.

    Args:
        text: the whole content.
        output: a file, replaced in one step; ``-`` is standard output.

    Raises:
        UsageError: when it cannot be written; an older file is then still there.
        OSError: when standard output is closed or full.
    """
    deliver_bytes(text.encode("utf-8"), output)


def deliver_bytes(content: bytes, output: str) -> None:
    """Write bytes as they are; see `deliver_file` for the rest."""
    if output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(output))
    try:
        if target.exists() and not target.is_file():  # a device or a pipe; a folder fails here
            target.write_bytes(content)
            return
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            beside.write_bytes(content)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(output, error) from error


def deliver_folder(files: Mapping[str, str | bytes], output: str) -> None:
    """Write several files.

    Args:
        files: texts, written as UTF-8, and bytes by their path inside the folder, with ``/``.
        output: a folder, or a file ending in ``.zip``. A new folder appears whole; in one that is
            there already each file is replaced in one step and other files are left alone.

    Raises:
        UsageError: when it cannot be written.
    """
    if output.endswith(".zip"):
        deliver_bytes(_pack(files), output)
        return
    target = Path(os.path.realpath(output))
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".taobao-kg-") as temporary:
            made = Path(temporary) / "files"
            for name, content in files.items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(_encode(content))
            if not target.exists():
                made.rename(target)
                return
            for name in files:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).replace(target / name)
    except OSError as error:
        raise _unwritable(output, error) from error


def _pack(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file whose bytes depend on the files only: the oldest date a zip can hold."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _encode(content))
    return packed.getvalue()


def _encode(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _unwritable(output: str, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(f"{output}: cannot be written ({reason}); choose another place with -o")
