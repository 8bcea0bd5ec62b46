"""Spans: where a year or a period lies on an axis of years."""

import math
import re
from typing import NamedTuple

from pyoxigraph import Literal

from taobao_kg.graph import Graph
from taobao_kg.vocab import term

#: gYear, gYearMonth and date of XML Schema 1.1 Part 2 §3.3, without time zones.
_DATE = re.compile(r"(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?")


class Span(NamedTuple):
    """A stretch of time in years: 2015 begins at 2015.0 and ends at 2016.0.

    Attributes:
        begin: None for "before 2007".
        end: None for "since 2008".
        is_year: whether it is one calendar year, which is drawn as a point.
    """

    begin: float | None
    end: float | None
    is_year: bool = False

    @property
    def middle(self) -> float:
        """Where its mark stands: the middle, or the known end of what is open at the other."""
        ends = [end for end in (self.begin, self.end) if end is not None]
        return sum(ends) / len(ends)

    def touches(self, first: int | None, last: int | None) -> bool:
        """Return whether it shares a moment with the years from ``first`` to ``last``."""
        begins_late = last is not None and self.begin is not None and self.begin >= last + 1
        ends_early = first is not None and self.end is not None and self.end <= first
        return not begins_late and not ends_early

    def lies_in(self, first: float, last: float) -> bool:
        """Return whether all its known ends lie between two moments."""
        ends = (end for end in (self.begin, self.end) if end is not None)
        return all(first <= end <= last for end in ends)


def span_of(graph: Graph, time: str) -> Span | None:
    """Return the span of a year or period; None when the graph gives it no bounds."""
    year = _read(graph, time, "tkg:gYear", last=False)
    if year is not None:
        return Span(year, year + 1, is_year=True)
    begin = _read(graph, time, "tkg:begin", last=False)
    end = _read(graph, time, "tkg:end", last=True)
    return None if begin is None and end is None else Span(begin, end)


def place_in_time(text: str, *, last: bool = False) -> float | None:
    """Return where a year, a month or a day begins, or with ``last`` where it ends, in years.

    >>> place_in_time("2015"), place_in_time("2015", last=True), place_in_time("2015-04")
    (2015.0, 2016.0, 2015.25)
    >>> place_in_time("soon")
    """
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return None if year is None else float(year + last)
    if day is None:
        return year + (month - 1 + last) / 12
    return year + (month - 1 + (day - 1 + last) / 31) / 12


def year_steps(first: float, last: float, most: int) -> list[int]:
    """Return the years to name on an axis, at most so many, evenly spaced.

    >>> year_steps(2009, 2019, 12)
    [2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018]
    >>> year_steps(1978, 2012, 8)
    [1980, 1985, 1990, 1995, 2000, 2005, 2010]
    """
    begin, end = math.floor(first), math.ceil(last)
    step = 1
    while (end - begin) / step > max(most, 1):
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return [year for year in range(begin, end) if year % step == 0]


def _read(graph: Graph, time: str, name: str, *, last: bool) -> float | None:
    found = (triple.object for triple in graph.triples(time, term(name)))
    texts = sorted(node.value for node in found if isinstance(node, Literal))
    return place_in_time(texts[0], last=last) if texts else None
