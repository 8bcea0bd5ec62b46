"""The header of a sheet: which kind it is, and which column stands where."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from taobao_kg.curate.columns import KINDS, Column, read_template
from taobao_kg.curate.grid import column_letter
from taobao_kg.curate.marks import show
from taobao_kg.errors import DataError
from taobao_kg.folders import show_path
from taobao_kg.words.message import Message

#: Below this likeness (0 to 100) a column is not worth proposing.
LIKENESS = 60


class Header(NamedTuple):
    """What a header says.

    Attributes:
        written: the names as written, by place.
        columns: the known columns by place, from 0.
        faults: place and message of what is wrong with the header; place None for all of it.
    """

    written: list[str]
    columns: dict[int, Column]
    faults: list[tuple[int | None, Message]]

    @property
    def usable(self) -> bool:
        """Whether rows can be read: every required column is there, and none twice."""
        return not any(place is None for place, _ in self.faults)


def guess_kind(written: Sequence[str], path: Path) -> str:
    """Return the kind of sheet whose columns a header names.

    Raises:
        DataError: when no kind has its required columns there, or several fit alike.
    """
    named = {fold_name(name) for name in written if name}
    scores = Counter({kind: len(named & set(_titles(kind))) for kind in KINDS})
    (best, most), (second, next_most) = scores.most_common(2)
    if not most:
        message = f"no column of any kind of sheet in {show(', '.join(filter(None, written)))}"
        hint = f"; see 'taobao-kg import --template {KINDS[0]} -o FILE'"
        raise DataError(message + hint, show_path(path), 1)
    if most == next_most:
        message = f"may hold {best} as well as {second}; say --kind {best} or --kind {second}"
        raise DataError(message, show_path(path), 1)
    return best


def read_header(written: Sequence[str], kind: str) -> Header:
    """Return which column of a kind stands where.

    A column is known by its name or any of its titles; case, blanks and punctuation do not count.
    """
    titles = _titles(kind)
    header = Header(list(written), {}, [])
    places: dict[str, int] = {}
    for place, name in enumerate(written):
        column = titles.get(fold_name(name))
        if column is None:
            if name:
                header.faults.append((place, _unknown(name, kind)))
        elif column.name in places:
            header.faults.append((None, _twice(column.name, places[column.name], place)))
        else:
            places[column.name] = place
            header.columns[place] = column
    missing = [name for name in read_template(kind).required if name not in places]
    if missing:
        whose = Message(f"curate.sheet.{kind}")
        message = Message("curate.reason.no_column", columns=tuple(missing), kind=whose)
        header.faults.append((None, message))
    return header


def count_known(written: Sequence[str]) -> int:
    """Return how many names of a header the kind of sheet that fits best knows."""
    named = {fold_name(name) for name in written}
    return max(len(named & set(_titles(kind))) for kind in KINDS)


def fold_name(name: str) -> str:
    """Return the letters and digits of a name, without case.

    >>> fold_name("Issuing bodies ") == fold_name("issuing_bodies")
    True
    """
    return "".join(
        mark for mark in unicodedata.normalize("NFKC", name).casefold() if mark.isalnum()
    )


@cache
def _titles(kind: str) -> dict[str, Column]:
    columns = read_template(kind).columns
    return {fold_name(title): column for column in columns for title in column.titles}


def _twice(name: str, first: int, second: int) -> Message:
    letters = {"first": column_letter(first + 1), "second": column_letter(second + 1)}
    return Message("curate.reason.twice", column=name, **letters)


def _unknown(name: str, kind: str) -> Message:
    from rapidfuzz import fuzz, process

    titles = _titles(kind)
    found = process.extractOne(
        fold_name(name), list(titles), scorer=fuzz.ratio, score_cutoff=LIKENESS
    )
    whose = Message(f"curate.sheet.{kind}")
    if found:
        likely = titles[found[0]].name
        return Message("curate.reason.strange_column", kind=whose, column=likely)
    names = tuple(column.name for column in read_template(kind).columns)
    return Message("curate.reason.strange_columns", kind=whose, columns=names)
