"""Discrepancies: what does not fit in what sources say, found by the checks, put in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Triple, parse

from taobao_kg.build.checks import LANGUAGES, NODE, STATEMENT, Check, list_checks, read_check
from taobao_kg.build.isolated import Outcome, run_isolated
from taobao_kg.build.wording import Names, Rows, fill_sentence, held, is_number
from taobao_kg.engines.embedded import Term
from taobao_kg.engines.engine import Workspace
from taobao_kg.errors import DataError, Finding
from taobao_kg.folders import show_path
from taobao_kg.vocab import ID, term
from taobao_kg.words.catalogue import phrase

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
    """Run checks in processes of their own.

    Args:
        store: holds the lens in its default graph.
        checks: in the order in which they run.
        limit: seconds a check may take.

    Returns:
        Each check with what it found, as N-Triples, or why it could not be used.
    """
    names = Names(store)
    jobs = [partial(run_check, store, check, names) for check in checks]
    return zip(checks, run_isolated(jobs, limit), strict=True)


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
        ValueError: when it says something that cannot be.
    """
    rows = store.query(check.select)
    if not isinstance(rows, QuerySolutions):
        raise TypeError("it is not a SELECT")
    grouped: defaultdict[NamedNode, list[dict[str, Any]]] = defaultdict(list)
    columns = [variable.value for variable in rows.variables]
    for row in rows:
        node, statement = row[NODE], row[STATEMENT]
        if not isinstance(node, NamedNode) or not node.value.startswith(_MADE):
            raise ValueError(f"?discrepancy is {node}, not <{_MADE}…>")
        if not _is_statement(store, statement):
            raise ValueError(f"?statement is {statement}, which is no statement of the graph")
        grouped[node].append({name: row[name] for name in columns if row[name] is not None})
    triples = [*_describe(check)]
    for node, own in grouped.items():
        triples += _tell(check, node, own, names)
    return "\n".join(f"{triple} ." for triple in triples)


def _describe(check: Check) -> Iterable[Triple]:
    """Return what is said of a check itself."""
    node = NamedNode(f"{ID}rule/{check.name}")
    yield Triple(node, term("rdf:type"), term("tkg:Rule"))
    yield Triple(node, term("rdfs:comment"), Literal(check.reason, language="en"))
    for lang, tag in LANGUAGES.items():
        yield Triple(node, term("rdfs:label"), Literal(check.titles[lang], language=tag))


def _tell(check: Check, node: NamedNode, rows: Rows, names: Names) -> Iterator[Triple]:
    """Yield what is said of one discrepancy."""
    for predicate, slot in check.heads:
        found = held(rows, slot) if isinstance(slot, str) else {slot}
        for value in _greatest(found):
            yield Triple(node, predicate, value)
    for name in check.on:
        for thing in held(rows, name):
            if isinstance(thing, NamedNode):
                yield Triple(node, term("tkg:concerns"), thing)
    about = " · ".join(f"{{{name}}}" for name in check.on)
    for lang, tag in LANGUAGES.items():
        words = fill_sentence(check.sentences[lang], rows, lang, names)
        title = fill_sentence(
            check.titles[lang] + phrase("words.colon", lang) + about, rows, lang, names
        )
        yield Triple(node, term("rdfs:comment"), Literal(words, language=tag))
        yield Triple(node, term("rdfs:label"), Literal(title, language=tag))


def _greatest(values: Collection[Term]) -> Collection[Term]:
    """Return of several numbers, such as the factors of several pairs, the greatest."""
    numbers = [term for term in values if is_number(term)]
    if len(values) < 2 or len(numbers) < len(values):
        return values
    return [max(numbers, key=lambda number: Decimal(number.value))]
