"""Lanes: the overview, years from left to right, one lane a kind of thing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: Room for one thing, shape and label side by side, in picture units (pixels at 100 %).
CELL_WIDTH = 184
COLUMN_GAP = 26
LANE_TITLE = 26
LANE_PADDING = 8

#: The picture is packed to look well on a screen of this size, whatever the real one is, so the
#: page can pack again after a filter and get the same places (templates/packing.js is this file).
SCREEN = (1180, 760)
MOST_ROWS = 14

#: A lane is at least so many rows deep before what has no year widens the picture.
FEWEST_ROWS = 3

#: A column holds at least this many things, unless a single year has more.
COLUMN_SIZE = 7


class Item(NamedTuple):
    """One thing to be placed: its IRI, its lane and column (indices) and its height."""

    iri: str
    lane: int
    column: int
    height: int


class Band(NamedTuple):
    """A lane or a column of the finished picture: which one, where it begins, how big it is."""

    number: int
    start: int
    size: int


class Lanes(NamedTuple):
    """The finished picture: the middle of each shape by IRI, and the bands that hold something."""

    places: dict[str, tuple[int, int]]
    lanes: list[Band]
    columns: list[Band]
    width: int
    height: int


def divide_years(years: Iterable[int], size: int = COLUMN_SIZE) -> list[tuple[int, int]]:
    """Divide years into columns, so that sparse times share one and busy years have their own.

    Args:
        years: one entry a thing, in any order.
        size: a column holds at least so many things, unless a single year has more.

    Returns:
        First and last year of each column, ascending; together they hold every year given.

    >>> divide_years([1984, 1999, 2003, 2003, 2013, *[2015] * 7, 2016])
    [(1984, 2013), (2015, 2015), (2016, 2016)]
    """
    counts: dict[int, int] = defaultdict(int)
    for year in years:
        counts[year] += 1
    columns: list[list[int]] = []
    sizes: list[int] = []
    for year in sorted(counts):
        busy = counts[year] >= size
        if columns and not busy and sizes[-1] < size:
            columns[-1][1] = year
            sizes[-1] += counts[year]
        else:
            columns.append([year, year])
            sizes.append(counts[year])
    return [(first, last) for first, last in columns]


def column_of(year: int | None, columns: Sequence[tuple[int, int]]) -> int:
    """Return the index of the column that holds a year; without a year the one after the last."""
    if year is not None:
        for index, (first, last) in enumerate(columns):
            if first <= year <= last:
                return index
    return len(columns)


def pack_lanes(items: Sequence[Item], undated: int, screen: tuple[int, int] = SCREEN) -> Lanes:
    """Place things so that no two share room, in the order given within each cell.

    Every number of rows a dated cell may have is tried; the one that lets the dated part be seen
    largest on the screen wins, the smallest of equals. What has no year lies to the right of that
    and only ever widens the picture, so that lanes stay low and near each other.

    Args:
        items: in reading order.
        undated: the number of the column for things without a year.
        screen: width and height of what it is to look well on.
    """
    best, largest = _pack(items, undated, 1), 0.0
    for rows in range(2, MOST_ROWS + 1):
        lanes = _pack(items, undated, rows)
        dated = [band.start + band.size for band in lanes.columns if band.number != undated]
        across = dated[-1] if dated else lanes.width
        scale = min(screen[0] / across, screen[1] / lanes.height)
        if scale > largest:
            best, largest = lanes, scale
    return best


def _pack(items: Sequence[Item], undated: int, rows: int) -> Lanes:
    cells: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in items:
        cells[item.lane, item.column].append(item)
    columns = _column_bands(cells, undated, rows)
    lanes: list[Band] = []
    places: dict[str, tuple[int, int]] = {}
    top = 0
    for lane in sorted({lane for lane, _ in cells}):
        height = 0
        for column in columns:
            cell = cells.get((lane, column.number), [])
            fewest = FEWEST_ROWS if column.number == undated else 1
            bottom = _fill_cell(cell, column, fewest, top + LANE_TITLE, places)
            height = max(height, bottom - top)
        lanes.append(Band(lane, top, height + LANE_PADDING))
        top += height + LANE_PADDING
    right = columns[-1].start + columns[-1].size if columns else 1
    return Lanes(places, lanes, columns, right, max(top, 1))


def _column_bands(cells: dict[tuple[int, int], list[Item]], undated: int, rows: int) -> list[Band]:
    """Return the columns, each as wide as its fullest cell needs with so many rows."""
    stacks: dict[int, int] = {}
    deep: dict[int, int] = {}
    for (lane, column), items in sorted(cells.items()):
        if column != undated:
            stacks[column] = max(stacks.get(column, 1), -(-len(items) // rows))
            deep[lane] = max(deep.get(lane, FEWEST_ROWS), min(len(items), rows))
    dated = bool(stacks)
    for (lane, column), items in cells.items():
        if column == undated:
            needed = -(-len(items) // (deep.get(lane, FEWEST_ROWS) if dated else rows))
            stacks[column] = max(stacks.get(column, 1), needed)
    bands = []
    left = 0
    for column in sorted(stacks):
        bands.append(Band(column, left, stacks[column] * CELL_WIDTH))
        left += stacks[column] * CELL_WIDTH + COLUMN_GAP
    return bands


def _fill_cell(
    items: Sequence[Item],
    column: Band,
    fewest: int,
    top: int,
    places: dict[str, tuple[int, int]],
) -> int:
    """Stack the things of one cell, stack beside stack; return where the deepest stack ends."""
    stacks = column.size // CELL_WIDTH
    rows = max(fewest, -(-len(items) // stacks))
    deepest = top
    for number in range(stacks):
        y = top
        for item in items[number * rows : (number + 1) * rows]:
            places[item.iri] = (column.start + number * CELL_WIDTH + 14, y + item.height // 2)
            y += item.height
        deepest = max(deepest, y)
    return deepest
