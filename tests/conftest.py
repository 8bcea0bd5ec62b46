"""Worlds to test in: a tiny one, the real one, each built once for all tests."""

import os
import shutil
from pathlib import Path

import pytest

from taobao_kg.build.pipeline import build
from taobao_kg.build.swap import locked
from taobao_kg.folders import Folders, find_folders
from taobao_kg.graph import Graph, open_graph
from taobao_kg.show.records import Records, read_records
from taobao_kg.site.publishing import write_site
from taobao_kg.site.single import write_single_file

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def tiny(tmp_path: Path) -> Folders:
    """A copy of the tiny world that a test may change, with our ontology; not built."""
    data = tmp_path / "graph_data"
    shutil.copytree(FIXTURES / "tiny", data)
    return find_folders(data, tmp_path / "build")


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def built(tiny: Folders, tiny_built: Folders) -> Folders:
    """A copy of the tiny world that a test may change, and a build of it."""
    no_lenses = shutil.ignore_patterns("lenses")
    shutil.copytree(tiny_built.build, tiny.build, symlinks=True, ignore=no_lenses)
    return tiny


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
def real_built(common: Path) -> Folders:
    """The real data, built; only to read.

    A build holds its folder against others and does nothing when it is done already: the first
    process that asks for it builds it, and the others read what that one built.
    """
    folders = find_folders(build=common / "real-built")
    build(folders)
    return folders


@pytest.fixture(scope="session")
def real_graph(real_built: Folders) -> Graph:
    """The graph of the real data."""
    return open_graph(real_built)


@pytest.fixture(scope="session")
def real_records(real_graph: Graph) -> Records:
    """What pictures, networks and measures need of the real data, read once."""
    return read_records(real_graph)


@pytest.fixture
def read_once(real_graph: Graph, real_records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks and pages of the real graph are made of what was read once, which takes longest."""

    def read(graph: Graph) -> Records:
        return real_records if graph is real_graph else read_records(graph)

    for module in ("network", "view"):
        monkeypatch.setattr(f"taobao_kg.show.{module}.read_records", read)


@pytest.fixture(scope="session")
def lenses_built(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A world of six sources of different kind, quality and date, built; only to read."""
    folders = find_folders(FIXTURES / "lenses", tmp_path_factory.mktemp("lenses"))
    build(folders)
    return folders


@pytest.fixture(scope="session")
def lenses_graph(lenses_built: Folders) -> Graph:
    """The graph of that world."""
    return open_graph(lenses_built)


@pytest.fixture(scope="session")
def hostile_built(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A world whose texts and IRIs attack whoever shows them, built; only to read.

    The shapes would refuse its IRIs and its long quotations, so they are not asked.
    """
    folders = find_folders(FIXTURES / "hostile", tmp_path_factory.mktemp("hostile"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("taobao_kg.build.check.validate_shapes", lambda *_: [])
        build(folders)
    return folders


@pytest.fixture(scope="session")
def lenses_site(lenses_built: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the world of six sources; only to read."""
    return _site(lenses_built, tmp_path_factory.mktemp("sites") / "lenses")


@pytest.fixture(scope="session")
def lenses_file(lenses_built: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site as one file."""
    return _file(lenses_built, tmp_path_factory.mktemp("files") / "lenses.html")


@pytest.fixture(scope="session")
def hostile_site(hostile_built: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the world that attacks; only to read."""
    return _site(hostile_built, tmp_path_factory.mktemp("sites") / "hostile")


@pytest.fixture(scope="session")
def hostile_file(hostile_built: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site as one file."""
    return _file(hostile_built, tmp_path_factory.mktemp("files") / "hostile.html")


@pytest.fixture(scope="session")
def real_site(real_built: Folders, common: Path) -> Path:
    """The site of the real data, written by the first process that asks for it."""
    folder = common / "sites" / "real"
    with locked(folder.parent):
        return folder if folder.exists() else _site(real_built, folder, jobs=0)


def _site(folders: Folders, folder: Path, jobs: int = 1) -> Path:
    write_site(folders, [], str(folder), lambda _: None, jobs)
    return folder


def _file(folders: Folders, file: Path) -> Path:
    write_single_file(folders, [], str(file), lambda _: None, 1)
    return file
