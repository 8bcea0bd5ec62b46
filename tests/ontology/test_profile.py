"""The ontology keeps to OWL 2 RL and OWL 2 DL, as far as its triples show.

RL: https://www.w3.org/TR/owl2-profiles/#OWL_2_RL ; DL: https://www.w3.org/TR/owl2-syntax/ §11.
Classes are names only (no restriction, union, complement, enumeration), so of RL's rules these
are left: no axiom beyond those listed, no reflexive property, no disjoint union, no datatype
outside RL's list. Of DL's: reserved words are not classes, everything in an axiom is declared as
one kind of property, and chains can be put in an order.
"""

from collections import Counter, defaultdict
from graphlib import TopologicalSorter

import pytest
from pyoxigraph import NamedNode

from taobao_kg.vocab import PREFIXES, shorten

ANNOTATIONS = {
    "dcterms:creator",
    "dcterms:description",
    "dcterms:license",
    "dcterms:title",
    "owl:versionIRI",
    "owl:versionInfo",
    "rdfs:isDefinedBy",
    "rdfs:label",
    "skos:altLabel",
    "skos:broadMatch",
    "skos:closeMatch",
    "skos:definition",
    "skos:example",
    "skos:scopeNote",
    "tkg:expects",
    "tkg:tier",
    "vann:preferredNamespacePrefix",
    "vann:preferredNamespaceUri",
}
AXIOMS = {
    "owl:disjointWith",
    "owl:inverseOf",
    "owl:propertyChainAxiom",
    "rdf:first",
    "rdf:rest",
    "rdf:type",
    "rdfs:domain",
    "rdfs:range",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
}
TYPES = {
    "owl:AnnotationProperty",
    "owl:Class",
    "owl:DatatypeProperty",
    "owl:NamedIndividual",
    "owl:ObjectProperty",
    "owl:Ontology",
    "owl:SymmetricProperty",
    "owl:TransitiveProperty",
    "rdf:List",
}
DATATYPES = {
    "xsd:boolean",
    "xsd:decimal",
    "xsd:integer",
    "xsd:string",
}  # those RL has, as far as we need them
BRANCHES = [
    "Actor",
    "Policy",
    "Concept",
    "Platform",
    "Place",
    "Event",
    "TemporalEntity",
    "Indicator",
    "Unit",
    "Source",
    "Statement",
    "Evidence",
    "Discrepancy",
    "Stance",
    "Bound",
]
PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")


@pytest.fixture(scope="module")
def values(ontology):
    """Pairs of short names by predicate; literals as they are."""
    found = defaultdict(list)
    for subject, predicate, value in ontology:
        name = shorten(value.value) if isinstance(value, NamedNode) else value
        found[shorten(predicate.value)].append((shorten(subject.value), name))
    return found


@pytest.fixture(scope="module")
def chains(values):
    """Each property with the members of each of its chains."""
    first, rest = dict(values["rdf:first"]), dict(values["rdf:rest"])
    found = []
    for name, node in values["owl:propertyChainAxiom"]:
        members = []
        while node != "rdf:nil":
            members.append(first[node])
            node = rest[node]
        found.append((name, members))
    return found


def of_type(values, kind):
    return {subject for subject, value in values["rdf:type"] if value == kind}


def test_no_axiom_beyond_those_listed(values):
    assert values.keys() <= ANNOTATIONS | AXIOMS


def test_no_type_beyond_those_listed(values):
    individuals = of_type(values, "owl:NamedIndividual")
    types = {kind for subject, kind in values["rdf:type"] if subject not in individuals}
    assert types <= TYPES


def test_individuals_belong_to_declared_classes(values):
    individuals = of_type(values, "owl:NamedIndividual")
    kinds = {k for s, k in values["rdf:type"] if s in individuals} - {"owl:NamedIndividual"}
    assert kinds == {
        "tkg:Bound",
        "tkg:Cause",
        "tkg:Judgement",
        "tkg:Level",
        "tkg:Stance",
        "tkg:Standing",
    }


def test_whatever_stands_for_a_class_is_declared_as_one(values):
    classes = of_type(values, "owl:Class")
    data = of_type(values, "owl:DatatypeProperty")
    pairs = values["rdfs:subClassOf"] + values["owl:disjointWith"]
    used = {name for pair in pairs for name in pair}
    used |= {cls for _, cls in values["rdfs:domain"]}
    used |= {cls for name, cls in values["rdfs:range"] if name not in data}
    assert used <= classes


