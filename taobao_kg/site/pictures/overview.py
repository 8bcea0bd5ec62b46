"""The overview of the start page: years from left to right, from nation to places downwards."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from taobao_kg.show.layout import (
    CELL_WIDTH,
    COLUMN_GAP,
    LANE_TITLE,
    Item,
    Lanes,
    column_of,
    divide_years,
    pack_lanes,
)
from taobao_kg.show.lettering import LINE_HEIGHT
from taobao_kg.show.places import column_years
from taobao_kg.site.pictures.surroundings import Figure
from taobao_kg.site.pictures.svg import legend, link, marked, name_beside, picture, shape, wrap
from taobao_kg.site.tiers import read_tiers
from taobao_kg.site.wording import Link, Wording

#: So many things are drawn in one lane.
MOST_IN_LANE = 10
#: A column of years holds about so many, and a page is read downwards.
_COLUMN, _SCREEN = 11, (1180, 1500)
_LABEL, _PADDING, _HEAD = CELL_WIDTH - 32, 8, 30
#: Lanes from top to bottom; actors have one for each tier.
LANES = ("nation", "local", "company", "others", "policy", "aim", "outcome", "platform", "place")
_LANE_OF = {
    **dict.fromkeys(("instrument", "goal", "problem"), "aim"),
    **{group: group for group in ("policy", "outcome", "platform", "place")},
    "event": "platform",
}


class Overview(NamedTuple):
    """The picture, and the same as lists by lane, each thing with the lenses without its links."""

    figure: Figure
    lists: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]


def draw_overview(wording: Wording) -> Overview | None:
    """Return the best linked things of the graph in lanes; None when there are none to link."""
    atlas = wording.atlas
    records, ties = atlas.records, atlas.ties
    lanes = _lanes(wording)
    chosen = _choose(wording, lanes)
    if not chosen:
        return None
    pairs = [(one, tie.other) for one in ties for tie in ties[one] if tie.other in records.things]
    years = column_years(
        {iri: {"year": one.year, "group": one.group} for iri, one in records.things.items()},
        pairs,
        [
            {"s": one.subject, "spans": [one.years]}
            for one in records.statements.values()
            if one.years != (None, None)
        ],
    )
    dated = [year for iri in chosen if (year := years[iri][0]) is not None]
    columns = divide_years(dated, _COLUMN)
    chosen.sort(key=lambda iri: (years[iri][0] or 9999, -len(ties[iri]), iri))
    names = {iri: wrap(wording.label(iri), _LABEL, 3) for iri in chosen}
    packed = pack_lanes(
        [
            Item(
                iri,
                LANES.index(lanes[iri]),
                column_of(years[iri][0], columns),
                len(names[iri]) * LINE_HEIGHT + _PADDING,
            )
            for iri in chosen
        ],
        len(columns),
        _SCREEN,
    )
    fates = _fates(wording, packed)
    without = {
        iri: wording.without([fate for ends, fate in fates.items() if iri in ends])
        for iri in chosen
    }
    inner = [
        *_bands(wording, packed, columns),
        *_edges(packed, fates),
        *(marked(_node(wording, iri, names[iri], packed), without[iri]) for iri in chosen),
    ]
    sentence = wording.phrase("pictures.overview", count=len(chosen), all=len(ties))
    box = (-8.0, -float(_HEAD), packed.width + 16.0, packed.height + float(_HEAD))
    title = wording.phrase("pictures.overview_title")
    figure = Figure(
        picture("".join(inner), box, title, sentence, role="group"),
        sentence,
        legend({atlas.group(iri) for iri in chosen}, wording.lang),
        (wording.phrase("pictures.overview_years"),),
    )
    lists = tuple(
        (
            wording.phrase(f"pictures.lanes.{lane}"),
            tuple((wording.link(iri), without[iri]) for iri in found),
        )
        for lane in LANES
        if (found := [iri for iri in chosen if lanes[iri] == lane])
    )
    return Overview(figure, lists)


def _lanes(wording: Wording) -> dict[str, str]:
    """Return the lane of each thing that may be drawn."""
    records = wording.atlas.records
    tiers = read_tiers(wording.atlas.graph, records)
    found = {}
    for iri, thing in records.things.items():
        if thing.group == "actor":
            found[iri] = _lane_of_actor(tiers.get(iri, []))
        elif thing.group in _LANE_OF:
            found[iri] = _LANE_OF[thing.group]
    return found


def _lane_of_actor(tiers: Sequence[str]) -> str:
    if any(tier in "12345" for tier in tiers) or "LocalGovernment" in tiers:
        return "local"
    if "0" in tiers or "PartyBody" in tiers:
        return "nation"
    return "company" if "Company" in tiers else "others"


def _choose(wording: Wording, lanes: dict[str, str]) -> list[str]:
    """Return the best linked things, not too many of one lane, that are linked to each other."""
    ties = wording.atlas.ties
    counts: Counter[str] = Counter()
    chosen: list[str] = []
    for iri in sorted(lanes, key=lambda iri: (-_said(wording, iri), iri)):
        if iri in ties and counts[lanes[iri]] < MOST_IN_LANE:
            counts[lanes[iri]] += 1
            chosen.append(iri)
    among = set(chosen)
    return [iri for iri in chosen if among & {tie.other for tie in ties[iri]}]


def _said(wording: Wording, iri: str) -> int:
    return sum(tie.line == "said" for tie in wording.atlas.ties.get(iri, ()))


def _bands(wording: Wording, packed: Lanes, columns: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the lanes and their names, and the years above."""
    for lane in packed.lanes:
        name = wording.phrase(f"pictures.lanes.{LANES[lane.number]}")
        yield f'<rect class="band" x="-8" y="{lane.start}" width="{packed.width + 16}"'
        yield f' height="{lane.size - 4}"/>'
        yield f'<text class="lane" x="0" y="{lane.start + LANE_TITLE - 9}">{name}</text>'
    for column in packed.columns:
        if column.number < len(columns):
            first, last = columns[column.number]
            text = str(first) if first == last else f"{first}–{last}"
        else:
            text = wording.phrase("pictures.no_year")
        yield f'<text class="year" x="{column.start}" y="-10">{text}</text>'
        if column.start:
            x = column.start - COLUMN_GAP // 2
            yield f'<line class="rule" x1="{x}" x2="{x}" y1="{-_HEAD}" y2="{packed.height}"/>'


