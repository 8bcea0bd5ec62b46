"""Ties: which things are linked, by what, and how sure that is."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from taobao_kg.show.groups import UNDRAWN
from taobao_kg.show.records import Records

#: From what is said to what only the ontology says.
LINES = ("said", "advised", "derived")
_Rank = tuple[int, int, int, str]


class Tie(NamedTuple):
    """What links one thing to another, the most certain and most special of what does.

    Attributes:
        other: IRI of the other thing.
        predicate: IRI.
        outward: whether it runs from the one to the other.
        line: one of `LINES`.
        doubt: ``disputed`` or ``contradicted`` when sources gainsay it, or empty.
    """

    other: str
    predicate: str
    outward: bool
    line: str
    doubt: str


def read_ties(records: Records, standings: Mapping[str, str]) -> dict[str, list[Tie]]:
    """Return the ties of each thing to others, times and units left out, sorted by the other.

    Args:
        records: everything read from the graph.
        standings: local name of the standing by IRI of the statement.
    """
    things = records.things
    found: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in records.statements.values():
        if one.subject in things and one.target in things and one.subject != one.target:
            line = "said" if one.stated else "advised"
            found[one.subject, one.predicate, one.target][line].append(standings.get(one.iri, ""))
    for triple, derived in records.triples.items():
        found[triple].setdefault("derived" if derived else "said", [])
    pairs: dict[tuple[str, str], list[tuple[_Rank, Tie]]] = defaultdict(list)
    for (subject, predicate, target), lines in found.items():
        line = next(name for name in LINES if name in lines)
        special = len(records.broader.get(predicate, ()))
        rank = (LINES.index(line), -len(lines[line]), -special, predicate)
        doubt = _doubt(lines[line])
        pairs[subject, target].append((rank, Tie(target, predicate, True, line, doubt)))
        pairs[target, subject].append((rank, Tie(subject, predicate, False, line, doubt)))
    ties: dict[str, list[Tie]] = defaultdict(list)
    for (thing, other), ranked in sorted(pairs.items()):
        if things[other].group not in UNDRAWN:
            ties[thing].append(min(ranked)[1])
    return dict(ties)


def _doubt(standings: list[str]) -> str:
    """Return what stands against a tie: contradicted only when no statement for it holds."""
    if standings and set(standings) == {"contradicted"}:
        return "contradicted"
    return "disputed" if {"disputed", "contradicted"} & set(standings) else ""
