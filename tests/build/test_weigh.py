"""What is left is weighed as if nothing else had been said."""

import shutil

import pytest
from pyoxigraph import NamedNode, Quad

from taobao_kg.build.checks import read_check
from taobao_kg.build.discrepancies import find_again
from taobao_kg.build.load import DISCREPANCIES, STANDING
from taobao_kg.build.pipeline import build
from taobao_kg.build.remainder import Whole
from taobao_kg.build.store import load_quads
from taobao_kg.build.weigh import subtract
from taobao_kg.engines.writing import change_store
from taobao_kg.folders import find_folders
from taobao_kg.graph import open_graph
from taobao_kg.vocab import ID, term


@pytest.fixture
def store(lenses_built):
    return load_quads(list(open_graph(lenses_built).quads()))


@pytest.fixture(scope="module")
def whole(lenses_built):
    return Whole(lenses_built.ontology / "rules", open_graph(lenses_built).quads())


@pytest.fixture
def leave_out(store, whole, lenses_built):
    """Take the statements of some sources out of the store; return what was changed."""

    def call(*slugs):
        lost = {iri for iri in whole.statements if iri.rpartition("/")[2].startswith(slugs)}
        return subtract(store, whole.without(lost), whole.left_over(lost), lenses_built)

    return call


@pytest.fixture
def built_without(lenses_built, tmp_path):
    """Build the world without the files of some sources."""

    def call(*slugs):
        data = tmp_path / "graph_data"
        shutil.copytree(lenses_built.data, data)
        for slug in slugs:
            for path in data.glob(f"*/{slug}.ttl"):
                path.unlink()
        folders = find_folders(data, tmp_path / "build")
        build(folders)
        return open_graph(folders)

    return call


def in_store(store, name):
    return {q.triple for q in store.quads_for_pattern(None, None, None, NamedNode(name))}


def in_graph(graph, name):
    return {quad.triple for quad in graph.quads(name)}


def found(triples, check):
    start = f"{ID}discrepancy/{check}-"
    return {t.subject.value for t in triples if t.subject.value.startswith(start)}


@pytest.mark.parametrize("slug", ["blog-2018", "news-2016", "page-undated", "paper-2020"])
def test_what_is_left_disagrees_and_stands_as_if_built_so(store, leave_out, built_without, slug):
    before = in_store(store, DISCREPANCIES)
    leave_out(slug)
    built = built_without(slug)
    assert in_store(store, STANDING) == in_graph(built, STANDING)
    told = {t for t in in_store(store, DISCREPANCIES) if not is_of_rule(t)}
    assert told == {t for t in in_graph(built, DISCREPANCIES) if not is_of_rule(t)}
    assert told != before


def is_of_rule(triple):
    return triple.subject.value.startswith(f"{ID}rule/")


def test_a_disagreement_of_four_goes_on_between_two(store, leave_out):
    three = f"{ID}discrepancy/value-across-sources-blog-2018-0003-repost-2016-0003"
    assert three in found(in_store(store, DISCREPANCIES), "value-across-sources")
    leave_out("news-2016", "blog-2018-0004")
    again = Quad(
        NamedNode(three), term("tkg:between"), NamedNode(f"{ID}observation/blog-2018-0003")
    )
    assert again in store
    gone = NamedNode(f"{ID}observation/news-2016-0005")
    assert Quad(NamedNode(three), term("tkg:between"), gone) not in store


def test_only_in_what_is_left_of_a_discrepancy_is_looked_again(store, lenses_built):
    check = read_check(lenses_built.queries / "checks" / "value.rq")
    one, other = (NamedNode(f"{ID}observation/blog-2018-000{n}") for n in (3, 4))
    assert found(find_again(store, check, [frozenset((one, other))]), "value")
    assert not find_again(store, check, [frozenset((one,)), frozenset((other,))])
    assert not find_again(store, check, [])


def test_who_is_corroborated_by_the_source_left_out_stands_alone(store, leave_out):
    page = NamedNode(f"{ID}observation/page-undated-0001")
    assert Quad(page, term("tkg:standing"), term("tkg:corroborated")) in store
    leave_out("blog-2018", "paper-2020")
    assert Quad(page, term("tkg:standing"), term("tkg:singleSourced")) in store
    assert Quad(page, term("tkg:standing"), term("tkg:corroborated")) not in store


def test_all_that_was_changed_is_told_and_can_be_undone(store, leave_out):
    before = set(store)
    done = leave_out("blog-2018", "page-undated")
    assert done.removed <= before
    assert not done.added & before
    assert set(store) == (before - done.removed) | done.added
    change_store(store, done.added, done.removed)
    assert set(store) == before
    assert leave_out("no-such-source") == (set(), set())
    assert set(store) == before
