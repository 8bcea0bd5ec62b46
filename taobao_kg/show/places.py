"""Places: from things and links to the positions of the overview and of the rings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from taobao_kg.show.groups import GROUP_BY_NAME, GROUPS
from taobao_kg.show.layout import Item, Lanes, column_of, divide_years, pack_lanes
from taobao_kg.show.lettering import LINE_HEIGHT, wrap_label
from taobao_kg.show.network import best_label
from taobao_kg.show.rings import Ringed, place_rings

Json = dict[str, Any]
Pairs = Sequence[tuple[str, str]]

LABEL_WIDTH = 154
RING_LABEL_WIDTH = 180
#: Relations are written in letters of 11 instead of 13, so more of them fit.
RELATION_WIDTH = RING_LABEL_WIDTH * 13 / 11
PADDING = 8
#: So many things on a ring; the tables and the details have the rest.
MOST_NEAR, MOST_FAR, MOST_PER_PARENT = 60, 60, 5

_LANES = list(dict.fromkeys(group.lane for group in GROUPS))
_ORDER = {group.name: number for number, group in enumerate(GROUPS)}


def place_overview(
    nodes: dict[str, Json], shown: set[str], pairs: Pairs, triples: Sequence[Json]
) -> Json:
    """Give every node its lane, column, order and lines, and those shown their position.

    What has no year of its own stands in the first year that a claim about it names, else in that
    of a policy or event it is linked to, else in the last column; ``placed`` says which.

    Returns:
        ``lanes``, ``columns`` (first and last year) and ``bands`` for the scripts.
    """
    years = column_years(nodes, pairs, triples)
    columns = divide_years(year for iri, (year, _) in years.items() if iri in shown and year)
    for iri, node in nodes.items():
        year, placed = years[iri]
        node["placed"] = placed
        node["lane"] = _LANES.index(GROUP_BY_NAME[node["group"]].lane)
        node["column"] = _nearest_column(year, columns)
        _letter(node, LABEL_WIDTH)
    for order, iri in enumerate(_reading_order(nodes, pairs)):
        nodes[iri]["order"] = order
    drawn = sorted((nodes[iri] for iri in shown), key=lambda node: int(node["order"]))
    packed = pack_lanes(
        [Item(n["iri"], int(n["lane"]), int(n["column"]), int(n["height"])) for n in drawn],
        len(columns),
    )
    for iri, (x, y) in packed.places.items():
        nodes[iri]["x"], nodes[iri]["y"] = x, y
    return {
        "lanes": _LANES,
        "columns": [list(column) for column in columns],
        "bands": _bands(packed),
    }


def place_surroundings(
    nodes: dict[str, Json],
    middle: str,
    triples: Sequence[Json],
    terms: Mapping[str, Mapping[str, str]],
) -> Json:
    """Give the middle, its neighbours and theirs a position; others keep none.

    Returns:
        ``rings``: half width and half height of each.
    """
    near: dict[str, dict[str, Json]] = defaultdict(dict)
    for triple in triples:
        near[triple["s"]].setdefault(triple["o"], triple)
        near[triple["o"]].setdefault(triple["s"], triple)
    items = [Ringed(middle, 0, 0, None)]
    seen = {middle}
    around = sorted(near[middle], key=lambda iri: (_ORDER[nodes[iri]["group"]], nodes[iri]["rank"]))
    for iri in around[:MOST_NEAR]:
        nodes[iri]["relation"] = _relation(near[middle][iri], middle, terms)
        above = max(map(len, nodes[iri]["relation"].values())) * LINE_HEIGHT
        items.append(Ringed(iri, 1, _letter(nodes[iri], RING_LABEL_WIDTH) + above, middle))
        seen.add(iri)
    for parent in around[:MOST_NEAR]:
        further = sorted((n for n in near[parent] if n not in seen), key=lambda n: nodes[n]["rank"])
        for iri in further[:MOST_PER_PARENT]:
            if len(items) <= len(around[:MOST_NEAR]) + MOST_FAR:
                items.append(Ringed(iri, 2, _letter(nodes[iri], RING_LABEL_WIDTH), parent))
                seen.add(iri)
    _letter(nodes[middle], RING_LABEL_WIDTH)
    spots, radii = place_rings(items)
    for item in items:
        spot = spots[item.iri]
        nodes[item.iri] |= {"x": spot.x, "y": spot.y, "side": spot.side, "ring": item.ring}
        if item.parent is not None:
            nodes[item.iri]["parent"] = nodes[item.parent]["id"]
    return {"rings": [list(radius) for radius in radii]}


def column_years(
    nodes: Mapping[str, Json], pairs: Pairs, triples: Sequence[Json]
) -> dict[str, tuple[int | None, str]]:
    """Return the year each thing stands at, and why: ``own``, ``said``, ``linked`` or ``none``."""
    said: dict[str, list[int]] = defaultdict(list)
    for triple in triples:
        for first, last in triple["spans"]:
            said[triple["s"]].append(first or last)
    years: dict[str, tuple[int | None, str]] = {}
    for iri, node in nodes.items():
        if node["year"] is not None:
            years[iri] = node["year"], "own"
        elif iri in said and node["group"] not in ("place", "concept", "indicator"):
            years[iri] = min(said[iri]), "said"
    near: dict[str, list[int]] = defaultdict(list)
    for one, other in pairs:
        for iri, neighbour in ((one, other), (other, one)):
            dated = nodes[neighbour]["group"] in ("policy", "event") and neighbour in years
            if iri not in years and dated and nodes[iri]["group"] != "source":
                near[iri].append(years[neighbour][0] or 0)
    linked = {iri: (min(found), "linked") for iri, found in near.items()}
    return {iri: years.get(iri) or linked.get(iri) or (None, "none") for iri in nodes}


def _nearest_column(year: int | None, columns: Sequence[tuple[int, int]]) -> int:
    """Return the column of a year, of one in a gap between columns the earlier one's."""
    if year is None or not columns:
        return len(columns)
    exact = column_of(year, columns)
    if exact < len(columns):
        return exact
    earlier = [number for number, (first, _) in enumerate(columns) if first <= year]
    return earlier[-1] if earlier else 0


