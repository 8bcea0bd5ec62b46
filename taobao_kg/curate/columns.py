"""What the sheets hold: their columns, read from the CSVW metadata that goes out with them.

``templates/<kind>.csv-metadata.json`` is the one definition of a kind's columns, after
https://www.w3.org/TR/tabular-metadata/; templates are made of it and sheets are checked against it.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from taobao_kg.errors import UsageError

#: The kinds of sheets, in the order in which they are imported.
KINDS = ("sources", "policies", "actors", "observations", "claims")
#: Where a kind has ids of its own, and in which column.
ID_COLUMNS = {
    "sources": "source_id",
    "policies": "policy_id",
    "actors": "actor_id",
    "observations": "observation_id",
}

#: How a cell of a column is read.
Form = Literal["text", "number", "whole", "time", "date", "url", "language", "choice"]

_FOLDER = Path(__file__).with_name("templates")
_FORMS: dict[str, Form] = {
    "string": "text",
    "decimal": "number",
    "nonNegativeInteger": "whole",
    "anyURI": "url",
    "language": "language",
    "https://w3id.org/taobao-kg/ontology#TemporalEntity": "time",
    "http://purl.org/dc/terms/W3CDTF": "date",
}
_WORDS = re.compile(r"\w+(?:\|\w+)+")


class Column(NamedTuple):
    """One column of a kind of sheet.

    Attributes:
        name: the canonical name, which is also a title.
        titles: every name it may bear in a header.
        descriptions: what belongs into it, by language: en, id, zh.
        form: how its cells are read.
        choices: the words it is limited to; empty where it is not.
        pattern: a regular expression that text must match in full, or an empty string.
        required: whether every row needs it.
        separator: what stands between items in a cell, or an empty string.
        example: a cell that is well written.
    """

    name: str
    titles: tuple[str, ...]
    descriptions: dict[str, str]
    form: Form
    choices: tuple[str, ...]
    pattern: str
    required: bool
    separator: str
    example: str


class Template(NamedTuple):
    """A kind of sheet: its name, its title by language, and its columns in their order."""

    kind: str
    titles: dict[str, str]
    columns: tuple[Column, ...]

    @property
    def required(self) -> list[str]:
        """The names of the columns every row needs."""
        return [column.name for column in self.columns if column.required]


@cache
def read_template(kind: str) -> Template:
    """Return the definition of a kind of sheet.

    Raises:
        UsageError: when there is no such kind.

    >>> read_template("claims").required
    ['subject', 'relation', 'object', 'source_id']
    """
    metadata = read_metadata(kind)
    columns = tuple(_column(described) for described in metadata["tableSchema"]["columns"])
    return Template(kind, _by_language(metadata["dc:title"]), columns)


def read_metadata(kind: str) -> dict[str, Any]:
    """Return the CSVW metadata of a kind as the file has it.

    Raises:
        UsageError: when there is no such kind.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of sheet; choose {', '.join(KINDS)}")
    file = _FOLDER / f"{kind}.csv-metadata.json"
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def _column(described: dict[str, Any]) -> Column:
    datatype = described["datatype"]
    if isinstance(datatype, str):
        datatype = {"base": datatype}
    form = _FORMS[datatype.get("@id", datatype["base"])]
    pattern = datatype.get("format", "")
    choices = tuple(pattern.split("|")) if _WORDS.fullmatch(pattern) else ()
    titles = [
        title
        for given in described["titles"].values()
        for title in ([given] if isinstance(given, str) else given)
    ]
    return Column(
        name=described["name"],
        titles=tuple(titles),
        descriptions=_by_language(described["dc:description"]),
        form="choice" if choices else form,
        choices=choices,
        pattern=pattern if form == "text" and not choices else "",
        required=described.get("required", False),
        separator=described.get("separator", ""),
        example=described["skos:example"],
    )


def _by_language(texts: list[dict[str, str]]) -> dict[str, str]:
    return {text["@language"]: text["@value"] for text in texts}
