"""Links: the triples of a network joined to the lines that are drawn."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from taobao_kg.show.records import Records
from taobao_kg.show.statements import AHEAD
from taobao_kg.vocab import ID

if TYPE_CHECKING:
    import networkx as nx

Json = dict[str, Any]


def short_id(iri: str) -> str:
    """Return the part after ``id/``: what addresses in the page are made of.

    >>> short_id("https://w3id.org/taobao-kg/id/actor/state-council")
    'actor/state-council'
    """
    return iri.removeprefix(ID)


def join_triples(
    network: "nx.MultiDiGraph[str]", carried: Iterable[str], records: Records
) -> list[Json]:
    """Return one mapping a triple with all its statements, sorted.

    What only the ontology says is left out between two things that a source links already: it
    is an inverse or a more general word for the same.
    """
    known = set(carried)
    found: dict[tuple[str, str, str, str], Json] = {}
    said: set[frozenset[str]] = set()
    for source, target, edge in sorted(
        network.edges(data=True), key=lambda e: (e[0], e[2]["predicate"], e[1], e[2]["statements"])
    ):
        if source not in known or target not in known:
            continue
        stance = edge["stance"] if edge["stance"] in AHEAD else "asserted"
        key = (source, edge["predicate"], target, stance)
        triple = found.setdefault(key, {"s": source, "p": edge["predicate"], "o": target})
        triple.setdefault("claims", []).extend(short_id(iri) for iri in edge["statements"])
        if edge["derived"]:
            triple["derived"] = 1
        else:
            said.add(frozenset((source, target)))
        if stance != "asserted":
            triple["stance"] = stance
        triple["spans"] = _add_span(triple.get("spans", []), edge["years"])
        triple["sources"] = sorted({*triple.get("sources", []), *map(short_id, edge["sources"])})
    kept = [
        t for t in found.values() if not t.get("derived") or frozenset((t["s"], t["o"])) not in said
    ]
    return _without_general(kept, records)


def _add_span(spans: list[list[int | None]], years: tuple[int | None, int | None]) -> Any:
    span = list(years)
    return spans if span in spans or span == [None, None] else [*spans, span]


def _without_general(triples: list[Json], records: Records) -> list[Json]:
    """Leave out derived triples that a more special derived one, or its inverse, says already."""
    derived: dict[frozenset[str], list[Json]] = defaultdict(list)
    for triple in triples:
        if triple.get("derived"):
            derived[frozenset((triple["s"], triple["o"]))].append(triple)
    dropped: set[int] = set()
    for group in derived.values():
        for triple in group:
            for other in group:
                if id(other) in dropped or other is triple:
                    continue
                same_way = other["s"] == triple["s"]
                if (same_way and triple["p"] in records.broader.get(other["p"], ())) or (
                    not same_way and records.inverse.get(other["p"]) == triple["p"]
                ):
                    dropped.add(id(triple))
    return [triple for triple in triples if id(triple) not in dropped]


def join_links(triples: list[Json]) -> list[Json]:
    """Return one line a pair of things; it knows its triples by number."""
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, triple in enumerate(triples):
        reverse = (triple["o"], triple["s"])
        pairs[reverse if reverse in pairs else (triple["s"], triple["o"])].append(number)
    links: list[Json] = []
    for (source, target), numbers in sorted(pairs.items()):
        ways = {triples[n]["s"] for n in numbers}
        kinds = {_kind_of_line(triples[n]) for n in numbers}
        links.append(
            {
                "id": f"link-{len(links)}",
                "from": source,
                "to": target,
                "triples": numbers,
                "line": next(k for k in ("said", "advised", "derived") if k in kinds),
                "arrows": "to" if ways == {source} else "from" if ways == {target} else "to, from",
            }
        )
    return links


def _kind_of_line(triple: Json) -> str:
    return "derived" if triple.get("derived") else "advised" if "stance" in triple else "said"
