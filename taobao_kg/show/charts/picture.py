"""Pictures: a drawing laid out to a width and rendered as SVG or PNG, without any network."""

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from taobao_kg.errors import TaobaoKgError
from taobao_kg.show.charts.colours import INK, MUTED, PAPER, RULE
from taobao_kg.show.charts.drawing import Drawing
from taobao_kg.show.charts.labelling import SMALL, UNMEASURED
from taobao_kg.show.charts.lanes import draw_lanes
from taobao_kg.show.charts.lines import draw_lines, legend_height
from taobao_kg.show.charts.marks import Spec, layer_of, specify
from taobao_kg.show.charts.panels import draw_panel
from taobao_kg.show.charts.plot import make_plot, widest_step
from taobao_kg.show.lettering import FONT_SIZE, wrap_label

if TYPE_CHECKING:
    import altair as alt

#: Pixels of a whole picture: for a page or a sheet, and for a phone.
WIDE, NARROW = 760, 358
_FONTS = "'Noto Sans', 'DejaVu Sans', Arial, 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
_FONTS_ZH = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_TITLE, _LINE, _PADDING = 17, 17, 14
#: Right of the plots, for the half of a label that stands above the last point.
_EDGE = 6


def write_svg(drawing: Drawing, width: int = WIDE, *, framed: bool = True) -> str:
    """Return a drawing as SVG whose texts stay texts.

    Args:
        drawing: what to draw.
        width: about that many pixels.
        framed: with title and sentence above and the notes below; else only the plot.

    Raises:
        TaobaoKgError: when nothing of it can be placed in time.
    """
    import vl_convert
    from altair.utils.schemapi import debug_mode

    if drawing.is_empty:
        raise TaobaoKgError(
            f"{drawing.title}: nothing has both a time and a number, so there is nothing to draw;"
            " write html or csv to see the table"
        )
    # To hold every part against the schema takes as long again; Vega-Lite reports what is wrong.
    with debug_mode(False):
        spec = lay_out(drawing, width, framed=framed)
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    svg = svg.replace(f' font-size="{UNMEASURED}px"', f' font-size="{SMALL}px"')
    if drawing.lanes:
        svg = _below_marks(svg, draw_lines(drawing, _room(drawing, width, framed), live=not framed))
    return _describe(svg, drawing)


def write_png(drawing: Drawing) -> bytes:
    """Return a drawing as PNG, two pixels for one of SVG.

    Raises:
        TaobaoKgError: as `write_svg`, and when no font here has the Chinese characters in it.
    """
    import vl_convert

    svg = write_svg(drawing)
    if any("\u4e00" <= sign <= "\u9fff" for sign in svg) and not has_chinese():
        raise TaobaoKgError(
            "no font on this computer has the Chinese characters of this picture; install one"
            " (Debian: fonts-noto-cjk), or write svg or html, which take the reader's fonts"
        )
    return vl_convert.svg_to_png(svg, scale=2)


def lay_out(drawing: Drawing, width: int, *, framed: bool) -> Spec:
    """Return lanes, panels and what is written around them as one specification of Vega-Lite."""
    import altair as alt

    gutter = _gutter(drawing)
    room = _room(drawing, width, framed)
    parts: list[Spec] = []
    if drawing.lanes:
        top = legend_height(drawing, room)
        parts.append(draw_lanes(drawing.lanes, drawing.years, room, top))
    parts += [draw_panel(panel, drawing.years, room, drawing.lang) for panel in drawing.panels]
    if framed and drawing.notes:
        parts.append(_notes(drawing.notes, room + gutter, -gutter))
    title = _heading(drawing, room + gutter).to_dict(validate=False) if framed else None
    return {
        "$schema": alt.SCHEMA_URL,
        "vconcat": _number(parts),
        "spacing": 24,
        "resolve": {"scale": {"color": "independent", "shape": "independent"}},
        **({"title": title} if title else {}),
        "config": _configuration(drawing),
        "padding": _padding(framed),
    }


