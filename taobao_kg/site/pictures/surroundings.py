"""Surroundings: one thing in the middle, what it is linked to, and what that is linked to."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from taobao_kg.show.groups import GROUP_BY_NAME
from taobao_kg.show.lettering import FONT_SIZE, LINE_HEIGHT, text_width
from taobao_kg.show.rings import Ringed, Spot, place_rings
from taobao_kg.site.pictures.svg import (
    SIZE,
    legend,
    link,
    mark_safe,
    marked,
    name_beside,
    picture,
    shape,
    wrap,
)
from taobao_kg.site.pictures.ties import LINES, Tie
from taobao_kg.site.wording import Wording

if TYPE_CHECKING:
    from markupsafe import Markup

#: A picture says more than the lists of the page from so many neighbours on.
FEWEST = 3
#: So many stand on each ring, and so many further ones beside one neighbour.
MOST_NEAR, MOST_FAR, _BESIDE, _SAME_KIND = 20, 18, 3, 6
_RING, _LABEL, _PADDING = 172, 142, 8
#: Relations are written in smaller letters.
_SMALL = _LABEL * FONT_SIZE / 11
_DOUBTS = {"disputed": "?", "contradicted": "✗"}
_width = cache(text_width)
_ORDER = {name: place for place, name in enumerate(GROUP_BY_NAME)}


class Figure(NamedTuple):
    """A picture with what is told around it.

    Attributes:
        svg: the picture, as HTML.
        sentence: what it shows.
        legend: items of a list, as HTML.
        notes: lines under it.
    """

    svg: "Markup"
    sentence: str
    legend: "Markup | str" = ""
    notes: tuple[str, ...] = ()


class _Drawn(NamedTuple):
    """One thing of the picture: ring, lines, its tie to its parent, the lenses without that."""

    iri: str
    ring: int
    lines: tuple[tuple[str, str], ...]
    parent: str | None = None
    tie: Tie | None = None
    without: str = ""


def draw_surroundings(wording: Wording, iri: str, root: str) -> Figure | None:
    """Return the picture of what is around a thing; None when that is too little to draw.

    Args:
        wording: the atlas in a language.
        iri: the thing in the middle.
        root: the way from its page to the root of the site.
    """
    ties = wording.atlas.ties
    kind = wording.atlas.group(iri)
    near = [tie for tie in ties.get(iri, ()) if _is_told(wording, tie, kind)]
    if len(near) < FEWEST:
        return None
    drawn = list(_choose(wording, iri, near))
    rings = [
        Ringed(one.iri, one.ring, len(one.lines) * LINE_HEIGHT + _PADDING, one.parent)
        for one in drawn
    ]
    spots, _ = place_rings(rings, _RING)
    shown = sum(one.ring == 1 for one in drawn)
    label = wording.label(iri)
    name = "pictures.around" if shown == len(near) else "pictures.around_some"
    sentence = wording.phrase(name, label=label, count=shown, all=len(near))
    inner = "".join([*_edges(drawn, spots), *_nodes(wording, drawn, spots, root)])
    title = wording.phrase("pictures.around_title", label=label)
    kinds = {wording.atlas.group(one.iri) for one in drawn}
    return Figure(
        picture(inner, _box(drawn, spots), title, sentence, role="group"),
        sentence,
        legend(kinds, wording.lang) + _lines_legend(wording, drawn),
    )


def _choose(wording: Wording, middle: str, near: Sequence[Tie]) -> Iterator[_Drawn]:
    """Yield the middle, the best linked neighbours of every kind, and some of theirs."""
    atlas = wording.atlas
    yield _Drawn(middle, 0, tuple(("strong", line) for line in wrap(wording.label(middle), 150, 2)))
    chosen = _best(wording, near, MOST_NEAR)
    seen = {middle, *(tie.other for tie in atlas.ties[middle])}
    for tie in chosen:
        lines = (_relation(wording, tie), *_name(wording, tie.other))
        yield _Drawn(tie.other, 1, lines, middle, tie, _without(wording, middle, tie))
    further = {
        parent.other: _further(wording, parent.other, seen, atlas.group(middle))
        for parent in chosen
    }
    left = MOST_FAR
    for _ in range(_BESIDE):  # one for each in turn, that the outer ring lies evenly
        for parent, ties in further.items():
            found = next((tie for tie in ties if tie.other not in seen), None)
            if found and left:
                seen.add(found.other)
                left -= 1
                without = _without(wording, parent, found)
                yield _Drawn(found.other, 2, _name(wording, found.other), parent, found, without)


def _further(wording: Wording, parent: str, seen: set[str], kind: str) -> list[Tie]:
    """Return what is tied to a neighbour, the best linked first."""
    ties = wording.atlas.ties.get(parent, ())
    found = [tie for tie in ties if tie.other not in seen and _is_told(wording, tie, kind)]
    return sorted(found, key=lambda tie: _rank(wording, tie))


def _is_told(wording: Wording, tie: Tie, kind: str) -> bool:
    """Whether a thing belongs into the picture: of sources the page itself tells where it cites."""
    return kind == "source" or wording.atlas.group(tie.other) != "source"


def _rank(wording: Wording, tie: Tie) -> tuple[int, int, str]:
    return LINES.index(tie.line), -len(wording.atlas.ties.get(tie.other, ())), tie.other


def _best(wording: Wording, ties: Sequence[Tie], most: int) -> list[Tie]:
    """Return the best linked, not too many of one kind, by kind."""
    counts: dict[str, int] = {}
    first: list[Tie] = []
    rest: list[Tie] = []
    for tie in sorted(ties, key=lambda tie: _rank(wording, tie)):
        group = wording.atlas.group(tie.other)
        counts[group] = counts.get(group, 0) + 1
        (first if counts[group] <= _SAME_KIND else rest).append(tie)
    kept = (first + rest)[:most]
    return sorted(
        kept, key=lambda tie: (_ORDER[wording.atlas.group(tie.other)], _rank(wording, tie))
    )


def _without(wording: Wording, thing: str, tie: Tie) -> str:
    """Return the lenses through which a thing is not tied so."""
    ends = (thing, tie.other) if tie.outward else (tie.other, thing)
    return wording.without([wording.atlas.missing(ends[0], tie.predicate, ends[1])])


def _name(wording: Wording, iri: str) -> tuple[tuple[str, str], ...]:
    return tuple(("", line) for line in wrap(wording.label(iri), _LABEL, 2))


def _relation(wording: Wording, tie: Tie) -> tuple[str, str]:
    label = wording.label(tie.predicate)
    return "small", wrap(f"{label} →" if tie.outward else f"← {label}", _SMALL, 1)[0]


def _edges(drawn: Sequence[_Drawn], spots: dict[str, Spot]) -> Iterator[str]:
    """Yield the lines, and on those that sources gainsay a sign in their middle."""
    signs = []
    names = {one.iri: one.lines for one in drawn}
    for one in drawn:
        if one.tie is None or one.parent is None:
            continue
        start, end = spots[one.parent], spots[one.iri]
        begin = _end_of_name(start, end, names[one.parent]) if one.ring > 1 else float(start.x)
        line = (
            f'<line class="tie {one.tie.line}" x1="{begin:.5g}" y1="{start.y}"'
            f' x2="{end.x}" y2="{end.y}"/>'
        )
        yield marked(line, one.without)
        if one.tie.doubt:
            x, y = (begin + 2 * end.x) / 3, (start.y + 2 * end.y) / 3
            sign = (
                f'<text class="doubt" x="{x:.4g}" y="{y + 5:.4g}">{_DOUBTS[one.tie.doubt]}</text>'
            )
            signs.append(sign)
    yield from signs


def _end_of_name(start: Spot, end: Spot, lines: Sequence[tuple[str, str]]) -> float:
    """Return where a line leaves a name, so that none runs through it."""
    reach = SIZE + 10 + max(_width(text) for name, text in lines if name != "small")
    away = 1 if start.side == "right" else -1
    return away * min(away * start.x + reach, max(away * end.x - 14, away * start.x))


def _nodes(
    wording: Wording, drawn: Iterable[_Drawn], spots: dict[str, Spot], root: str
) -> Iterator[str]:
    for one in drawn:
        spot = spots[one.iri]
        side = spot.side if one.ring else "below"
        size = SIZE if one.ring else SIZE * 1.4
        inner = shape(wording.atlas.group(one.iri), spot.x, spot.y, size)
        inner += name_beside(one.lines, spot.x, spot.y, side)
        known = wording.link(one.iri)
        yield link(root + known.file, known.text, inner) if one.ring and known.file else inner


def _box(drawn: Iterable[_Drawn], spots: dict[str, Spot]) -> tuple[float, float, float, float]:
    tops, bottoms, far = [], [], 0
    for one in drawn:
        spot, half = spots[one.iri], len(one.lines) * LINE_HEIGHT / 2 + _PADDING
        tops.append(spot.y - half)
        bottoms.append(spot.y + (half if one.ring else 26 + len(one.lines) * LINE_HEIGHT))
        far = max(far, abs(spot.x))
    wide = far + SIZE + 6 + _LABEL + 8
    return -wide, min(tops), 2 * wide, max(bottoms) - min(tops)


def _lines_legend(wording: Wording, drawn: Iterable[_Drawn]) -> "Markup":
    ties = [one.tie for one in drawn if one.tie]
    items = [
        f'<li><svg aria-hidden="true" viewBox="0 0 30 10" width="30" height="10">'
        f'<line class="tie {line}" x1="0" y1="5" x2="30" y2="5"/></svg> '
        f"{wording.phrase(f'pictures.lines.{line}')}</li>"
        for line in LINES
        if any(tie.line == line for tie in ties)
    ]
    items += [
        f'<li><b class="doubt">{sign}</b> {wording.phrase(f"pictures.doubts.{doubt}")}</li>'
        for doubt, sign in _DOUBTS.items()
        if any(tie.doubt == doubt for tie in ties)
    ]
    return mark_safe("".join(items))
