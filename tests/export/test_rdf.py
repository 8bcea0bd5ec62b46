"""Every RDF format holds what the graph holds, for every reader."""

import json

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from taobao_kg.errors import UsageError
from taobao_kg.export.choice import Choice, choose_graphs, chosen_quads, chosen_triples
from taobao_kg.export.formats import FORMATS
from taobao_kg.export.jsonld import write_jsonld
from taobao_kg.export.rdf import (
    write_graphs_as_turtle,
    write_nquads,
    write_ntriples,
    write_rdfxml,
    write_trig,
    write_triple_terms,
    write_triples_as_turtle,
)
from taobao_kg.vocab import expand, term

ALL, LENS = Choice(), Choice(lens=True)
TRIPLES = {
    "turtle": (write_triples_as_turtle, RdfFormat.TURTLE, ALL),
    "nt": (write_ntriples, RdfFormat.N_TRIPLES, ALL),
    "rdfxml": (write_rdfxml, RdfFormat.RDF_XML, LENS),
}
QUADS = {
    "trig": (write_trig, RdfFormat.TRIG),
    "nq": (write_nquads, RdfFormat.N_QUADS),
    "jsonld": (write_jsonld, RdfFormat.JSON_LD),
}
RDFLIB_NAMES = {"rdfxml": "xml", "nq": "nquads", "jsonld": "json-ld"}


def read_triples(text, rdf_format):
    return {quad.triple for quad in parse(text, rdf_format)}


@pytest.mark.parametrize("name", TRIPLES)
def test_triples_come_back(small, name):
    write, rdf_format, choice = TRIPLES[name]
    assert read_triples(write(small, ALL), rdf_format) == set(chosen_triples(small, choice))


@pytest.mark.parametrize("name", QUADS)
def test_quads_come_back(small, name):
    write, rdf_format = QUADS[name]
    assert set(parse(write(small, ALL), rdf_format)) == set(chosen_quads(small, ALL))


@pytest.mark.parametrize("name", QUADS)
def test_a_lens_comes_back_without_graph_names(small, name):
    write, rdf_format = QUADS[name]
    found = list(parse(write(small, LENS), rdf_format))
    assert {quad.triple for quad in found} == set(chosen_triples(small, LENS))
    assert {str(quad.graph_name) for quad in found} == {"DEFAULT"}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TRIPLES, *QUADS])
def test_rdflib_counts_the_same(real_graph, name):
    text = FORMATS[name].write(real_graph, ALL)
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=RDFLIB_NAMES.get(name, name))
    rdf_format = {**TRIPLES, **QUADS}[name][1]
    assert len(list(dataset.quads())) == len(set(parse(text, rdf_format)))


@pytest.mark.parametrize("name", [*TRIPLES, *QUADS, "rdf12"])
@pytest.mark.parametrize(
    "world", ["lenses_graph", pytest.param("real_graph", marks=pytest.mark.slow)]
)
def test_the_same_graph_gives_the_same_bytes(request, world, name):
    graph, write = request.getfixturevalue(world), FORMATS[name].write
    assert write(graph, ALL) == write(graph, ALL)


@pytest.mark.slow
def test_turtle_rdflib_pyoxigraph_and_owlready_agree(real_graph, tmp_path):
    owlready2 = pytest.importorskip("owlready2", reason="the extra [reason] is not installed")
    turtle = write_triples_as_turtle(real_graph, ALL)
    ntriples = tmp_path / "graph.nt"
    ntriples.write_text(write_ntriples(real_graph, ALL), encoding="utf-8")
    ontology = owlready2.World().get_ontology("https://w3id.org/taobao-kg/ontology#")
    with ntriples.open("rb") as file:
        ontology.load(fileobj=file)
    counts = {
        "pyoxigraph": len(read_triples(turtle, RdfFormat.TURTLE)),
        "rdflib": len(rdflib.Graph().parse(data=turtle, format="turtle")),
        "owlready2": len(ontology.graph),
    }
    assert len(set(counts.values())) == 1, counts


