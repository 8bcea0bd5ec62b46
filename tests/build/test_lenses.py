"""A lens is the graph that would have been built of its statements alone."""

import shutil

import pytest

from taobao_kg.build.lenses import lens_world, materialise
from taobao_kg.build.load import DERIVATIONS, DISCREPANCIES, INFERRED, TRUTHS
from taobao_kg.build.pipeline import build
from taobao_kg.folders import find_folders
from taobao_kg.graph import open_graph, open_lens_graph
from taobao_kg.lens import Lens
from taobao_kg.vocab import ID, expand

ISSUED = " ".join(f"<{expand(n)}>" for n in ("policy:rural-guidance", "tkg:issuedBy"))
BY_MINISTRY = f"{ISSUED} <{expand('actor:ministry-of-commerce')}>"
BY_COUNCIL = f"{ISSUED} <{expand('actor:state-council')}>"
LENS = Lens("some", dict.fromkeys(("en", "id", "zh"), "some"), 1, 2)


@pytest.fixture(scope="module")
def quads(lenses_built):
    return list(open_graph(lenses_built).quads())


@pytest.fixture(scope="module")
def statements(quads):
    stated = expand("tkg:statedIn")
    return {q.subject.value for q in quads if q.predicate.value == stated}


@pytest.fixture(scope="module")
def see(quads, statements, lenses_built):
    """Return the lens without the statements whose slug begins with one of some texts."""

    def call(*without):
        kept = {iri for iri in statements if not iri.rpartition("/")[2].startswith(without)}
        return lens_world(lenses_built.ontology / "rules", quads, kept)

    return call


def in_graph(world, name):
    end = f" <{name}> .\n"
    return {line.removesuffix(end) for line in world.record.splitlines(True) if line.endswith(end)}


def test_without_a_source_it_is_the_graph_built_without_its_files(lenses_built, see, tmp_path):
    data = tmp_path / "graph_data"
    shutil.copytree(lenses_built.data, data)
    for path in data.glob("*/blog-2018.ttl"):
        path.unlink()
    folders = find_folders(data, tmp_path / "build")
    build(folders)
    built = {str(quad) for quad in open_graph(folders).quads() if not of_checks(quad)}
    world = see("blog-2018")
    # What the paper says on the blog's word is a statement of the paper: here it stays.
    seen = {line.removesuffix(" .") for line in world.record.splitlines()}
    assert {line for line in seen if f"<{DISCREPANCIES}>" not in line} == built


def of_checks(quad):
    return quad.graph_name.value == DISCREPANCIES


def test_what_only_one_source_supports_is_forgotten_with_it(see):
    everything, without = see(), see("blog-2018", "paper-2020-0002")
    assert BY_MINISTRY in in_graph(everything, TRUTHS)
    assert BY_MINISTRY not in in_graph(without, TRUTHS)
    assert BY_MINISTRY not in without.lens


def test_what_another_source_supports_too_stays(see):
    # News, its repost and nobody else name the council.
    assert BY_COUNCIL in in_graph(see("news-2016"), TRUTHS)
    assert BY_MINISTRY in in_graph(see("blog-2018"), TRUTHS)  # the paper says so as well
    assert BY_COUNCIL not in see("news-2016", "repost-2016").lens


def test_the_closure_follows(see):
    inverse = f"<{expand('actor:ministry-of-commerce')}> <{expand('tkg:issued')}>"
    inverse += f" <{expand('policy:rural-guidance')}>"
    assert inverse in in_graph(see("blog-2018"), INFERRED)
    gone = see("blog-2018", "paper-2020-0002")
    assert inverse not in gone.lens
    types = f" <{expand('rdf:type')}> "
    left = {line for line in in_graph(gone, INFERRED) if "ministry-of-commerce" in line}
    assert all(types in line for line in left), "only what its entity says"


def test_reasons_name_only_what_is_left(see):
    world = see("blog-2018")
    assert "paper-2020-0002" in "".join(in_graph(world, DERIVATIONS))
    assert "/blog-2018-" not in world.record


def test_evidence_goes_with_its_statement_and_entities_stay(see):
    world = see("blog-2018")
    assert f"{ID}evidence/blog-2018" not in world.record
    assert f"<{ID}source/blog-2018> " in world.lens
    assert f"{ID}evidence/paper-2020-0001" in world.record


def test_evidence_of_two_statements_stays_with_either(quads, statements, lenses_built):
    evidence = expand("tkg:evidence")
    (proof,) = [
        q.object.value
        for q in quads
        if q.subject.value.endswith("/news-2016-0001") and q.predicate.value == evidence
    ]
    moved = [
        type(q)(q.subject, q.predicate, type(q.subject)(proof), q.graph_name)
        if q.subject.value.endswith("/news-2016-0002") and q.predicate.value == evidence
        else q
        for q in quads
    ]
    kept = {iri for iri in statements if not iri.endswith("/news-2016-0001")}
    world = lens_world(lenses_built.ontology / "rules", moved, kept)
    assert f"<{proof}> <{expand('tkg:locator')}>" in world.lens


def test_a_discrepancy_stays_while_all_its_statements_do(see):
    value = f"{ID}discrepancy/value-"
    whole, blog_cut = see(), see("blog-2018-0003")
    assert value in "".join(in_graph(whole, DISCREPANCIES))
    assert value in "".join(in_graph(see("news-2016"), DISCREPANCIES))
    assert value not in blog_cut.record


def test_with_all_statements_it_is_the_whole_graph(see, lenses_built):
    record = (lenses_built.current / "graph.nq").read_text(encoding="utf-8")
    assert see().record == record


def test_nothing_left_is_a_graph_too(lenses_built, quads):
    world = lens_world(lenses_built.ontology / "rules", quads, set())
    assert f"{ID}claim/" not in world.record
    assert expand("actor:state-council") in world.lens


def test_it_is_materialised_whole_and_opened_again(tmp_path, see):
    folder = tmp_path / "lenses" / "abc"
    materialise(folder, see("blog-2018"), LENS)
    graph = open_lens_graph(folder, tmp_path)
    assert graph is not None
    assert graph.lens == LENS
    assert not graph.has(f"{ID}claim/blog-2018-0001")
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", "abc"]


def test_what_is_damaged_is_made_again(tmp_path, see):
    folder = tmp_path / "lenses" / "abc"
    world = see("blog-2018")
    materialise(folder, world, LENS)
    next((folder / "store").glob("*.sst")).unlink()
    assert open_lens_graph(folder, tmp_path) is None
    (folder.parent / ".new-killed").mkdir()
    materialise(folder, world, LENS)
    assert open_lens_graph(folder, tmp_path) is not None
    assert not (folder.parent / ".new-killed").exists()


def test_nothing_is_made_in_a_build_that_was_removed(tmp_path, see):
    with pytest.raises(OSError, match="No such file"):
        materialise(tmp_path / "gone" / "lenses" / "abc", see(), LENS)
    assert list(tmp_path.iterdir()) == []
