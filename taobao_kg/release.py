"""The release: what CITATION.cff says of the data set; that file is the one place for it."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from taobao_kg.errors import DataError
from taobao_kg.folders import citation_file, show_path

_ENTRY = re.compile(r"(?P<indent> *)(?P<item>- )?(?P<key>[a-z-]+): *(?P<value>.*)")
_WORD = re.compile(r" *- +(?P<value>\S.*)")


class Author(NamedTuple):
    """Who made something.

    Attributes:
        name: the whole name of a body, or as printed; of a person the family name.
        given: the given names of a person, else empty.
    """

    name: str
    given: str = ""


class Release(NamedTuple):
    """What is cited as a whole.

    Attributes:
        title: in English.
        authors: in order.
        date: of the release, such as ``2026-11-23``; empty when the file has none.
        keywords: in English.
    """

    title: str
    authors: tuple[Author, ...]
    date: str
    keywords: tuple[str, ...]


@cache
def read_release() -> Release:
    """Return what the file beside the data, or inside the installed package, says.

    Raises:
        DataError: when it cannot be read or lacks a title or an author.
    """
    path = citation_file()
    try:
        return parse_release(path.read_text(encoding="utf-8"), path)
    except (OSError, ValueError) as error:
        message = "cannot be read; the data set cannot be cited without it"
        raise DataError(message, show_path(path)) from error


def parse_release(text: str, path: Path) -> Release:
    """Read the few entries a citation needs of a Citation File Format 1.2 file.

    It is YAML; read are single-line values and the lists of authors and keywords, one value a
    line, as ``cffinit`` writes them.

    Raises:
        DataError: without a title or an author.
    """
    entries: dict[str, str] = {}
    authors: list[dict[str, str]] = []
    keywords: list[str] = []
    part = ""
    for line in text.splitlines():
        if found := _ENTRY.fullmatch(line.rstrip()):
            value = _unquoted(found["value"])
            if not found["indent"] and not found["item"]:
                part = found["key"]
                entries[part] = value
            elif part == "authors":
                if found["item"]:
                    authors.append({})
                if authors:
                    authors[-1][found["key"]] = value
        elif part == "keywords" and (word := _WORD.fullmatch(line.rstrip())):
            keywords.append(_unquoted(word["value"]))
    named = tuple(_author(one) for one in authors)
    if not entries.get("title") or not named or not all(one.name for one in named):
        message = "no title or no author's name; add title: and authors: with name:"
        raise DataError(message, show_path(path))
    return Release(entries["title"], named, entries.get("date-released", ""), tuple(keywords))


def _author(entry: dict[str, str]) -> Author:
    if "name" in entry:
        return Author(entry["name"])
    family = f"{entry.get('name-particle', '')} {entry.get('family-names', '')}".strip()
    return Author(family, entry.get("given-names", ""))


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1]
    return value.partition(" #")[0].strip()
