"""Lines: the lineage of policies, drawn between their marks as SVG; Vega draws no such curves."""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from taobao_kg.show.charts.colours import INK, MUTED
from taobao_kg.show.charts.drawing import Drawing, Tie
from taobao_kg.show.charts.labelling import SMALL, size_of
from taobao_kg.show.charts.lanes import Placed, place_lanes
from taobao_kg.words.catalogue import phrase

#: The dashes of each kind of tie, in the order of the legend.
DASHES = {
    "implements": "",
    "based_on": "11 3 2 3",
    "part_of": "2 3",
    "after": "6 4",
    "beside": "1 6",
}
#: Pixels: of a sample and what follows it in the legend, of its lines, and above and below it.
_SAMPLE, _APART, _LINE, _AROUND = 34, 18, 18, 5
#: From the middle of a mark to where lines begin and end, and the size of an arrow head.
_ROOM, _HEAD = 6, 6
#: A line swings out so far for each pixel of its height, and at most so much of a year.
_SWING, _MOST = 0.06, 0.42


class _End(NamedTuple):
    """The middle of a mark in pixels, and on which side of it no name stands: -1 left, 1 right."""

    x: float
    y: float
    free: int


class _Line(NamedTuple):
    """A tie with the two marks it joins."""

    tie: Tie
    start: _End
    end: _End


def legend_height(drawing: Drawing, width: float) -> float:
    """Return the room above the lanes for what the dashes mean; 0 where no line is drawn."""
    samples = list(_samples(drawing, width))
    return samples[-1][2] + _LINE + _AROUND if samples else 0


def draw_lines(drawing: Drawing, width: float, *, live: bool) -> str:
    """Return the legend and the lines as SVG, in the pixels of the lanes; empty without any.

    A policy of several issuers has a mark in several lanes: the two nearest of a tie are joined.

    Args:
        drawing: with lanes and ties.
        width: of the lanes.
        live: whether pointing at the row of a policy shall show its lines, as the style sheets of
            pages say.
    """
    ties = drawing.drawn_ties
    if not ties:
        return ""
    _, placed = place_lanes(drawing.lanes, drawing.years, width, legend_height(drawing, width))
    year = width / (drawing.years[1] - drawing.years[0])
    lines = [_nearest(tie, placed, drawing.years[0], year) for tie in ties]
    # The width tells apart the pictures of one page.
    ids = [f"tie-{width:.0f}-{number}" for number in range(len(lines))]
    parts = [_legend(drawing, width)]
    parts += _rows(placed, lines, ids, width) if live else []
    drawn = (
        f'<g id="{name}" aria-label="{escape(line.tie.said)}">'
        f"<title>{escape(line.tie.said)}</title>{_curve(line, year)}</g>"
        for name, line in zip(ids, lines, strict=True)
    )
    style = f'fill="none" stroke="{MUTED.light}" stroke-opacity="0.6"'
    return "".join([*parts, f'<g class="lineage" {style}>', *drawn, "</g>"])


def _nearest(tie: Tie, placed: Sequence[Placed], first: float, year: float) -> _Line:
    """Return a tie between those marks of its policies that lie nearest to each other."""
    starts, ends = (
        [
            _End((one.entry.span.middle - first) * year, one.top, -1 if one.dx > 0 else 1)
            for one in placed
            if one.entry.policy == iri
        ]
        for iri in (tie.policy, tie.other)
    )
    pairs = ((start, end) for start in starts for end in ends)
    return _Line(tie, *min(pairs, key=lambda pair: math.dist(pair[0][:2], pair[1][:2])))


def _rows(
    placed: Iterable[Placed], lines: Sequence[_Line], ids: Sequence[str], width: float
) -> Iterator[str]:
    """Yield the rows of policies with the lines they have a part in, shown when pointed at."""
    yield f'<g fill="none" stroke="{INK.light}" stroke-width="2">'
    for one in placed:
        own = [
            name
            for name, line in zip(ids, lines, strict=True)
            if one.entry.policy in (line.tie.policy, line.tie.other)
        ]
        if own:
            uses = "".join(f'<use href="#{name}"/>' for name in own)
            yield (
                f'<g class="hand"><rect y="{one.top - one.high / 2:g}" width="{width:.5g}"'
                f' height="{one.high:g}" stroke="none" pointer-events="all"/>'
                f'<g visibility="hidden" pointer-events="none">{uses}</g></g>'
            )
    yield "</g>"


def _curve(line: _Line, year: float) -> str:
    """Return the line of a tie, which keeps off both names, and its head at the other policy."""
    (x1, y1, side), (x2, y2, other_side) = line.start, line.end
    # Of several ties between two marks none may hide another.
    aside = 1 + 0.15 * list(DASHES).index(line.tie.kind)
    swing = min(10 + _SWING * abs(y2 - y1), _MOST * year) * aside
    near = (x1 + side * swing, y1 + (y2 - y1) * 0.2)
    far = (x2 + other_side * swing, y2 - (y2 - y1) * 0.2)
    start, end = _towards((x1, y1), near, _ROOM), _towards((x2, y2), far, _ROOM)
    dashes = DASHES[line.tie.kind]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    course = " ".join(f"{x:.1f},{y:.1f}" for x, y in (near, far, end))
    drawn = f'<path d="M{start[0]:.1f},{start[1]:.1f}C{course}"{dashed}/>'
    return drawn if line.tie.kind == "beside" else drawn + _head(end, far)


def _head(tip: tuple[float, float], behind: tuple[float, float]) -> str:
    angle = math.atan2(behind[1] - tip[1], behind[0] - tip[0])
    left, right = (
        (tip[0] + _HEAD * math.cos(angle + turn), tip[1] + _HEAD * math.sin(angle + turn))
        for turn in (-0.5, 0.5)
    )
    points = "L".join(f"{x:.1f},{y:.1f}" for x, y in (left, tip, right))
    return f'<path d="M{points}"/>'


def _towards(
    here: tuple[float, float], there: tuple[float, float], far: float
) -> tuple[float, float]:
    share = far / (math.dist(here, there) or 1)
    return here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share


def _samples(drawing: Drawing, width: float) -> Iterator[tuple[str, float, float, str]]:
    """Yield kind, left, top and words of each sample of the legend."""
    kinds = {tie.kind for tie in drawing.drawn_ties}
    left, top = 0.0, float(_AROUND)
    for kind in DASHES:
        if kind in kinds:
            words = phrase(f"show.charts.ties.{kind}", drawing.lang)
            wide = _SAMPLE + 6 + size_of(words)
            if left and left + wide > width:
                left, top = 0.0, top + _LINE
            yield kind, left, top, words
            left += wide + _APART


def _legend(drawing: Drawing, width: float) -> str:
    parts = []
    for kind, left, top, words in _samples(drawing, width):
        y = top + _LINE / 2
        line = f'<path d="M{left + 2:g},{y:g}H{left + _SAMPLE - 2:g}"'
        line += f' stroke-dasharray="{DASHES[kind]}"/>' if DASHES[kind] else "/>"
        head = "" if kind == "beside" else _head((left + _SAMPLE - 2, y), (left, y))
        text = f'<text x="{left + _SAMPLE + 6:g}" y="{y + 4:g}" font-size="{SMALL}px"'
        text += f' fill="{INK.light}">{escape(words)}</text>'
        parts.append(f'<g fill="none" stroke="{MUTED.light}" stroke-width="1.5">{line}{head}</g>')
        parts.append(text)
    return f'<g class="kinds">{"".join(parts)}</g>'
