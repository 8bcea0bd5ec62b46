"""Seals: what stands beside a store or a file to tell whether it is the one that was written.

RocksDB checks the blocks of its data files as it reads them. What it does not tell: a store whose
MANIFEST ends too early opens as an empty one. So each file's size is compared at every opening,
and of the small files that say which data files there are, the content. To read all data files
would take longer than most questions; `verify_seal` does it.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple
from zlib import crc32

from taobao_kg.errors import TaobaoKgError
from taobao_kg.folders import show_path

#: How a build lies on disk: which files there are, and what stands in which graph of the store.
#: Raise it when a program of another version would read a build wrongly.
VERSION = 1

_HEAD = "taobao-kg seal "
#: Files that differ without the data being another: the lock, and what the engine writes a log of.
_PASSING = ("LOCK", "LOG")
#: Files that name the data files; short, read at every opening.
_INDEX = ("CURRENT", "MANIFEST", "IDENTITY")
#: How RocksDB names the file it could not read.
_DATA_FILE = re.compile(r" in (.+?\.sst)\b")
_WAY_OUT = "run 'taobao-kg build --force'"


class Sealed(NamedTuple):
    """What a seal says of one file: bytes, checksum (CRC-32, hexadecimal), SHA-256."""

    size: int
    check: str
    digest: str


class Seal(NamedTuple):
    """What stands beside a store or a file.

    Attributes:
        quads: how many quads it holds; of a store, with those of the lens.
        files: by name, sorted.
    """

    quads: int
    files: dict[str, Sealed]


def write_seal(path: Path, quads: int) -> None:
    """Write the seal of a store or a file, which are not changed any more.

    Raises:
        OSError: when it cannot be written.
    """
    lines = [f"{_HEAD}{VERSION}\n", f"quads {quads}\n"]
    for name, file in _list_files(path):
        size, check, digest = _read_whole(file)
        lines.append(f"{name} {size} {check} {digest}\n")
    text = "".join(lines)
    _seal_file(path).write_text(f"{text}end {checksum(BytesIO(text.encode()))}\n", encoding="utf-8")


def read_seal(path: Path) -> Seal:
    """Return the seal of a store or a file, and compare sizes and short files with it.

    Raises:
        TaobaoKgError: when there is none, or one of another version, or it does not fit.
    """
    seal = _parse(path)
    try:
        found = dict(_list_files(path))
        for name in sorted(found.keys() ^ seal.files.keys()):
            raise tell_damage(path / name if path.is_dir() else path)
        for name, file in found.items():
            sealed = seal.files[name]
            if file.stat().st_size != sealed.size:
                raise tell_damage(file)
            if name.startswith(_INDEX) and checksum(BytesIO(file.read_bytes())) != sealed.check:
                raise tell_damage(file)
    except OSError as error:
        raise tell_unreadable(path, error) from error
    return seal


def verify_seal(path: Path) -> Seal:
    """Return the seal of a store or a file, and compare every byte with it.

    Raises:
        TaobaoKgError: as `read_seal`, and when a file is not the one that was written.
    """
    seal = read_seal(path)
    try:
        for name, file in _list_files(path):
            if _read_whole(file) != seal.files[name]:
                raise tell_damage(file)
    except OSError as error:
        raise tell_unreadable(path, error) from error
    return seal


def checksum(content: IO[bytes]) -> str:
    """Return the CRC-32 of what is left of a file: eight hexadecimal digits."""
    check = 0
    while part := content.read(1 << 20):
        check = crc32(part, check)
    return f"{check:08x}"


def is_whole(path: Path) -> bool:
    """Return whether a store or a file is there as `write_seal` found it; see `read_seal`."""
    try:
        read_seal(path)
    except TaobaoKgError:
        return False
    return True


def is_damage(error: BaseException) -> bool:
    """Return whether an error of Oxigraph means that its files are damaged."""
    return isinstance(error, RuntimeError) and str(error).startswith("Corruption")


def tell_damage(path: Path | None, error: Exception | None = None) -> TaobaoKgError:
    """Return what to say of damaged files: the file as far as it is known, and the next step.

    Args:
        path: the store or file; None when only the error knows it.
        error: what came of reading it; may name one of the files of a store.
    """
    named = _DATA_FILE.search(str(error))
    place = Path(named[1]) if named else path
    where = f"{show_path(place)}: " if place else ""
    return TaobaoKgError(f"{where}the stored graph is damaged; {_WAY_OUT}")


def tell_fault(path: Path, error: OSError | RuntimeError) -> TaobaoKgError:
    """Return what to say of an error of the engine in a store on disk."""
    if isinstance(error, OSError):
        return tell_unreadable(path, error)
    return tell_damage(path, error)


def tell_unreadable(path: Path, error: OSError) -> TaobaoKgError:
    """Return what to say of files that are not there, or that cannot be read."""
    reason = error.strerror or str(error).rpartition(": ")[2]  # the engine says it last
    if isinstance(error, FileNotFoundError) or reason.startswith("No such file"):
        return tell_damage(path, error)
    place = Path(error.filename) if isinstance(error.filename, str) else path
    return TaobaoKgError(
        f"{show_path(place)}: the stored graph cannot be read ({reason}); check its rights,"
        " or build one of your own with --build"
    )


def _parse(path: Path) -> Seal:
    """Return what stands in the seal of a store or a file."""
    file = _seal_file(path)
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        if not path.exists():
            raise tell_damage(path) from error
        raise TaobaoKgError(
            f"{show_path(path)}: the stored graph is half-written, or made by an older version"
            f" of taobao-kg; {_WAY_OUT}"
        ) from error
    except OSError as error:
        raise tell_unreadable(file, error) from error
    try:
        text = content.decode("ascii")
        head, quads, *lines, end, last = text.split("\n")
        version = int(head.removeprefix(_HEAD))
        if version != VERSION:
            raise _tell_version(path, version)
        if last or end != f"end {checksum(BytesIO(content[: text.rindex('end ')]))}":
            raise tell_damage(file)
        files = (line.rsplit(" ", 3) for line in lines)
        sealed = {name: Sealed(int(size), check, digest) for name, size, check, digest in files}
        return Seal(int(quads.removeprefix("quads ")), sealed)
    except ValueError as error:
        raise tell_damage(file, error) from error


def _tell_version(path: Path, version: int) -> TaobaoKgError:
    other = "a newer" if version > VERSION else "an older"
    return TaobaoKgError(
        f"{show_path(path)}: the stored graph was made by {other} version of taobao-kg (it has"
        f" format {version}, this version reads {VERSION}); {_WAY_OUT}"
    )


def _seal_file(path: Path) -> Path:
    return path.with_name(path.name + ".seal")


def _list_files(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files that hold data, by name, sorted."""
    if path.is_file():
        yield path.name, path
        return
    for name in sorted(os.listdir(path)):  # noqa: PTH208 - thrice as fast
        if not name.startswith(_PASSING):
            yield name, path / name


def _read_whole(file: Path) -> Sealed:
    from hashlib import file_digest  # not needed to open a store, and slow to import

    with file.open("rb") as content:
        check = checksum(content)
        size = content.tell()
        content.seek(0)
        return Sealed(size, check, file_digest(content, "sha256").hexdigest())
