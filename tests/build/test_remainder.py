"""What is left without some statements is the graph that would have been built of the others."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad

from taobao_kg.build.derive import derive
from taobao_kg.build.load import (
    DERIVATIONS,
    DISCREPANCIES,
    ENTITIES,
    INFERRED,
    ONTOLOGY,
    STANDING,
    TRUTHS,
)
from taobao_kg.build.pipeline import build
from taobao_kg.build.remainder import Whole
from taobao_kg.build.store import load_lens, write_triples
from taobao_kg.folders import find_folders
from taobao_kg.graph import open_graph
from taobao_kg.vocab import ID, expand, term

POLICY, ISSUED_BY = term("policy:rural-guidance"), term("tkg:issuedBy")
MINISTRY, COUNCIL = term("actor:ministry-of-commerce"), term("actor:state-council")
OF_BUILD = (TRUTHS, INFERRED, DERIVATIONS)


@pytest.fixture(scope="module")
def quads(lenses_built):
    return set(open_graph(lenses_built).quads())


@pytest.fixture(scope="module")
def whole(lenses_built, quads):
    return Whole(lenses_built.ontology / "rules", sorted(quads, key=str))


@pytest.fixture(scope="module")
def see(whole, quads):
    """Return the named graphs without the statements whose slug begins with one of some texts."""

    def call(*slugs):
        lost = {iri for iri in whole.statements if iri.rpartition("/")[2].startswith(slugs)}
        return apply(whole.without(lost), quads)

    return call


def apply(difference, quads):
    return {q for q in (quads - difference.removed) | difference.added if not in_lens(q)}


def in_lens(quad):
    return isinstance(quad.graph_name, DefaultGraph)


def of(quads, name):
    return {quad.triple for quad in quads if quad.graph_name == NamedNode(name)}


def said(quads):
    apart = {NamedNode(n) for n in (*OF_BUILD, ONTOLOGY, ENTITIES)}
    return {quad.triple for quad in quads if quad.graph_name not in apart}


def has(triples, *spo):
    return any(tuple(triple) == spo for triple in triples)


def test_without_a_source_it_is_the_graph_built_without_its_files(lenses_built, see, tmp_path):
    data = tmp_path / "graph_data"
    shutil.copytree(lenses_built.data, data)
    for path in data.glob("*/blog-2018.ttl"):
        path.unlink()
    folders = find_folders(data, tmp_path / "build")
    build(folders)
    apart = {NamedNode(DISCREPANCIES), NamedNode(STANDING)}  # see test_weigh.py
    built = {quad for quad in open_graph(folders).quads() if quad.graph_name not in apart}
    # What the paper says on the blog's word is a statement of the paper: here it stays.
    assert {quad for quad in see("blog-2018") if quad.graph_name not in apart} == built


@pytest.mark.slow
@settings(deadline=None, max_examples=30)
@given(st.data())
def test_whatever_goes_the_rules_made_the_rest(whole, quads, lenses_built, data):
    lost = data.draw(st.sets(st.sampled_from(sorted(whole.statements))))
    difference = whole.without(lost)
    left = apply(difference, quads)
    assert {q for q in difference.removed if not in_lens(q)} <= quads
    assert not difference.added & quads
    asserted = [*of(left, ONTOLOGY), *of(left, ENTITIES)]
    store = load_lens([write_triples(said(left))])
    derived = derive(lenses_built.ontology / "rules", store, asserted)
    assert of(left, TRUTHS) == set(derived.truths)
    assert of(left, INFERRED) == set(derived.inferred)
    assert_reasons_hold(left)
    # The lens: each triple of the graphs once, but for the reasons.
    shown = {q.triple for q in quads if q.graph_name != NamedNode(DERIVATIONS)}
    shown -= {q.triple for q in difference.removed if in_lens(q)}
    new = {q.triple for q in difference.added if in_lens(q)}
    assert not new & shown
    shown |= new
    assert shown == {q.triple for q in left if q.graph_name != NamedNode(DERIVATIONS)}


def assert_reasons_hold(left):
    """Each derived triple has a rule and premises, and these are there; nothing else is named."""
    reasons = of(left, DERIVATIONS)
    there = {t for name in (ONTOLOGY, ENTITIES, TRUTHS, INFERRED) for t in of(left, name)}
    parts, premises, rules = {}, {}, {}
    for node, predicate, value in reasons:
        if predicate in (term("rdf:subject"), term("rdf:predicate"), term("rdf:object")):
            parts.setdefault(node, {})[predicate] = value
        elif predicate == term("tkg:premise"):
            premises.setdefault(node, set()).add(value)
        elif predicate == term("tkg:rule"):
            rules.setdefault(node, set()).add(value)
    triples = {
        node: (p[term("rdf:subject")], p[term("rdf:predicate")], p[term("rdf:object")])
        for node, p in parts.items()
    }
    derived = {tuple(t) for name in (TRUTHS, INFERRED) for t in of(left, name)}
    assert {triples[node] for node in rules} == derived
    assert rules.keys() == premises.keys()
    known = {tuple(t) for t in there}
    statements = {t.subject for t in said(left)}
    used = {premise for some in premises.values() for premise in some}
    assert all(triples[p] in known if p in triples else p in statements for p in used)
    assert triples.keys() == rules.keys() | (used & triples.keys())


def test_what_only_one_source_supports_is_forgotten_with_it(see):
    assert has(of(see(" "), TRUTHS), POLICY, ISSUED_BY, MINISTRY)
    without = see("blog-2018", "paper-2020-0002")
    assert not any(has([quad.triple], POLICY, ISSUED_BY, MINISTRY) for quad in without)


def test_what_another_source_supports_too_stays(see):
    assert has(of(see("blog-2018"), TRUTHS), POLICY, ISSUED_BY, MINISTRY)  # so says the paper
    assert has(of(see("news-2016"), TRUTHS), POLICY, ISSUED_BY, COUNCIL)  # so says its repost
    assert not has(of(see("news-2016", "repost-2016"), TRUTHS), POLICY, ISSUED_BY, COUNCIL)


def test_the_closure_follows(see):
    assert has(of(see("blog-2018"), INFERRED), MINISTRY, term("tkg:issued"), POLICY)
    gone = of(see("blog-2018", "paper-2020-0002"), INFERRED)
    left = {t.predicate for t in gone if MINISTRY in (t.subject, t.object)}
    assert left == {term("rdf:type")}, "only what its entity says"


def test_reasons_name_only_what_is_left(see):
    left = see("blog-2018")
    assert any("paper-2020-0002" in str(triple) for triple in of(left, DERIVATIONS))
    assert not any("/blog-2018-" in str(quad) for quad in left)


def test_evidence_goes_with_its_statement_and_entities_stay(see):
    left = see("blog-2018")
    subjects = {getattr(quad.subject, "value", "") for quad in left}
    assert f"{ID}source/blog-2018" in subjects
    assert f"{ID}evidence/paper-2020-0001" in subjects
    assert f"{ID}evidence/blog-2018-0001" not in subjects


def test_evidence_of_two_statements_stays_with_either(quads, lenses_built):
    proof = NamedNode(f"{ID}evidence/news-2016-0001")
    shared = {
        Quad(q.subject, q.predicate, proof, q.graph_name)
        if q.subject.value.endswith("claim/news-2016-0002") and q.predicate == term("tkg:evidence")
        else q
        for q in quads
    }
    whole = Whole(lenses_built.ontology / "rules", shared)
    one = apply(whole.without({f"{ID}claim/news-2016-0001"}), shared)
    assert any(q.subject == proof for q in one)
    both = [f"{ID}claim/news-2016-000{n}" for n in (1, 2)]
    assert not any(q.subject == proof for q in apply(whole.without(both), shared))


def test_a_discrepancy_stays_while_all_its_statements_do(see):
    def values(left):
        found = {q.subject.value for q in left if isinstance(q.subject, NamedNode)}
        return {iri for iri in found if iri.startswith(f"{ID}discrepancy/value-blog-")}

    assert values(see(" "))
    assert values(see("news-2016")) == values(see(" "))
    assert not values(see("blog-2018-0003"))


def test_without_nothing_everything_stays(whole):
    assert whole.without(()) == (set(), set())
    assert whole.without({f"{ID}claim/no-such-0001", expand("actor:x")}) == (set(), set())


def test_nothing_left_is_a_graph_too(whole, quads):
    left = apply(whole.without(whole.statements), quads)
    assert not of(left, TRUTHS)
    assert any(quad.subject == COUNCIL for quad in left)
    assert_reasons_hold(left)
