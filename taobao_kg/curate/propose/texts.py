"""Texts: the wording of a source, read once and exactly, with its pages."""

import re
from bisect import bisect_left
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from taobao_kg.errors import DataError
from taobao_kg.folders import show_path
from taobao_kg.turtle import read_utf8

#: About ten thousand pages: more is not one paper.
LARGEST = 20_000_000

#: C0 and C1 control characters that no text needs; tab, line ends and form feed it may have.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")

#: How files begin that only look like texts, and what to do with them.
_OTHERS = (
    (b"%PDF", "a PDF; take its text out first, for example with pdftotext"),
    (b"PK\x03\x04", "a zipped document; save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Word document; save it as plain text"),
    (BOM_UTF16_LE, "UTF-16; save the file as UTF-8"),
    (BOM_UTF16_BE, "UTF-16; save the file as UTF-8"),
    (BOM_UTF8, "UTF-8 with a byte order mark; save the file as UTF-8 without BOM"),
)


class Text:
    """The text of one source; positions count its Unicode characters from 0.

    Line ends stay as they are, so positions are those that ``taobao-kg verify`` counts.

    Attributes:
        content: the whole text.
        digest: SHA-256 of the file, in hexadecimal digits.
    """

    def __init__(self, content: str, digest: str) -> None:
        self.content = content
        self.digest = digest

    @cached_property
    def breaks(self) -> list[int]:
        """Where the form feeds stand that part the pages."""
        return [found.start() for found in re.finditer("\f", self.content)]

    @property
    def page_count(self) -> int:
        """How many pages the form feeds part; 0 where there are none. A last one parts nothing."""
        if not self.breaks:
            return 0
        return len(self.breaks) + bool(self.content[self.breaks[-1] + 1 :].strip())

    def page_at(self, place: int) -> int | None:
        r"""Return the page of the file on which a character stands, from 1, or None without pages.

        >>> Text("one\ftwo", "").page_at(5)
        2
        """
        return bisect_left(self.breaks, place) + 1 if self.breaks else None


def read_text(path: Path) -> Text:
    """Read the text of a source.

    Raises:
        DataError: unreadable, too large, empty, not plain text in UTF-8, or with control
            characters, with the line.
    """
    shown = show_path(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(8)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(f"cannot be read ({reason}); give --text a file", shown) from error
    if size > LARGEST:
        fact = f"{size:,} bytes, more than the {LARGEST:,} of one source"
        raise DataError(f"{fact}; give the text of one work", shown)
    for mark, what in _OTHERS:
        if beginning.startswith(mark):
            raise DataError(f"is {what}", shown, 1)
    raw = read_utf8(path)
    content = raw.decode()
    if found := _CONTROL.search(content):
        line = content.count("\n", 0, found.start()) + 1
        fact = f"control character U+{ord(found[0]):04X}"
        raise DataError(f"{fact} in it; remove it, or take the text out anew", shown, line)
    if not content.strip():
        raise DataError("is empty; give the text of the source", shown)
    return Text(content, sha256(raw).hexdigest())