def _fates(wording: Wording, packed: Lanes) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the pairs that are linked, each with the lenses through which it is not."""
    atlas = wording.atlas
    found = {}
    for iri in sorted(packed.places):
        for tie in atlas.ties[iri]:
            if iri < tie.other and tie.other in packed.places and tie.line == "said":
                ends = (iri, tie.other) if tie.outward else (tie.other, iri)
                found[iri, tie.other] = atlas.missing(ends[0], tie.predicate, ends[1])
    return found


def _edges(packed: Lanes, fates: Mapping[tuple[str, str], tuple[int, ...]]) -> Iterator[str]:
    for (iri, other), fate in fates.items():
        (x, y), (to_x, to_y) = packed.places[iri], packed.places[other]
        bend = (to_x - x) / 2 or 40
        way = f"M{x},{y}C{x + bend:g},{y} {to_x - bend:g},{to_y} {to_x},{to_y}"
        yield marked(f'<path class="tie faint" d="{way}"/>', " ".join(map(str, fate)))


def _node(wording: Wording, iri: str, lines: Sequence[str], packed: Lanes) -> str:
    x, y = packed.places[iri]
    inner = shape(wording.atlas.group(iri), x, y)
    inner += name_beside([("", line) for line in lines], x, y)
    known = wording.link(iri)
    return link(known.file, known.text, inner) if known.file else inner
