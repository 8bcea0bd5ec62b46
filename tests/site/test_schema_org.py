"""What pages say to search engines, in the words of schema.org."""

import json

import pytest
from pyoxigraph import RdfFormat, parse

from taobao_kg.site.atlas import Atlas
from taobao_kg.site.schema_org import SCHEMA, aligned, describe, labels_of
from taobao_kg.vocab import ID, expand


def test_a_thing_has_its_names_and_is_part_of_the_data_set(atlas):
    thing = atlas.things[f"{ID}actor/ministry-of-commerce"]
    assert labels_of(atlas, thing.iri)["en"] == "Ministry of Commerce"
    told = describe(atlas, thing)
    assert told["@id"] == thing.iri
    assert told["@type"] == ["GovernmentOrganization"]
    assert {"@value": "Ministry of Commerce", "@language": "en"} in told["name"]
    assert told["isPartOf"] == [{"@type": "Dataset", "name": "Taobao-KG"}]


def test_a_policy_says_who_passed_it_as_the_ontology_aligns_it(atlas):
    assert aligned(atlas, expand("tkg:issuedBy")) == ("legislationPassedBy",)
    assert aligned(atlas, expand("schema:url")) == ("url",)
    assert aligned(atlas, expand("tkg:statedIn")) == ()
    told = describe(atlas, atlas.things[f"{ID}policy/rural-guidance"])
    assert told["@type"] == ["Legislation"]
    issuer = {"@id": f"{ID}actor/ministry-of-commerce", "name": "Ministry of Commerce"}
    assert issuer in told["legislationPassedBy"]


def test_places_lie_in_places_and_are_no_works(atlas):
    lying = 0
    for thing in atlas.things.values():
        told = describe(atlas, thing)
        for value in told.get("containedInPlace", []):
            assert {thing.kind, atlas.things[value["@id"]].kind} == {"place"}
            lying += 1
        if thing.kind not in ("policy", "source"):
            assert told["isPartOf"] == [{"@type": "Dataset", "name": "Taobao-KG"}]
    assert lying


def test_a_country_is_nobodys_parent_organization(real_graph, real_built):
    atlas = Atlas(real_graph, real_built)
    owned = f"{ID}actor/alibaba-group"
    assert any(real_graph.triples(owned, expand("tkg:ownedBy"), f"{ID}place/china"))
    parents = [
        (thing.kind, atlas.things[value["@id"]].kind)
        for thing in atlas.things.values()
        for value in describe(atlas, thing).get("parentOrganization", [])
    ]
    assert parents
    assert set(parents) == {("actor", "actor")}


@pytest.mark.parametrize("world", ["lenses", "hostile"])
def test_it_is_json_ld_and_the_same_each_time(request, world):
    from taobao_kg.graph import open_graph

    folders = request.getfixturevalue(f"{world}_built")
    one, again = (Atlas(open_graph(folders), folders) for _ in range(2))
    for iri, thing in one.things.items():
        told = json.dumps(describe(one, thing))
        assert told == json.dumps(describe(again, again.things[iri]))
        triples = list(parse(told.encode(), RdfFormat.JSON_LD))
        assert len(triples) >= 3
        own = [quad for quad in triples if quad.subject.value == iri]
        assert all(quad.predicate.value.startswith((SCHEMA, expand("rdf:type"))) for quad in own)
