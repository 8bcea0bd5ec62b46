"""Pictures of the page of a thing: what is around it, what happened, its numbers over time."""

from typing import Any

from taobao_kg.show.charts.points import first_span
from taobao_kg.site.addresses import root_from
from taobao_kg.site.atlas import Thing
from taobao_kg.site.pages.pictures import chart_of
from taobao_kg.site.pictures.series import draw_series
from taobao_kg.site.pictures.surroundings import draw_surroundings
from taobao_kg.site.pictures.tiles import draw_tiles
from taobao_kg.site.wording import Said, Wording

#: So many claims are told year by year, from so many on.
_MOST_TOLD, _FEWEST_TOLD = 12, 3


def thing_pictures(wording: Wording, thing: Thing) -> dict[str, Any]:
    """Return the pictures of a thing; what there is too little for is None or empty."""
    root = root_from(thing.page)
    around = None
    if thing.iri in wording.atlas.records.things:
        around = draw_surroundings(wording, thing.iri, root)
    is_indicator = thing.kind == "indicator"
    happened, rest = _happened(wording, thing)
    return {
        "charts": chart_of(wording, thing) if is_indicator else "",
        "tiles": draw_tiles(wording, thing.iri, root) if is_indicator else None,
        "series": None if is_indicator else draw_series(wording, thing.iri),
        "around": around,
        "happened": happened,
        "happened_rest": rest,
    }


def _happened(wording: Wording, thing: Thing) -> tuple[list[tuple[str, list[Said]]], str]:
    """Return dated claims by time, one for each sentence, and how many more there are."""
    graph = wording.atlas.graph
    told: dict[str, tuple[str, Said]] = {}
    if thing.kind in ("year", "period", "source", "class", "term", "unit"):
        return [], ""
    for one in wording.atlas.statements_about(thing.iri):
        if one.value or not one.times or one.stance not in ("", "asserted", "reported"):
            continue
        said = wording.said(one.iri)
        told.setdefault(said.words, (one.times[0], said))
    if len(told) < _FEWEST_TOLD:
        return [], ""
    spans = {time: first_span(graph, [time]) for time, _ in told.values()}
    dated = [(span.middle, time, said) for time, said in told.values() if (span := spans[time])]
    dated.sort(key=lambda one: (one[0], one[1]))
    groups: dict[str, list[Said]] = {}
    for _, time, said in dated[:_MOST_TOLD]:
        groups.setdefault(wording.label(time), []).append(said)
    left = len(dated) - _MOST_TOLD
    rest = wording.phrase("pictures.happened_rest", count=left) if left > 0 else ""
    return list(groups.items()), rest
