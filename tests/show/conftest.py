"""Worlds for pictures: hostile names, and the page data of the tiny and the real world."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.show.network import network_of
from taobao_kg.show.page import Page, build_page
from taobao_kg.show.records import Records


def graph_of_file(path: Path) -> Graph:
    """A graph in memory; what stands in it is in the lens too."""
    engine = EmbeddedEngine()
    quads = list(parse(path=path, format=RdfFormat.TRIG))
    engine.extend(quads)
    engine.extend(type(quad)(quad.subject, quad.predicate, quad.object) for quad in quads)
    return Graph(engine)


@pytest.fixture(scope="session")
def hostile_graph() -> Graph:
    return graph_of_file(Path(__file__).parent / "hostile.trig")


@pytest.fixture(scope="session")
def overview(real_records: Records) -> Page:
    return build_page(real_records, network_of(real_records))
