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
#: So many observations a made-up source gives.
PER_SOURCE = 200
_BOUNDS = ("", "", "", "", "", "", "", "over", "approximately", "atLeast")
_SEED = 1


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
        "date": str(2000 + number % 20),
        "language": "en",
        "kind": "data set",
        "quality": "weak",
        "note": "made up to measure",
    }


def _observations(rows: int) -> Iterator[dict[str, str]]:
    """Yield rows, each indicator in its usual unit, places and times in turn."""
    random = Random(_SEED)  # noqa: S311 - no secret hangs on it
    measures, places = _measures(), _places()
    times = [*map(str, range(1995, 2021)), *(f"{year}-H1" for year in range(2010, 2020))]
    times += [f"{year}-{month:02}" for year in (2015, 2016) for month in range(1, 13)]
    for number in range(rows):
        within = number % PER_SOURCE
        indicator, unit = measures[within % len(measures)]
        area, code = places[within // len(measures) % len(places)]
        decimals = 1 if unit in ("%", "ratio") else 0
        yield {
            "observation_id": f"M{number:07}",
            "indicator": indicator,
            "area": area,
            "area_code_if_known": code,
            "year_or_date": times[number // PER_SOURCE % len(times)],
            "value": f"{random.uniform(1, 100 if decimals else 10**6):.{decimals}f}",
            "unit": unit,
            "bound": random.choice(_BOUNDS),
            "source_id": f"M{number // PER_SOURCE:05}",
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
