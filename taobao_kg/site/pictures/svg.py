"""SVG: shapes, names and legends as text, everything of the graph escaped.

Colours come from classes of ``site.css``, as a page may hold no style of its own.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from taobao_kg.show.groups import GROUP_BY_NAME
from taobao_kg.show.lettering import FONT_SIZE, LINE_HEIGHT, wrap_label
from taobao_kg.show.shapes import read_shapes
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from markupsafe import Markup

SIZE = 7
_GAP = 6


def shape(group: str, x: float, y: float, size: float = SIZE) -> str:
    """Return the shape of a group with its middle at a place; its class gives it its colour."""
    dx, dy, rest = _outline(GROUP_BY_NAME[group].shape, size)
    return f'<path class="shape {group}" d="M{x + dx:.4g},{y + dy:.4g}{rest}"/>'


@cache
def _outline(name: str, size: float) -> tuple[float, float, str]:
    """Return the way from the middle to the first corner, and the way round."""
    corners = [(x * size, y * size) for x, y in read_shapes()[name]]
    ways = pairwise(corners)
    steps = " ".join(f"{c - a:.3g},{d - b:.3g}" for (a, b), (c, d) in ways)
    return *corners[0], f"l{steps}z"


wrap = cache(wrap_label)


def name_beside(lines: Sequence[tuple[str, str]], x: float, y: float, side: str = "right") -> str:
    """Return the lines of a name beside a shape: each with its class, which may be empty.

    Args:
        lines: class and text.
        x: the middle of the shape.
        y: the middle of the shape.
        side: ``left``, ``right``, or ``below``.
    """
    top = y + 26 if side == "below" else y - (len(lines) - 1) * LINE_HEIGHT / 2 + FONT_SIZE * 0.35
    place = {"below": x, "left": x - SIZE - _GAP, "right": x + SIZE + _GAP}[side]
    anchor = {"below": ' text-anchor="middle"', "left": ' text-anchor="end"', "right": ""}[side]
    spans = []
    for number, (name, text) in enumerate(lines):
        looks = f' class="{name}"' if name else ""
        spans.append(f'<tspan x="{place:.5g}" y="{top + number * LINE_HEIGHT:.5g}"{looks}>')
        spans.append(f"{escape(text)}</tspan>")
    return f"<text{anchor}>{''.join(spans)}</text>"


def link(href: str, title: str, inner: str) -> str:
    """Return what leads to a page of the site; its whole name is told to those who point at it."""
    return f'<a href="{escape(href)}"><title>{escape(title)}</title>{inner}</a>'


def marked(inner: str, without: str) -> str:
    """Return a part of a picture that says through which lenses it does not hold.

    Args:
        inner: what is drawn.
        without: places of the lenses, see `taobao_kg.site.through.Fates`.
    """
    return f'<g data-without="{escape(without)}">{inner}</g>'


def picture(
    inner: str, box: tuple[float, float, float, float], title: str, told: str, *, role: str
) -> "Markup":
    """Return an SVG with a title and a description.

    Args:
        inner: what is drawn.
        box: left, top, width and height.
        title: its name.
        told: what it shows.
        role: ``img``, or ``group`` where there are links in it.
    """
    view = " ".join(f"{number:.5g}" for number in box)
    return mark_safe(
        f'<svg role="{role}" aria-label="{escape(title)}" viewBox="{view}" width="{box[2]:.5g}"'
        f' height="{box[3]:.5g}"><desc>{escape(told)}</desc>{inner}</svg>'
    )


def legend(groups: Iterable[str], lang: str) -> "Markup":
    """Return which shape stands for which kind of thing, as items of a list."""
    return mark_safe(
        "".join(
            '<li><svg aria-hidden="true" viewBox="-10 -10 20 20" width="16" height="16">'
            f"{shape(group, 0, 0)}</svg> {escape(phrase(f'show.view.groups.{group}', lang))}</li>"
            for group in GROUP_BY_NAME
            if group in set(groups)
        )
    )


def mark_safe(text: str) -> "Markup":
    """Mark as HTML what was put together here from escaped parts."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - every part is escaped where it is put in
