"""The spool: where an answer is written whole before anything of it is sent."""

import gzip
import shutil
from io import BytesIO
from pathlib import Path
from typing import IO

from taobao_kg.serve.refusals import Refusal

#: Answers up to here stay in memory.
IN_MEMORY = 256 * 1024
#: Below this, compression gains nothing.
WORTH_COMPRESSING = 1024
_LEVEL = 4


class Spool:
    """Bytes in memory, from a size on in a file, up to a bound.

    A file object for whoever writes; `finish` then tells where the bytes are.
    """

    def __init__(self, path: str, bound: int) -> None:
        """Make an empty one.

        Args:
            path: of the file for large answers; made when it is needed.
            bound: the most bytes it takes.
        """
        self.size = 0
        self._name = path
        self._bound = bound
        self._memory = BytesIO()
        self._file: IO[bytes] | None = None

    @property
    def _path(self) -> Path:
        return Path(self._name)

    def write(self, data: bytes) -> int:
        """Take some bytes.

        Raises:
            Refusal: when there are more than the bound.
        """
        self.size += len(data)
        if self.size > self._bound:
            raise Refusal(
                422, f"the answer has more than {self._bound} bytes; ask for less, with LIMIT"
            )
        if self._file is None and self.size > IN_MEMORY:
            self._file = self._path.open("wb")
            self._file.write(self._memory.getvalue())
        return (self._file or self._memory).write(data)

    def flush(self) -> None:
        """Do nothing: bytes are asked for at the end."""

    def open(self) -> IO[bytes]:
        """Return what was written, to be read from its beginning."""
        if self._file is None:
            return BytesIO(self._memory.getvalue())
        self._file.flush()
        return self._path.open("rb")

    def finish(self, *, compress: bool) -> tuple[bytes, Path | None]:
        """Return the bytes, or the file that holds them.

        Args:
            compress: whether to do so with gzip (RFC 1952), without a date, so that the same
                answer is the same bytes.
        """
        if self._file is None:
            content = self._memory.getvalue()
            return (gzip.compress(content, _LEVEL, mtime=0) if compress else content), None
        self._file.close()
        if compress:
            packed = self._path.with_suffix(".gz")
            with (
                self._path.open("rb") as raw,
                packed.open("wb") as file,
                gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as zipped,
            ):
                shutil.copyfileobj(raw, zipped, 2**20)
            packed.replace(self._path)
        return b"", self._path
