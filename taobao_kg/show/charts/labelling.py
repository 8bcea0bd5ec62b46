"""Labelling: numbers beside their points, where there is room."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from taobao_kg.show.lettering import FONT_SIZE, text_width

#: Size of what is written in a picture, in pixels.
SMALL = 12
#: The size of letters that Vega need not measure, as all lie where room was found for them; they
#: get their own size when all is drawn. To measure them takes far longer than the rest.
UNMEASURED = 0
#: Pixels from the line of such letters to their top, their middle and their foot, as Vega has it.
ASCENT, MIDDLE, DESCENT = round(0.79 * SMALL), round(0.3 * SMALL), round(0.21 * SMALL)
#: A point with the room around it.
_POINT = 6.0
_GAP = 9.0
#: The widest font a reader may have, DejaVu Sans, against the one `text_width` estimates.
_WIDEST = 1.12


class Box(NamedTuple):
    """A rectangle in pixels: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles share room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Label(NamedTuple):
    """A number to write: the middle of its point, its text and where it goes from there."""

    x: float
    y: float
    text: str
    dx: float = 0
    dy: float = 0
    align: str = "left"


def place_labels(
    wanted: Iterable[Label], taken: Sequence[Box], width: float, height: float
) -> list[Label]:
    """Return the labels that find room, in order; a repeated one is written once.

    Args:
        wanted: with the middle of their points.
        taken: what else stands in the picture, in pixels.
        width: of the plot; labels stay within.
        height: likewise.
    """
    frame = Box(-2, -12, width + 2, height)
    labels = list(dict.fromkeys(wanted))
    boxes = [*taken, *(_point_box(label) for label in labels)]
    placed = []
    for label in labels:
        for choice in _choices(label):
            box = _text_box(choice)
            inside = frame.left <= box.left and box.right <= frame.right
            inside = inside and frame.top <= box.top and box.bottom <= frame.bottom
            if inside and not any(box.meets(other) for other in boxes):
                boxes.append(box)
                placed.append(choice)
                break
    return placed


def size_of(text: str, size: float = SMALL) -> float:
    """Return the width of a text at a size, estimated a little too wide."""
    return text_width(text) * size / FONT_SIZE


def _choices(label: Label) -> Iterator[Label]:
    """Yield the places around a point, the best first."""
    yield label._replace(dx=0, dy=-_GAP - 5, align="center")
    yield label._replace(dx=_GAP, dy=0, align="left")
    yield label._replace(dx=-_GAP, dy=0, align="right")
    yield label._replace(dx=0, dy=_GAP + 5, align="center")
    for dy in (-_GAP, _GAP):
        yield label._replace(dx=_GAP, dy=dy, align="left")
        yield label._replace(dx=-_GAP, dy=dy, align="right")
    yield label._replace(dx=0, dy=-_GAP - SMALL - 10, align="center")


def _text_box(label: Label) -> Box:
    wide = size_of(label.text) * _WIDEST
    left = label.x + label.dx - {"left": 0, "center": wide / 2, "right": wide}[label.align]
    middle = label.y + label.dy
    return Box(left, middle - SMALL * 0.6, left + wide, middle + SMALL * 0.6)


def _point_box(label: Label) -> Box:
    return Box(label.x - _POINT, label.y - _POINT, label.x + _POINT, label.y + _POINT)
