"""What a terminal shows: text without hidden commands, and how many columns it takes."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

#: Bidirectional controls (UAX #9): they let a text look different from what it is.
BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"


@lru_cache(maxsize=1 << 14)
def clean(text: str) -> str:
    r"""Return the text on one line, with every control character made visible.

    C0 and C1 controls, line and paragraph separators and bidirectional overrides come from the
    graph and could command the terminal; they are written as ``\x1b``, ``\u202e``.

    >>> print(clean("Taobao\x1b[2J\tvillage\n"))
    Taobao\x1b[2J village
    """
    flat = " ".join(re.split(r"[\t\n\r]+", text.strip("\t\n\r ")))
    return _hidden().sub(_escaped, flat)


def width(text: str) -> int:
    r"""Return the terminal columns of a text: two for wide East Asian characters (UAX #11).

    >>> width("淘宝村"), width("Táobǎo"), width("Ta\u0301o")
    (6, 6, 3)
    """
    if text.isascii():
        return len(text)
    return sum(_columns(mark) for mark in text)


def fit(text: str, columns: int) -> str:
    """Return the text padded or cut to exactly so many columns; a cut ends in ``…``.

    >>> fit("淘宝村", 5), fit("ab", 4)
    ('淘宝…', 'ab  ')
    """
    taken = width(text)
    if taken <= columns:
        return text + " " * (columns - taken)
    kept = ""
    room = columns - 1
    for mark in text:
        room -= _columns(mark)
        if room < 0:
            break
        kept += mark
    return kept + "…" + " " * (columns - 1 - width(kept))


def wrap(text: str, columns: int, indent: str = "") -> str:
    """Return the text broken into lines of that width, each begun with ``indent``, which counts.

    Lines break at blanks, after Chinese characters, and inside a word that is too long itself.

    >>> print(wrap("Taobao villages 淘宝村", 9))
    Taobao
    villages
    淘宝村
    """
    room = max(columns - width(indent), 2)
    lines, line, taken = [], "", 0
    for piece in _pieces(text, room):
        wide = width(piece)
        if line and taken + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, taken = "", 0
        if line or not piece.isspace():
            line, taken = line + piece, taken + wide
    return "\n".join(f"{indent}{part}" for part in [*lines, line.rstrip()])


def _pieces(text: str, room: int) -> Iterator[str]:
    """Yield what must not be broken: words with the blank after them, single Chinese characters."""
    for piece in re.findall(
        r"\s+|[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+", text
    ):
        while width(piece) > room:
            taken = 1
            while width(piece[: taken + 1]) <= room:
                taken += 1
            yield piece[:taken]
            piece = piece[taken:]
        yield piece


def _columns(mark: str) -> int:
    if unicodedata.combining(mark) or unicodedata.category(mark) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1


def _escaped(found: re.Match[str]) -> str:
    place = ord(found.group())
    return f"\\x{place:02x}" if place < 0x100 else f"\\u{place:04x}"


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff{BIDIRECTIONAL}]")
