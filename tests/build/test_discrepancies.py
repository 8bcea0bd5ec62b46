"""Discrepancies are found and told; a check that is no good is told too, and the rest go on."""

import shutil
import subprocess
import sys
from collections import Counter

import pytest

from taobao_kg.build.discrepancies import find_discrepancies
from taobao_kg.build.pipeline import check
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import expand, graph_iri
from tests.build.worlds import load_world
from tests.conftest import FIXTURES

CHECKS = find_folders().queries / "checks"
WORLDS = FIXTURES / "checks"


@pytest.fixture(scope="module")
def lens():
    files = (WORLDS / "shared" / "world.ttl", WORLDS / "unit.ttl")
    return load_world([triple for file in files for triple in parse_turtle(file)])


@pytest.fixture
def folder(tmp_path):
    """A folder with one check that works, to add others to."""
    shutil.copy(CHECKS / "unit.rq", tmp_path / "unit.rq")
    return tmp_path


def add(folder, name, *changes):
    """Add a check like ``unit`` with something else in it."""
    text = (CHECKS / "unit.rq").read_text(encoding="utf-8").replace("rule:unit", f"rule:{name}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / f"{name}.rq").write_text(text, encoding="utf-8")


def kinds(found):
    said = (t.object.value for t in found.triples if t.predicate.value == expand("tkg:kind"))
    return Counter(said)


def test_a_discrepancy_is_told_in_three_languages(lens, folder):
    found = find_discrepancies(folder, lens)
    assert found.faults == []
    words = {
        t.object.language: t.object.value
        for t in found.triples
        if t.predicate.value == expand("rdfs:comment") and "discrepancy" in t.subject.value
    }
    assert words.keys() == {"en", "id", "zh-hans"}
    assert words["en"] == (
        "Members (2008) is given as RMB 7 million, though it is counted in units of: person."
    )


def test_no_checks_no_discrepancies(lens, tmp_path):
    assert find_discrepancies(tmp_path / "none", lens) == ([], [])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([("FILTER (", "FILTR (")], "it fails: "),
        (
            [
                ("tkg:between ?statement", "tkg:between ?it"),
                ("?statement", "?one"),
                ("?it ", "?statement "),
                ("AS ?name)", "AS ?name)\n  BIND (?indicator AS ?statement)"),
            ],
            "which is no statement of the graph",
        ),
        ([("STR(discrepancy:)", "STR(tkg:)")], "it fails: ?discrepancy is <"),
        ([("#+ title-id:", "#+ titel-id:")], "its header has no '#+ title-id:'"),
        ([("{value unit}", "{valeu unit}")], "?valeu stands in the header"),
        (
            [("FILTER (", f"FILTER ({'(' * 20_000}1{')' * 20_000} = 1) FILTER (")],
            "nests deeper than",
        ),
        ([("?discrepancy tkg:severity 1 .", "")], "CONSTRUCT says no tkg:severity"),
        ([("?discrepancy tkg:severity 1 .", "?a ?b ?c .")], "not one pattern about ?discrepancy"),
        ([("tkg:unitSlip", "nope:unitSlip")], "neither a variable nor a prefixed name"),
    ],
)
def test_a_bad_check_is_told_and_the_rest_goes_on(lens, folder, changes, message):
    add(folder, "bad", *changes)
    found = find_discrepancies(folder, lens)
    assert kinds(found) == {"unit": 1}
    (fault,) = found.faults
    assert fault.file.endswith("bad.rq")
    assert message in fault.message


def test_a_check_without_end_is_left_behind(folder, tmp_path):
    crossing = "\n".join(f"  ?a{n} ?b{n} ?c{n} ." for n in range(6))
    add(folder, "endless", ("?indicator tkg:usualUnit", f"{crossing}\n  ?indicator tkg:usualUnit"))
    # In a process of its own: the thread goes on as long as its process does.
    script = """
import sys
from pathlib import Path
from taobao_kg.build.discrepancies import find_discrepancies
from taobao_kg.turtle import parse_turtle
from tests.build.worlds import load_world
lens = load_world([t for file in sys.argv[2:] for t in parse_turtle(Path(file))])
found = find_discrepancies(Path(sys.argv[1]), lens, limit=0.5)
print(sum(t.object.value.endswith("#Discrepancy") for t in found.triples))
print(*[fault.message for fault in found.faults], sep="\\n")
"""
    files = (WORLDS / "shared" / "world.ttl", WORLDS / "unit.ttl")
    command = [sys.executable, "-c", script, folder, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "1\nit did not end within 0.5 s; its discrepancies are missing until it is mended\n"
    )


def test_the_greatest_of_several_factors_counts(lens, folder):
    add(
        folder,
        "factors",
        ("tkg:likelyCause tkg:unitSlip", "tkg:factor ?factor"),
        (
            "  ?statement tkg:about ?about .",
            "  VALUES ?factor { 9 10.5 2 }\n  ?statement tkg:about ?about .",
        ),
    )
    found = find_discrepancies(folder, lens)
    factors = [t.object for t in found.triples if t.predicate.value == expand("tkg:factor")]
    assert [factor.value for factor in factors] == ["10.5"]


def test_a_build_holds_them_in_a_graph_of_their_own(real_graph):
    named = {quad.triple for quad in real_graph.quads(graph_iri("discrepancies"))}
    assert {t.object.value for t in named if t.predicate.value == expand("tkg:kind")}
    assert named <= set(real_graph.triples())


def test_the_same_data_has_the_same_discrepancies(lens):
    assert find_discrepancies(CHECKS, lens) == find_discrepancies(CHECKS, lens)


def test_a_check_that_fails_does_not_stop_a_build(tiny, folder):
    add(folder, "bad", ("FILTER (", "FILTR ("))
    shutil.copytree(folder, tiny.data.parent / "queries" / "checks")
    report = check(find_folders(tiny.data, tiny.build))
    assert [warning.file.endswith("bad.rq") for warning in report.warnings] == [True]
