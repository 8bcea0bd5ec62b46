"""A world of numbers with every kind of bound, time, unit and doubt, and ways to look into SVG."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from taobao_kg.graph import Graph
from tests.show.conftest import graph_of_file

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="session")
def numbers() -> Graph:
    return graph_of_file(Path(__file__).parent / "numbers.trig")


class Seen:
    """What an SVG holds, by the names of its layers."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)
        self.texts = ["".join(text.itertext()) for text in self.root.iter(f"{SVG}text")]

    def marks(self, layer: str) -> list[ElementTree.Element]:
        """The marks of the layers of one name, in every panel."""
        # Altair numbers the layers of a picture by their panel.
        name = re.compile(rf"{layer}(_\d+)?_marks")
        groups = [g for g in self.root.iter(f"{SVG}g") if any(map(name.fullmatch, _classes(g)))]
        return [mark for group in groups for mark in group.iter() if mark.tag != f"{SVG}g"]

    def words(self, layer: str) -> list[str]:
        return ["".join(m.itertext()) for m in self.marks(layer) if m.tag == f"{SVG}text"]

    @property
    def plots(self) -> int:
        """How many panels and lanes there are: each has its axis of years."""
        return sum("X-axis" in (g.get("aria-label") or "") for g in self.root.iter(f"{SVG}g"))


def _classes(group: ElementTree.Element) -> list[str]:
    return (group.get("class") or "").split()
