"""Plots: where things of a panel lie in pixels, and what its two axes say."""

import math
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from taobao_kg.show.charts.amounts import powers_of_ten, round_steps
from taobao_kg.show.charts.drawing import Panel
from taobao_kg.show.charts.labelling import SMALL, Box, Label, place_labels, size_of
from taobao_kg.show.charts.points import Point
from taobao_kg.show.charts.series import Series, runs_of
from taobao_kg.words.numbers import write_number

HEIGHT = 260
#: Length of an arrow that says "or more", and of one that leads out of an open time.
REACH, OPEN_REACH = 20, 26
#: Room above the highest number for its label or arrow.
_HEADROOM = 26
#: Points with numbers beside them; among more, no reader would look for one.
MOST_LABELLED = 150
#: Pixels between the places where a line keeps labels away.
_LINE_STEP = 6


class Plot(NamedTuple):
    """The room of one panel.

    Attributes:
        years: begin and end of the axis.
        width: in pixels; the height is `HEIGHT`.
        steps: the numbers on the upright axis, the lowest and the highest at its ends.
        log: whether its scale is logarithmic.
    """

    years: tuple[float, float]
    width: float
    steps: tuple[Decimal, ...]
    log: bool

    def x(self, time: float) -> float:
        """Return the pixels from the left."""
        first, last = self.years
        return (time - first) / (last - first) * self.width

    def y(self, value: Decimal) -> float:
        """Return the pixels from the top."""
        low, high, here = (self._height(number) for number in (*self.ends, value))
        return HEIGHT * (1 - (here - low) / (high - low))

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest number of the axis."""
        return self.steps[0], self.steps[-1]

    def _height(self, value: Decimal) -> float:
        return math.log10(value) if self.log else float(value)


def make_plot(panel: Panel, years: tuple[float, float], width: float) -> Plot:
    """Return the room for a panel; without a logarithmic scale its axis holds 0."""
    values = [point.value for point in points_of(panel) if point.value is not None]
    low, high = min(values), max(values)
    if panel.log:
        steps = powers_of_ten(low, high)
        more = steps[-1] * 10
    else:
        steps = round_steps(min(low, Decimal(0)), max(high, Decimal(0)))
        more = steps[-1] + (steps[-1] - steps[-2])
    plot = Plot(years, width, tuple(steps), panel.log)
    return plot if plot.y(high) >= _HEADROOM else plot._replace(steps=(*steps, more))


def points_of(panel: Panel) -> list[Point]:
    """Return the points of all series of a panel."""
    return [point for series in panel.series for point in series.points]


def spots_of(plot: Plot, points: Iterable[Point]) -> list[tuple[Point, float, float]]:
    """Return each point with the pixels of its mark."""
    return [
        (point, plot.x(point.span.middle), plot.y(point.value))
        for point in points
        if point.span is not None and point.value is not None
    ]


def labels_of(plot: Plot, panel: Panel, lang: str) -> list[tuple[float, float, Label]]:
    """Return the numbers that find room, each with the time and the value of its point."""
    spots = sorted(spots_of(plot, points_of(panel)), key=lambda spot: (spot[2], spot[1]))
    if len(spots) > MOST_LABELLED:
        return []
    places = {
        (x, y): (point.span.middle, float(point.value))
        for point, x, y in spots
        if point.span is not None and point.value is not None
    }
    wanted = [Label(x, y, point.amount(lang)) for point, x, y in spots]
    taken = [box for point, x, y in spots for box in _surroundings(plot, point, x, y)]
    taken += [box for series in panel.series for box in _along_lines(plot, series)]
    placed = place_labels(wanted, taken, plot.width, HEIGHT)
    return [(*places[label.x, label.y], label) for label in placed]


def room_below(plot: Plot, panel: Panel) -> float:
    """Return the pixels the axis of years moves down for an arrow that points below 0."""
    spots = spots_of(plot, points_of(panel))
    ends = [y + REACH + 6 for point, _, y in spots if point.sign in ("<", "≤")]
    return max([HEIGHT, *ends]) - HEIGHT


def widest_step(plot: Plot, lang: str) -> float:
    """Return the pixels that the numbers of the upright axis take."""
    return max(size_of(write_number(step, lang)) for step in plot.steps)


def _surroundings(plot: Plot, point: Point, x: float, y: float) -> list[Box]:
    """Return the room of the arrow, the sign or the bar of a point."""
    boxes = []
    if point.sign in (">", "≥"):
        boxes.append(Box(x - 5, y - REACH - 5, x + 5, y))
    elif point.sign in ("<", "≤"):
        boxes.append(Box(x - 5, y, x + 5, y + REACH + 5))
    elif point.sign:
        boxes.append(Box(x - SMALL / 2, y - SMALL - 6, x + SMALL / 2, y))
    span = point.span
    if span is not None and not span.is_year:
        left = x - OPEN_REACH if span.begin is None else plot.x(span.begin)
        right = x + OPEN_REACH if span.end is None else plot.x(span.end)
        boxes.append(Box(left - 3, y - 6, right + 3, y + 6))
    return boxes


def _along_lines(plot: Plot, series: Series) -> list[Box]:
    """Return small boxes along the lines of a series, without their ends, where points stand."""
    boxes = []
    for run in runs_of(series):
        spots = spots_of(plot, run)
        for (_, x, y), (_, other_x, other_y) in pairwise(spots):
            count = int(math.hypot(other_x - x, other_y - y) // _LINE_STEP)
            for place in range(2, count - 1):
                share = place / count
                at, high = x + (other_x - x) * share, y + (other_y - y) * share
                boxes.append(Box(at - 2, high - 2, at + 2, high + 2))
    return boxes
