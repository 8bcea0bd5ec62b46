from collections import defaultdict

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse

from taobao_kg.build.derive import (
    Reason,
    derive,
    derive_closure,
    derive_truths,
    describe_reasons,
    triple_node,
)
from taobao_kg.build.load import ENTITIES, ONTOLOGY, load_files
from taobao_kg.build.rules import read_rules
from taobao_kg.build.store import load_lens, write_triples
from taobao_kg.folders import find_folders
from taobao_kg.vocab import ID, PREFIXES, expand, term

ONTOLOGY_FOLDER = find_folders().ontology
RULES = ONTOLOGY_FOLDER / "rules"

PREFIX_LINES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def world(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIX_LINES + text, RdfFormat.TURTLE, base_iri=ID)]


def store(triples: list[Triple]) -> Store:
    return load_lens([write_triples(triples)])


def triple(s: str, p: str, o: str) -> Triple:
    return Triple(term(s), term(p), term(o))


def closure(text: str) -> dict[Triple, Reason]:
    return derive_closure(read_rules(RULES, "closure"), world(text))


def test_only_what_is_asserted_or_reported_becomes_a_truth():
    text = "".join(
        f"claim:c{n} rdf:subject policy:p{n} ; rdf:predicate tkg:issuedBy ;"
        f" rdf:object actor:a ; tkg:stance tkg:{stance} .\n"
        for n, stance in enumerate(["asserted", "reported", "recommended", "projected"])
    )
    truths = derive_truths(read_rules(RULES, "claim"), store(world(text)))
    assert set(truths) == {triple(f"policy:p{n}", "tkg:issuedBy", "actor:a") for n in (0, 1)}


def test_a_truth_keeps_every_claim_that_supports_it():
    text = "".join(
        f"claim:c{n} rdf:subject policy:p ; rdf:predicate tkg:issuedBy ; rdf:object actor:a{n % 2}"
        f" ; tkg:year year:2013 ; tkg:stance tkg:asserted .\n"
        for n in (3, 1, 2)
    )
    truths = derive_truths(read_rules(RULES, "claim"), store(world(text)))
    assert truths == {
        triple("policy:p", "tkg:issuedBy", "actor:a0"): Reason(
            ("claim-to-triple",), (term("claim:c2"),)
        ),
        triple("policy:p", "tkg:issuedBy", "actor:a1"): Reason(
            ("claim-to-triple",), (term("claim:c1"), term("claim:c3"))
        ),
        triple("policy:p", "tkg:issuedIn", "year:2013"): Reason(
            ("claim-year",), (term("claim:c1"), term("claim:c2"), term("claim:c3"))
        ),
    }


def test_an_observation_says_what_measures_its_bearer():
    truths = derive_truths(
        read_rules(RULES, "claim"),
        store(world("observation:o tkg:about actor:a ; tkg:indicator indicator:i .")),
    )
    assert set(truths) == {triple("actor:a", "tkg:measuredBy", "indicator:i")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tkg:p rdfs:domain tkg:C . actor:a tkg:p 'x' .", "actor:a rdf:type tkg:C"),
        ("tkg:p rdfs:range tkg:C . actor:a tkg:p actor:b .", "actor:b rdf:type tkg:C"),
        ("tkg:p owl:inverseOf tkg:q . actor:a tkg:p actor:b .", "actor:b tkg:q actor:a"),
        ("tkg:p owl:inverseOf tkg:q . actor:a tkg:q actor:b .", "actor:b tkg:p actor:a"),
        ("tkg:p a owl:SymmetricProperty . actor:a tkg:p actor:b .", "actor:b tkg:p actor:a"),
        ("tkg:p rdfs:subPropertyOf tkg:q . actor:a tkg:p actor:b .", "actor:a tkg:q actor:b"),
        ("tkg:C rdfs:subClassOf tkg:D . actor:a a tkg:C .", "actor:a rdf:type tkg:D"),
        (
            "tkg:p a owl:TransitiveProperty . actor:a tkg:p actor:b . actor:b tkg:p actor:c .",
            "actor:a tkg:p actor:c",
        ),
        (
            "tkg:r owl:propertyChainAxiom tkg:l1 . tkg:l1 rdf:first tkg:p ; rdf:rest tkg:l2 ."
            " tkg:l2 rdf:first tkg:q ; rdf:rest rdf:nil ."
            " actor:a tkg:p actor:b . actor:b tkg:q actor:c .",
            "actor:a tkg:r actor:c",
        ),
        (
            "tkg:r owl:propertyChainAxiom tkg:l1 . tkg:l1 rdf:first tkg:p ; rdf:rest tkg:l2 ."
            " tkg:l2 rdf:first tkg:q ; rdf:rest tkg:l3 . tkg:l3 rdf:first tkg:p ;"
            " rdf:rest rdf:nil ."
            " actor:a tkg:p actor:b . actor:b tkg:q actor:c . actor:c tkg:p actor:d .",
            "actor:a tkg:r actor:d",
        ),
    ],
)
def test_each_kind_of_axiom_is_followed(text, expected):
    assert set(closure(text)) == {triple(*expected.split())}


