"""Paths: the shortest ways from one thing to another, with what is said at every step."""

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.measures.communities import find_components
from taobao_kg.measures.ties import undirected
from taobao_kg.vocab import shorten

if TYPE_CHECKING:
    import networkx as nx

#: Paths of the same length that are shown at most.
MOST = 10


class Step(NamedTuple):
    """One step of a path.

    Attributes:
        start: IRI of the thing it goes from.
        end: IRI of the thing it goes to.
        predicates: what is said from ``start`` to ``end``, IRIs, sorted.
        inverse: what is said from ``end`` to ``start``.
        statements: IRIs of the statements that say so, sorted; none where only the data does.
    """

    start: str
    end: str
    predicates: tuple[str, ...]
    inverse: tuple[str, ...]
    statements: tuple[str, ...]


def find_paths(ties: "nx.DiGraph[str]", start: str, end: str, most: int = MOST) -> list[list[Step]]:
    """Return the shortest paths between two things, directions aside, sorted by their nodes.

    Args:
        ties: see `taobao_kg.measures.ties.read_ties`.
        start: IRI.
        end: IRI.
        most: paths to return where several are equally short.

    Raises:
        UsageError: when both are the same thing.
        TaobaoKgError: when a thing is not tied to anything here, or no path leads from one to the
            other.
    """
    import networkx as nx

    if start == end:
        raise UsageError(f"both names mean {shorten(start)}; name two different things")
    for thing in (start, end):
        if thing not in ties:
            raise TaobaoKgError(f"{shorten(thing)} is tied to nothing here; add types or years")
    plain = undirected(ties)
    if not nx.has_path(plain, start, end):
        sizes = {node: len(group) for group in find_components(ties) for node in group}
        raise TaobaoKgError(
            f"no path leads from {shorten(start)} to {shorten(end)}: they lie in two parts of the"
            f" network, of {sizes[start]} and {sizes[end]} things; add types or years"
        )
    # A bound on what is looked at, too: two hubs may have thousands of ways between them.
    found = sorted(islice(nx.all_shortest_paths(plain, start, end), 1000))
    return [[_step(ties, here, there) for here, there in pairwise(path)] for path in found[:most]]


def _step(ties: "nx.DiGraph[str]", here: str, there: str) -> Step:
    forth = ties.get_edge_data(here, there) or {"predicates": (), "statements": ()}
    back = ties.get_edge_data(there, here) or {"predicates": (), "statements": ()}
    statements = tuple(sorted({*forth["statements"], *back["statements"]}))
    return Step(here, there, tuple(forth["predicates"]), tuple(back["predicates"]), statements)
