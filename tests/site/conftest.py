"""The small world of six sources as the pages of the site see it."""

import pytest

from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.wording import Wording


@pytest.fixture(scope="session")
def atlas(lenses_graph: Graph, lenses_built: Folders) -> Atlas:
    return Atlas(lenses_graph, lenses_built)


@pytest.fixture(scope="session")
def wording(atlas: Atlas) -> Wording:
    return Wording(atlas, "en")


@pytest.fixture(scope="session")
def chinese(atlas: Atlas) -> Wording:
    return Wording(atlas, "zh")
