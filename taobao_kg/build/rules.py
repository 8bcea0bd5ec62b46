"""Rules: CONSTRUCT files that derive triples, and from which premises each triple follows.

A rule has one triple pattern a line. Asked for all variables instead of for triples, the same
text also tells the premises of each triple.
"""

import re
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, QuerySolution, Triple

from taobao_kg.build.rulefile import RuleFile, read_rule_file
from taobao_kg.words.languages import TAGS

_PATTERN = re.compile(r"(\S+)\s+(\S+)\s+(\S+)\s+\.")
_OTHER = ("FILTER ", "VALUES ", "BIND ")

#: A place in a pattern: a node, or the name of a variable.
Slot = NamedNode | str
Pattern = tuple[Slot, Slot, Slot]


class Rule(NamedTuple):
    """One rule.

    Attributes:
        name: the file's name without its ending; the rule's IRI is ``id/rule/<name>``.
        summaries: one sentence, by language tag; English at least.
        head: the triple it makes.
        body: the triple patterns it needs.
        conditions: the other lines of the body: FILTER, VALUES, BIND.
        premise: the variable that holds the only premise, or None when the body's triples are.
        select: a SELECT for every new match; what the store has already is left out.
    """

    name: str
    summaries: dict[str, str]
    head: Pattern
    body: tuple[Pattern, ...]
    conditions: tuple[str, ...]
    premise: str | None
    select: str


def read_rules(folder: Path, kind: str) -> list[Rule]:
    """Read the rules of a kind, sorted by name.

    Args:
        folder: the folder with the ``.rq`` files.
        kind: ``claim`` or ``closure``: how the file names begin.

    Raises:
        DataError: when a file is not a rule, with the line.
    """
    return [read_rule(path) for path in sorted(folder.glob(f"{kind}-*.rq"))]


def read_rule(path: Path) -> Rule:
    """Read one rule.

    Raises:
        DataError: when the file is not a rule, with the line.
    """
    file = read_rule_file(path)
    heads = [_read_pattern(file, number, line) for number, line in file.construct]
    conditions = tuple(line for _, line in file.where if line.startswith(_OTHER))
    body = tuple(
        _read_pattern(file, number, line)
        for number, line in file.where
        if not line.startswith(_OTHER)
    )
    if len(heads) != 1 or not body:
        raise file.fault(None, "one pattern in CONSTRUCT and at least one in WHERE needed")
    select = file.select("*", f"FILTER NOT EXISTS {{ {file.construct[0][1]} }}")
    keys = {tag: "summary" if lang == "en" else f"summary-{lang}" for lang, tag in TAGS.items()}
    told = {tag: file.header[key] for tag, key in keys.items() if key in file.header}
    return Rule(file.name, told, heads[0], body, conditions, file.header.get("premise"), select)


def fill(pattern: Pattern, row: QuerySolution) -> Triple | None:
    """Return a pattern with the values of one match in it.

    None when a value cannot stand in its place (a literal as subject): CONSTRUCT leaves such
    triples out as well.
    """
    subject, predicate, obj = (
        slot if isinstance(slot, NamedNode) else row[slot] for slot in pattern
    )
    if not isinstance(subject, NamedNode | BlankNode) or not isinstance(predicate, NamedNode):
        return None
    return Triple(subject, predicate, obj)


def _read_pattern(file: RuleFile, number: int, line: str) -> Pattern:
    found = _PATTERN.fullmatch(line)
    if not found:
        raise file.fault(number, f"{line!r} is not one triple pattern with its dot")
    subject, predicate, obj = (
        slot[1:] if slot.startswith("?") else file.node(number, slot) for slot in found.groups()
    )
    return subject, predicate, obj