def _number(parts: list[Spec]) -> list[Spec]:
    """Name the layers of several parts after their parts: no two views may have one name."""
    if len(parts) > 1:
        for number, part in enumerate(parts):
            for layer in part.get("layer", ()):
                layer["name"] += f"_{number}"
    return parts


@cache
def has_chinese() -> bool:
    """Return whether a font here has Chinese characters: without one, all of them look alike."""
    import vl_convert

    text = f'<text y="16" font-family="{_FONTS_ZH}">{{}}</text>'
    page = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{text}</svg>'
    one, other = (vl_convert.svg_to_png(page.format(sign)) for sign in "国务")
    return one != other


def _padding(framed: bool) -> int:
    return _PADDING if framed else 4


def _room(drawing: Drawing, width: int, framed: bool) -> float:
    """Return the pixels of the plots from left to right."""
    return width - 2 * _padding(framed) - _gutter(drawing) - _EDGE


def _gutter(drawing: Drawing) -> float:
    """Return the room left of the plots: what their upright axes say."""
    plots = [make_plot(panel, drawing.years, WIDE) for panel in drawing.panels]
    return max((widest_step(plot, drawing.lang) + 12 for plot in plots), default=8)


def _below_marks(svg: str, lines: str) -> str:
    """Put lines between the bands of lanes and what is written and marked on these."""
    place = svg.index('<g class="mark-text role-mark headings')
    return svg[:place] + lines + svg[place:]


def _heading(drawing: Drawing, width: float) -> "alt.TitleParams":
    import altair as alt

    return alt.TitleParams(
        wrap_label(drawing.title, width * FONT_SIZE / _TITLE, 4),
        subtitle=wrap_label(drawing.sentence, width * FONT_SIZE / SMALL, 12),
        anchor="start",
        fontSize=_TITLE,
        subtitleFontSize=SMALL + 1,
        subtitleLineHeight=_LINE,
        subtitlePadding=6,
        offset=16,
        color=INK.light,
        subtitleColor=INK.light,
    )


def _notes(notes: tuple[str, ...], width: float, left: float) -> Spec:
    import altair as alt

    lines = [line for note in notes for line in wrap_label(note, width * FONT_SIZE / SMALL, 12)]
    chart = layer_of("notes", [{"text": lines}]).mark_text(
        align="left", baseline="top", fontSize=SMALL, lineHeight=_LINE, fill=MUTED.light, aria=False
    )
    placed = chart.encode(x=alt.value(left), y=alt.value(0), text=alt.Text("text:N"))
    return {**specify(placed), "width": width + left, "height": len(lines) * _LINE}


def _configuration(drawing: Drawing) -> Spec:
    fonts = _FONTS_ZH if drawing.lang == "zh" else _FONTS
    axis = {
        "labelColor": INK.light,
        "labelFontSize": SMALL,
        # All steps are named, in full: nothing has to be measured to leave some out.
        "labelLimit": 0,
        "labelOverlap": False,
        "gridColor": RULE.light,
        "domainColor": MUTED.light,
        "tickColor": MUTED.light,
    }
    legend = {"labelColor": INK.light, "labelFontSize": SMALL, "symbolSize": 80, "offset": 8}
    return {
        "background": PAPER.light,
        "font": fonts,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": bool(drawing.lanes)},
        "legend": {**legend, "symbolOpacity": 1},
    }


def _describe(svg: str, drawing: Drawing) -> str:
    """Give an SVG a title and a description for those who do not see it."""
    told = f"<title>{escape(drawing.title)}</title><desc>{escape(drawing.sentence)}</desc>"
    head, mark, rest = svg.partition(">")
    named = head.replace('class="marks"', 'class="marks" role="img"', 1) + mark + told + rest
    # XML 1.0 §2.2 knows no U+FFFE and U+FFFF.
    return named.translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}) + "\n"
