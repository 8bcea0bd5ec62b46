"""Explore: its data says what the graph says, and nothing in it can become more than data."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.questions import find_question
from taobao_kg.graph import Graph
from taobao_kg.site.explore import explore_data, left_out
from taobao_kg.site.pages.panels import TOLD_OF_THINGS
from taobao_kg.site.through import lines_of, see_through
from taobao_kg.vocab import ID, TKG, expand
from tests.show.conftest import graph_of_file

HOSTILE = Path(__file__).parent.parent / "show" / "hostile.trig"
PREFIXES = f"PREFIX tkg: <{TKG}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "


@pytest.fixture(scope="session")
def data(real_graph: Graph) -> dict[str, Any]:
    return explore_data(real_graph)


def rows(graph: Graph, where: str) -> list[tuple[str, ...]]:
    names = sorted(part for part in where.split() if part.startswith("?"))
    names = list(dict.fromkeys(names))
    found = graph.query(f"{PREFIXES} SELECT DISTINCT {' '.join(names)} WHERE {{ {where} }}")
    return [tuple(row[name[1:]].value for name in names) for row in found]


def short(iri: str) -> str:
    return iri.removeprefix(ID).removeprefix(TKG)


def test_every_statement_is_there_once(data, real_graph):
    said = [one["id"] for one in data["statements"]]
    assert sorted(said) == sorted(short(one) for one, _ in rows(real_graph, "?a tkg:statedIn ?b"))


def test_the_question_beside_it_counts_what_its_table_counts(data, real_graph, real_built):
    said: dict[int, set[int]] = {}
    for number, one in enumerate(data["statements"]):
        for thing in {one["s"], one.get("o"), *one["by"][:1]} - {None}:
            said.setdefault(thing, set()).add(number)
    shown = {}
    for thing, numbers in said.items():
        found = [data["statements"][number] for number in numbers]
        disputed = sum(one.get("standing") in ("disputed", "contradicted") for one in found)
        sources = len({source for one in found for source in one["by"][:1]})
        shown[ID + data["things"][thing]["id"]] = (len(found), sources, disputed)
    counts = ("statement_count", "sources", "disputed")
    answer = ask(real_graph, find_question(real_built.queries, TOLD_OF_THINGS))
    assert {row["thing"].value: tuple(int(row[c].value) for c in counts) for row in answer} == shown


def test_standings_are_those_of_the_graph(data, real_graph):
    told = {one["id"]: one["standing"] for one in data["statements"] if "standing" in one}
    assert told == {short(a): short(b) for a, b in rows(real_graph, "?a tkg:standing ?b")}


def test_a_statement_names_who_says_it_first(data, real_graph):
    things = data["things"]
    told = {one["id"]: things[one["by"][0]]["id"] for one in data["statements"]}
    assert told == {short(a): short(b) for a, b in rows(real_graph, "?a tkg:statedIn ?b")}


def test_claims_link_what_they_are_about(data, real_graph):
    things = data["things"]
    told = {
        (one["id"], things[one["s"]]["id"], things[one["o"]]["id"])
        for one in data["statements"]
        if "o" in one and one["id"].startswith("claim/")
    }
    known = {thing["id"] for thing in things}
    asked = rows(real_graph, "?a rdf:subject ?b . ?a rdf:object ?c")
    assert told == {ends for row in asked if known.issuperset((ends := tuple(map(short, row)))[1:])}


def test_instruments_are_those_of_the_graph(data, real_graph):
    things = data["things"]
    told = [
        (thing["id"], things[used]["id"])
        for thing in things
        for used in thing.get("instruments", [])
    ]
    assert sorted(told) == sorted(
        (short(a), short(b)) for a, b in rows(real_graph, "?a tkg:usesInstrument ?b")
    )


def test_tiers_are_those_of_the_graph(data, real_graph):
    told = {
        (thing["id"], tier)
        for thing in data["things"]
        if thing["group"] in ("actor", "place")
        for tier in thing.get("tiers", [])
        if tier.isdigit()
    }
    stated = {(short(a), b) for a, b in rows(real_graph, "?a tkg:tier ?b")}
    kinds = ("actor/", "place/")
    assert {pair for pair in stated if pair[0].startswith(kinds)} <= told
    national = {(short(a), "0") for (a,) in rows(real_graph, "?a a tkg:StateBody")}
    assert told <= stated | national


def test_a_policy_has_the_tier_of_its_issuer(data):
    by_id = {thing["id"]: thing for thing in data["things"]}
    issuer = by_id["actor/state-council"]["tiers"]
    things = data["things"]
    issued = [
        things[one["s"]]
        for one in data["statements"]
        if one["p"] == "issuedBy" and things[one["o"]]["id"] == "actor/state-council"
    ]
    assert issued
    assert all(set(issuer) <= set(policy["tiers"]) for policy in issued)


def test_sources_have_their_language(data, real_graph):
    told = Counter(tag for thing in data["things"] for tag in thing.get("languages", []))
    asked = rows(real_graph, "?a <http://purl.org/dc/terms/language> ?b . ?a a tkg:Source")
    assert told == Counter(language for _, language in asked)


@pytest.mark.slow
@pytest.mark.parametrize("lens", ["official", "without:renolafitri-2020"])
def test_a_lens_leaves_out_what_python_leaves_out(data, real_graph, real_built, lens):
    (effect,) = see_through(real_graph, real_built, [lens])
    lines = lines_of(real_graph)
    statements, links = left_out(data, effect, {lines[number] for number in effect.removed})
    seen = open_lens(real_built, lens.replace(":", "="))
    told = {one["id"] for n, one in enumerate(data["statements"]) if n not in set(statements)}
    assert told == {short(one) for one, _ in rows(seen, "?a tkg:statedIn ?b")}
    ids = [thing["id"] for thing in data["things"]]
    for number, (s, p, o, _) in enumerate(data["links"]):
        predicate = expand(p) if ":" in p else TKG + p
        there = next(seen.triples(ID + ids[s], predicate, ID + ids[o]), None) is not None
        assert there == (number not in links), (lens, ids[s], p, ids[o])
    assert 0 < len(links) < len(data["links"])


def test_everything_named_has_three_labels(data):
    named = [thing["labels"] for thing in data["things"]]
    named += [*data["terms"].values(), *data["lanes"].values()]
    named += [group["labels"] for group in data["groups"]]
    assert all(len(labels) == 3 and all(labels) for labels in named)


def test_what_no_statement_says_is_marked(data, real_graph):
    things = data["things"]
    said = {(one["s"], one["p"], one["o"]) for one in data["statements"] if "o" in one}
    for s, p, o, derived in data["links"]:
        assert derived in (0, 1)
        if derived == 0:
            assert (s, p, o) not in said, (things[s]["id"], p, things[o]["id"])
    assert any(derived for *_, derived in data["links"])


def test_parallel_claims_stay_apart(data):
    pairs = Counter((one["s"], one["p"], one["o"]) for one in data["statements"] if "o" in one)
    assert max(pairs.values()) > 1


def test_hostile_names_stay_data():
    told = explore_data(graph_of_file(HOSTILE))
    labels = [label for thing in told["things"] for label in thing["labels"]]
    assert any("<script" in label for label in labels)
    assert json.loads(json.dumps(told)) == told
    for thing in told["things"]:
        path = thing.get("path", f"doc/{thing['id']}")
        assert path.startswith("doc/")
        assert ".." not in path
        assert not set(path) & set("<>\"'?#\\ ")


def test_the_same_graph_gives_the_same_data(data, real_graph):
    assert json.dumps(explore_data(real_graph)) == json.dumps(data)
