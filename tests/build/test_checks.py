"""Each check finds what it is for, and leaves alone what is right."""

import re

import pytest

from taobao_kg.build.checks import list_checks
from taobao_kg.vocab import expand
from tests.build.worlds import CHECKS, WORLDS, find_beside_shared

NAMES = [path.stem for path in list_checks(CHECKS)]
#: Statements numbered from 5000 to 8999 in the fixtures are right.
RIGHT = re.compile(r"-[5-8][0-9]{3}$")


def found_in(*files):
    """Return the kinds of the discrepancies in a world, and the faults of the checks."""
    found = find_beside_shared(*files)
    kinds = {t.object.value for t in found.triples if t.predicate.value == expand("tkg:kind")}
    return kinds, found.faults


def test_nothing_is_found_in_what_all_fixtures_share():
    assert found_in() == (set(), [])


@pytest.mark.parametrize(
    "path", sorted((WORLDS / "quiet").glob("*.ttl")), ids=lambda path: path.stem
)
def test_nothing_is_found_in_what_only_comes_close(path):
    assert found_in(path) == (set(), [])


@pytest.mark.parametrize("name", NAMES)
def test_a_check_alone_fires_on_its_fixture(name):
    assert found_in(WORLDS / f"{name}.ttl") == ({name}, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_check_leaves_alone_what_is_right(name):
    found = find_beside_shared(WORLDS / f"{name}.ttl")
    between = [t.object for t in found.triples if t.predicate.value == expand("tkg:between")]
    assert between
    assert [statement.value for statement in between if RIGHT.search(statement.value)] == []


def test_every_fixture_has_its_check():
    assert sorted(path.stem for path in WORLDS.glob("*.ttl")) == sorted(NAMES)
