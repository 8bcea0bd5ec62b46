"""Notes: what a picture says in words: its sentence, and the lines under it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from taobao_kg import __version__
from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement
from taobao_kg.graph import Graph
from taobao_kg.show.charts.drawing import Panel
from taobao_kg.show.charts.points import Point
from taobao_kg.show.charts.spans import Span
from taobao_kg.show.charts.wording import words_in

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def tell(sentences: Iterable[str], lang: str) -> str:
    """Return sentences one after another, each with its full stop."""
    stop = words_in(lang)["stop"]
    return str(stop.join(sentences) + stop.strip())


def tell_panels(panels: Sequence[Panel], lang: str) -> list[str]:
    """Return for each panel its lowest and its highest number and their times."""
    words = words_in(lang)
    told = []
    for panel in panels:
        points = [point for series in panel.series for point in series.points]
        ranked = sorted(points, key=lambda point: (point.value or 0, point.said.iri))
        low, high = ranked[0], ranked[-1]
        told.append(
            words["single" if low.value == high.value else "range"].format(
                name=panel.heading,
                low=low.amount(lang),
                low_time=low.time,
                high=high.amount(lang),
                high_time=high.time,
            )
        )
    return told


def notes_of(
    graph: Graph, points: Sequence[Point], panels: Sequence[Panel], lang: str
) -> tuple[str, ...]:
    """Return the lines under numbers: units, signs, what is not drawn, sources, licence."""
    drawn = [point for point in points if not point.hidden]
    return (
        *tell_units(panels, lang),
        *tell_signs(
            [point.span for point in drawn],
            any(point.contested for point in drawn),
            {point.sign for point in drawn},
            lang,
        ),
        *([words_in(lang)["log"]] if any(panel.log for panel in panels) else []),
        *tell_hidden([point.hidden for point in points], lang),
        *_tell_stances(points, lang),
        *tell_sources(graph, [point.said for point in points], lang),
    )


def tell_units(panels: Sequence[Panel], lang: str) -> list[str]:
    """Return the unit, or that there are panels for several."""
    words = words_in(lang)
    units = words["semicolon"].join(panel.unit for panel in panels)
    return [words["unit" if len(panels) == 1 else "panels"].format(units=units)] if panels else []


def tell_signs(
    spans: Iterable[Span | None], contested: bool, signs: set[str], lang: str
) -> list[str]:
    """Return what the signs mean, of those that are drawn."""
    words = words_in(lang)
    bars = [span for span in spans if span and not span.is_year]
    there = {
        "contested": contested,
        "lower": bool(signs & {">", "≥"}),
        "upper": bool(signs & {"<", "≤"}),
        "about": "≈" in signs,
        "interval": any(None not in (span.begin, span.end) for span in bars),
        "open": any(None in (span.begin, span.end) for span in bars),
    }
    return [str(words[name]) for name, is_there in there.items() if is_there]


def tell_hidden(reasons: Iterable[str], lang: str, of: str = "") -> list[str]:
    """Return how many are not drawn, for each reason.

    Args:
        reasons: one for each thing, empty for what is drawn.
        lang: of the lines.
        of: ``policies`` or ``numbers`` where there are both.
    """
    words = words_in(lang)
    counts = Counter(reason for reason in reasons if reason)
    told = [words["hidden"][reason].format(count=counts[reason]) for reason in sorted(counts)]
    if of:
        return [words[f"of_{of}"].format(note=note) for note in told]
    return [note[0].upper() + note[1:] for note in told]


def tell_sources(graph: Graph, said: Iterable[Statement], lang: str) -> list[str]:
    """Return the sources with the works they cite, the lens, and the licence of the data."""
    words = words_in(lang)
    cited: dict[str, set[str]] = {}
    for one in said:
        if one.source:
            cited.setdefault(one.source, set()).update(one.attributed)
    names = []
    for source in sorted(cited):
        name = clean(graph.label(source, lang))
        works = sorted(clean(graph.label(work, lang)) for work in cited[source])
        citing = words["citing"].format(works=words["semicolon"].join(works))
        names.append(words["comma"].join([name, citing]) if works else name)
    licence = words["licence"].format(version=__version__, address=LICENCE)
    told = [words["sources"].format(sources=words["semicolon"].join(names))] if names else []
    return [*told, graph.lens.footer(lang), licence]


def _tell_stances(points: Sequence[Point], lang: str) -> list[str]:
    count = sum(point.said.stance not in ("", "asserted") for point in points)
    return [words_in(lang)["unsure"].format(count=count)] if count else []
