"""Projection: actors tied to actors by what they did together, and actors by policies."""

from itertools import combinations
from typing import TYPE_CHECKING

from taobao_kg.vocab import expand

if TYPE_CHECKING:
    import networkx as nx

#: What an actor does with a policy, as the policy says it.
DEEDS = tuple(expand(f"tkg:{name}") for name in ("issuedBy", "implementedBy", "proposedBy"))
PARTNERS = expand("tkg:partnersWith")


def project_actors(ties: "nx.DiGraph[str]") -> "nx.Graph[str]":
    """Return the actors that issued, ran or proposed the same policy, or are partners.

    Nodes as in ``ties``, actors only. An edge has ``weight`` (common policies, and one for a
    partnership), ``policies`` (IRIs, sorted), ``partners`` (bool) and ``statements`` (IRIs).
    """
    import networkx as nx

    projected: nx.Graph[str] = nx.Graph()
    actors = [node for node, group in ties.nodes(data="group") if group == "actor"]
    projected.add_nodes_from((actor, ties.nodes[actor]) for actor in actors)
    for policy, doers in sorted(_doers(ties).items()):
        for one, other in combinations(sorted(doers), 2):
            said = {*doers[one], *doers[other]}
            _tie(projected, one, other, said, policy=policy)
    for one, other, tie in ties.edges(data=True):
        if PARTNERS in tie["predicates"] and one in projected and other in projected:
            _tie(projected, one, other, set(tie["statements"]))
    for _, _, tie in projected.edges(data=True):
        tie["weight"] = len(tie["policies"]) + tie["partners"]
        tie["policies"], tie["statements"] = sorted(tie["policies"]), sorted(tie["statements"])
    return projected


def cross_actors_and_policies(
    ties: "nx.DiGraph[str]",
) -> tuple[list[str], list[str], dict[tuple[str, str], list[str]]]:
    """Return actors, policies, and what each of them did with each: statements by pair.

    Only those with a deed; both sorted. A pair without an entry has nothing in common.
    """
    cells = {
        (actor, policy): sorted(said)
        for policy, doers in _doers(ties).items()
        for actor, said in doers.items()
    }
    return sorted({a for a, _ in cells}), sorted({p for _, p in cells}), cells


def _doers(ties: "nx.DiGraph[str]") -> dict[str, dict[str, list[str]]]:
    """Return by policy the actors that did something with it and the statements that say so."""
    found: dict[str, dict[str, list[str]]] = {}
    groups = dict(ties.nodes(data="group"))
    for policy, actor, tie in ties.edges(data=True):
        acts = groups[policy] == "policy" and groups[actor] == "actor"
        if acts and not set(DEEDS).isdisjoint(tie["predicates"]):
            found.setdefault(policy, {})[actor] = tie["statements"]
    return found


def _tie(
    projected: "nx.Graph[str]", one: str, other: str, said: set[str], policy: str | None = None
) -> None:
    if not projected.has_edge(one, other):
        projected.add_edge(one, other, policies=set(), partners=False, statements=set())
    tie = projected[one][other]
    tie["statements"] |= said
    if policy is None:
        tie["partners"] = True
    else:
        tie["policies"].add(policy)
