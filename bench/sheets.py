"""Make an observations sheet of any size, to time an import. Usage: sheets.py ROWS FILE.

Indicators, units and places are those of our data; sources and figures are made up.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.curate.templates import write_sheet
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import term

COLUMNS = (
    *("observation_id", "indicator", "area", "area_code_if_known", "year_or_date", "value"),
    *("unit", "bound", "source_id", "locator", "note"),
)
#: So many indicators, each of so many places, a made-up source gives for one time.
PER_SOURCE, _TOGETHER = 200, 10
#: One source of so many tells again what the one before tells, as in our data; of its figures one
#: of so many is another.
_AGAIN, _OTHERWISE = 12, 10
_BOUNDS = ("", "", "", "", "", "", "", "over", "approximately", "atLeast")
_SEED = 1
_TIMES = (
    *map(str, range(1995, 2021)),
    *(f"{year}-H1" for year in range(2010, 2020)),
    *(f"{year}-{month:02}" for year in (2015, 2016) for month in range(1, 13)),
)
#: Least and greatest figure of the first year, and decimals, where a unit is no count or money.
_RANGES = {"per cent": (5, 55, 1), "times (ratio)": (0.05, 0.5, 3)}


def make_sheet(rows: int, path: Path) -> Path:
    """Write an observations sheet of made-up figures, and the sheet of their sources beside it.

    The same number of rows gives the same bytes. No two rows say the same of one indicator, place,
    time and source.

    Args:
        rows: how many observations.
        path: the file, ``.csv``, ``.tsv`` or ``.xlsx``.

    Returns:
        The sheet of sources, with the same ending.
    """
    sources = path.with_name(f"{path.stem}-sources{path.suffix}")
    count = (rows + PER_SOURCE - 1) // PER_SOURCE
    write_sheet("sources", sources, (_source(number) for number in range(count)))
    write_sheet("observations", path, _observations(rows), COLUMNS)
    return sources


def _source(number: int) -> dict[str, str]:
    return {
        "source_id": f"M{number:05}",
        "title": f"Made-up yearbook {number}",
        "publisher": "nobody",
        "date": str(int(_time(number)[:4]) + 1),
        "language": "en",
        "kind": "data set",
        "quality": "weak",
        "note": "made up to measure",
    }


def _table(number: int) -> int:
    """Return the number of what a source tells; one that tells it again has the same."""
    return number - (number + 1) // _AGAIN


def _time(number: int) -> str:
    return _TIMES[_table(number) % len(_TIMES)]


def _observations(rows: int) -> Iterator[dict[str, str]]:
    """Yield rows: a table of indicators by places a source, each indicator in its usual unit.

    Figures grow with time, so that those of several sources make series that fit.
    """
    random = Random(_SEED)  # noqa: S311 - no secret hangs on it
    measures, places = _measures(), _places()
    figures: dict[tuple[str, str], float] = {}
    for number in range(rows):
        source, within = divmod(number, PER_SOURCE)
        table, time = _table(source) // len(_TIMES), _time(source)
        indicator, unit = measures[(table * _TOGETHER + within % _TOGETHER) % len(measures)]
        turn = table * _TOGETHER // len(measures) * PER_SOURCE + within
        area, code = places[turn // _TOGETHER % len(places)]
        least, most, decimals = _RANGES.get(unit, (1000, 100_000, 0))
        figure = figures.setdefault((indicator, area), random.uniform(least, most))
        figure *= 1.02 ** (int(time[:4]) - int(_TIMES[0]))
        if source % _AGAIN == _AGAIN - 1 and random.randrange(_OTHERWISE) == 0:
            figure *= 0.9
        yield {
            "observation_id": f"M{number:07}",
            "indicator": indicator,
            "area": area,
            "area_code_if_known": code,
            "year_or_date": time,
            "value": f"{figure:.{decimals}f}",
            "unit": unit,
            "bound": random.choice(_BOUNDS),
            "source_id": f"M{source:05}",
            "locator": f"table {within % 30 + 1}",
            "note": "made up",
        }


def _measures() -> list[tuple[str, str]]:
    """Return the names of indicators that sheets can use, with a word for their unit."""
    told = _told("indicators.ttl")
    units = {subject: names["rdfs:label"] for subject, names in told.items() if "/unit/" in subject}
    return sorted(
        (names["skos:notation"], units[names["tkg:usualUnit"]])
        for names in told.values()
        if "skos:notation" in names and names.get("tkg:usualUnit") in units
    )


def _places() -> list[tuple[str, str]]:
    """Return the names of places with their area codes."""
    return sorted(
        (names["rdfs:label"], names["tkg:areaCode"])
        for names in _told("places.ttl").values()
        if "tkg:areaCode" in names
    )


def _told(file: str) -> dict[str, dict[str, str]]:
    """Return what a file of our data says of each thing: the first value of each property."""
    wanted = {term(name): name for name in _WANTED}
    told: dict[str, dict[str, str]] = {}
    for triple in parse_turtle(find_folders().data / file):
        if triple.predicate in wanted and _is_english(triple):
            names = told.setdefault(str(getattr(triple.subject, "value", "")), {})
            names.setdefault(wanted[triple.predicate], str(getattr(triple.object, "value", "")))
    return told


_WANTED = ("rdfs:label", "skos:notation", "tkg:areaCode", "tkg:usualUnit")


def _is_english(triple: Triple) -> bool:
    value = triple.object
    return isinstance(value, NamedNode) or (
        isinstance(value, Literal) and value.language in (None, "en")
    )


def main() -> None:
    """Write the two sheets and name them."""
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    print(make_sheet(rows, path))
    print(path)


if __name__ == "__main__":
    main()
