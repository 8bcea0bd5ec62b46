"""The record: the quads of a build as sorted N-Quads, with literals as they were written."""

import os
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, parse

from taobao_kg.engines.seal import checksum, read_seal, tell_damage
from taobao_kg.errors import TaobaoKgError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_PART = 1 << 20


class Record:
    """The file of a record, held open: a build published meanwhile does not take it away."""

    def __init__(self, path: Path) -> None:
        """Open a record; what is wrong with it is told when it is read."""
        self._path = path
        self._file = -1
        try:
            self._seal = read_seal(path)
            self._file = os.open(path, os.O_RDONLY)
        except (TaobaoKgError, OSError) as error:
            self._fault = error if isinstance(error, TaobaoKgError) else tell_damage(path, error)

    def __del__(self) -> None:
        """Close the file. A finalizer would, too, but to import it takes every query 1 ms."""
        if self._file >= 0:
            os.close(self._file)

    def quads(self) -> Iterator[Quad]:
        """Yield the quads, in the order of the file.

        Raises:
            TaobaoKgError: when the file is not the one that was written.
        """
        if self._file < 0:
            raise self._fault
        # Looked at first: what ends too early, at the end of a line, still is N-Quads.
        if checksum(self._open()) != self._seal.files[self._path.name].check:
            raise tell_damage(self._path)
        try:
            yield from parse(self._open(), RdfFormat.N_QUADS)
        except (OSError, SyntaxError, ValueError) as error:
            raise tell_damage(self._path, error) from error

    def _open(self) -> BufferedReader:
        """Return a reader from the beginning; several do not disturb each other."""
        return BufferedReader(_Reader(self._file), _PART)


class _Reader(RawIOBase):
    """A reader with a place of its own in a file that others read, too."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._place = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        view = memoryview(buffer).cast("B")
        part = os.pread(self._file, len(view), self._place)
        view[: len(part)] = part
        self._place += len(part)
        return len(part)
