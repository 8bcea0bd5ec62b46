"""Marks: what numbers and policies share: points, hollow ones, bars of time, the axis of years."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from taobao_kg.show.charts.colours import PAPER
from taobao_kg.show.charts.labelling import ASCENT, DESCENT, SMALL, UNMEASURED
from taobao_kg.show.charts.plot import OPEN_REACH
from taobao_kg.show.charts.spans import Span, year_steps

if TYPE_CHECKING:
    import altair as alt

#: What a layer draws: ``x`` in years, ``y``, what `time_row` adds, and ``contested`` and ``said``.
Row = dict[str, Any]
#: A specification of Vega-Lite, or a part of one.
Spec = dict[str, Any]
HEAD_SIZE = 45
_POINT_SIZE = 75


def year_axis(
    years: tuple[float, float],
    width: float,
    offset: float = 0,
    orient: Literal["top", "bottom"] = "bottom",
) -> "alt.Axis":
    """Return the axis of years, so far away: the name of a year stands in its middle."""
    import altair as alt

    return alt.Axis(
        values=[year + 0.5 for year in named_years(years, width)],
        labelExpr="floor(datum.value)",
        title=None,
        offset=offset,
        orient=orient,
        labelFontSize=UNMEASURED,
        # To the line of the letters, and to where the axis ends.
        labelPadding=2 + (ASCENT if orient == "bottom" else DESCENT),
        minExtent=SMALL + (11 if orient == "bottom" else 7),
    )


def named_years(years: tuple[float, float], width: float) -> list[int]:
    """Return the years that have room for their names."""
    return year_steps(*years, most=int(width // 44))


def year_scale(years: tuple[float, float]) -> "alt.Scale":
    """Return the scale all panels and lanes share."""
    import altair as alt

    return alt.Scale(domain=list(years), nice=False, zero=False)


def layer_of(name: str, rows: Iterable[Row]) -> "alt.Chart":
    """Return a layer without a mark yet, under a name."""
    import altair as alt

    # A tuple: Altair copies the rows of a list one by one with every step that follows.
    return alt.Chart(alt.InlineData(values=tuple(rows)), name=name)


def specify(layer: "alt.Chart") -> Spec:
    """Return a layer as a specification of Vega-Lite, with its rows in it."""
    rows: dict[str, list[Row]] = {}
    made: Spec = layer.to_dict(validate=False, context={"top_level": False, "datasets": rows})
    return {**made, "data": {"values": rows[made["data"]["name"]]}}


def lay_over(layers: "Iterable[alt.Chart]", **said: Any) -> Spec:
    """Return layers on top of each other as a specification of Vega-Lite.

    Altair's own layering copies every layer several times, which took most of the time of a chart.

    Args:
        layers: the lowest first.
        said: of all of them: ``width``, ``height``, ``title``.
    """
    return {"layer": [specify(layer) for layer in layers], **said}


def time_row(span: Span) -> Row:
    """Return what a row tells of its time."""
    return {"x": span.middle, "begin": span.begin, "end": span.end, "year": span.is_year}


def draw_bars(rows: list[Row]) -> "list[alt.Chart]":
    """Return the bars of spans: with an end at each side, or an arrow where the time is open."""
    import altair as alt

    rows = [row for row in rows if not row["year"]]
    closed = [row for row in rows if row["begin"] is not None and row["end"] is not None]
    rules = [{**row, "x": row["begin"]} for row in closed]
    ends = [{**row, "x": row[end]} for row in closed for end in ("begin", "end")]
    earlier = [row for row in rows if row["begin"] is None]
    later = [row for row in rows if row["end"] is None]
    layers = []
    if closed:
        rule = layer_of("spans", rules).mark_rule(strokeWidth=2, aria=False)
        layers.append(rule.encode(x2=alt.X2("end")))
        tick = layer_of("ends", ends).mark_tick(
            orient="vertical", size=11, thickness=2, opacity=1, aria=False
        )
        layers.append(tick)
    for name, found, reach, shape in (
        ("earlier", earlier, -OPEN_REACH, "triangle-left"),
        ("later", later, OPEN_REACH, "triangle-right"),
    ):
        if found:
            rule = layer_of(name, found).mark_rule(strokeWidth=2, x2Offset=reach, aria=False)
            layers.append(rule.encode(x2=alt.X2("x")))
            head = layer_of(f"{name}-heads", found).mark_point(
                shape=shape, xOffset=reach, filled=True, opacity=1, size=HEAD_SIZE, aria=False
            )
            layers.append(head)
    return layers


def draw_points(rows: list[Row]) -> "list[alt.Chart]":
    """Return the points: filled, and hollow where they are contested, the hollow ones on top."""
    import altair as alt

    solid = [row for row in rows if not row["contested"]]
    hollow = [row for row in rows if row["contested"]]
    layers = []
    if solid:
        mark = layer_of("solid", solid).mark_point(filled=True, opacity=1, size=_POINT_SIZE)
        layers.append(mark.encode(description=alt.Description("said:N")))
    if hollow:
        mark = layer_of("hollow", hollow).mark_point(
            filled=False, fill=PAPER.light, opacity=1, size=_POINT_SIZE, strokeWidth=2
        )
        layers.append(mark.encode(description=alt.Description("said:N")))
    return layers