def _letter(node: Json, width: int) -> int:
    """Break the labels of a node into lines, all languages; return and keep its height."""
    node["lines"] = {lang: wrap_label(text, width) for lang, text in node["labels"].items()}
    node["height"] = max(map(len, node["lines"].values())) * LINE_HEIGHT + PADDING
    return int(node["height"])


def _reading_order(nodes: Mapping[str, Json], pairs: Pairs) -> list[str]:
    """Return things by group, then by where what they are linked to stands, then by weight."""
    beside: dict[str, list[int]] = defaultdict(list)
    for one, other in pairs:
        beside[one].append(nodes[other]["column"])
        beside[other].append(nodes[one]["column"])

    def key(iri: str) -> tuple[int, float, int]:
        columns = beside.get(iri, [0])
        mean = round(sum(columns) / len(columns), 6)
        return _ORDER[nodes[iri]["group"]], mean, nodes[iri]["rank"]

    return sorted(nodes, key=key)


def _bands(packed: Lanes) -> Json:
    return {
        "lanes": [list(band) for band in packed.lanes],
        "columns": [list(band) for band in packed.columns],
        "width": packed.width,
        "height": packed.height,
    }


def _relation(triple: Json, middle: str, terms: Mapping[str, Mapping[str, str]]) -> Json:
    """Return the relation to the middle in lines of small letters, with the way it runs."""
    labels = dict(terms.get(triple["p"], {}))
    outwards = triple["s"] == middle
    texts = {lang: best_label(labels, lang, triple["p"]) for lang in ("en", "id", "zh")}
    marked = {lang: f"{text} →" if outwards else f"← {text}" for lang, text in texts.items()}
    return {lang: wrap_label(text, RELATION_WIDTH, 2) for lang, text in marked.items()}
