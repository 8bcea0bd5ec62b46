"""Weigh: do a difference to a store, and say how what is left stands beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad, Store, Triple

from taobao_kg.build.checks import read_check
from taobao_kg.build.constructs import run_constructs
from taobao_kg.build.discrepancies import find_again
from taobao_kg.build.load import DISCREPANCIES, STANDING
from taobao_kg.build.remainder import Difference, Doubt
from taobao_kg.build.store import read_triples
from taobao_kg.engines.writing import change_store
from taobao_kg.folders import Folders


def subtract(
    store: Store, difference: Difference, doubts: Sequence[Doubt], folders: Folders
) -> Difference:
    """Do a difference to a store; look again where discrepancies went, and weigh what is left.

    Args:
        store: holds a whole graph, the lens in its default graph; it is changed.
        difference: see `taobao_kg.build.remainder.Whole`.
        doubts: what is left of the discrepancies that go.
        folders: where rules and checks lie.

    Returns:
        All that was changed, to be done elsewhere or undone.

    Raises:
        DataError: when a rule or check cannot be used.
    """
    change_store(store, difference.removed, difference.added)
    if not (difference.removed or difference.added):
        return difference
    return join(difference, weigh(store, doubts, folders))


def weigh(store: Store, doubts: Sequence[Doubt], folders: Folders) -> Difference:
    """Look again where discrepancies went, and weigh all statements.

    Args:
        store: holds what is left, the lens in its default graph; it is changed.
        doubts: what is left of the discrepancies that went.
        folders: where rules and checks lie.

    Returns:
        What was changed.

    Raises:
        DataError: when a rule or check cannot be used.
    """
    found = _look_again(store, doubts, folders)
    change_store(store, (), found)
    return join(Difference(set(), found), _weigh_again(store, folders))


def _look_again(store: Store, doubts: Sequence[Doubt], folders: Folders) -> set[Quad]:
    """Return the discrepancies found in what is left of others."""
    among: defaultdict[str, list[frozenset[NamedNode]]] = defaultdict(list)
    for doubt in doubts:
        among[doubt.check].append(doubt.statements)
    found: set[Quad] = set()
    for name, some in sorted(among.items()):
        path = folders.queries / "checks" / f"{name}.rq"
        if path.is_file():
            found |= _both(find_again(store, read_check(path), some), DISCREPANCIES)
    return {quad for quad in found if quad not in store}


def _weigh_again(store: Store, folders: Folders) -> Difference:
    """Replace the standing of all statements by what the rules say now; return what changed."""
    graph = NamedNode(STANDING)
    before = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    change_store(store, _both(before, STANDING), ())
    now = set(read_triples(run_constructs(store, folders.ontology / "rules", "standing")))
    store.extend(_both(now, STANDING))
    return Difference(_both(before - now, STANDING), _both(now - before, STANDING))


def join(first: Difference, then: Difference) -> Difference:
    """Return the difference that does one after another."""
    return Difference(
        (first.removed - then.added) | (then.removed - first.added),
        (first.added - then.removed) | (then.added - first.removed),
    )


def _both(triples: Iterable[Triple], name: str) -> set[Quad]:
    """Return triples in a named graph and in the lens."""
    graph = NamedNode(name)
    return {
        quad
        for t in triples
        for quad in (
            Quad(t.subject, t.predicate, t.object),
            Quad(t.subject, t.predicate, t.object, graph),
        )
    }
