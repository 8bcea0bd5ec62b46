"""No folder of tests is left out by its name."""

from fnmatch import fnmatch
from pathlib import Path


def test_every_folder_of_tests_is_looked_into(pytestconfig):
    home = Path(__file__).parent
    folders = {
        folder.name
        for path in home.rglob("test_*.py")
        for folder in path.relative_to(home).parents
        if folder.name
    }
    assert "build" in folders
    left_out = pytestconfig.getini("norecursedirs")
    assert [name for name in sorted(folders) if any(fnmatch(name, one) for one in left_out)] == []
