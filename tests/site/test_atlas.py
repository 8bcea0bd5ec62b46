"""The atlas: what is said of a thing, and what does not fit about it."""

from taobao_kg.site.atlas import Atlas
from taobao_kg.vocab import ID, TKG, term


def test_everything_with_a_page_is_a_thing_once(atlas):
    pages = [thing.page for thing in atlas.things.values()]
    assert len(pages) == len(set(pages)) == len({page.lower() for page in pages})
    kinds = {thing.kind for thing in atlas.things.values()}
    assert {"actor", "policy", "source", "claim", "observation", "discrepancy"} <= kinds
    assert {"class", "term"} <= kinds
    assert "evidence" not in kinds


def test_things_of_a_kind_are_in_order(atlas):
    years = [thing.iri.removeprefix(ID) for thing in atlas.of_kind("year")]
    assert years == ["year/2013", "year/2014", "year/2015", "year/2016"]
    assert atlas.of_kind("nothing") == []


def test_statements_are_about_everything_they_name(atlas):
    for name in ("policy/rural-guidance", "actor/ministry-of-commerce", "source/blog-2018"):
        told = [one.iri for one in atlas.statements_about(ID + name)]
        assert f"{ID}claim/blog-2018-0002" in told
        assert len(told) == len(set(told))
    about = [one.iri for one in atlas.statements_about(f"{TKG}issuedBy")]
    assert f"{ID}claim/blog-2018-0002" in about
    assert f"{ID}claim/paper-2020-0002" in [
        one.iri for one in atlas.statements_about(f"{ID}source/blog-2018")
    ]


def test_discrepancies_are_found_from_both_sides(atlas):
    wanted = f"{ID}discrepancy/value-blog-2018-0003-blog-2018-0004"
    for name in ("observation/blog-2018-0003", "observation/blog-2018-0004", "place/china"):
        assert wanted in [one.iri for one in atlas.discrepancies_of(ID + name)]
    assert atlas.discrepancies_of(f"{ID}observation/statistics-2014-0004") == []


def test_what_a_rule_made_is_derived(tiny_graph, tiny_built):
    atlas = Atlas(tiny_graph, tiny_built)
    policy = f"{ID}policy/broadband-strategy"
    types = {str(triple.object): triple for triple in atlas.graph.triples(policy, term("rdf:type"))}
    assert not atlas.is_derived(types[f"<{TKG}Strategy>"])
    assert atlas.is_derived(types[f"<{TKG}Policy>"])
