"""Tiles: one square a province, shaded by a number, for the year with the most provinces.

The squares are ours, by the codes of GB/T 2260; where one lies says roughly on which side of its
neighbours a province lies and nothing of borders.
"""

import json
from collections import defaultdict
from decimal import Decimal
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from taobao_kg.ask.statements import Statement
from taobao_kg.show.charts.notes import tell_sources
from taobao_kg.show.charts.points import SIGNS, first_span
from taobao_kg.show.lettering import FONT_SIZE
from taobao_kg.site.pictures.series import UNREAL
from taobao_kg.site.pictures.surroundings import Figure
from taobao_kg.site.pictures.svg import link, mark_safe, picture, wrap
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import term
from taobao_kg.words.numbers import read_number, write_number

if TYPE_CHECKING:
    from markupsafe import Markup

#: A map needs numbers for so many provinces in one year.
FEWEST = 8
#: Shades from pale to dark; see ``.shade-0`` and so on in site.css.
_SHADES = 5
_SIDE, _STEP = 76, 80
#: Room for a name, whose letters are smaller than those the estimate is made for.
_NAME = 72 * FONT_SIZE / 11


class Tile(NamedTuple):
    """One province: its code in GB/T 2260, where its square lies, and its names."""

    code: str
    column: int
    row: int
    en: str
    id: str
    zh: str


class _Counted(NamedTuple):
    value: Decimal
    said: Statement


@cache
def read_tiles() -> tuple[Tile, ...]:
    """Return the squares of the provinces, by code."""
    text = Path(__file__).with_name("tiles.json").read_text(encoding="utf-8")
    return tuple(Tile(**one) for one in json.loads(text))


def draw_tiles(wording: Wording, indicator: str, root: str) -> tuple[Figure, str] | None:
    """Return the map of an indicator and its heading; None when too few provinces have a number.

    Args:
        wording: the atlas in a language.
        indicator: IRI.
        root: the way from its page to the root of the site.
    """
    places = _places(wording)
    counted = _count(wording, indicator, places)
    if not counted:
        return None
    year, unit = max(counted, key=lambda key: (len(counted[key]), *key))
    numbers = counted[year, unit]
    if len(numbers) < FEWEST:
        return None
    lang = wording.lang
    highest = {code: max(one.value for one in found) for code, found in numbers.items()}
    steps = shade_steps(max(highest.values()))
    inner = "".join(
        _tile(wording, tile, numbers.get(tile.code, []), steps, places.get(tile.code, ""), root)
        for tile in read_tiles()
    )
    low = min(highest, key=lambda code: (highest[code], code))
    high = max(highest, key=lambda code: (highest[code], code))
    time = wording.label(year)
    sentence = wording.phrase(
        "pictures.tiles",
        count=len(numbers),
        all=len(read_tiles()),
        time=time,
        low=write_number(highest[low], lang),
        low_place=wording.label(places[low]),
        high=write_number(highest[high], lang),
        high_place=wording.label(places[high]),
        unit=wording.label(unit) if unit else wording.phrase("pictures.chart_other"),
    )
    title = wording.phrase("pictures.tiles_title", indicator=wording.label(indicator), time=time)
    notes = [wording.phrase("pictures.tiles_missing")] if len(numbers) < len(read_tiles()) else []
    if any(len({one.value for one in found}) > 1 for found in numbers.values()):
        notes.append(wording.phrase("pictures.tiles_range"))
    said = [one.said for found in numbers.values() for one in found]
    if count := sum(one.stance == "counted" for one in said):
        notes.append(wording.phrase("pictures.tiles_counted", count=count))
    notes += tell_sources(wording.atlas.graph, said, lang)
    size = [max(getattr(tile, way) for tile in read_tiles()) + 1 for way in ("column", "row")]
    box = (-1.0, -1.0, size[0] * _STEP - 2.0, size[1] * _STEP - 2.0)
    svg = picture(_HATCHING + inner, box, title, sentence, role="group")
    return Figure(svg, sentence, _legend(wording, steps), tuple(notes)), title


def shade_steps(highest: Decimal) -> list[Decimal]:
    """Return the bounds of the shades up to the highest number, which is above 0.

    Numbers of provinces mostly are many small and few large: each bound is about twice the last.

    >>> [int(step) for step in shade_steps(Decimal(506))]
    [0, 50, 100, 200, 500, 1000]
    """
    power = highest.adjusted() if highest > 0 else 0
    ladder = [Decimal(n).scaleb(power + far) for far in (-2, -1, 0, 1) for n in (1, 2, 5)]
    above = next(place for place, step in enumerate(ladder) if step >= highest)
    return [Decimal(0), *ladder[above - _SHADES + 1 : above + 1]]


