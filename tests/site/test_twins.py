"""Twins: a page as Turtle and as JSON-LD says the same."""

import json

import pytest
from pyoxigraph import RdfFormat, parse

from taobao_kg.site.atlas import Atlas
from taobao_kg.site.twins import twin_texts
from taobao_kg.vocab import ID


def triples_of(text, form):
    return {quad.triple for quad in parse(text.encode(), form)}


@pytest.mark.parametrize("world", ["lenses", "hostile"])
def test_both_twins_hold_what_the_graph_says(request, world):
    from taobao_kg.graph import open_graph

    folders = request.getfixturevalue(f"{world}_built")
    atlas = Atlas(open_graph(folders), folders)
    things = [thing for thing in atlas.things.values() if thing.kind not in ("class", "term")]
    for thing in [*things, *atlas.of_kind("class")[::9], *atlas.of_kind("term")[::29]]:
        texts = twin_texts(atlas, thing)
        turtle = triples_of(texts["ttl"], RdfFormat.TURTLE)
        assert turtle == triples_of(texts["jsonld"], RdfFormat.JSON_LD), thing.iri
        own = {triple for triple in turtle if triple.subject.value == thing.iri}
        assert own == set(atlas.graph.triples(thing.iri))
        json.loads(texts["jsonld"])


def test_the_twin_of_a_statement_has_its_evidence(atlas):
    thing = atlas.things[f"{ID}claim/blog-2018-0001"]
    assert "evidence/blog-2018-0001" in twin_texts(atlas, thing)["ttl"]
    subjects = {
        triple.subject.value
        for triple in triples_of(twin_texts(atlas, thing)["ttl"], RdfFormat.TURTLE)
    }
    assert subjects == {thing.iri, f"{ID}evidence/blog-2018-0001"}
