"""The gold of `proposer.py`: the curated statements of a source, and lines of the result."""

from typing import NamedTuple

from taobao_kg.curate.propose.known import Known, Name
from taobao_kg.curate.propose.layout import Span
from taobao_kg.curate.propose.reading import NAMED
from taobao_kg.folders import Folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID

ENTITIES = (*NAMED, "concept")


class Said(NamedTuple):
    """A curated statement: its IRI, where it is said, and all about it."""

    iri: str
    span: Span
    gold: Known

    def one(self, name: str) -> str:
        """Return one value of it."""
        return self.gold.one(self.iri, name)


class Score(NamedTuple):
    """A line of the result: how many found of how many, how many right of how many proposed."""

    name: str
    found: int
    gold: int
    right: int
    proposed: int

    def __str__(self) -> str:
        """Return the line."""
        recall = f"{self.found:>5} of {self.gold:<5}{_ratio(self.found, self.gold)}"
        precision = f"{self.right:>7} of {self.proposed:<5}{_ratio(self.right, self.proposed)}"
        return f"{self.name:<42}{recall}{precision if self.proposed else ''}"


def read_gold(folders: Folders, slug: str) -> list[Said]:
    """Return the statements of a source that have a passage as evidence."""
    gold = Known(
        triple
        for kind in ("claims", "observations")
        for triple in parse_turtle(folders.data / kind / f"{slug}.ttl")
    )
    said = []
    for iri in gold.things("claim", "observation"):
        evidence = gold.one(iri, "tkg:evidence")
        start, end = gold.one(evidence, "oa:start"), gold.one(evidence, "oa:end")
        if start and end:
            said.append(Said(iri, Span(int(start), int(end)), gold))
    return said


def names_from_elsewhere(known: Known, slug: str, *, aliases: bool = False) -> list[Name]:
    """Return the names of the graph that are not marked as printed by this source.

    Who printed an alias is not known: those of things this source named are left out, too, unless
    they are wanted.
    """
    every = list(known.names(*ENTITIES, "indicator"))
    printed = {name.thing for name in every if name.source == slug}
    kept = [name for name in every if name.source != slug]
    return [name for name in kept if aliases or name.source or name.thing not in printed]


def place_of(row: "dict[str, str] | object") -> Span:
    """Return where the passage of a proposed row stands."""
    cells = dict(row)  # type: ignore[call-overload]
    return Span(int(cells["start"]), int(cells["end"]))


def kind_of(iri: str) -> str:
    """Return the kind of one of our things, empty for others: ``actor``."""
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""


def overlap(one: "Span | object", other: "Span | object") -> bool:
    """Return whether two passages have a character in common."""
    return bool(one.start < other.end and other.start < one.end)  # type: ignore[attr-defined]


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:7.2f}" if whole else "      –"


def tell_pairs(title: str, pairs: list[tuple[str, str]]) -> None:
    """Print a line for each pair of a name and a passage."""
    for name, passage in pairs:
        print(f"    {title}: {name.removeprefix(ID)}  {' '.join(passage.split())[:140]}")
