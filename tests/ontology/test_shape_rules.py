"""Every shape finds the fault it is named after, and only that; other engines agree."""

import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, serialize

from taobao_kg.build.shapes import validate_shapes
from taobao_kg.build.store import load_lens
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import PREFIXES, expand
from tests.conftest import FIXTURES

BAD = sorted((FIXTURES / "bad_shapes").glob("*.ttl"))
SH = PREFIXES["sh"]


@pytest.fixture(scope="module")
def rules(shapes):
    """The names of the shapes that can find something: those with a severity."""
    severity = NamedNode(SH + "severity")
    return {t.subject.value.partition("#")[2] for t in shapes if t.predicate == severity}


@pytest.fixture(scope="module")
def texts(shapes):
    """Literals by short predicate: messages and queries."""
    return {
        name: [t.object for t in shapes if t.predicate.value == SH + name]
        for name in ("message", "select")
    }


def as_lines(triples):
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def validate(triples, shapes):
    lens = [as_lines(triples).encode()]
    return validate_shapes(lens, shapes, load_lens(lens))


def found_rules(path, triples):
    results = validate(triples, path / "shapes.ttl")
    for result in results:
        assert set(dict(result.translations)) == ({"id", "zh"} if result.is_warning else set())
    return {result.shape.partition("#")[2] for result in results}


def test_the_good_world_fits(ontology_folder, good_world):
    assert validate(good_world, ontology_folder / "shapes.ttl") == []


def test_every_shape_has_a_fixture_and_every_fixture_a_shape(rules):
    assert {path.stem for path in BAD} == rules


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_fault_is_found_by_its_shape_alone(ontology_folder, good_world, path):
    assert found_rules(ontology_folder, good_world + parse_turtle(path)) == {path.stem}


def test_messages_are_english_sentences_that_name_the_next_step(texts, rules):
    english = [message for message in texts["message"] if message.language == "en"]
    assert len(english) == len(rules)
    for message in english:
        assert re.fullmatch(r"[A-Z{].*\.", message.value), message
        assert re.search(
            r"\b(Add|Check|Choose|Count|Describe|Follow|Give|If|Keep|Let|Look|Mend|Name|Number"
            r"|Quote|Search|Split|Take|Use|Write)\b",
            message.value,
        ), message


def test_warnings_are_told_in_three_languages(shapes):
    """Errors are told in English; a warning is part of a report."""
    query = {t.subject: t.object for t in shapes if t.predicate.value == SH + "sparql"}
    warned = {
        query.get(t.subject, t.subject)
        for t in shapes
        if t.predicate.value == SH + "severity" and t.object.value == SH + "Warning"
    }
    told = {node: {} for node in warned}
    for triple in shapes:
        if triple.predicate.value == SH + "message" and triple.subject in warned:
            told[triple.subject][triple.object.language] = triple.object.value
    assert warned
    for texts in told.values():
        assert set(texts) == {"en", "id", "zh-hans"}
        assert len({tuple(sorted(re.findall(r"\{\?\w+\}", text))) for text in texts.values()}) == 1


def test_queries_use_only_what_every_engine_knows(texts):
    """SHACL forbids MINUS, SERVICE and VALUES: https://www.w3.org/TR/shacl/#pre-binding"""
    for query in texts["select"]:
        assert not re.search(r"\b(MINUS|SERVICE|VALUES)\b", query.value), query
        assert "$this" in query.value


def test_paths_are_plain_predicates(shapes):
    """A path that is not one predicate must be a blank node in SHACL, and we have none."""
    properties = {t.object.value for t in shapes if t.predicate.value == SH + "path"}
    shape_names = {t.subject.value for t in shapes}
    assert not properties & shape_names


def test_terms_in_shapes_are_terms_of_the_ontology(shapes, ontology):
    known = {t.subject.value for t in ontology}
    used = {
        node.value
        for triple in shapes
        for node in triple
        if isinstance(node, NamedNode) and node.value.startswith(PREFIXES["tkg"])
    }
    assert {iri for iri in used if iri != PREFIXES["tkg"]} <= known
    for query in (t.object.value for t in shapes if t.predicate.value == SH + "select"):
        names = re.findall(r"\btkg:\w+", query)
        assert {expand(name) for name in names} <= known


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["pyshacl", "shifty"])
@pytest.mark.parametrize("bad", [False, True], ids=["good", "bad"])
def test_other_engines_find_the_same(ontology_folder, good_world, shapes, engine, bad):
    pytest.importorskip(engine, reason=f"{engine} is not installed")
    triples = good_world + [t for path in BAD if bad for t in parse_turtle(path)]
    results = validate(triples, ontology_folder / "shapes.ttl")
    ours = {(r.focus, r.shape, r.is_warning) for r in results}
    assert bool(ours) == bad
    assert ask_engine(engine, as_lines(triples), as_lines(shapes)) == ours


def ask_engine(engine, data, shapes):
    """Return focus, shape and whether it is a warning, as another engine reports them."""
    import rdflib

    if engine == "pyshacl":
        import pyshacl

        graphs = (rdflib.Graph().parse(data=text, format="nt") for text in (data, shapes))
        _, report, _ = pyshacl.validate(next(graphs), shacl_graph=next(graphs), advanced=False)
    else:
        import shifty

        _, report, _ = shifty.validate(data.encode(), shapes.encode())
    sh = rdflib.Namespace(SH)
    return {
        (
            str(report.value(result, sh.focusNode)),
            str(report.value(result, sh.sourceShape)),
            report.value(result, sh.resultSeverity) != sh.Violation,
        )
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
