import pytest

from taobao_kg.build.tidy import format_files
from taobao_kg.errors import DataError
from taobao_kg.folders import find_folders
from tests.conftest import FIXTURES

UGLY = "<actor/a> a <actor/b> . # a comment\n<actor/a> a <actor/c> ."


def test_ugly_files_are_written_anew_and_once(tmp_path, monkeypatch, tiny):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.ttl"
    path.write_text(UGLY, encoding="utf-8")
    path.chmod(0o640)
    assert format_files(tiny, [path], write=False) == ["x.ttl"]
    assert path.read_text(encoding="utf-8") == UGLY
    assert format_files(tiny, [path], write=True) == ["x.ttl"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert "<actor/a>\n  a\n    <actor/b> ,\n    <actor/c> ;\n  .\n" in path.read_text("utf-8")
    assert format_files(tiny, [path], write=True) == []
    assert list(tmp_path.glob(".*")) == []


def test_nothing_is_written_when_one_file_is_broken(tmp_path, tiny):
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text(UGLY, encoding="utf-8")
    bad.write_text("<actor/a> a", encoding="utf-8")
    with pytest.raises(DataError, match=r"b\.ttl:1: not Turtle"):
        format_files(tiny, [tmp_path], write=True)
    assert good.read_text(encoding="utf-8") == UGLY


def test_blank_nodes_have_no_one_form(tmp_path, tiny):
    (tmp_path / "a.ttl").write_text("<actor/a> a [] .", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.ttl: blank node .* needs a name"):
        format_files(tiny, [tmp_path], write=False)


def test_an_empty_folder_is_named(tmp_path, tiny):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="no Turtle file in it"):
        format_files(tiny, [tmp_path / "empty"], write=False)


def test_the_files_of_the_project_are_in_their_one_form():
    different = format_files(find_folders(), [], write=False)
    assert not different, "run 'taobao-kg format'"


def test_the_tiny_world_is_in_its_one_form():
    assert format_files(find_folders(), [FIXTURES / "tiny"], write=False) == []
