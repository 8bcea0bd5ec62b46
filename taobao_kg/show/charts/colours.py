"""Colours and shapes: safe for the colour-blind, on light and on dark paper."""

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour as pictures have it, and what a dark page shows for it."""

    light: str
    dark: str


PAPER = Colour("#ffffff", "#15181b")
INK = Colour("#1d1f21", "#e9e7e2")
MUTED = Colour("#5a6066", "#a9b0b7")
RULE = Colour("#dcd9d2", "#343a40")
BAND = Colour("#f7f6f3", "#1a1e22")
#: Okabe and Ito (2008) without yellow, which white paper swallows.
SERIES = (
    Colour("#0072b2", "#3d9bd6"),
    Colour("#d55e00", "#ef7d24"),
    Colour("#009e73", "#22b98d"),
    Colour("#cc79a7", "#df94be"),
    Colour("#222222", "#eeeeee"),
    Colour("#e69f00", "#f0ae2b"),
    Colour("#56b4e9", "#7cc7f2"),
)
EVERY_COLOUR = (PAPER, INK, MUTED, RULE, BAND, *SERIES)
_STAR = "M0,-1L.24,-.33L.95,-.31L.38,.12L.59,.81L0,.4L-.59,.81L-.38,.12L-.95,-.31L-.24,-.33Z"
_SALTIRE = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"
#: As Vega names or draws them; triangles belong to bounds and to times that are open.
SHAPES = ("circle", "square", "diamond", "cross", _STAR, _SALTIRE)


def looks_of(count: int) -> tuple[list[str], list[str]]:
    """Return colours and shapes for so many series; no pair occurs twice below 42.

    >>> looks_of(2)
    (['#0072b2', '#d55e00'], ['circle', 'square'])
    """
    colours = [SERIES[place % len(SERIES)].light for place in range(count)]
    shapes = [SHAPES[place % len(SHAPES)] for place in range(count)]
    return colours, shapes
