"""Weigh: do a difference to a store, and say how what is left stands beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

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
    found = store.quads_for_pattern(None, None, None, NamedNode(STANDING))
    before = _both({quad.triple for quad in found}, STANDING)
    change_store(store, before, ())
    weighed = weigh(store, doubts, {quad.triple for quad in before}, folders)
    store.extend((before - weighed.removed) | weighed.added)
    return join(difference, weighed)


def weigh(
    store: Store, doubts: Sequence[Doubt], standing: Set[Triple], folders: Folders
) -> Difference:
    """Look again where discrepancies went, and weigh all statements.

    Args:
        store: holds what is left but for the standing of statements, the lens in its default
            graph; what is found and how statements stand is added to that.
        doubts: what is left of the discrepancies that went.
        standing: how statements stood before.
        folders: where rules and checks lie.

    Returns:
        What was changed.

    Raises:
        DataError: when a rule or check cannot be used.
    """
    found = _look_again(store, doubts, folders)
    store.extend(found)
    now = set(read_triples(run_constructs(store, folders.ontology / "rules", "standing")))
    gone, new = _both(standing - now, STANDING), _both(now - standing, STANDING)
    return join(Difference(set(), found), Difference(gone, new))


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
