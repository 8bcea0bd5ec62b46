"""Discrepancies: what does not fit in what sources say, found by the checks, put in words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Triple, parse

from taobao_kg.build.checks import NODE, STATEMENT, Check, list_checks, read_check
from taobao_kg.build.isolated import Outcome
from taobao_kg.build.parallel import run_parallel
from taobao_kg.build.telling import Teller, describe_check
from taobao_kg.build.wording import Names, Values
from taobao_kg.engines.embedded import refuse_deep_query
from taobao_kg.engines.engine import Workspace
from taobao_kg.errors import DataError, Finding
from taobao_kg.folders import show_path
from taobao_kg.vocab import ID, term

#: Seconds a check may take; those of ours take milliseconds.
LIMIT = 60.0
_MADE = f"{ID}discrepancy/"


class Found(NamedTuple):
    """What the checks found.

    Attributes:
        triples: the discrepancies and the rules that found them, each triple once, sorted.
        faults: checks that could not be used or that said something wrong; the rest went on.
    """

    triples: list[Triple]
    faults: list[Finding]


def find_discrepancies(folder: Path, store: Workspace, limit: float = LIMIT) -> Found:
    """Run every check of a folder.

    Args:
        folder: where the checks lie; need not exist.
        store: what is asserted and derived, in its default graph.
        limit: seconds a check may take.
    """
    faults: list[Finding] = []
    checks = list(_usable(folder, faults))
    if not checks:
        return Found([], faults)
    lines: set[str] = set()
    for check, outcome in run_checks(store, checks, limit):
        if outcome.text is None:
            message = f"{outcome.fault}; its discrepancies are missing until it is mended"
            faults.append(Finding(show_path(check.path), None, message))
        else:
            lines |= set(outcome.text.split("\n"))  # other separators may stand in a literal
    found = parse("\n".join(sorted(lines)).encode(), RdfFormat.N_TRIPLES)
    return Found([quad.triple for quad in found], faults)


def run_checks(
    store: Workspace, checks: Sequence[Check], limit: float = LIMIT
) -> Iterator[tuple[Check, Outcome]]:
    """Run checks side by side.

    Args:
        store: holds the lens in its default graph.
        checks: those to run.
        limit: seconds a check may take.

    Returns:
        Each check in its place with what it found, as N-Triples, or why it could not be used.

    Raises:
        DataError: when one needs too much memory.
    """
    names = Names(store)
    # The longest query first: what is begun last should not keep one lane waiting for the other.
    longest = sorted(checks, key=lambda check: -len(check.select))
    jobs = {show_path(one.path): partial(run_check, store, one, names) for one in longest}
    outcomes = run_parallel(jobs, limit)
    return ((check, outcomes[show_path(check.path)]) for check in checks)


def find_again(
    store: Workspace, check: Check, among: Collection[frozenset[NamedNode]]
) -> set[Triple]:
    """Return the discrepancies one check finds among some statements only.

    Args:
        store: holds the lens in its default graph.
        check: the check.
        among: sets of statements; a discrepancy counts when all of its own lie in one of them.

    Raises:
        ValueError: when the check says something that cannot be.
    """
    text = run_check(store, check, Names(store))
    told: defaultdict[Any, set[Triple]] = defaultdict(set)
    for quad in parse(text.encode(), RdfFormat.N_TRIPLES):
        told[quad.subject].add(quad.triple)
    found: set[Triple] = set()
    for triples in told.values():
        own = {triple.object for triple in triples if triple.predicate == term("tkg:between")}
        if own and any(own <= some for some in among):
            found |= triples
    return found


def _usable(folder: Path, faults: list[Finding]) -> Iterator[Check]:
    for path in list_checks(folder):
        try:
            yield read_check(path)
        except DataError as error:
            faults.append(Finding(error.file, error.line, error.fact))


def _is_statement(store: Workspace, node: Any) -> bool:
    """Tell whether something can stand in a discrepancy."""
    return isinstance(node, NamedNode) and any(
        Quad(node, term("rdf:type"), term(name)) in store
        for name in ("tkg:Claim", "tkg:Observation")
    )


def run_check(store: Workspace, check: Check, names: Names) -> str:
    """Return what one check finds, as N-Triples.

    Args:
        store: holds the lens.
        check: the check.
        names: how things are called there.

    Raises:
        UsageError: when its query is too long or too deeply nested.
        ValueError: when it says something that cannot be.
    """
    refuse_deep_query(check.select)
    rows = store.query(check.select)
    if not isinstance(rows, QuerySolutions):
        raise TypeError("it is not a SELECT")
    columns = [variable.value for variable in rows.variables]
    grouped: defaultdict[NamedNode, list[dict[str, Any]]] = defaultdict(list)
    statements: set[Any] = set()
    for row in rows:
        own = {name: value for name, value in zip(columns, row, strict=True) if value is not None}
        node, statement = own.get(NODE), own.get(STATEMENT)
        if not isinstance(node, NamedNode) or not node.value.startswith(_MADE):
            raise ValueError(f"?discrepancy is {node}, not <{_MADE}…>")
        if statement not in statements:
            if not _is_statement(store, statement):
                raise ValueError(f"?statement is {statement}, which is no statement of the graph")
            statements.add(statement)
        grouped[node].append(own)
    teller = Teller(check)
    lines = [*describe_check(check)]
    for node, found in grouped.items():
        lines += teller.tell(node, Values(found, names))
    return "\n".join(lines)