_HATCHING = (
    '<defs><pattern id="hatching" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<path class="hatching" d="M-2,2l4,-4M0,8l8,-8M6,10l4,-4"/></pattern></defs>'
)


def _places(wording: Wording) -> dict[str, str]:
    """Return the place of the graph for each code; one without a code is known by its name."""
    graph = wording.atlas.graph
    by_code = {
        str(getattr(triple.object, "value", "")): str(getattr(triple.subject, "value", ""))
        for triple in graph.triples(p=term("tkg:areaCode"))
    }
    provinces = {
        str(getattr(triple.subject, "value", ""))
        for triple in graph.triples(p=term("tkg:tier"))
        if getattr(triple.object, "value", "") == "1"
    }
    uncoded = {
        graph.label(iri, "zh"): iri for iri in sorted(provinces) if iri not in by_code.values()
    }
    found = {tile.code: by_code.get(tile.code) or uncoded.get(tile.zh, "") for tile in read_tiles()}
    return {code: iri for code, iri in found.items() if iri}


def _count(
    wording: Wording, indicator: str, places: dict[str, str]
) -> dict[tuple[str, str], dict[str, list[_Counted]]]:
    """Return what was counted by year and unit, then by code; forecasts and advice left out."""
    codes = {iri: code for code, iri in places.items()}
    found: dict[tuple[str, str], dict[str, list[_Counted]]] = defaultdict(lambda: defaultdict(list))
    for one in wording.atlas.statements_about(indicator):
        value = read_number(one.value) if one.value else None
        bearer = getattr(one.subject, "value", "")
        where = {codes[iri] for iri in (bearer, *one.places) if iri in codes}
        span = first_span(wording.atlas.graph, one.times)
        is_year = span is not None and span.is_year
        if value is None or not is_year or len(where) != 1:
            continue
        if one.stance not in UNREAL:
            found[one.times[0], one.unit][where.pop()].append(_Counted(value, one))
    return found


def _tile(
    wording: Wording,
    tile: Tile,
    counted: list[_Counted],
    steps: list[Decimal],
    place: str,
    root: str,
) -> str:
    x, y = tile.column * _STEP, tile.row * _STEP
    name = wording.label(place) if place else getattr(tile, wording.lang)
    amounts = dict.fromkeys(
        f"{SIGNS.get(one.said.bound, '')}{write_number(one.value, wording.lang)}"
        for one in sorted(counted, key=lambda one: (one.value, one.said.iri))
    )
    text = " / ".join(amounts)
    shade = f"shade-{_shade(max(one.value for one in counted), steps)}" if counted else "missing"
    middle = f"{x + _SIDE / 2:g}"
    lines = "".join(
        f'<tspan class="small" x="{middle}" y="{y + 20 + 14 * place}">{escape(line)}</tspan>'
        for place, line in enumerate(wrap(name, _NAME, 2))
    )
    mark = ""
    if counted:
        mark = f' data-without="{wording.without_statements(one.said.iri for one in counted)}"'
    inner = (
        f'<g class="tile {shade}"{mark}>'
        f'<rect x="{x}" y="{y}" width="{_SIDE}" height="{_SIDE}" rx="3"/>'
        f"<text>{lines}</text>"
        f'<text class="amount" x="{middle}" y="{y + 58}">{escape(text)}</text></g>'
    )
    known = wording.link(place) if place else None
    if known is None or not known.file:
        return inner
    return link(root + known.file, f"{known.text}: {text}" if text else known.text, inner)


def _shade(value: Decimal, steps: list[Decimal]) -> int:
    """Return the shade of a number: 0 up to the first bound, and so on."""
    return next(place for place, step in enumerate(steps[1:]) if value <= step)


def _legend(wording: Wording, steps: list[Decimal]) -> "Markup":
    items = []
    for number, (low, high) in enumerate(pairwise(steps)):
        low_text, high_text = (write_number(step, wording.lang) for step in (low, high))
        words = wording.phrase("pictures.tiles_first", high=high_text)
        if number:
            words = wording.phrase("pictures.tiles_step", low=low_text, high=high_text)
        items.append(
            f'<li><svg aria-hidden="true" width="16" height="16"><g class="tile shade-{number}">'
            f'<rect width="16" height="16" rx="2"/></g></svg> {escape(words)}</li>'
        )
    return mark_safe("".join(items))
