"""Panels: numbers over the years as layers of a Vega-Lite specification, made by Altair."""

from typing import TYPE_CHECKING, Any

from taobao_kg.show.charts.colours import INK, looks_of
from taobao_kg.show.charts.drawing import Panel
from taobao_kg.show.charts.labelling import MIDDLE, SMALL, UNMEASURED, size_of
from taobao_kg.show.charts.marks import (
    HEAD_SIZE,
    Row,
    Spec,
    draw_bars,
    draw_points,
    lay_over,
    layer_of,
    time_row,
    year_axis,
    year_scale,
)
from taobao_kg.show.charts.plot import (
    HEIGHT,
    REACH,
    Plot,
    labels_of,
    make_plot,
    room_below,
    widest_step,
)
from taobao_kg.show.charts.series import runs_of
from taobao_kg.show.lettering import FONT_SIZE, wrap_label
from taobao_kg.words.numbers import write_number

if TYPE_CHECKING:
    import altair as alt

_UP, _DOWN = (">", "≥"), ("<", "≤")


def draw_panel(panel: Panel, years: tuple[float, float], width: float, lang: str) -> Spec:
    """Return one panel for Vega-Lite; the names of its layers become class names in SVG.

    Args:
        panel: at least one point; points without a time or a number are left out.
        years: begin and end of the axis.
        width: of the plot in pixels.
        lang: how numbers are printed.
    """
    import altair as alt

    plot = make_plot(panel, years, width)
    rows = _rows(panel, lang)
    looks = _looks(panel, width)
    coloured = [
        *_lines(panel),
        *draw_bars(rows),
        *(layer.encode(shape=looks["shape"]) for layer in draw_points(rows)),
        *_bounds(rows),
    ]
    # Layers share scales, axes and legend; Altair would copy those of each layer many times.
    coloured = _encode(coloured, {"color": looks["color"]}, {"color": looks["same"]})
    axes = _axes(plot, room_below(plot, panel), lang)
    plain = {"x": alt.X("x:Q", title=None), "y": alt.Y("y:Q", title=None)}
    layers = _encode(coloured + _labels(plot, panel, lang), axes, plain)
    title = alt.TitleParams(
        wrap_label(panel.heading, width * FONT_SIZE / SMALL, 3),
        anchor="start",
        frame="group",
        fontSize=SMALL,
        color=INK.light,
    )
    return lay_over(layers, width=width, height=HEIGHT, title=title.to_dict(validate=False))


def _encode(
    layers: "list[alt.Chart]", first: dict[str, Any], others: dict[str, Any]
) -> "list[alt.Chart]":
    return [layer.encode(**(others if place else first)) for place, layer in enumerate(layers)]


def _rows(panel: Panel, lang: str) -> list[Row]:
    return [
        {
            "series": series.name,
            **time_row(point.span),
            "y": float(point.value),
            "sign": point.sign,
            "contested": bool(point.contested),
            "said": series.words(point, lang),
        }
        for series in panel.series
        for point in series.points
        if point.span is not None and point.value is not None
    ]


def _lines(panel: Panel) -> "list[alt.Chart]":
    """Return the lines between numbers; see `runs_of`."""
    import altair as alt

    rows = [
        {"series": series.name, "run": f"{series.name} {number}", "x": x, "y": y}
        for series in panel.series
        for number, run in enumerate(runs_of(series))
        for x, y in [(p.span.middle, float(p.value)) for p in run if p.span and p.value is not None]
    ]
    lines = layer_of("lines", rows).mark_line(strokeWidth=1.5, opacity=0.55, aria=False)
    return [lines.encode(detail=alt.Detail("run:N"), order=alt.Order("x:Q"))] if rows else []


def _bounds(rows: list[Row]) -> "list[alt.Chart]":
    """Return the arrows of "or more" and "or less", and the signs of rough numbers."""
    import altair as alt

    layers = []
    for name, signs, reach, shape in (
        ("lower", _UP, -REACH, "triangle-up"),
        ("upper", _DOWN, REACH, "triangle-down"),
    ):
        found = [row for row in rows if row["sign"] in signs]
        if found:
            rule = layer_of(name, found).mark_rule(strokeWidth=2, y2Offset=reach, aria=False)
            layers.append(rule.encode(y2=alt.Y2("y")))
            head = layer_of(f"{name}-heads", found).mark_point(
                shape=shape, yOffset=reach, filled=True, opacity=1, size=HEAD_SIZE, aria=False
            )
            layers.append(head)
    rough = [row for row in rows if row["sign"] == "≈"]
    if rough:
        mark = layer_of("rough", rough).mark_text(
            text="≈", dy=-SMALL, fontSize=SMALL + 3, fontWeight="bold", aria=False
        )
        layers.append(mark)
    return layers


def _labels(plot: Plot, panel: Panel, lang: str) -> "list[alt.Chart]":
    """Return the numbers beside the points."""
    import altair as alt

    rows = [
        {"x": x, "y": y, "dx": label.dx, "dy": label.dy, "align": label.align, "text": label.text}
        for x, y, label in labels_of(plot, panel, lang)
    ]
    mark = layer_of("labels", rows).mark_text(
        dx=alt.ExprRef("datum.dx"),
        dy=alt.ExprRef(f"datum.dy + {MIDDLE}"),
        align=alt.ExprRef("datum.align"),
        fontSize=UNMEASURED,
        fill=INK.light,
        aria=False,
    )
    return [mark.encode(text=alt.Text("text:N"))] if rows else []


def _axes(plot: Plot, below: float, lang: str) -> dict[str, Any]:
    """Return the two positions: years from left to right, numbers upwards."""
    import altair as alt

    steps = [float(step) for step in plot.steps]
    names = [write_number(step, lang) for step in plot.steps]
    scale = alt.Scale(
        type="log" if plot.log else "linear", domain=[steps[0], steps[-1]], nice=False, zero=False
    )
    axis = alt.Axis(
        values=steps,
        labelExpr=f"{names}[indexof({steps}, datum.value)]",
        title=None,
        labelFontSize=UNMEASURED,
        labelOffset=MIDDLE,
        minExtent=7 + widest_step(plot, lang),
    )
    return {
        "x": alt.X(
            "x:Q", scale=year_scale(plot.years), axis=year_axis(plot.years, plot.width, below)
        ),
        "y": alt.Y("y:Q", scale=scale, axis=axis),
    }


def _looks(panel: Panel, width: float) -> dict[str, Any]:
    """Return colour and shape by series; one series needs no legend."""
    import altair as alt

    names = [series.name for series in panel.series]
    colours, shapes = looks_of(len(names))
    room = max(size_of(name) for name in names) + 40
    legend = alt.Legend(
        title=None, orient="top", columns=max(1, int(width // room)), labelLimit=width - 24
    )
    shown = legend if len(names) > 1 else None
    return {
        "color": alt.Color("series:N", scale=alt.Scale(domain=names, range=colours), legend=shown),
        "same": alt.Color("series:N") if shown else alt.Color("series:N", legend=None),
        "shape": alt.Shape("series:N", scale=alt.Scale(domain=names, range=shapes), legend=shown),
    }
