"""Worlds to test in: a tiny one, the real one, each built once for all tests."""

import shutil
from pathlib import Path

import pytest

from taobao_kg.build.pipeline import build
from taobao_kg.folders import Folders, find_folders
from taobao_kg.graph import Graph, open_graph

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def tiny(tmp_path: Path) -> Folders:
    """A copy of the tiny world that a test may change, with our ontology; not built."""
    data = tmp_path / "graph_data"
    shutil.copytree(FIXTURES / "tiny", data)
    return find_folders(data, tmp_path / "build")


@pytest.fixture(scope="session")
def tiny_built(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The tiny world, built; only to read."""
    folders = find_folders(FIXTURES / "tiny", tmp_path_factory.mktemp("tiny"))
    build(folders)
    return folders


@pytest.fixture(scope="session")
def tiny_graph(tiny_built: Folders) -> Graph:
    """The graph of the tiny world."""
    return open_graph(tiny_built)


@pytest.fixture(scope="session")
def real_built(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The real data, built; only to read."""
    folders = find_folders(build=tmp_path_factory.mktemp("real"))
    build(folders)
    return folders


@pytest.fixture(scope="session")
def real_graph(real_built: Folders) -> Graph:
    """The graph of the real data."""
    return open_graph(real_built)


@pytest.fixture(scope="session")
def lenses_built(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A world of six sources of different kind, quality and date, built; only to read."""
    folders = find_folders(FIXTURES / "lenses", tmp_path_factory.mktemp("lenses"))
    build(folders)
    return folders
