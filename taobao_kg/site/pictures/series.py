"""Series: a small picture for each indicator a thing has numbers of at several times."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from html import escape
from typing import NamedTuple

from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement
from taobao_kg.show.charts.notes import tell_sources
from taobao_kg.show.charts.points import SIGNS, first_span
from taobao_kg.site.pictures.surroundings import Figure
from taobao_kg.site.pictures.svg import picture
from taobao_kg.site.wording import Link, Wording
from taobao_kg.vocab import ID
from taobao_kg.words.catalogue import joined
from taobao_kg.words.numbers import read_number, write_number

#: Stances of numbers that are no facts of their time.
UNREAL = frozenset(("recommended", "projected", "targeted"))
#: A picture needs so many times; a page has so many pictures.
FEWEST, MOST = 3, 12
_WIDE, _HIGH, _LEFT, _TOP, _BOTTOM = 288, 108, 8, 22, 24


class Spot(NamedTuple):
    """One number: its time in years, its value, its statement, and whether it is contested."""

    x: float
    value: Decimal
    said: Statement
    contested: bool


class Series(NamedTuple):
    """The numbers of one indicator in one unit for the same parts: a bearer and places."""

    indicator: str
    unit: str
    parts: tuple[str, ...]
    spots: tuple[Spot, ...]


class Small(NamedTuple):
    """A small picture, its indicator, and of whom and in which unit."""

    figure: Figure
    indicator: Link
    name: str


class AllSeries(NamedTuple):
    """The small pictures of a page and what is said of all of them.

    Attributes:
        pictures: those with the most times first.
        more: how many others there are, in words, or empty.
        notes: sources, lens and licence.
    """

    pictures: tuple[Small, ...]
    more: str
    notes: tuple[str, ...]


def draw_series(wording: Wording, iri: str) -> AllSeries | None:
    """Return small pictures of the numbers of a thing; None when none has enough times."""
    if not iri.startswith(ID):
        return None
    found = read_series(wording, iri)
    if not found:
        return None
    shown = found[:MOST]
    said = [spot.said for series in shown for spot in series.spots]
    left = len(found) - len(shown)
    alike = Counter(series.indicator for series in shown)
    return AllSeries(
        tuple(
            # Several pictures of one indicator are told apart by whom and where they are about.
            _draw(wording, one, [part for part in one.parts if part and part != iri])
            if alike[one.indicator] > 1
            else _draw(wording, one)
            for one in shown
        ),
        wording.phrase("pictures.series_more", count=left) if left else "",
        tuple(tell_sources(wording.atlas.graph, said, wording.lang)),
    )


def read_series(wording: Wording, iri: str) -> list[Series]:
    """Return the series a thing has a part in that have enough times, those with most first."""
    atlas = wording.atlas
    found: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
    for one in atlas.statements_about(iri):
        parts = (getattr(one.subject, "value", ""), *one.places)
        indicator = getattr(one.object, "value", "")
        if one.value and iri in (indicator, *parts) and one.stance not in UNREAL:
            value, span = read_number(one.value), first_span(atlas.graph, one.times)
            if value is None or span is None:
                continue
            severe = any(misfit.severity == 1 for misfit in atlas.discrepancies_of(one.iri))
            key = (indicator, one.unit, *parts)
            found[key].append(Spot(span.middle, value, one, severe))
    series = [
        Series(
            key[0], key[1], key[2:], tuple(sorted(spots, key=lambda spot: (spot.x, spot.said.iri)))
        )
        for key, spots in found.items()
        if len({spot.x for spot in spots}) >= FEWEST
    ]
    return sorted(series, key=lambda one: (-len({spot.x for spot in one.spots}), one))


def draw_widest(wording: Wording, indicator: str) -> Small | None:
    """Return the picture of the longest series of an indicator; None when none has enough times."""
    found = read_series(wording, indicator)
    return _draw(wording, found[0]) if found else None


def _draw(wording: Wording, series: Series, parts: Iterable[str] = ()) -> Small:
    """Draw one picture; its words name some parts besides the unit."""
    spots, lang = series.spots, wording.lang
    indicator = wording.link(series.indicator)
    unit = wording.label(series.unit) if series.unit else wording.phrase("pictures.chart_other")
    unit = joined("list", lang, [*map(wording.label, dict.fromkeys(parts)), unit])
    name = wording.phrase("pictures.series_name", indicator=indicator.text, unit=unit)
    first, last = spots[0], spots[-1]
    told = wording.phrase(
        "pictures.series_told",
        first=_amount(first, lang),
        first_time=_time(wording, first),
        last=_amount(last, lang),
        last_time=_time(wording, last),
    )
    low, high = min(spot.value for spot in spots), max(spot.value for spot in spots)
    begin, wide = first.x, (last.x - first.x) or 1

    def place(spot: Spot) -> tuple[float, float]:
        share = float((spot.value - low) / (high - low)) if high > low else 0.5
        x = _LEFT + (spot.x - begin) / wide * (_WIDE - 2 * _LEFT)
        return x, _HIGH - _BOTTOM - 6 - share * (_HIGH - _BOTTOM - _TOP - 12)

    floor = _HIGH - _BOTTOM
    inner = [f'<line class="axis" x1="0" x2="{_WIDE}" y1="{floor}" y2="{floor}"/>']
    if len({spot.x for spot in spots}) == len(spots) and not any(map(_way, spots)):
        way = " ".join(f"{x:.4g},{y:.4g}" for x, y in map(place, spots))
        inner.append(f'<polyline class="course" points="{way}"/>')
    inner += [_mark(wording, spot, *place(spot)) for spot in spots]
    top = next(spot for spot in spots if spot.value == high)
    inner.append(_text(place(top)[0], 13, _amount(top, lang)))
    inner.append(_text(_LEFT, _HIGH - 6, _time(wording, first)))
    inner.append(_text(_WIDE - _LEFT, _HIGH - 6, _time(wording, last)))
    svg = picture("".join(inner), (0, 0, _WIDE, _HIGH), name, told, role="img")
    return Small(Figure(svg, told), indicator, unit)


def _mark(wording: Wording, spot: Spot, x: float, y: float) -> str:
    looks = f'class="{"number hollow" if spot.contested else "number"}"'
    looks += f' data-without="{wording.without_statements([spot.said.iri])}"'
    if way := _way(spot):
        return f'<path {looks} d="M{x - 5:.4g},{y + 4 * way:.4g}h10l-5,{-8 * way}z"/>'
    return f'<circle {looks} cx="{x:.4g}" cy="{y:.4g}" r="4"/>'


def _way(spot: Spot) -> int:
    """Return 1 for "or more", -1 for "or less", else 0."""
    sign = SIGNS.get(spot.said.bound, "")
    return (sign in (">", "≥")) - (sign in ("<", "≤"))


def _text(x: float, y: float, text: str) -> str:
    """Return a text about a place, within the picture."""
    anchor = "start" if x < _WIDE / 4 else "end" if x > _WIDE * 3 / 4 else "middle"
    near = {"start": max(x - 4, 0), "end": min(x + 4, _WIDE), "middle": x}[anchor]
    return f'<text x="{near:.4g}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'


def _amount(spot: Spot, lang: str) -> str:
    return clean(f"{SIGNS.get(spot.said.bound, '')} {write_number(spot.value, lang)}".strip())


def _time(wording: Wording, spot: Spot) -> str:
    return wording.label(spot.said.times[0])
