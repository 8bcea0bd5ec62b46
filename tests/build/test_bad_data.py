"""One broken thing a file: ``fixtures/bad/<fault>.ttl`` beside the tiny world, and its message.

The first line of each says at which line what is found: ``# expect: 10: unknown term …``.
"""

import shutil

import pytest

from taobao_kg.build.pipeline import build
from taobao_kg.errors import DataError, FindingsError, TaobaoKgError
from tests.conftest import FIXTURES

BAD = sorted((FIXTURES / "bad").glob("*.ttl"))


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_each_fault_is_found_where_it_is(bad, built, monkeypatch):
    before = built.current.resolve()
    monkeypatch.chdir(built.data)
    shutil.copy(bad, built.data / "observations" / "zz-extra.ttl")
    with pytest.raises((DataError, FindingsError)) as caught:
        build(built)
    expected = bad.read_bytes().split(b"\n")[0].decode("utf-8-sig").removeprefix("# expect: ")
    lines = str(caught.value).split("\n")
    assert any(
        line.startswith("observations/zz-extra.ttl:") and expected in line for line in lines
    ), lines
    assert all(line.startswith("observations/zz-extra.ttl:") for line in lines), lines
    assert caught.value.exit_code == 1
    assert built.current.resolve() == before, "the old build stays"
    assert {path.name for path in built.build.iterdir()} == {".lock", before.name, "current"}


@pytest.mark.parametrize(
    "fault", ["blank-node", "foreign-class-only", "no-class", "misspelt-label"]
)
def test_one_fault_is_one_finding(fault, tiny, monkeypatch):
    monkeypatch.chdir(tiny.data)
    path = tiny.data / "observations" / "zz-extra.ttl"
    shutil.copy(FIXTURES / "bad" / f"{fault}.ttl", path)
    with pytest.raises(FindingsError) as caught:
        build(tiny)
    assert len(caught.value.findings) == 1


def test_a_blank_node_between_is_no_second_description(tiny, monkeypatch):
    monkeypatch.chdir(tiny.data)
    text = "<place/a> a <https://w3id.org/taobao-kg/ontology#Place> .\n[] a <place/a> .\n"
    (tiny.data / "a.ttl").write_text(text + text.split("\n")[0], encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        build(tiny)
    (finding,) = caught.value.findings
    assert str(finding).startswith("a.ttl: blank node beside rdf:type")


def test_several_broken_files_are_all_named(tiny, monkeypatch):
    monkeypatch.chdir(tiny.data)
    for name in ("a", "b"):
        shutil.copy(FIXTURES / "bad" / "broken-turtle.ttl", tiny.data / f"{name}.ttl")
    with pytest.raises(FindingsError) as caught:
        build(tiny)
    assert [finding.file for finding in caught.value.findings] == ["a.ttl", "b.ttl"]
    assert all(finding.line == 11 for finding in caught.value.findings)


def test_an_empty_folder_is_named(tiny, monkeypatch):
    shutil.rmtree(tiny.data)
    tiny.data.mkdir()
    with pytest.raises(DataError, match="no Turtle file in it; give a folder"):
        build(tiny)
    assert not tiny.current.exists()


def test_an_unreadable_folder_is_named(tiny):
    shutil.rmtree(tiny.data)
    with pytest.raises(TaobaoKgError, match="cannot be read"):
        build(tiny)


def test_a_source_cannot_be_named_like_a_graph_of_ours(tiny):
    (tiny.data / "claims" / "tiny-2020.ttl").rename(tiny.data / "claims" / "truths.ttl")
    with pytest.raises(DataError, match="names a graph of ours; rename the file"):
        build(tiny)


def test_a_name_used_often_is_told_once(tiny, monkeypatch):
    monkeypatch.chdir(tiny.data)
    path = tiny.data / "claims" / "tiny-2020.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tkg:asserted", "tkg:asserred"), encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        build(tiny)
    assert str(caught.value) == (
        "claims/tiny-2020.ttl:12: unknown term tkg:asserred (2 times); did you mean tkg:asserted?"
    )
