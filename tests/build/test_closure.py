"""The closure is that of its rules as SPARQL, and that of OWL 2 RL as owlrl has it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from bench.closure_peers import ask_owlrl, ask_store, differences
from bench.world import make_world
from taobao_kg.build.closure import Closure
from taobao_kg.build.derive import derive_truths, read_reasons
from taobao_kg.build.facts import read_fact, write_fact
from taobao_kg.build.load import ENTITIES, ONTOLOGY, load_files
from taobao_kg.build.rules import read_rule, read_rules
from taobao_kg.build.store import load_lens, write_triples
from taobao_kg.errors import DataError
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID, PREFIXES, term
from tests.conftest import FIXTURES

RULES = find_folders().ontology / "rules"
CLOSURE = read_rules(RULES, "closure")
#: Things that touch every kind of axiom of our ontology.
EXTRA = """
place:c tkg:partOf place:b . place:b tkg:partOf place:a . place:a a tkg:Place .
actor:x tkg:locatedIn place:c ; tkg:partnersWith actor:y ; tkg:owns actor:z ; tkg:issued policy:p .
policy:p tkg:ledTo concept:o ; tkg:issuedIn year:2013 ; tkg:partOf policy:q .
policy:q tkg:ledTo concept:o2 ; tkg:succeededBy policy:r . policy:r tkg:succeededBy policy:s .
concept:g tkg:causes concept:h . source:s1 tkg:cites source:s2 . concept:i tkg:similarTo concept:j .
"""
#: A small ontology has all axioms there are rules for.
PROPERTIES = [f"<urn:p{n}>" for n in range(4)]
CLASSES = [f"<urn:C{n}>" for n in range(3)]
THINGS = [f"<urn:t{n}>" for n in range(5)]
LIST = [f"<urn:l{n}>" for n in range(3)]


def name(text):
    return str(term(text))


properties, classes, things = map(st.sampled_from, (PROPERTIES, CLASSES, THINGS))
axioms = st.one_of(
    st.tuples(properties, st.just(name("rdfs:domain")), classes),
    st.tuples(properties, st.just(name("rdfs:range")), classes),
    st.tuples(properties, st.just(name("owl:inverseOf")), properties),
    st.tuples(properties, st.just(name("rdfs:subPropertyOf")), properties),
    st.tuples(classes, st.just(name("rdfs:subClassOf")), classes),
    st.tuples(
        properties,
        st.just(name("rdf:type")),
        st.sampled_from([name("owl:TransitiveProperty"), name("owl:SymmetricProperty")]),
    ),
)
chains = st.lists(properties, min_size=2, max_size=3).flatmap(
    lambda links: properties.map(lambda whole: make_chain(whole, links))
)
said = st.one_of(
    st.tuples(things, properties, things),
    st.tuples(things, st.just(name("rdf:type")), classes),
    st.tuples(things, properties, st.just('"text"')),
)
worlds = st.tuples(
    st.lists(axioms, max_size=6), st.lists(chains, max_size=1), st.lists(said, max_size=8)
).map(lambda parts: {*parts[0], *(fact for chain in parts[1] for fact in chain), *parts[2]})


def make_chain(whole, links):
    facts = {(whole, name("owl:propertyChainAxiom"), LIST[0])}
    for place, link in enumerate(links):
        last = place == len(links) - 1
        facts.add((LIST[place], name("rdf:first"), link))
        facts.add((LIST[place], name("rdf:rest"), name("rdf:nil") if last else LIST[place + 1]))
    return facts


def assert_reasons_hold(found, facts):
    known = {*facts}
    bodies = {rule.name: rule for rule in CLOSURE}
    for fact, (rule, premises) in found.items():
        assert known.issuperset(premises)
        assert fact not in known
        assert len(premises) == len(bodies[rule].body)
        known.add(fact)


@settings(deadline=None, max_examples=150)
@given(worlds)
def test_it_is_what_the_rules_make_in_a_store(facts):
    found = Closure(CLOSURE, sorted(facts)).extend()
    asked = ask_store(RULES, map(write_fact, facts))
    assert {*found, *facts} == {read_fact(triple) for triple in asked}
    assert_reasons_hold(found, facts)


@settings(deadline=None, max_examples=100)
@given(worlds, worlds)
def test_what_is_added_makes_what_it_would_have_made_from_the_beginning(first, then):
    closure = Closure(CLOSURE)
    before = closure.extend(sorted(first))
    after = closure.extend(sorted(then - before.keys()))
    whole = Closure(CLOSURE, first | then).extend()
    assert {*before, *after, *first, *then} == {*whole, *first, *then}
    assert not closure.extend()
    assert_reasons_hold(after, {*before, *first, *then})


@settings(deadline=None, max_examples=100)
@given(worlds, st.data())
def test_what_is_taken_out_takes_with_it_what_does_not_follow_otherwise(facts, data):
    closure = Closure(CLOSURE, sorted(facts))
    found = closure.extend()
    lost = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    left = facts - lost
    unsure = {*lost, *found}
    closure.discard(unsure)
    again = closure.regain(unsure)
    assert {*again} | left == {*Closure(CLOSURE, left).extend()} | left
    assert_reasons_hold(again, left)
    closure.add(unsure)
    assert not closure.extend()


def test_the_order_of_facts_changes_no_reason():
    world = [*make_chain(PROPERTIES[0], PROPERTIES[1:3])]
    world += [(a, PROPERTIES[1], b) for a in THINGS[:3] for b in THINGS[2:]]
    world += [(a, PROPERTIES[2], b) for a in THINGS[2:] for b in THINGS[:2]]
    found = Closure(CLOSURE, sorted(world)).extend()
    assert len(found) == 6
    again = Closure(CLOSURE, sorted(world, reverse=True)).extend()
    assert [*found.items()] == [*again.items()]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("?a ?b ?c .", "is told by no pattern about the ontology"),
        ("?b rdfs:domain ?d .\n  ?a ?b ?c .\n  FILTER (?a != ?c)", "no condition of a rule"),
    ],
)
def test_a_rule_that_cannot_be_instantiated_is_named(tmp_path, body, words):
    path = tmp_path / "closure-x.rq"
    path.write_text(f"CONSTRUCT {{\n  ?c ?b ?a .\n}}\nWHERE {{\n  {body}\n}}\n", encoding="utf-8")
    with pytest.raises(DataError, match=words) as caught:
        Closure([read_rule(path)])
    assert caught.value.file == "closure-x.rq"


def read(text):
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return [quad.triple for quad in parse(prefixes + text, RdfFormat.TURTLE, base_iri=ID)]


def tiny():
    return load_files(find_folders(FIXTURES / "tiny"))


def paper():
    """The paper alone, with all the things there are."""
    files = load_files(find_folders())
    return [
        f for f in files if f.graph in (ONTOLOGY, ENTITIES) or f.path.stem == "renolafitri-2020"
    ]


def known(files):
    """Return what a closure is made of: ontology, entities, truths."""
    plain = [t for f in files if f.graph in (ONTOLOGY, ENTITIES) for t in f.triples]
    statements = [t for f in files if f.graph not in (ONTOLOGY, ENTITIES) for t in f.triples]
    return [*plain, *truths(statements)]


def truths(statements):
    return derive_truths(read_rules(RULES, "claim"), load_lens([write_triples(statements)]))


def made_up():
    triples = [*make_world(600, seed=3)]
    kinds = tuple(f"{ID}{kind}/" for kind in ("claim", "observation", "evidence"))
    statements = [t for t in triples if t.subject.value.startswith(kinds)]
    ontology = parse_turtle(RULES.parent / "taobao-kg.ttl")
    return [*ontology, *(t for t in triples if t not in {*statements}), *truths(statements)]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("world", ["tiny", "paper", "made_up"])
def test_the_closure_is_that_of_owlrl(world):
    pytest.importorskip("owlrl")
    asserted = {
        "tiny": lambda: [*known(tiny()), *read(EXTRA)],
        "paper": lambda: known(paper()),
        "made_up": made_up,
    }[world]()
    found = read_reasons(Closure(CLOSURE, map(read_fact, asserted)).extend())
    assert not differences([*asserted, *found], ask_owlrl(asserted))
    assert len(found) > {"tiny": 100, "paper": 3000, "made_up": 1000}[world]


def test_a_source_that_is_added_makes_only_what_is_new():
    files = tiny()
    source = next(f for f in files if f.graph not in (ONTOLOGY, ENTITIES))
    before = [*map(read_fact, known([f for f in files if f is not source]))]
    after = [*map(read_fact, known(files))]
    closure = Closure(CLOSURE, before)
    first = closure.extend()
    then = closure.extend(fact for fact in after if fact not in first)
    assert then
    assert not then.keys() & first.keys()
    assert {*first, *then, *after} == {*Closure(CLOSURE, after).extend(), *after}
