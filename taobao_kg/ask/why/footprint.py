"""A footprint: the triples by which one row was found, and what they do not show."""

from dataclasses import dataclass, field
from typing import NamedTuple

from taobao_kg.ask.why.walks import Fact
from taobao_kg.engines.embedded import Term

#: Triples kept of one row, and members of one count; the rest is counted.
MAX_KEPT = 2_000
#: Triples kept of all rows together, but for a few of each.
MAX_TOGETHER = 200_000
_FEW = 40


class Unexplained(NamedTuple):
    """A part of a query that triples do not show: of which kind, and the part as written.

    The kinds are those of ``ask.unexplained`` in the words: ``absence`` (MINUS, NOT EXISTS),
    ``exists``, ``computed``, ``given``, ``service``, ``blank``, ``far`` (a walk not found),
    ``same`` (a walk without a step), ``unmatched``, ``bounded``, ``empty``, ``unread``,
    ``unsourced``.
    """

    kind: str
    part: str = ""


class Members(NamedTuple):
    """What one aggregate of a row was made of.

    Attributes:
        column: its name, without question mark.
        function: COUNT, SUM, MIN, MAX or AVG.
        distinct: whether equal ones count once.
        terms: different ones, sorted by their text.
        more: how many others were not kept.
    """

    column: str
    function: str
    distinct: bool
    terms: tuple[Term, ...]
    more: int


@dataclass
class Footprint:
    """What one row was found by.

    Attributes:
        facts: triples, each with the graph it was found in, in the order they were found.
        members: terms by column, function and DISTINCT.
        unexplained: what the triples do not show.
        limit: how many triples are kept.
        more: triples that were not kept; one that came several times counts as often.
        solutions: solutions of the pattern that gave the row, as far as they were read.
    """

    facts: dict[Fact, None] = field(default_factory=dict)
    members: dict[tuple[str, str, bool], dict[Term, None]] = field(default_factory=dict)
    unexplained: dict[Unexplained, None] = field(default_factory=dict)
    limit: int = MAX_KEPT
    more: int = 0
    solutions: int = 0

    def add(self, fact: Fact) -> None:
        """Keep a triple, or count it."""
        if fact in self.facts:
            return
        if len(self.facts) < self.limit:
            self.facts[fact] = None
        else:
            self.more += 1

    def merge(self, other: "Footprint") -> None:
        """Take over what a row inside this one was found by."""
        for fact in other.facts:
            self.add(fact)
        for key, terms in other.members.items():
            self.members.setdefault(key, {}).update(terms)
        self.unexplained.update(other.unexplained)
        self.more += other.more

    def members_of(self) -> tuple[Members, ...]:
        """Return the members of its counts, by column."""
        return tuple(
            Members(
                column.removeprefix("?").partition("__")[0],
                function,
                distinct,
                tuple(sorted(terms, key=str)[:MAX_KEPT]),
                max(0, len(terms) - MAX_KEPT),
            )
            for (column, function, distinct), terms in sorted(self.members.items())
        )


def kept_of_each(rows: int) -> int:
    """Return how many triples are kept of each of so many rows.

    >>> kept_of_each(1), kept_of_each(1_000), kept_of_each(1_000_000)
    (2000, 200, 40)
    """
    return max(_FEW, min(MAX_KEPT, MAX_TOGETHER // max(rows, 1)))
