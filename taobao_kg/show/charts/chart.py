"""The chart: numbers of some indicators by time, with a sentence, notes and their table."""

from taobao_kg.ask.nearest import or_list
from taobao_kg.ask.screen import clean
from taobao_kg.ask.things import find_thing
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.show.charts.drawing import Drawing
from taobao_kg.show.charts.notes import notes_of, tell, tell_panels
from taobao_kg.show.charts.selection import choose_points, frame, panels_of
from taobao_kg.show.charts.series import WAYS
from taobao_kg.show.charts.table import table_of_points
from taobao_kg.show.network import Names, Years, read_names
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.languages import read_language


def draw_chart(
    graph: Graph,
    indicators: Names,
    *,
    place: Names = (),
    by: str | None = None,
    years: Years | None = None,
    log: bool = False,
    lang: str = "en",
) -> Drawing:
    """Return the numbers of indicators over the years, in one panel for each unit.

    Args:
        graph: an opened graph.
        indicators: slugs, short names, IRIs or labels.
        place: only numbers for these places; none for all, or for the one with the most numbers
            where there are more places than can be told apart.
        by: ``source`` or ``place``: what gets a colour and a shape of its own; None for whatever
            tells the numbers apart.
        years: only numbers whose time touches these years, given as in `build_network`.
        log: a logarithmic scale, for numbers above 0.
        lang: ``en``, ``id`` or ``zh``.

    Raises:
        UsageError: for an unknown indicator, place, way or language, with the nearest, and what is
            no range of years.
        TaobaoKgError: when the graph has no such number, with what it has instead.
    """
    read_language(lang)
    if by is not None and by not in WAYS:
        raise UsageError(f"numbers cannot be put together by {by!r}; choose {or_list(WAYS)}")
    chosen = [find_thing(graph, name, "indicator") for name in read_names(indicators)]
    if not chosen:
        raise UsageError("there is no indicator to draw; name an indicator")
    points = choose_points(graph, chosen, place=place, years=years, log=log, lang=lang)
    drawn = [point for point in points if not point.hidden]
    panels = panels_of(graph, drawn, by=by, log=log, lang=lang)
    names = (clean(graph.label(iri, lang)) for iri in dict.fromkeys(chosen))
    counted = phrase("show.charts.drawn", lang, drawn=len(drawn), all=len(points))
    numbers = phrase("show.charts.tables.numbers", lang)
    return Drawing(
        name=shorten(chosen[0]).partition(":")[2] if len(set(chosen)) == 1 else "chart",
        lang=lang,
        title=joined("comma", lang, names),
        sentence=tell([counted, *tell_panels(panels, lang)], lang),
        notes=notes_of(graph, points, panels, lang),
        tables=((numbers, table_of_points(graph, points, lang)),),
        years=frame([point.span for point in drawn if point.span]),
        panels=panels,
    )
