"""Shapes: one for each kind of thing, so that colour is never the only sign."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

Corners = Sequence[tuple[float, float]]


@cache
def read_shapes() -> Mapping[str, Corners]:
    """Return the corners of each shape by its name, on a square of -1 to 1, y downwards.

    Pictures of the site, the scripts of `view` and those of the site (``web/src``) draw them all
    from the same file.
    """
    found = json.loads(shapes_text())
    return {name: tuple((x, y) for x, y in corners) for name, corners in found.items()}


def shapes_text() -> str:
    """Return the file of the shapes: JSON."""
    return Path(__file__).with_name("shapes.json").read_text(encoding="utf-8")
