"""The ontology and the small world its shapes are tried on."""

from pathlib import Path

import pytest
from pyoxigraph import Triple

from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from tests.conftest import FIXTURES


@pytest.fixture(scope="session")
def ontology_folder() -> Path:
    """The folder with the ontology and its shapes."""
    return find_folders().ontology


@pytest.fixture(scope="session")
def ontology(ontology_folder: Path) -> list[Triple]:
    """The triples of the ontology."""
    return parse_turtle(ontology_folder / "taobao-kg.ttl")


@pytest.fixture(scope="session")
def shapes(ontology_folder: Path) -> list[Triple]:
    """The triples of the shapes."""
    return parse_turtle(ontology_folder / "shapes.ttl")


@pytest.fixture(scope="session")
def good_world(ontology: list[Triple]) -> list[Triple]:
    """The ontology and a world of a few statements that fits every shape."""
    return ontology + parse_turtle(FIXTURES / "shapes_good.ttl")
