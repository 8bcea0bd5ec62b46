"""Kinds: each check has a name in three languages, and nothing else is read as one."""

import pytest

from taobao_kg.ask.kinds import kind_titles
from taobao_kg.folders import find_folders

QUERIES = find_folders().queries


def test_every_check_has_three_titles():
    names = [path.stem for path in (QUERIES / "checks").glob("*.rq")]
    assert len(names) > 50
    titles = {name: kind_titles(QUERIES, name) for name in names}
    assert all(len(found) == 3 and all(found) for found in titles.values())
    assert titles["unsourced"] == ("Figures without a source", "Angka tanpa sumber", "数字缺少出处")


@pytest.mark.parametrize(
    "name", ["", "no-such-check", "../lenses/all", "../adoption-by-place", "/"]
)
def test_another_name_is_none(name):
    assert kind_titles(QUERIES, name) == ()
