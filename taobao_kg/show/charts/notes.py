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
from taobao_kg.words.catalogue import joined, phrase

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def tell(sentences: Iterable[str], lang: str) -> str:
    """Return sentences one after another, each with its full stop."""
    return joined("stop", lang, sentences) + phrase("words.stop", lang).strip()


def tell_panels(panels: Sequence[Panel], lang: str) -> list[str]:
    """Return for each panel its lowest and its highest number and their times."""
    told = []
    for panel in panels:
        points = [point for series in panel.series for point in series.points]
        ranked = sorted(points, key=lambda point: (point.value or 0, point.said.iri))
        low, high = ranked[0], ranked[-1]
        said = {"name": panel.heading, "low": low.amount(lang), "low_time": low.time}
        if low.value == high.value:
            told.append(phrase("show.charts.single", lang, **said))
        else:
            said |= {"high": high.amount(lang), "high_time": high.time}
            told.append(phrase("show.charts.range", lang, **said))
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
        *([phrase("show.charts.log", lang)] if any(panel.log for panel in panels) else []),
        *tell_hidden([point.hidden for point in points], lang),
        *_tell_stances(points, lang),
        *tell_sources(graph, [point.said for point in points], lang),
    )


def tell_units(panels: Sequence[Panel], lang: str) -> list[str]:
    """Return the unit, or that there are panels for several."""
    units = joined("semicolon", lang, (panel.unit for panel in panels))
    if not panels:
        return []
    return [
        phrase("show.charts.unit" if len(panels) == 1 else "show.charts.panels", lang, units=units)
    ]


def tell_signs(
    spans: Iterable[Span | None], contested: bool, signs: set[str], lang: str
) -> list[str]:
    """Return what the signs mean, of those that are drawn."""
    bars = [span for span in spans if span and not span.is_year]
    there = {
        "contested": contested,
        "lower": bool(signs & {">", "≥"}),
        "upper": bool(signs & {"<", "≤"}),
        "about": "≈" in signs,
        "interval": any(None not in (span.begin, span.end) for span in bars),
        "open": any(None in (span.begin, span.end) for span in bars),
    }
    return [
        phrase(f"show.charts.signs.{name}", lang) for name, is_there in there.items() if is_there
    ]


def tell_hidden(reasons: Iterable[str], lang: str, of: str = "") -> list[str]:
    """Return how many are not drawn, for each reason.

    Args:
        reasons: one for each thing, empty for what is drawn.
        lang: of the lines.
        of: ``policies`` or ``numbers`` where there are both.
    """
    counts = Counter(reason for reason in reasons if reason)
    told = [
        phrase(f"show.charts.hidden.{reason}", lang, count=counts[reason])
        for reason in sorted(counts)
    ]
    if of:
        return [phrase(f"show.charts.of_{of}", lang, note=note) for note in told]
    return [note[0].upper() + note[1:] for note in told]


def tell_sources(graph: Graph, said: Iterable[Statement], lang: str) -> list[str]:
    """Return the sources with the works they cite, the lens, and the licence of the data."""
    cited: dict[str, set[str]] = {}
    for one in said:
        if one.source:
            cited.setdefault(one.source, set()).update(one.attributed)
    names = []
    for source in sorted(cited):
        name = clean(graph.label(source, lang))
        works = sorted(clean(graph.label(work, lang)) for work in cited[source])
        citing = phrase("show.charts.citing", lang, works=joined("semicolon", lang, works))
        names.append(joined("comma", lang, [name, citing]) if works else name)
    licence = phrase("show.charts.licence", lang, version=__version__, address=LICENCE)
    sources = phrase("show.charts.sources", lang, sources=joined("semicolon", lang, names))
    told = [sources] if names else []
    return [*told, graph.lens.footer(lang), licence]


def _tell_stances(points: Sequence[Point], lang: str) -> list[str]:
    count = sum(point.said.stance not in ("", "asserted") for point in points)
    return [phrase("show.charts.unsure", lang, count=count)] if count else []
