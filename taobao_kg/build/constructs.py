"""Constructs: rules that run once, in the order of their names, each on what the last ones made.

Unlike the rules of `taobao_kg.build.derive` they give no premises: what they say of a statement
follows from that statement alone (``measure-*.rq``) or from all that is found beside it
(``standing-*.rq``).

A rule whose header has ``#+ after:`` needs, of the rules before it, only those named
there; so it may run beside the others.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import Literal, QueryTriples, RdfFormat, Store, Triple, serialize

from taobao_kg.build.checks import LANGUAGES
from taobao_kg.build.derive import rule_node
from taobao_kg.build.isolated import LANES
from taobao_kg.build.rulefile import RuleFile, read_rule_file
from taobao_kg.engines.engine import Workspace
from taobao_kg.vocab import term


def run_constructs(store: Workspace, folder: Path, kind: str) -> bytes:
    """Run the rules of a kind on the default graph of a store and add what they make to it.

    Args:
        store: a lens in its default graph.
        folder: where the ``.rq`` files lie.
        kind: how their names begin: ``measure`` or ``standing``.

    Returns:
        What was made, and what is said of each rule, as N-Triples; a triple may come more than
        once.

    Raises:
        DataError: when a file is not a rule, with the line.
    """
    files = [read_rule_file(path) for path in sorted(folder.glob(f"{kind}-*.rq"))]
    made: list[bytes] = []
    # The store works outside Python's lock, so that threads are enough; a server is asked in turn.
    with ThreadPoolExecutor(LANES if isinstance(store, Store) else 1) as lanes:
        for turn in _turns(files):
            texts = list(lanes.map(lambda file: _run(store, file), turn))
            for text in texts:
                store.load(text, RdfFormat.N_TRIPLES)
            told = [serialize(_describe(file), format=RdfFormat.N_TRIPLES) or b"" for file in turn]
            made += [part for pair in zip(texts, told, strict=True) for part in pair]
    return b"".join(made)


def _turns(files: list[RuleFile]) -> Iterator[list[RuleFile]]:
    """Yield rules in their order, those together that need nothing of one another."""
    turn: list[RuleFile] = []
    for file in files:
        after = file.header.get("after")
        needed = None if after is None else set(after.split())
        if turn and (needed is None or needed & {one.name for one in turn}):
            yield turn
            turn = []
        turn.append(file)
    if turn:
        yield turn


def _run(store: Workspace, file: RuleFile) -> bytes:
    """Return what a rule makes as N-Triples: written by the engine, no triple becomes an object."""
    found = store.query(file.path.read_text(encoding="utf-8"))
    if not isinstance(found, QueryTriples):
        raise file.fault(None, "it is no CONSTRUCT")
    return found.serialize(format=RdfFormat.N_TRIPLES) or b""


def _describe(file: RuleFile) -> Iterator[Triple]:
    """Yield what a rule says, in three languages; one that lacks a summary is refused."""
    node = rule_node(file.name)
    yield Triple(node, term("rdf:type"), term("tkg:Rule"))
    for lang, tag in LANGUAGES.items():
        key = "summary" if lang == "en" else f"summary-{lang}"
        if not file.header.get(key):
            raise file.fault(None, f"its header has no '#+ {key}:'")
        yield Triple(node, term("rdfs:comment"), Literal(file.header[key], language=tag))
