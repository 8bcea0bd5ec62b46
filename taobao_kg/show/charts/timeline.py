"""The timeline: policies by issuer over what was counted in the same years."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from taobao_kg.ask.results import Rows
from taobao_kg.ask.screen import clean
from taobao_kg.ask.things import find_thing
from taobao_kg.engines.answers import Solutions
from taobao_kg.errors import TaobaoKgError
from taobao_kg.graph import Graph
from taobao_kg.show.charts.drawing import Drawing, Entry, Lane, Tie
from taobao_kg.show.charts.lineage import read_lineage, table_of_ties, tell_ties
from taobao_kg.show.charts.notes import (
    tell,
    tell_hidden,
    tell_panels,
    tell_signs,
    tell_sources,
    tell_units,
)
from taobao_kg.show.charts.points import Point
from taobao_kg.show.charts.policies import Issue, read_issues
from taobao_kg.show.charts.selection import choose_points, frame, panels_of
from taobao_kg.show.charts.table import (
    drawn_cell,
    evidence_of,
    labels_of,
    rows_of,
    table_of_points,
)
from taobao_kg.show.network import Names, YearRange, Years, read_names, read_years
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.languages import read_language

#: The columns of policies.
POLICY_COLUMNS = (
    *("policy", "time", "issuer", "issuer_kind", "contested", "drawn"),
    *("source", "cited", "statement", "quotation"),
)


def draw_timeline(
    graph: Graph,
    indicators: Names = (),
    *,
    years: Years | None = None,
    lang: str = "en",
    issues: Sequence[Issue] | None = None,
) -> Drawing:
    """Return policies in lanes by issuer above the numbers of some indicators, on one axis.

    Args:
        graph: an opened graph.
        indicators: slugs, short names, IRIs or labels; none for the one most sources give
            numbers of. Of more places than can be told apart only the one with the most is drawn.
        years: the years to show, given as in `build_network`; None for those the numbers span.
            What lies outside of them is in the table and counted in a note.
        lang: ``en``, ``id`` or ``zh``.
        issues: the policies of this graph, where they are read already.

    Raises:
        UsageError: for an unknown indicator or language, and what is no range of years.
        TaobaoKgError: when nothing has a time in these years.
    """
    read_language(lang)
    chosen = [find_thing(graph, name, "indicator") for name in read_names(indicators)]
    chosen = list(dict.fromkeys(chosen)) or most_attested(graph)
    points = choose_points(graph, chosen, lang=lang) if chosen else []
    issues = read_issues(graph) if issues is None else issues
    axis = _axis(points, issues, None if years is None else read_years(years))
    points = [_within(point, axis) for point in points]
    shown = [issue for issue in issues if not hidden_because(issue, axis)]
    drawn = [point for point in points if not point.hidden]
    if not shown and not drawn:
        where = "the graph gives none a time"
        if years is not None:
            where = f"leave out the years {axis[0]}..{axis[1] - 1} to see those of the numbers"
        raise TaobaoKgError(f"there is no policy and no number to draw; {where}")
    panels = panels_of(graph, drawn, by=None, log=False, lang=lang)
    names = joined("comma", lang, (clean(graph.label(iri, lang)) for iri in chosen))
    ties = read_lineage(graph, lang)
    title = phrase("show.charts.timeline_only", lang)
    if chosen:
        title = phrase("show.charts.timeline_title", lang, names=names)
    return Drawing(
        name="timeline",
        lang=lang,
        title=title,
        sentence=tell([_tell_policies(shown, issues, lang), *tell_panels(panels, lang)], lang),
        notes=_notes(graph, points, issues, ties, axis, lang),
        tables=_tables(graph, points, issues, ties, axis, lang),
        years=axis,
        panels=panels,
        lanes=lanes_of(graph, shown, lang),
        ties=tuple(ties),
    )


def most_attested(graph: Graph) -> list[str]:
    """Return the indicator most sources give numbers of, for the most times, if there is any."""
    query = Path(__file__).with_name("most_attested.rq").read_text(encoding="utf-8")
    return [str(row[0].value) for row in cast(Solutions, graph.query(query))]


def lanes_of(graph: Graph, issues: Iterable[Issue], lang: str) -> tuple[Lane, ...]:
    """Return a lane for each issuer of some dated policies, in their order."""
    lanes: dict[tuple[str, str], list[Entry]] = {}
    for issue in issues:
        heading = phrase("show.charts.no_issuer", lang)
        if issue.issuer:
            issuer, kind = (labels_of(graph, [iri], lang) for iri in (issue.issuer, issue.kind))
            heading = phrase("show.charts.lane", lang, issuer=issuer, kind=kind) if kind else issuer
        name, time = (labels_of(graph, [iri], lang) for iri in (issue.policy, issue.time))
        if issue.span:
            said = tuple(one.iri for one in issue.said)
            words = f"{name} ({time}): {heading}"
            entry = Entry(name, issue.span, bool(issue.contested), words, said, issue.policy)
            lanes.setdefault((issue.issuer, heading), []).append(entry)
    return tuple(Lane(heading, tuple(entries)) for (_, heading), entries in lanes.items())


def hidden_because(issue: Issue, axis: tuple[float, float]) -> str:
    """Return why a policy is not drawn: ``no_time``, ``outside`` or empty."""
    if issue.span is None:
        return "no_time"
    return "" if issue.span.lies_in(*axis) else "outside"


def _axis(
    points: Sequence[Point], issues: Sequence[Issue], years: YearRange | None
) -> tuple[float, float]:
    """Return begin and end of the axis: the years asked for, else those of the numbers."""
    spans = [point.span for point in points if point.span and not point.hidden]
    dated = [issue.span for issue in issues if issue.span]
    if years is None:
        return frame(spans or dated)
    first, last = frame([*spans, *dated])
    begin, end = years
    return (first if begin is None else begin), (last if end is None else end + 1)


def _within(point: Point, axis: tuple[float, float]) -> Point:
    outside = point.span is not None and not point.span.lies_in(*axis)
    return replace(point, hidden=point.hidden or "outside") if outside else point


def _tell_policies(shown: Sequence[Issue], issues: Sequence[Issue], lang: str) -> str:
    count, every = (len({issue.policy for issue in some}) for some in (shown, issues))
    if not shown:
        return phrase("show.charts.policies_none", lang, all=every)
    years = [math.floor(issue.span.middle) for issue in shown if issue.span]
    return phrase(
        "show.charts.policies_drawn",
        lang,
        drawn=count,
        all=every,
        first=min(years),
        last=max(years),
    )


def _notes(
    graph: Graph,
    points: Sequence[Point],
    issues: Sequence[Issue],
    ties: Sequence[Tie],
    axis: tuple[float, float],
    lang: str,
) -> tuple[str, ...]:
    drawn = [point for point in points if not point.hidden]
    reasons = {issue.policy: hidden_because(issue, axis) for issue in issues}
    shown = [issue for issue in issues if not reasons[issue.policy]]
    spans = [one.span for one in drawn] + [one.span for one in shown]
    contested = any(one.contested for one in drawn) or any(one.contested for one in shown)
    said = [point.said for point in points]
    said += [one for issue in issues for one in issue.said]
    said += [one for tie in ties for one in tie.statements]
    return (
        *tell_units(panels_of(graph, drawn, by=None, log=False, lang=lang), lang),
        *tell_signs(spans, contested, {point.sign for point in drawn}, lang),
        *tell_ties(ties, {issue.policy for issue in shown}, lang),
        *tell_hidden(reasons.values(), lang, "policies"),
        *tell_hidden([point.hidden for point in points], lang, "numbers"),
        *tell_sources(graph, said, lang),
    )


def _tables(
    graph: Graph,
    points: Sequence[Point],
    issues: Sequence[Issue],
    ties: Sequence[Tie],
    axis: tuple[float, float],
    lang: str,
) -> tuple[tuple[str, Rows], ...]:
    policies = []
    for issue in issues:
        cells = {
            "policy": labels_of(graph, [issue.policy], lang),
            "issuer": labels_of(graph, [issue.issuer], lang),
            "issuer_kind": labels_of(graph, [issue.kind], lang),
            "time": labels_of(graph, [issue.time], lang),
            "contested": labels_of(graph, issue.contested, lang),
            "drawn": drawn_cell(hidden_because(issue, axis), lang),
            **evidence_of(graph, issue.said, lang),
        }
        policies.append([cells[name] for name in POLICY_COLUMNS])
    tables = [
        (phrase("show.charts.tables.policies", lang), rows_of(POLICY_COLUMNS, policies, graph))
    ]
    if ties:
        shown = {issue.policy for issue in issues if not hidden_because(issue, axis)}
        heading = phrase("show.charts.tables.lineage", lang)
        tables.append((heading, table_of_ties(graph, ties, shown, lang)))
    if points:
        tables.append(
            (phrase("show.charts.tables.numbers", lang), table_of_points(graph, points, lang))
        )
    return tuple(tables)
