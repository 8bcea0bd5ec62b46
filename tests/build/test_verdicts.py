"""A verdict stands beside its discrepancy and outlives builds; one on nothing is told."""

import shutil

import pytest

from taobao_kg.ask.discrepancies import read_discrepancies
from taobao_kg.build.pipeline import build
from taobao_kg.folders import find_folders
from taobao_kg.graph import open_graph

VERDICT = """
@base <https://w3id.org/taobao-kg/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tkg: <https://w3id.org/taobao-kg/ontology#> .

<verdict/one>
  a tkg:Verdict ;
  rdfs:comment "The unit was copied from the line above."@en ;
  dcterms:creator "Ann Editor" ;
  tkg:judges <discrepancy/DISCREPANCY> ;
  tkg:verdict tkg:slip ;
  .
"""


@pytest.fixture(scope="module")
def found(lenses_graph):
    """The first discrepancy of a world that has some."""
    return read_discrepancies(lenses_graph)[0]


@pytest.fixture
def world(tmp_path, lenses_built):
    """A copy of that world that a test may change."""
    shutil.copytree(lenses_built.data, tmp_path / "graph_data")
    return find_folders(tmp_path / "graph_data", tmp_path / "build")


def test_the_data_of_the_project_give_no_warning(real_built):
    assert build(real_built).warnings == []


def judge(folders, slug):
    text = VERDICT.replace("DISCREPANCY", slug)
    (folders.data / "verdicts.ttl").write_text(text.lstrip(), encoding="utf-8")


def test_a_verdict_is_shown_beside_and_survives_rebuilding(world, found):
    judge(world, found.iri.rpartition("/")[2])
    for _ in range(2):
        assert build(world, force=True).warnings == []
        (same,) = (d for d in read_discrepancies(open_graph(world)) if d.iri == found.iri)
        (verdict,) = same.verdicts
        assert verdict.by == "Ann Editor"
        assert verdict.given.endswith("#slip")
        assert same._replace(verdicts=()) == found._replace(verdicts=())


def test_a_verdict_on_nothing_is_told_with_its_line_and_the_nearest(world, found):
    judge(world, found.iri.rpartition("/")[2] + "-9")
    (warning,) = build(world).warnings
    assert warning.file.endswith("verdicts.ttl")
    assert warning.line == 10
    assert "which no rule finds; did you mean discrepancy:" in warning.message
    assert "maksud Anda discrepancy:" in warning.told("id")
