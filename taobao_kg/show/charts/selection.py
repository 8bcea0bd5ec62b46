"""Selection: which numbers are meant, in which panels they go, and over which years."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from taobao_kg.ask.nearest import or_list
from taobao_kg.ask.screen import clean
from taobao_kg.ask.things import find_thing
from taobao_kg.errors import TaobaoKgError
from taobao_kg.graph import Graph
from taobao_kg.show.charts.drawing import Panel
from taobao_kg.show.charts.points import Point, read_points
from taobao_kg.show.charts.series import MOST_SERIES, split_series
from taobao_kg.show.charts.spans import Span
from taobao_kg.show.network import Names, YearRange, Years, read_names, read_years
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import joined, phrase


def choose_points(
    graph: Graph,
    indicators: Sequence[str],
    *,
    place: Names = (),
    years: Years | None = None,
    log: bool = False,
    lang: str = "en",
) -> list[Point]:
    """Return the numbers of indicators, narrowed to places and years; see `draw_chart`.

    Raises:
        UsageError: for an unknown place, and what is no range of years.
        TaobaoKgError: when an indicator has no number, or no number fits.
    """
    places = [find_thing(graph, name, "place") for name in read_names(place)]
    span = None if years is None else read_years(years)
    points = read_points(graph, indicators, log=log, lang=lang)
    having = {_indicator(point) for point in points}
    for iri in indicators:
        if iri not in having:
            hint = "'taobao-kg query indicators-and-their-numbers' lists those that have some"
            raise TaobaoKgError(f"{shorten(iri)}: the graph has no number for it; {hint}")
    what = or_list([shorten(iri) for iri in indicators])
    points = _in_places(points, places, what) if places else _in_main_place(points)
    return points if span is None else _in_years(points, span, what)


def panels_of(
    graph: Graph, points: Sequence[Point], *, by: str | None, log: bool, lang: str
) -> tuple[Panel, ...]:
    """Return one panel for each unit of some drawn points, by their first statement.

    Raises:
        UsageError: as `split_series`.
    """
    units: dict[str, list[Point]] = {}
    for point in points:
        units.setdefault(point.said.unit, []).append(point)
    return tuple(
        Panel(
            _heading(graph, found, lang),
            unit_name(graph, found[0], lang),
            tuple(split_series(graph, found, by, lang)),
            log,
        )
        for found in sorted(units.values(), key=lambda found: min(p.said.iri for p in found))
    )


def unit_name(graph: Graph, point: Point, lang: str) -> str:
    """Return the name of the unit of a number, or words that say it has none."""
    unit = point.said.unit
    return clean(graph.label(unit, lang)) if unit else phrase("show.charts.no_unit", lang)


def frame(spans: Iterable[Span]) -> tuple[float, float]:
    """Return whole years around some spans, with room for the arrows of open ones.

    >>> frame([Span(2015.25, 2016.25)]), frame([Span(2009.0, 2010.0, True), Span(2011.0, None)])
    ((2015, 2017), (2009, 2012))
    """
    found = list(spans)
    if not found:
        return 0, 1
    first = math.floor(min(s.middle if s.begin is None else s.begin for s in found))
    last = math.ceil(max(s.middle if s.end is None else s.end for s in found))
    room = max(1, math.ceil((last - first) * 0.06))
    first -= room * any(span.begin is None for span in found)
    last += room * any(span.end is None for span in found)
    return (first, last) if last - first > 1 else (first - 1, last + 1)


def _heading(graph: Graph, points: Sequence[Point], lang: str) -> str:
    first = sorted(points, key=lambda point: point.said.iri)
    labels = dict.fromkeys(clean(graph.label(_indicator(point), lang)) for point in first)
    unit = unit_name(graph, points[0], lang)
    indicator = joined("comma", lang, labels)
    return phrase("show.charts.name", lang, indicator=indicator, unit=unit)


def _indicator(point: Point) -> str:
    return str(getattr(point.said.object, "value", ""))


def _in_places(points: list[Point], places: list[str], what: str) -> list[Point]:
    kept = [point for point in points if set(places) & set(point.said.places)]
    if kept:
        return kept
    known = sorted({shorten(place) for point in points for place in point.said.places})
    there = f"there are some for {', '.join(known)}" if known else "none has a place"
    raise TaobaoKgError(f"{what}: no number is for {or_list([*map(shorten, places)])}; {there}")


def _in_main_place(points: list[Point]) -> list[Point]:
    """Return points, those of other places hidden where there are too many to tell apart.

    The place with the most numbers stays, which mostly is the nation.
    """
    counts = Counter(place for point in points for place in point.said.places)
    if len(counts) <= MOST_SERIES:
        return points
    main = min(counts, key=lambda place: (-counts[place], place))
    return [
        replace(point, hidden=point.hidden or "other_place")
        if point.said.places and main not in point.said.places
        else point
        for point in points
    ]


def _in_years(points: list[Point], years: YearRange, what: str) -> list[Point]:
    kept = [point for point in points if point.span and point.span.touches(*years)]
    if kept:
        return kept
    spans = [point.span for point in points if point.span]
    begins = [math.floor(span.begin) for span in spans if span.begin is not None]
    # A span ends where the next year begins.
    ends = begins + [math.ceil(span.end) - 1 for span in spans if span.end is not None]
    known = f"they lie between {min(ends)} and {max(ends)}" if ends else "none has a time"
    first, last = ("" if end is None else str(end) for end in years)
    raise TaobaoKgError(f"{what}: no number is for the years {first}..{last}; {known}")
