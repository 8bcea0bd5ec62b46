import contextlib
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from bench.pyshacl_peer import ask_pyshacl
from taobao_kg.build.load import load_files
from taobao_kg.build.shapes import ShapeResult, validate_shapes
from taobao_kg.build.store import load_lens
from taobao_kg.errors import DataError
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
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


def _with_bad_files() -> list[Triple]:
    """The tiny world and all files of ``bad`` that are Turtle, together."""
    triples = [t for file in load_files(find_folders(FIXTURES / "tiny")) for t in file.triples]
    for path in sorted((FIXTURES / "bad").glob("*.ttl")):
        with contextlib.suppress(DataError):
            triples += parse_turtle(path)
    return triples


def _sample() -> list[Triple]:
    """One statement in a hundred of the real data with its evidence, and what they speak of.

    One triple in thirty is left out, so that there is something to find.
    """
    triples = [t for file in load_files(find_folders()) for t in file.triples]
    about: defaultdict[object, list[Triple]] = defaultdict(list)
    for triple in triples:
        about[triple.subject].append(triple)
    draw = random.Random(5)
    statements = sorted(str(s) for s in about if "/claim/" in str(s) or "/observation/" in str(s))
    todo: list[object] = [
        NamedNode(s[1:-1]) for s in draw.sample(statements, len(statements) // 100)
    ]
    taken: set[object] = set()
    while todo:
        node = todo.pop()
        if node in about and node not in taken:
            taken.add(node)
            todo += [triple.object for triple in about[node]]
    return [t for node in sorted(taken, key=str) for t in about[node] if draw.randrange(30)]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("world", [_with_bad_files, _sample])
def test_the_engine_agrees_with_pyshacl(world: Callable[[], list[Triple]]) -> None:
    pytest.importorskip("pyshacl")
    triples = world()
    lens = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    ours = {(r.focus, r.shape, r.path, r.is_warning) for r in _validate(lens, SHAPES)}
    assert len(ours) > 20
    assert {*map(_unnamed, ask_pyshacl(lens, SHAPES))} == {*map(_unnamed, ours)}


def _unnamed(result: tuple[str, str, str | None, bool]) -> tuple[str, str, str | None, bool]:
    """Blank nodes have other names in each engine."""
    focus, *rest = result
    return (focus if ":" in focus and not focus.startswith("_:") else "_:", *rest)


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
