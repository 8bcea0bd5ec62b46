"""The timeline: policies by issuer over what was counted in the same years."""

from collections.abc import Iterable, Sequence

from taobao_kg.ask.languages import read_language
from taobao_kg.ask.results import Rows
from taobao_kg.ask.screen import clean
from taobao_kg.ask.things import find_thing
from taobao_kg.errors import TaobaoKgError
from taobao_kg.graph import Graph
from taobao_kg.show.charts.drawing import Drawing, Entry, Lane
from taobao_kg.show.charts.notes import (
    tell,
    tell_hidden,
    tell_panels,
    tell_signs,
    tell_sources,
    tell_units,
)
from taobao_kg.show.charts.policies import Issue, policy_name, read_issues
from taobao_kg.show.charts.points import Point, read_points
from taobao_kg.show.charts.selection import choose_points, frame, panels_of
from taobao_kg.show.charts.table import (
    drawn_cell,
    evidence_of,
    labels_of,
    rows_of,
    table_of_points,
)
from taobao_kg.show.charts.wording import words_in
from taobao_kg.show.network import Names, Years, read_names, read_years
from taobao_kg.vocab import term

#: The columns of policies.
POLICY_COLUMNS = (
    *("policy", "issuer", "issuer_kind", "time"),
    *("source", "cited", "contested", "drawn", "statement", "quotation"),
)


def draw_timeline(
    graph: Graph, indicators: Names = (), *, years: Years | None = None, lang: str = "en"
) -> Drawing:
    """Return policies in lanes by issuer above the numbers of some indicators, on one axis.

    Args:
        graph: an opened graph.
        indicators: slugs, short names, IRIs or labels; none for the indicator with numbers for
            the most different times.
        years: the years to show, given as in `build_network`; None for those the numbers span.
            What lies outside of them is in the table and counted in a note.
        lang: ``en``, ``id`` or ``zh``.

    Raises:
        UsageError: for an unknown indicator or language, and what is no range of years.
        TaobaoKgError: when nothing has a time in these years.
    """
    words = words_in(read_language(lang))
    chosen = [find_thing(graph, name, "indicator") for name in read_names(indicators)]
    chosen = chosen or most_dated(graph)
    points = choose_points(graph, chosen, lang=lang) if chosen else []
    issues = read_issues(graph)
    axis = _axis(points, issues, years)
