"""A SELECT as a tree: its groups and their parts, each with the words it is written in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from taobao_kg.ask.scan import Token

Words = tuple[Token, ...]


class Unreadable(Exception):  # noqa: N818 - a finding to tell, not a failure
    """A query, or a part of one, that is not taken apart; it is said, and nothing else fails."""


@dataclass(frozen=True)
class Path:
    """A property path (SPARQL 1.1 §9.1).

    Attributes:
        kind: ``one`` (a property or a variable), ``inverse``, ``sequence``, ``alternative``,
            ``?``, ``*``, ``+``, ``negated``.
        text: as written, brackets around it included where it needs them.
        parts: the paths inside; of ``negated`` none.
    """

    kind: str
    text: str
    parts: tuple["Path", ...] = ()


@dataclass(frozen=True)
class Pattern:
    """A triple pattern; a blank node in it has become a variable."""

    subject: str
    path: Path
    object: str


@dataclass(frozen=True)
class Optional:
    """``OPTIONAL { … }``."""

    group: "Group"


@dataclass(frozen=True)
class Union:
    """``{ … } UNION { … }``, or one group in its own brackets."""

    groups: tuple["Group", ...]


@dataclass(frozen=True)
class Named:
    """``GRAPH term { … }``."""

    graph: str
    group: "Group"


@dataclass(frozen=True)
class Exists:
    """``FILTER EXISTS { … }``: a filter that is nothing else."""

    group: "Group"
    text: str


@dataclass(frozen=True)
class Bind:
    """``BIND (expression AS ?variable)``."""

    expression: str
    variable: str


@dataclass(frozen=True)
class Values:
    """``VALUES … { … }`` with its variables."""

    text: str
    variables: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """A part that stays as it is written.

    Attributes:
        text: as written.
        kind: ``filter``; or what cannot be shown by triples: ``absence``, ``exists``, ``service``.
    """

    text: str
    kind: str = "filter"


@dataclass(frozen=True)
class Group:
    """What stands between ``{`` and ``}``, in order; or one sub-select."""

    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Column:
    """One column of a SELECT: its variable, and the expression it is the value of, or nothing."""

    variable: str
    expression: Words = ()


@dataclass(frozen=True)
class Select:
    """A SELECT, outermost or inside a group.

    Attributes:
        prologue: prefixes and base, as written.
        columns: in order; empty for ``*``.
        dataset: ``FROM`` clauses, as written.
        where: the pattern.
        body: the pattern as written, brackets included.
        text: all of it as written, without the prologue.
        group_by: variable and expression of each key; the expression is empty for a bare variable.
        having: as written, with its keyword.
        grouped: whether there is GROUP BY, HAVING or an aggregate.
        cut: whether LIMIT or OFFSET leaves rows out.
        lazy: whether an engine can stop before it has found all rows.
        values: the VALUES after everything, or None.
    """

    prologue: str
    columns: tuple[Column, ...]
    dataset: str
    where: Group
    body: str
    text: str
    group_by: tuple[Column, ...] = ()
    having: str = ""
    grouped: bool = False
    cut: bool = False
    lazy: bool = False
    values: Values | None = None


Part: TypeAlias = (
    Pattern | Optional | Union | Named | Exists | Bind | Values | Kept | Group | Select
)


def written(words: Sequence[Token]) -> str:
    """Return tokens as they were written, a blank for whatever stood between two of them."""
    text = ""
    end = words[0].start if words else 0
    for word in words:
        text += (" " if word.start != end else "") + word.text
        end = word.end
    return text
