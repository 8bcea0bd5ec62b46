"""The network: what is a node, what is an edge, and what the choices leave."""

from dataclasses import replace

import networkx as nx
import pytest

from taobao_kg.errors import UsageError
from taobao_kg.show.groups import GROUP_BY_NAME
from taobao_kg.show.links import join_triples
from taobao_kg.show.network import build_network, network_of, read_years
from taobao_kg.show.records import read_records
from taobao_kg.vocab import expand

POLICY = expand("policy:broadband-strategy")
COUNCIL = expand("actor:state-council")
ADOPTION = expand("concept:internet-adoption")


def edges(network, u, v):
    return {
        key: data for a, b, key, data in network.edges(keys=True, data=True) if (a, b) == (u, v)
    }


def test_entities_are_nodes_with_names_in_every_language(tiny_graph):
    node = build_network(tiny_graph, lang="zh").nodes[POLICY]
    assert node["label"] == "宽带中国战略"
    assert node["labels"]["id"] == "Strategi Broadband"
    assert (node["type"], node["group"], node["year"]) == ("Strategy", "policy", 2013)


def test_statements_and_evidence_are_no_nodes(tiny_graph):
    kinds = {iri.split("/id/")[1].split("/")[0] for iri in build_network(tiny_graph)}
    assert not kinds & {"claim", "observation", "evidence", "triple", "graph"}


def test_a_claim_is_an_edge_that_knows_its_source(tiny_graph):
    found = edges(build_network(tiny_graph, lang="id"), POLICY, COUNCIL)
    edge = found[expand("claim:tiny-2020-0001")]
    assert edge["predicate"] == expand("tkg:issuedBy")
    assert edge["statements"] == [expand("claim:tiny-2020-0001")]
    assert (edge["year"], edge["derived"], edge["stance"]) == (2013, False, "asserted")
    assert edge["sources"] == [expand("source:tiny-2020")]
    assert expand("tkg:issuedBy") not in found, "the plain triple is the same edge"


def test_an_observation_is_an_edge_from_bearer_to_indicator(tiny_graph):
    found = edges(build_network(tiny_graph), ADOPTION, expand("indicator:internet-adoption-rate"))
    edge = found[expand("observation:tiny-2020-0003")]
    assert (edge["value"], edge["unit"], edge["bound"]) == ("33.1", expand("unit:percent"), "exact")


def test_what_only_the_ontology_says_is_derived(tiny_graph):
    found = edges(build_network(tiny_graph), COUNCIL, POLICY)
    assert found[expand("tkg:issued")]["derived"]
    assert found[expand("tkg:issued")]["statements"] == []


@pytest.mark.parametrize("stance", ["counted", "computed", "targeted", "projected"])
def test_a_number_is_one_line_whatever_its_stance(tiny_graph, stance):
    records = read_records(tiny_graph)
    numbers = {
        iri: replace(one, stance=stance)
        for iri, one in records.statements.items()
        if one.kind == "observation"
    }
    network = network_of(replace(records, statements=numbers))
    found = [
        (source, target, key)
        for source, target, key, predicate in network.edges(keys=True, data="predicate")
        if predicate == expand("tkg:measuredBy")
    ]
    assert found
    assert all(key in numbers for _, _, key in found)
    triples = join_triples(network, records.things, records)
    measured = [one for one in triples if one["p"] == expand("tkg:measuredBy")]
    assert {"stance" in one for one in measured} == {stance in ("targeted", "projected")}


def test_parallel_claims_stay_parallel(hostile_graph):
    network = build_network(hostile_graph)
    assert network.number_of_edges(expand("policy:script"), expand("actor:image")) == 1
    stances = nx.get_edge_attributes(network, "stance")
    assert set(stances.values()) == {"asserted", "recommended", "projected"}


@pytest.mark.parametrize(
    "world", ["lenses_graph", pytest.param("real_graph", marks=pytest.mark.slow)]
)
def test_order_is_always_the_same(request, world):
    graph = request.getfixturevalue(world)
    one, other = build_network(graph), build_network(graph)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert list(one) == sorted(one)


def test_around_an_entity(tiny_graph):
    near = build_network(tiny_graph, about="国务院", depth=1)
    assert set(near) >= {COUNCIL, POLICY}
    assert all(nx.has_path(near.to_undirected(), COUNCIL, node) for node in near)
    assert set(build_network(tiny_graph, about="actor:state-council", depth=0)) == {COUNCIL}


def test_types_are_groups_or_classes(tiny_graph):
    assert set(build_network(tiny_graph, types=["policy", "StateBody"])) == {COUNCIL, POLICY}


def test_years_keep_what_is_dated(tiny_graph):
    network = build_network(tiny_graph, years=(2013, 2013))
    assert {COUNCIL, POLICY} <= set(network)
    assert ADOPTION not in network
    assert expand("claim:tiny-2020-0001") in edges(network, POLICY, COUNCIL)


@pytest.mark.usefixtures("read_once")
def test_sources_keep_what_they_say(real_graph):
    network = build_network(real_graph, sources=["source:lin-2018"])
    assert network.number_of_edges() > 0
    for _, _, sources in network.edges(data="sources"):
        assert expand("source:lin-2018") in sources


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"types": ["polcy"]}, "did you mean policy"),
        ({"about": "nowhere-at-all"}, "nowhere-at-all"),
        ({"about": "tkg:issuedBy"}, "is no entity"),
        ({"sources": ["nothing-2020"]}, "nothing-2020"),
        ({"about": "state-council", "depth": -1}, "depth is -1"),
        ({"about": "state-council", "types": ["policy"]}, "loosen"),
    ],
)
def test_wrong_choices_are_named(tiny_graph, choice, words):
    with pytest.raises(UsageError, match=words):
        build_network(tiny_graph, **choice)


@pytest.mark.parametrize("text", ["", "..", "x", "2015..2010", "2010-2015", "2010..x"])
def test_wrong_years(text):
    with pytest.raises(UsageError, match=r"2010\.\.2015"):
        read_years(text)


@pytest.mark.usefixtures("read_once")
def test_every_entity_has_a_group(real_graph):
    groups = {group for _, group in build_network(real_graph).nodes(data="group")}
    assert groups <= set(GROUP_BY_NAME)
    assert {"actor", "policy", "goal", "outcome", "problem", "place", "source", "time"} <= groups
