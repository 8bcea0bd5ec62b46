from pathlib import Path

import pytest

from taobao_kg.errors import UsageError
from taobao_kg.folders import find_folders, show_path


def test_a_checkout_has_everything_beside_each_other():
    folders = find_folders()
    assert (folders.ontology / "taobao-kg.ttl").is_file()
    assert folders.data.name == "graph_data"
    assert folders.build == folders.data.parent / "build"
    assert folders.current == folders.build / "current"


def test_other_data_is_built_in_a_cache_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "mine").mkdir()
    folders = find_folders(tmp_path / "mine")
    assert folders.ontology == find_folders().ontology
    assert folders.build.parent == tmp_path / "cache" / "taobao-kg"
    assert find_folders(tmp_path / "mine").build == folders.build


def test_an_ontology_beside_the_data_is_used(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "ontology").mkdir()
    assert find_folders(tmp_path / "data").ontology == tmp_path / "ontology"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UsageError, match="nowhere: no such folder; give --data a folder"):
        find_folders(tmp_path / "nowhere")


def test_paths_are_shown_as_a_reader_types_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert show_path(tmp_path / "a" / "b.ttl") == str(Path("a/b.ttl"))
    assert show_path(tmp_path.parent / "c.ttl") == str(tmp_path.parent / "c.ttl")
