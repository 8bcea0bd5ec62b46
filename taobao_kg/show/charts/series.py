"""Series: which numbers belong together, and what each group is called."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.show.charts.points import Point
from taobao_kg.words.catalogue import joined, phrase

#: What numbers may be put together by; None leaves it to what tells them apart.
WAYS = ("source", "place")
#: More cannot be told apart by colour and shape.
MOST_SERIES = 30


class Series(NamedTuple):
    """Numbers under one name, by time."""

    name: str
    points: tuple[Point, ...]

    def words(self, point: Point, lang: str) -> str:
        """Return all of one of its numbers in words."""
        return f"{self.name}: {point.amount(lang)} ({point.time})"


def split_series(
    graph: Graph, points: Sequence[Point], by: str | None = None, lang: str = "en"
) -> list[Series]:
    """Return numbers in series, in the order of their first statement whatever the language.

    Args:
        graph: where labels are.
        points: by time.
        by: one of `WAYS`; None for as few names as tell apart indicators, bearers and places.
        lang: of the names.

    Raises:
        UsageError: when there are too many to tell apart.
    """
    parts = [_parts(graph, point.said, lang) for point in points]
    kept = ["indicator"] if len({part["indicator"] for part in parts}) > 1 else []
    kept += [by] if by else [name for name in ("bearer", "place") if _splits(parts, kept, name)]
    found: dict[str, list[Point]] = defaultdict(list)
    for point, part in zip(points, parts, strict=True):
        names = dict.fromkeys(part[name] for name in kept or ["bearer"])
        found[joined("comma", lang, names)].append(point)
    if len(found) > MOST_SERIES:
        raise UsageError(
            f"{len(found)} series are more than colours and shapes tell apart ({MOST_SERIES});"
            " choose with --place or --years"
        )
    ordered = sorted(found, key=lambda name: min(point.said.iri for point in found[name]))
    return [Series(name, tuple(found[name])) for name in ordered]


def runs_of(series: Series) -> list[list[Point]]:
    """Return the points of a series that a line may join, by time.

    They are asserted or reported numbers of whole years about the same thing, none of them only
    a bound, as a line would take it for the number itself. Where sources disagree on a year, each
    source has its own line; one that gives two numbers for a year has none.
    """
    runs = []
    for points in _grouped(series.points, lambda said: (said.object, said.subject, said.places)):
        if _is_run(points):
            runs.append(points)
        else:
            runs += _grouped(points, lambda said: (said.source, said.attributed))
    return [_once_a_year(run) for run in runs if _is_run(run) and len(_once_a_year(run)) > 1]


def _grouped(
    points: Iterable[Point], key: Callable[[Statement], tuple[object, ...]]
) -> list[list[Point]]:
    """Return the points a line could join in groups."""
    found: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    for point in points:
        stated = point.said.stance in ("", "asserted", "reported")
        if point.span and point.span.is_year and stated and point.sign in ("", "≈"):
            found[key(point.said)].append(point)
    return list(found.values())


def _is_run(points: list[Point]) -> bool:
    """Whether there is one number for each year."""
    return len({(point.span, point.value) for point in points}) == len(_once_a_year(points))


def _once_a_year(points: list[Point]) -> list[Point]:
    return list({point.span: point for point in points}.values())


def source_name(graph: Graph, said: Statement, lang: str) -> str:
    """Return who gives a number: the work it is taken from and the source that cites it."""
    source = clean(graph.label(said.source, lang)) if said.source else ""
    works = joined("semicolon", lang, (clean(graph.label(iri, lang)) for iri in said.attributed))
    return phrase("show.charts.cited", lang, works=works, source=source) if works else source


def _parts(graph: Graph, said: Statement, lang: str) -> dict[str, str]:
    labels = [clean(graph.label(iri, lang)) for iri in said.places]
    return {
        "indicator": _label(graph, said.object, lang),
        "bearer": _label(graph, said.subject, lang),
        "place": joined("semicolon", lang, labels) or phrase("show.charts.no_place", lang),
        "source": source_name(graph, said, lang),
    }


def _splits(parts: list[dict[str, str]], kept: list[str], name: str) -> bool:
    """Whether one more part of the name tells more of them apart."""
    before = {tuple(part[other] for other in kept) for part in parts}
    return len({tuple(part[other] for other in [*kept, name]) for part in parts}) > len(before)


def _label(graph: Graph, node: object, lang: str) -> str:
    iri = getattr(node, "value", "")
    return clean(graph.label(iri, lang)) if iri else ""
