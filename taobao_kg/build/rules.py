"""Rules: CONSTRUCT files, and what the builder needs to know of their text.

A rule is plain SPARQL 1.1 with one triple pattern a line, so it runs unchanged in any store. Its
lines are read a second time here: asked for all variables instead of for triples, the same text
also tells from which premises each triple follows.
"""

import re
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, QuerySolution, Triple

from taobao_kg.errors import DataError
from taobao_kg.folders import show_path
from taobao_kg.turtle import read_utf8
from taobao_kg.vocab import PREFIXES

_PATTERN = re.compile(r"(\S+)\s+(\S+)\s+(\S+)\s+\.")
_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s+<([^>]*)>")
_OTHER = ("FILTER ", "VALUES ", "BIND ")

#: A place in a pattern: a node, or the name of a variable.
Slot = NamedNode | str
Pattern = tuple[Slot, Slot, Slot]


class Rule(NamedTuple):
    """One rule.

    Attributes:
        name: the file's name without its ending; the rule's IRI is ``id/rule/<name>``.
        summary: one English sentence.
        head: the triple it makes.
        body: the triple patterns it needs.
        premise: the variable that holds the only premise, or None when the body's triples are.
        select: a SELECT for every new match; what the store has already is left out.
    """

    name: str
    summary: str
    head: Pattern
    body: tuple[Pattern, ...]
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
    header: dict[str, str] = {}
    prefixes = dict[str, str]()
    parts: dict[str, list[tuple[int, str]]] = {"CONSTRUCT": [], "WHERE": []}
    part: str | None = None
    for number, raw in enumerate(read_utf8(path).decode().split("\n"), start=1):
        line = raw.strip()
        if line.startswith("#+"):
            key, _, value = line[2:].partition(":")
            header[key.strip()] = value.strip()
        elif declared := _PREFIX.fullmatch(line):
            prefixes[declared[1]] = declared[2]
        elif line in ("CONSTRUCT {", "WHERE {"):
            part = line.split()[0]
        elif line == "}":
            part = None
        elif part:
            parts[part].append((number, line))
        elif line and not line.startswith("#"):
            raise _not_a_rule(path, number, f"{line!r} stands outside CONSTRUCT and WHERE")
    return _make_rule(path, header, prefixes, parts)


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


def _make_rule(
    path: Path,
    header: dict[str, str],
    prefixes: dict[str, str],
    parts: dict[str, list[tuple[int, str]]],
) -> Rule:
    known = {**PREFIXES, **prefixes}
    heads = [_read_pattern(path, number, line, known) for number, line in parts["CONSTRUCT"]]
    body = tuple(
        _read_pattern(path, number, line, known)
        for number, line in parts["WHERE"]
        if not line.startswith((*_OTHER, "#"))
    )
    if len(heads) != 1 or not body:
        raise _not_a_rule(path, None, "one pattern in CONSTRUCT and at least one in WHERE needed")
    select = "\n".join(
        [
            *(f"PREFIX {name}: <{iri}>" for name, iri in prefixes.items()),
            "SELECT * WHERE {",
            *(line for _, line in parts["WHERE"]),
            f"FILTER NOT EXISTS {{ {parts['CONSTRUCT'][0][1]} }}",
            "}",
        ]
    )
    return Rule(path.stem, header.get("summary", ""), heads[0], body, header.get("premise"), select)


def _read_pattern(path: Path, number: int, line: str, prefixes: dict[str, str]) -> Pattern:
    found = _PATTERN.fullmatch(line)
    if not found:
        raise _not_a_rule(path, number, f"{line!r} is not one triple pattern with its dot")
    subject, predicate, obj = (_read_slot(path, number, slot, prefixes) for slot in found.groups())
    return subject, predicate, obj


def _read_slot(path: Path, number: int, text: str, prefixes: dict[str, str]) -> Slot:
    if text.startswith("?"):
        return text[1:]
    prefix, found, local = text.partition(":")
    if not found or prefix not in prefixes:
        raise _not_a_rule(path, number, f"{text!r} is neither a variable nor a prefixed name")
    return NamedNode(prefixes[prefix] + local)


def _not_a_rule(path: Path, number: int | None, fact: str) -> DataError:
    return DataError(f"not a rule: {fact}; see the other rules", show_path(path), number)
