"""Checks leave alone what is right: statements numbered from 5000 to 8999 in their fixtures."""

import re

import pytest

from taobao_kg.vocab import expand
from tests.build.test_checks import NAMES
from tests.build.worlds import WORLDS, find_beside_shared

RIGHT = re.compile(r"-[5-8][0-9]{3}$")


def found_statements(name):
    """Return the local names of the statements that the checks name in the world of one."""
    found = find_beside_shared(WORLDS / f"{name}.ttl")
    between = [t.object for t in found.triples if t.predicate.value == expand("tkg:between")]
    return {statement.value.rsplit("/", 1)[1] for statement in between}


@pytest.mark.parametrize("name", NAMES)
def test_a_check_leaves_alone_what_is_right(name):
    assert {found for found in found_statements(name) if RIGHT.search(found)} == set()
