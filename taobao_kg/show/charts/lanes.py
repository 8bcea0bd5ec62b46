"""Lanes: policies by issuer over the years, a lane an issuer, a line a policy."""

from typing import TYPE_CHECKING, NamedTuple

from taobao_kg.show.charts.colours import BAND, INK, MUTED, RULE, SERIES
from taobao_kg.show.charts.drawing import Entry, Lane
from taobao_kg.show.charts.labelling import ASCENT, MIDDLE, SMALL, UNMEASURED, size_of
from taobao_kg.show.charts.marks import (
    Spec,
    draw_bars,
    draw_points,
    lay_over,
    layer_of,
    named_years,
    time_row,
    year_axis,
    year_scale,
)
from taobao_kg.show.charts.plot import OPEN_REACH
from taobao_kg.show.lettering import FONT_SIZE, wrap_label

if TYPE_CHECKING:
    import altair as alt

#: Heights in pixels: of a line of text, of the heading of a lane, between and within lanes.
_LINE, _HEADING, _BETWEEN, _WITHIN = 15, 20, 6, 5
#: From the middle of a mark to its name.
_GAP = 11
#: Bold letters are wider than those the estimate is made for.
_BOLD = 0.88


class Placed(NamedTuple):
    """A policy with its place.

    Attributes:
        entry: the policy.
        top: pixels from the top to the middle of its mark.
        lines: its name.
        dx: pixels from its mark to the beginning of its name, below 0 to the end of it.
        high: pixels of its row.
    """

    entry: Entry
    top: float
    lines: tuple[str, ...]
    dx: float
    high: float


class Band(NamedTuple):
    """A lane with its place in pixels from the top."""

    heading: tuple[str, ...]
    top: float
    bottom: float


def place_lanes(
    lanes: tuple[Lane, ...], years: tuple[float, float], width: float, top: float = 0.0
) -> tuple[list[Band], list[Placed]]:
    """Return where lanes and policies lie; no name lies on another, whatever its length."""
    bands, placed = [], []
    for lane in lanes:
        start = top
        heading = _wrap(lane.heading, (width - 12) * _BOLD, 3)
        top += _HEADING + _LINE * (len(heading) - 1)
        for entry in lane.entries:
            lines, dx = _place_name(entry, years, width)
            high = max(len(lines) * _LINE, 18) + _WITHIN
            placed.append(Placed(entry, top + high / 2, lines, dx, high))
            top += high
        bands.append(Band(heading, start, top))
        top += _BETWEEN
    return bands, placed


def draw_lanes(
    lanes: tuple[Lane, ...], years: tuple[float, float], width: float, top: float = 0.0
) -> Spec:
    """Return the lanes as one chart on an axis of years, a specification of Vega-Lite.

    Args:
        lanes: from top to bottom.
        years: begin and end of the axis.
        width: in pixels.
        top: pixels between the axis and the first lane.
    """
    import altair as alt

    bands, placed = place_lanes(lanes, years, width, top)
    height = bands[-1].bottom
    layers = [*_bands(bands, years, width), *_marks(placed), *_names(placed)]
    x = alt.X("x:Q", scale=year_scale(years), axis=year_axis(years, width, orient="top"))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    encoded = [layer.encode(x=x, y=y) for layer in layers]
    return lay_over(encoded, width=width, height=height)


def _bands(bands: list[Band], years: tuple[float, float], width: float) -> "list[alt.Chart]":
    import altair as alt

    rows = [
        {"x": years[0], "x2": years[1], "y": band.top, "y2": band.bottom, "text": band.heading}
        for band in bands
    ]
    band = (
        layer_of("bands", rows)
        .mark_rect(fill=BAND.light, aria=False)
        .encode(x2=alt.X2("x2"), y2=alt.Y2("y2"))
    )
    lines = [
        {"x": year + 0.5, "y": bands[0].top, "y2": bands[-1].bottom}
        for year in named_years(years, width)
    ]
    # The axis would draw its lines below the bands.
    grid = layer_of("grid", lines).mark_rule(stroke=RULE.light, aria=False).encode(y2=alt.Y2("y2"))
    heading = layer_of("headings", rows).mark_text(
        align="left",
        dx=6,
        dy=5 + ASCENT,
        fontSize=UNMEASURED,
        lineHeight=_LINE,
        fontWeight="bold",
        fill=MUTED.light,
        aria=False,
    )
    return [band, grid, heading.encode(text=alt.Text("text:N"))]


def _marks(placed: list[Placed]) -> "list[alt.Chart]":
    import altair as alt

    rows = [
        {
            **time_row(one.entry.span),
            "y": one.top,
            "contested": one.entry.contested,
            "said": one.entry.said,
        }
        for one in placed
    ]
    looks = {"color": alt.value(SERIES[0].light)}
    points = [layer.encode(shape=alt.value("diamond")) for layer in draw_points(rows)]
    return [layer.encode(**looks) for layer in [*draw_bars(rows), *points]]


def _names(placed: list[Placed]) -> "list[alt.Chart]":
    import altair as alt

    rows = [
        {
            "x": one.entry.span.middle,
            "y": one.top - (len(one.lines) - 1) * _LINE / 2,
            "dx": one.dx,
            "align": "left" if one.dx > 0 else "right",
            "text": list(one.lines),
        }
        for one in placed
    ]
    mark = layer_of("names", rows).mark_text(
        dx=alt.ExprRef("datum.dx"),
        align=alt.ExprRef("datum.align"),
        dy=MIDDLE,
        fontSize=UNMEASURED,
        lineHeight=_LINE,
        fill=INK.light,
        aria=False,
    )
    return [mark.encode(text=alt.Text("text:N"))]


def _place_name(
    entry: Entry, years: tuple[float, float], width: float
) -> tuple[tuple[str, ...], float]:
    """Return the lines of a name and how far from the mark it stands, where there is more room."""
    pixels = width / (years[1] - years[0])
    span = entry.span
    x = (span.middle - years[0]) * pixels
    left = right = 0.0 if span.is_year else (span.middle - (span.begin or span.middle)) * pixels
    left = OPEN_REACH if span.begin is None else left
    right = OPEN_REACH if span.end is None else right
    room_left, room_right = x - left - _GAP - 4, width - x - right - _GAP - 4
    if size_of(entry.name) > room_right and room_left > room_right:
        return _wrap(entry.name, room_left, 6), -left - _GAP
    return _wrap(entry.name, room_right, 6), right + _GAP


def _wrap(text: str, width: float, most: int) -> tuple[str, ...]:
    return tuple(wrap_label(text, width * FONT_SIZE / SMALL, most))
