"""Pictures of pages: charts of indicators, the timeline, and the lanes of the start."""

from typing import TYPE_CHECKING, Any

from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.show.charts.chart import draw_chart
from taobao_kg.show.charts.picture import write_svg
from taobao_kg.show.charts.timeline import draw_timeline
from taobao_kg.site.atlas import Thing
from taobao_kg.site.wording import Wording

if TYPE_CHECKING:
    from markupsafe import Markup

    from taobao_kg.show.charts.drawing import Drawing

_WIDE = 900


def chart_of(wording: Wording, thing: Thing) -> "Markup | str":
    """Return the chart of an indicator as a part of its page; empty below two times."""
    if len(_times(wording, thing.iri)) < 2:
        return ""
    try:
        drawing = draw_chart(wording.atlas.graph, [thing.iri], lang=wording.lang)
    except (UsageError, TaobaoKgError):
        return ""  # more series than can be told apart, or nothing with both time and number
    return _figure(drawing)


def chart_list_values(wording: Wording) -> dict[str, Any]:
    """Return the indicators that have a chart, those with most numbers first."""
    found = []
    for thing in wording.atlas.of_kind("indicator"):
        if len(_times(wording, thing.iri)) >= 2:
            numbers = sum(1 for one in wording.atlas.statements_about(thing.iri) if one.value)
            found.append((wording.link(thing.iri), numbers))
    return {"indicators": sorted(found, key=lambda one: (-one[1], one[0].text))}


def timeline_values(wording: Wording) -> dict[str, Any]:
    """Return the timeline of policies over the outcome with the most numbers."""
    drawing = draw_timeline(wording.atlas.graph, [], lang=wording.lang)
    return {"picture": _figure(drawing)}


def _figure(drawing: "Drawing") -> "Markup | str":
    from jinja2 import Environment
    from markupsafe import Markup

    if drawing.is_empty:
        return ""
    svg = Markup(write_svg(drawing, _WIDE, framed=False))  # noqa: S704 - escaped by its writer
    template = (
        '<figure class="chart"><figcaption>{{ drawing.sentence }}</figcaption>'
        '<div class="picture" tabindex="0" role="region" aria-label="{{ drawing.title }}">'
        "{{ svg }}</div>"
        '<ul class="notes">{% for note in drawing.notes %}<li>{{ note }}</li>{% endfor %}</ul>'
        "</figure>"
    )
    environment = Environment(autoescape=True)
    html = environment.from_string(template).render(drawing=drawing, svg=svg)
    return Markup(html)  # noqa: S704 - escaped above


def _times(wording: Wording, iri: str) -> set[str]:
    said = wording.atlas.statements_about(iri)
    return {time for one in said if one.value for time in one.times}
