"""The ontology is the same in rdflib, pyoxigraph and owlready2."""

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.build.owl import load_owl
from taobao_kg.errors import TaobaoKgError
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID, TKG, expand
from tests.conftest import FIXTURES

KINDS = {
    "classes": "owl:Class",
    "object_properties": "owl:ObjectProperty",
    "data_properties": "owl:DatatypeProperty",
    "annotation_properties": "owl:AnnotationProperty",
    "individuals": "owl:NamedIndividual",
}
TYPE = NamedNode(expand("rdf:type"))


@pytest.fixture(scope="module")
def loaded(ontology):
    """The ontology in owlready2."""
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")
    return load_owl(ontology)


@pytest.mark.parametrize("method", KINDS)
def test_owlready2_holds_what_the_turtle_declares(loaded, ontology, method):
    kind = NamedNode(expand(KINDS[method]))
    declared = {t.subject.value for t in ontology if t.predicate == TYPE and t.object == kind}
    # The words of RDF Schema itself are owlready2's own.
    declared.discard(expand("rdfs:label"))
    assert {thing.iri for thing in getattr(loaded.world, method)()} >= declared
    ours = {thing.iri for thing in getattr(loaded.world, method)() if thing.iri.startswith(TKG)}
    assert ours == {iri for iri in declared if iri.startswith(TKG)}


def test_rdflib_reads_the_same_triples(ontology_folder, ontology):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(ontology_folder / "taobao-kg.ttl")
    assert len(graph) == len(set(ontology))
    for name in KINDS.values():
        kind = NamedNode(expand(name))
        declared = {t.subject.value for t in ontology if t.object == kind}
        assert {str(s) for s in graph.subjects(object=rdflib.URIRef(kind.value))} == declared


def test_terms_are_attributes_and_chains_are_whole(loaded):
    assert loaded.StateBody in loaded.Actor.subclasses()
    assert loaded.issuedBy.inverse_property == loaded.issued
    chains = [[p.name for p in chain.properties] for chain in loaded.creditedWith.property_chain]
    assert sorted(chains) == [["actsThrough", "hasPart", "ledTo"], ["actsThrough", "ledTo"]]


def test_things_of_the_graph_are_objects(ontology):
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")
    world = load_owl(ontology + parse_turtle(FIXTURES / "shapes_good.ttl")).world
    plan = world[ID + "policy/plan"]
    assert [cls.name for cls in plan.is_a] == ["Plan"]
    assert plan.label.en == ["Net plan"]
    assert world[ID + "year/2013"].gYear == ["2013"]
    assert world[ID + "place/province"].partOf == [world[ID + "place/land"]]


def test_loading_leaves_other_worlds_alone(ontology):
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")
    extra = Triple(NamedNode(TKG + "Extra"), TYPE, NamedNode(expand("owl:Class")))
    assert load_owl([*ontology, extra]).Extra is not None
    assert load_owl(ontology).Extra is None


def test_a_lost_thing_is_reported(ontology):
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")
    # OWL 2 lets a class be a thing too; owlready2 keeps only the class, and says nothing.
    twice = Triple(NamedNode(TKG + "Policy"), TYPE, NamedNode(expand("owl:NamedIndividual")))
    with pytest.raises(TaobaoKgError, match=r"owlready2 lost 1 of \d+ individuals: tkg:Policy; "):
        load_owl([*ontology, twice])


def test_a_class_that_is_a_property_is_reported(ontology):
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")
    twice = Triple(NamedNode(TKG + "Policy"), TYPE, NamedNode(expand("owl:ObjectProperty")))
    with pytest.raises(TaobaoKgError, match=r"owlready2 cannot read the ontology: .*"):
        load_owl([*ontology, twice])


def test_without_owlready2_the_message_says_what_to_install(monkeypatch, ontology):
    monkeypatch.setitem(__import__("sys").modules, "owlready2", None)
    with pytest.raises(TaobaoKgError, match=r"pip install '\.\[reason\]'"):
        load_owl(ontology)


def test_dates_owl_does_not_know_become_strings(ontology):
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")
    period = NamedNode(ID + "period/spring")
    month = Literal("2015-04", datatype=NamedNode(expand("xsd:gYearMonth")))
    triples = [
        Triple(period, TYPE, NamedNode(TKG + "Period")),
        Triple(period, NamedNode(TKG + "begin"), month),
    ]
    assert load_owl(ontology + triples).world[period.value].begin == ["2015-04"]


def test_properties_of_one_name_in_two_vocabularies_are_told_apart(ontology):
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")
    plan, council = NamedNode(ID + "policy/plan"), NamedNode(ID + "actor/council")
    issued = Triple(plan, NamedNode(TKG + "issuedBy"), council)
    world = load_owl([*ontology, *parse_turtle(FIXTURES / "shapes_good.ttl"), issued]).world
    assert world[council.value].issued == [world[plan.value]]
    assert world[plan.value].dcterms_issued == ["2013"]
