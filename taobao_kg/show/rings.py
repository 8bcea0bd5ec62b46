"""Rings: one thing in the middle, its neighbours around it, theirs around them."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: Room between two rings beside the middle: a label, its shape and some air.
RING_WIDTH = 250
MIDDLE_GAP = 30
#: The part of a ring's height that things may stand on: its ends bend too much.
_SHARE = 0.94


class Ringed(NamedTuple):
    """One thing to be placed: its IRI, its ring (0 is the middle), its height, its parent."""

    iri: str
    ring: int
    height: int
    parent: str | None


class Spot(NamedTuple):
    """Where a shape lies, and on which side of it the label stands: ``left`` or ``right``."""

    x: int
    y: int
    side: str


def place_rings(
    items: Sequence[Ringed], width: int = RING_WIDTH
) -> tuple[dict[str, Spot], list[tuple[int, int]]]:
    """Place things on rings around the middle so that no two labels share room.

    Labels stand outside of their shape, so each ring is two stacks, left and right, bent to an
    ellipse. Things of an outer ring lie on the side of their parent and in its order.

    Args:
        items: the middle first, then ring by ring in the order wanted.
        width: room between two rings, more than a label and its shape take.

    Returns:
        Places by IRI, and half width and half height of each ring, innermost first.
    """
    spots = {item.iri: Spot(0, 0, "right") for item in items if item.ring == 0}
    radii: list[tuple[int, int]] = []
    for ring in sorted({item.ring for item in items} - {0}):
        members = [item for item in items if item.ring == ring]
        right, left = _split_sides(members, spots)
        inner = radii[-1] if radii else (0, 0)
        tall = max(_stack_height(right), _stack_height(left))
        across = inner[0] + width
        high = max(math.ceil(tall / 2 / _SHARE), math.ceil(inner[1] * 1.2) + 40, 215)
        radii.append((across, high))
        for side, stack in (("right", right), ("left", left)):
            middles = _spread(stack, high)
            if ring > 1:
                middles = _spread_by_parents(stack, high, high / inner[1], spots)
            for item, middle in zip(stack, middles, strict=True):
                bend = math.sqrt(max(0.0, 1 - (middle / high) ** 2))
                x = MIDDLE_GAP + (across - MIDDLE_GAP) * bend
                spots[item.iri] = Spot(round(x if side == "right" else -x), round(middle), side)
    return spots, radii


def _split_sides(
    members: Sequence[Ringed], spots: Mapping[str, Spot]
) -> tuple[list[Ringed], list[Ringed]]:
    """Return the right and the left stack, each from top to bottom."""
    if all(item.ring == 1 for item in members):
        half = (len(members) + 1) // 2
        return list(members[:half]), list(members[half:])
    sides: dict[str, list[Ringed]] = {"right": [], "left": []}
    for item in members:
        sides[_parent_spot(item, spots).side].append(item)
    for stack in sides.values():
        stack.sort(key=lambda item: _parent_spot(item, spots).y)
    return sides["right"], sides["left"]


def _parent_spot(item: Ringed, spots: Mapping[str, Spot]) -> Spot:
    return spots.get(item.parent or "", Spot(0, 0, "right"))


def _stack_height(stack: Sequence[Ringed]) -> int:
    return sum(item.height for item in stack)


def _spread(stack: Sequence[Ringed], high: int) -> list[float]:
    """Return the middle of each thing, spread over the height of the ring."""
    spare = 2 * high * _SHARE - _stack_height(stack)
    air = min(spare / (len(stack) + 1), 64.0) if stack else 0.0
    y = -(_stack_height(stack) + air * (len(stack) - 1)) / 2
    middles = []
    for item in stack:
        middles.append(y + item.height / 2)
        y += item.height + air
    return middles


def _spread_by_parents(
    stack: Sequence[Ringed], high: int, ratio: float, spots: Mapping[str, Spot]
) -> list[float]:
    """Return the middle of each thing, as near its parent's direction as there is room."""
    parents = [item.parent for item in stack]
    middles: list[float] = []
    least = -high * _SHARE
    for place, item in enumerate(stack):
        siblings = parents.count(item.parent)
        among = place - parents.index(item.parent) - (siblings - 1) / 2
        wanted = _parent_spot(item, spots).y * ratio + among * item.height
        middles.append(max(wanted, least + item.height / 2))
        least = middles[-1] + item.height / 2
    most = high * _SHARE
    for place in range(len(stack) - 1, -1, -1):
        middles[place] = min(middles[place], most - stack[place].height / 2)
        most = middles[place] - stack[place].height / 2
    return middles
