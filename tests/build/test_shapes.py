from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from taobao_kg.build.load import load_files
from taobao_kg.build.shapes import ShapeResult, validate_shapes
from taobao_kg.build.store import load_lens
from taobao_kg.errors import DataError
from taobao_kg.folders import find_folders
from tests.conftest import FIXTURES

SHAPES = find_folders().ontology / "shapes.ttl"

SMALL = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <urn:ex:> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P, ex:W ; sh:sparql ex:Q .
ex:P sh:path ex:p ; sh:minCount 1 ; sh:message "Give it a p."@en .
ex:W sh:path ex:w ; sh:maxLength 2 ; sh:severity sh:Warning ;
  sh:message "Too long."@en , "Terlalu panjang."@id , "太长。"@zh-Hans .
ex:Q sh:message "{?n} is over 3."@en  ;
  sh:select "SELECT $this ?n WHERE { $this <urn:ex:n> ?n . FILTER (?n > 3) }" .
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "shapes.ttl"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_results_carry_what_a_message_needs(small):
    data = (
        '<urn:ex:a> a <urn:ex:C> ; <urn:ex:w> "long" ; <urn:ex:n> 5 . '
        '<urn:ex:b> a <urn:ex:C> ; <urn:ex:p> "x" .'
    )
    turtle = data.replace(" a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ")
    results = _validate(_triples(turtle), small)
    assert [(r.focus, r.message, r.path, r.value, r.is_warning) for r in results] == [
        ("urn:ex:a", "5 is over 3.", None, None, False),
        ("urn:ex:a", "Give it a p.", "urn:ex:p", None, False),
        ("urn:ex:a", "Too long.", "urn:ex:w", '"long"', True),
    ]
    assert [dict(result.translations) for result in results] == [
        {},
        {},
        {"id": "Terlalu panjang.", "zh": "太长。"},
    ]


def test_broken_shapes_are_named(small):
    small.write_text(SMALL + "ex:X sh:path ;", encoding="utf-8")
    with pytest.raises(DataError, match="not Turtle"):
        _validate(b"", small)


def _validate(lens: bytes, shapes: Path) -> list[ShapeResult]:
    return validate_shapes([lens], shapes, load_lens([lens]))


def _triples(turtle: str) -> bytes:
    from pyoxigraph import parse

    quads = parse(turtle, RdfFormat.TURTLE)
    return serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("fault", ["", "claim-without-evidence", "two-labels-in-one-language"])
def test_the_engine_agrees_with_pyshacl(fault, tiny):
    pyshacl = pytest.importorskip("pyshacl")
    rdflib = pytest.importorskip("rdflib")
    if fault:
        text = (FIXTURES / "bad" / f"{fault}.ttl").read_text(encoding="utf-8")
        (tiny.data / "extra.ttl").write_text(text, encoding="utf-8")
    triples = [t for file in load_files(tiny) for t in file.triples]
    lens = serialize(triples, format=RdfFormat.N_TRIPLES)
    _, report, _ = pyshacl.validate(
        rdflib.Graph().parse(data=lens, format="nt"),
        shacl_graph=rdflib.Graph().parse(SHAPES),
        advanced=True,
    )
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    theirs = {
        (str(report.value(result, sh.focusNode)), report.value(result, sh.resultPath, any=True))
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
    ours = {(r.focus, rdflib.URIRef(r.path) if r.path else None) for r in _validate(lens, SHAPES)}
    assert ours == theirs


def test_shapes_see_every_predicate_they_need(small):
    """What the engine is not given is what no shape names; one that is closed needs all."""
    data = '<urn:ex:a> a <urn:ex:D> ; <urn:ex:p> "x" ; <urn:ex:unnamed> "y" .'.replace(
        " a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    )
    shape = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <urn:ex:> .\n"
        "ex:S a sh:NodeShape ; sh:targetClass ex:D ; sh:property ex:P {} .\n"
        "ex:P sh:path ex:p ; sh:minCount 1 .\n"
    )
    small.write_text(shape.format(""), encoding="utf-8")
    assert _validate(_triples(data), small) == []
    closed = "; sh:closed true ; sh:ignoredProperties ex:L"
    more = shape.format(closed) + (
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "ex:L rdf:first rdf:type ; rdf:rest rdf:nil .\n"
    )
    small.write_text(more, encoding="utf-8")
    assert [r.path for r in _validate(_triples(data), small)] == ["urn:ex:unnamed"]
