"""Bibliographic records on their way into rows: fields with the places they came from."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taobao_kg.words.message import Message


class Record(NamedTuple):
    """One work as a bibliography has it.

    Attributes:
        line: where it begins, counted from 1.
        cells: texts by column of a sheet of sources.
        fields: what the bibliography calls the field of each.
    """

    line: int
    cells: dict[str, str]
    fields: dict[str, str]


class Flaw(NamedTuple):
    """Why a work, or one field of it, cannot be taken.

    Attributes:
        line: where the work begins, counted from 1.
        field: what the bibliography calls it; empty when the whole work is meant.
        reason: fact, expectation, next step.
    """

    line: int
    field: str
    reason: Message


class UnreadableError(ValueError):
    """A value cannot be read.

    Attributes:
        reason: fact, expectation, next step.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


#: Names of languages as BibTeX writes them, by their tags.
_LANGUAGES = {"english": "en", "indonesian": "id", "bahasa": "id", "chinese": "zh"}
_ROMAN_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?:[T/].*)?")


def flatten(text: str) -> str:
    r"""Return a text on one line, blanks single, as a cell holds it.

    >>> flatten(" a\n   b ")
    'a b'
    """
    return " ".join(text.split())


def join_names(names: Iterable[str]) -> str:
    """Return names as one cell.

    Raises:
        UnreadableError: when a name holds the mark that separates names.
    """
    kept = [flatten(name) for name in names]
    for name in kept:
        if ";" in name:
            raise UnreadableError(Message("curate.work.semicolon", name=repr(name)))
    return "; ".join(name for name in kept if name)


def join_date(text: str) -> str:
    """Return a date as year, year and month, or day; what is no such date as it stands.

    >>> join_date("2019/6/13/"), join_date("2020-04"), join_date("in press")
    ('2019-06-13', '2020-04', 'in press')
    """
    found = _ROMAN_DATE.fullmatch(text.strip().rstrip("/"))
    if not found:
        return flatten(text)
    year, *rest = [part for part in found.groups() if part]
    return "-".join([year, *(part.zfill(2) for part in rest)])


def name_language(text: str) -> str:
    """Return the tag of a language that is named; any other text as it is.

    >>> name_language("Chinese"), name_language("zh-Hans")
    ('zh', 'zh-Hans')
    """
    return _LANGUAGES.get(text.casefold(), text)


def bare_doi(text: str) -> str:
    """Return a DOI without the address it may stand in.

    >>> bare_doi("https://doi.org/10.1000/182"), bare_doi("doi:10.1000/182")
    ('10.1000/182', '10.1000/182')
    """
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)


def first_of(fields: dict[str, str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the first of some fields that says anything, with its name; nothing if none does."""
    for name in names:
        if fields.get(name):
            yield name, fields[name]
            return