def test_a_literal_is_never_a_thing():
    assert not closure("tkg:p rdfs:range tkg:C ; owl:inverseOf tkg:q . actor:a tkg:p 'x' .")


def test_reasons_are_what_was_there_before():
    reasons = closure(
        "tkg:partOf a owl:TransitiveProperty ; owl:inverseOf tkg:hasPart ."
        + "".join(f"place:p{n} tkg:partOf place:p{n + 1} ." for n in range(6))
        + "place:p6 tkg:partOf place:p0 ."
    )
    assert len(reasons) == 49 - 7 + 49
    known: set[Triple] = set()
    for derived, reason in reasons.items():
        known.add(derived)
        assert all(p in known - {derived} or p not in reasons for p in reason.premises)


def test_reasons_do_not_depend_on_the_order_of_the_files():
    text = (
        "tkg:partOf a owl:TransitiveProperty . place:a tkg:partOf place:b1, place:b2 ."
        "place:b1 tkg:partOf place:c . place:b2 tkg:partOf place:c ."
    )
    rules = read_rules(RULES, "closure")
    forward = derive_closure(rules, world(text))
    assert list(derive_closure(rules, world(text)[::-1]).items()) == list(forward.items())
    (reason,) = forward.values()
    assert triple("place:a", "tkg:partOf", "place:b1") in reason.premises


def test_reasons_are_described_down_to_the_statements():
    text = (
        "claim:c1 rdf:subject policy:p ; rdf:predicate tkg:issuedBy ; rdf:object actor:a ;"
        " tkg:stance tkg:asserted ."
    )
    found = derive(RULES, store(world(text)), world("tkg:issuedBy owl:inverseOf tkg:issued ."))
    (truth,) = found.truths
    (inferred,) = found.inferred
    said: dict[NamedNode, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for t in found.derivations:
        said[t.subject][t.predicate.value].add(t.object)
    node = said[triple_node(inferred)]
    assert node[expand("tkg:rule")] == {term("rule:closure-inverse")}
    assert node[expand("rdf:subject")] == {term("actor:a")}
    axiom = triple("tkg:issuedBy", "owl:inverseOf", "tkg:issued")
    assert node[expand("tkg:premise")] == {triple_node(axiom), triple_node(truth)}
    assert expand("tkg:rule") not in said[triple_node(axiom)]
    assert said[triple_node(axiom)][expand("rdf:object")] == {term("tkg:issued")}
    assert said[triple_node(truth)][expand("tkg:premise")] == {term("claim:c1")}
    assert said[triple_node(truth)][expand("rdf:type")] == {term("tkg:DerivedTriple")}


def test_every_derivation_of_the_tiny_world_ends_at_a_statement_or_an_assertion(tiny):
    files = load_files(tiny)
    plain = [t for f in files if f.graph in (ONTOLOGY, ENTITIES) for t in f.triples]
    statements = [t for f in files if f.graph not in (ONTOLOGY, ENTITIES) for t in f.triples]
    found = derive(RULES, store(statements), plain)
    assert triple("actor:state-council", "tkg:creditedWith", "concept:internet-adoption") in set(
        found.inferred
    )
    assert not set(found.inferred) & {*plain, *found.truths}
    derived = {triple_node(t) for t in [*found.truths, *found.inferred]}
    named = {triple_node(t) for t in plain} | {t.subject for t in statements} | derived
    premises = {t.object for t in found.derivations if t.predicate == term("tkg:premise")}
    assert premises <= named
    with_rule = {t.subject for t in found.derivations if t.predicate == term("tkg:rule")}
    assert with_rule == derived


def test_describing_nothing_says_nothing():
    assert describe_reasons({}) == []