def test_split_turtle_holds_a_file_for_each_graph(small):
    files = write_graphs_as_turtle(small, ALL)
    assert sorted(files) == ["derivations.ttl", "entities.ttl", "truths.ttl", "wang-2020.ttl"]
    triples = [read_triples(text, RdfFormat.TURTLE) for text in files.values()]
    assert set().union(*triples) == set(chosen_triples(small, ALL))


def test_a_claim_points_to_its_triple(small):
    quads = list(parse(write_triple_terms(small, ALL), RdfFormat.N_QUADS))
    about = {q.subject: q.object for q in quads if q.predicate == term("rdf:reifies")}
    claim = NamedNode(expand("claim:wang-2020-0001"))
    opinion, council = (NamedNode(expand(n)) for n in ("policy:opinion-7", "actor:state-council"))
    assert about == {claim: Triple(opinion, term("tkg:issuedBy"), council)}
    assert not [q for q in quads if q.predicate == term("rdf:subject")]
    assert len(quads) == len(chosen_quads(small, ALL)) - 2


def test_a_claim_without_object_stays_as_it_is(make_graph):
    graph = make_graph(("wang-2020", "claim:wang-2020-0009", "rdf:subject", "policy:opinion-7"))
    assert "wang-2020-0009> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>" in (
        write_triple_terms(graph, ALL)
    )


def test_jsonld_is_short_to_read(small):
    document = json.loads(write_jsonld(small, ALL))
    (entities,) = [g for g in document["@graph"] if g["@id"] == "graph:entities"]
    (council,) = [s for s in entities["@graph"] if s["@id"] == "actor:state-council"]
    assert council == {
        "@id": "actor:state-council",
        "@type": "tkg:StateBody",
        "rdfs:label": {"en": "State Council", "zh-Hans": "国务院"},
    }


def test_one_graph_can_be_taken(small):
    choice = choose_graphs(small, ["entities"])
    assert {str(q.graph_name) for q in chosen_quads(small, choice)} == {
        f"<{expand('graph:entities')}>"
    }


def test_an_unknown_graph_is_answered_with_the_nearest(small):
    with pytest.raises(UsageError, match="entitys: no such graph; did you mean entities"):
        choose_graphs(small, ["entitys"])


def test_rdfxml_refuses_what_xml_cannot_hold(make_graph):
    graph = make_graph(("entities", "actor:a", "rdfs:label", Literal("a\x0bb")))
    with pytest.raises(UsageError, match=r"actor/a.*U\+000B.*export as turtle"):
        write_rdfxml(graph, ALL)


def test_rdfxml_refuses_a_predicate_without_a_name(make_graph):
    graph = make_graph(("entities", "actor:a", "https://example.org/9", Literal("x")))
    with pytest.raises(UsageError, match="no name at its end"):
        write_rdfxml(graph, ALL)


# The fixture only makes graphs; nothing is left from one example to the next.
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
xml_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r"),
    max_size=20,
)
languages = st.sampled_from(["en", "id", "zh-Hans", "zh-Latn", None])


def literals(text):
    return st.builds(lambda value, language: Literal(value, language=language), text, languages)


@settings(QUIET, max_examples=50)
@given(literal=literals(any_text), other=literals(any_text))
@pytest.mark.parametrize("name", ["turtle", "nt", *QUADS])
def test_any_literal_comes_back(make_graph, name, literal, other):
    graph = make_graph(
        ("entities", "actor:a", "rdfs:label", literal),
        ("entities", "actor:a", "skos:editorialNote", other),
    )
    rdf_format = {**TRIPLES, **QUADS}[name][1]
    found = read_triples(FORMATS[name].write(graph, ALL), rdf_format)
    assert found == set(chosen_triples(graph, ALL))


@settings(QUIET, max_examples=50)
@given(literal=literals(xml_text))
def test_any_literal_xml_can_hold_comes_back_from_rdfxml(make_graph, literal):
    graph = make_graph(("entities", "actor:a", "rdfs:label", literal))
    found = read_triples(write_rdfxml(graph, ALL), RdfFormat.RDF_XML)
    assert found == set(chosen_triples(graph, LENS))