def test_ranges_of_data_are_datatypes_of_the_profile(values):
    data = of_type(values, "owl:DatatypeProperty")
    assert {kind for name, kind in values["rdfs:range"] if name in data} <= DATATYPES


def test_reserved_words_are_not_classes_or_properties(values):
    classes = of_type(values, "owl:Class")
    logical = of_type(values, "owl:ObjectProperty") | of_type(values, "owl:DatatypeProperty")
    assert not [n for n in classes | logical if n.startswith(("rdf:", "rdfs:", "owl:", "xsd:"))]


def test_whatever_stands_for_a_property_is_declared_as_one_kind(values):
    pairs = values["rdfs:subPropertyOf"] + values["owl:inverseOf"]
    used = {name for pair in pairs for name in pair}
    used |= {name for _, name in values["rdf:first"]}
    used |= {name for name, _ in values["rdfs:domain"] + values["rdfs:range"]}
    kinds = Counter(name for kind in PROPERTIES for name in of_type(values, kind))
    assert used <= kinds.keys()
    assert set(kinds.values()) == {1}
    assert not kinds.keys() & of_type(values, "owl:Class")


def test_a_subproperty_is_of_the_same_kind(values):
    for kind in PROPERTIES:
        names = of_type(values, kind)
        for name, upper in values["rdfs:subPropertyOf"]:
            assert (name in names) == (upper in names), (name, upper)


def test_only_object_properties_have_inverses_chains_or_symmetry(values, chains):
    used = {name for pair in values["owl:inverseOf"] for name in pair}
    used |= {name for upper, members in chains for name in (upper, *members)}
    used |= of_type(values, "owl:SymmetricProperty") | of_type(values, "owl:TransitiveProperty")
    assert used <= of_type(values, "owl:ObjectProperty")


def test_chains_have_two_or_three_members_and_every_node_serves_one(values, chains):
    assert {len(members) for _, members in chains} <= {2, 3}
    assert sum(len(members) for _, members in chains) == len(of_type(values, "rdf:List"))


def test_chains_can_be_put_in_an_order(values, chains):
    """DL's regularity: what a chain is made of comes before what it makes; inverses are one."""
    one = {other: name for name, other in values["owl:inverseOf"]}
    before = defaultdict(set)
    for name, upper in values["rdfs:subPropertyOf"]:
        before[one.get(upper, upper)].add(one.get(name, name))
    for upper, members in chains:
        # The property itself may begin or end its own chain: locatedIn o partOf -> locatedIn.
        inner = members[1:] if members[0] == upper else members
        before[one.get(upper, upper)] |= {one.get(name, name) for name in inner}
    assert list(TopologicalSorter(before).static_order())


def test_inverses_agree_on_domain_and_range(values):
    domain, scope = defaultdict(set), defaultdict(set)
    for name, cls in values["rdfs:domain"]:
        domain[name].add(cls)
    for name, cls in values["rdfs:range"]:
        scope[name].add(cls)
    for name, other in values["owl:inverseOf"]:
        assert domain[name] == scope[other], (name, other)
        assert scope[name] == domain[other], (name, other)


def test_an_inverse_of_a_transitive_property_is_transitive(values):
    transitive = of_type(values, "owl:TransitiveProperty")
    for name, other in values["owl:inverseOf"]:
        assert (name in transitive) == (other in transitive)


@pytest.mark.parametrize("branch", BRANCHES)
def test_branches_exclude_each_other(values, branch):
    others = {o for s, o in values["owl:disjointWith"] if s == f"tkg:{branch}"}
    others |= {s for s, o in values["owl:disjointWith"] if o == f"tkg:{branch}"}
    assert len(others) == 14


def test_alignments_reach_the_vocabularies_of_the_contract(ontology):
    used = {
        shorten(t.object.value).partition(":")[0]
        for t in ontology
        if isinstance(t.object, NamedNode) and not t.object.value.startswith("tkg:")
    }
    wanted = "bibo cito dcterms eli fabio foaf oa org prov qb qudt schema skos time"
    assert set(wanted.split()) <= used & PREFIXES.keys()
