"""Pictures of pages: charts of indicators, the timeline, and the lanes of the start."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any

from taobao_kg.ask.questions import read_question
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.show.charts.chart import draw_chart
from taobao_kg.show.charts.picture import NARROW, write_svg
from taobao_kg.show.charts.timeline import draw_timeline, most_attested
from taobao_kg.site.atlas import Thing
from taobao_kg.site.pages.panels import panel
from taobao_kg.site.pages.question import answer_of
from taobao_kg.site.pictures.series import draw_widest
from taobao_kg.site.wording import Link, Said, Wording
from taobao_kg.vocab import term

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

    from taobao_kg.show.charts.drawing import Drawing

_WIDE = 900
_LINEAGE = "policy-lineage"
#: Of a timeline, which has a page of full width: for that, and for a phone.
_TIMELINE = (1300, NARROW)
#: Small pictures on the page of charts, and timelines to choose from.
_MOST_SMALL, _TIMELINES = 10, 5
#: A mark or a line with its description.
_MARK = re.compile(r'<(path|g id="[^"]*") aria-label="([^"]*)"')


def chart_of(wording: Wording, thing: Thing) -> "Markup | str":
    """Return the chart of an indicator as a part of its page; empty below two times."""
    if len(_times(wording, thing.iri)) < 2:
        return ""
    try:
        drawing = draw_chart(wording.atlas.graph, [thing.iri], lang=wording.lang)
    except (UsageError, TaobaoKgError):
        return ""  # more series than can be told apart, or nothing with both time and number
    return _figure(wording, drawing)


def chart_list_values(wording: Wording) -> dict[str, Any]:
    """Return the indicators with a chart: small pictures of the first ten, and all by unit."""
    found = [
        (_numbers(wording, thing.iri), wording.link(thing.iri), thing.iri)
        for thing in wording.atlas.of_kind("indicator")
        if len(_times(wording, thing.iri)) >= 2
    ]
    found.sort(key=lambda one: (-one[0], one[1].text))
    groups: dict[str, list[tuple[Link, int]]] = {}
    for count, link, iri in found:
        groups.setdefault(_unit(wording, iri), []).append((link, count))
    firsts = (draw_widest(wording, iri) for _, _, iri in found)
    return {
        "most": list(islice(filter(None, firsts), _MOST_SMALL)),
        "groups": sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])),
    }


def timeline_pages(wording: Wording) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield place and values of each timeline: policies over one of the best told outcomes."""
    graph = wording.atlas.graph
    chosen = list(dict.fromkeys([*most_attested(graph), *_outcomes(wording)]))[:_TIMELINES]
    places = {
        iri: f"timeline/{wording.atlas.things[iri].page.rpartition('/')[2]}"
        if number
        else "timeline"
        for number, iri in enumerate(chosen)
    }
    lineage = _lineage(wording)
    for iri, place in places.items() or {"": "timeline"}.items():
        told = [iri] if iri else []
        drawing = draw_timeline(graph, told, lang=wording.lang, issues=wording.atlas.issues)
        others = [
            (Link(wording.label(one), wording.file(other)), one == iri)
            for one, other in places.items()
        ]
        yield (
            place,
            {
                "picture": _figure(wording, drawing, _TIMELINE),
                "outcomes": others,
                "asked": panel(wording, "timeline-of-policies-and-events"),
                "lineage": lineage,
                "lineage_asked": panel(wording, _LINEAGE),
            },
        )


def _lineage(wording: Wording) -> list[Said]:
    """Return the statements that link a policy to another, as the question for them has them."""
    path = wording.atlas.folders.queries / f"{_LINEAGE}.rq"
    if not path.is_file():
        return []
    answer = answer_of(wording, read_question(path))
    iris = dict.fromkeys(getattr(row["statement"], "value", "") for row in answer)
    return [wording.said(iri) for iri in iris if iri in wording.atlas.statements]


def _outcomes(wording: Wording) -> list[str]:
    """Return the indicators with the most numbers, rates that serve other numbers left out."""
    graph = wording.atlas.graph
    found = [
        thing.iri
        for thing in wording.atlas.of_kind("indicator")
        if not any(
            getattr(triple.object, "value", "") == "rate"
            for triple in graph.triples(thing.iri, term("tkg:dimension"))
        )
    ]
    return sorted(found, key=lambda iri: (-_numbers(wording, iri), iri))


def _numbers(wording: Wording, iri: str) -> int:
    return sum(1 for one in wording.atlas.statements_about(iri) if one.value)


def _unit(wording: Wording, iri: str) -> str:
    """Return the unit most numbers of an indicator are in."""
    counts = Counter(one.unit for one in wording.atlas.statements_about(iri) if one.value)
    unit = min(counts, key=lambda one: (-counts[one], one), default="")
    return wording.label(unit) if unit else wording.phrase("pictures.chart_other")


def _figure(
    wording: Wording, drawing: "Drawing", widths: tuple[int, ...] = (_WIDE,)
) -> "Markup | str":
    from markupsafe import Markup

    if drawing.is_empty:
        return ""
    written = (
        mark_points(wording, drawing, write_svg(drawing, width, framed=False)) for width in widths
    )
    pictures = [Markup(svg) for svg in written]  # noqa: S704 - escaped by their writer
    html = _figure_template().render(drawing=drawing, pictures=pictures, several=len(pictures) > 1)
    return Markup(html)  # noqa: S704 - escaped above


@cache
def _figure_template() -> "Template":
    from jinja2 import Environment

    text = (
        '<figure class="chart"><figcaption>{{ drawing.sentence }}</figcaption>'
        '<div class="picture" tabindex="0" role="region" aria-label="{{ drawing.title }}">'
        "{% for one in pictures %}"
        '{% if several %}<div class="{{ "on-phone" if loop.index0 else "on-page" }}">{% endif %}'
        "{{ one }}{% if several %}</div>{% endif %}{% endfor %}</div>"
        '<ul class="notes">{% for note in drawing.notes %}<li>{{ note }}</li>{% endfor %}</ul>'
        "</figure>"
    )
    return Environment(autoescape=True).from_string(text)


def mark_points(wording: Wording, drawing: "Drawing", svg: str) -> str:
    """Return the SVG of a drawing whose marks say through which lenses they do not hold.

    Vega knows no attributes of one's own: a mark is told by its description, and those that look
    and say the same in one place by what none of their statements holds through.
    """
    statements = drawing.marks()

    def say(found: re.Match[str]) -> str:
        iris = statements.get(unescape(found[2]))
        if iris is None:
            return found[0]
        without = wording.without_statements(iris)
        return f'<{found[1]} data-without="{without}" aria-label="{found[2]}"'

    return _MARK.sub(say, svg)


def _times(wording: Wording, iri: str) -> set[str]:
    said = wording.atlas.statements_about(iri)
    return {time for one in said if one.value for time in one.times}
