import pytest

from taobao_kg.build.lenses import materialise
from taobao_kg.build.remainder import Difference, Whole
from taobao_kg.build.store import load_quads
from taobao_kg.build.weigh import subtract
from taobao_kg.graph import open_graph, open_lens_graph
from taobao_kg.lens import Lens
from taobao_kg.vocab import ID

LENS = Lens("some", dict.fromkeys(("en", "id", "zh"), "some"), 1, 2)


NOTHING = Difference(set(), set())


@pytest.fixture(scope="module")
def difference(lenses_built):
    """What makes the lens without the blog."""
    quads = list(open_graph(lenses_built).quads())
    whole = Whole(lenses_built.ontology / "rules", quads)
    lost = {iri for iri in whole.statements if "/blog-2018-" in iri}
    rest, doubts = whole.without(lost), whole.left_over(lost)
    return subtract(load_quads(quads), rest, doubts, lenses_built)


@pytest.fixture(scope="module")
def built(lenses_built):
    return lenses_built.current.resolve()


def test_it_is_materialised_whole_and_opened_again(tmp_path, built, difference):
    folder = tmp_path / "lenses" / "abc"
    materialise(folder, built, LENS, difference)
    graph = open_lens_graph(folder, tmp_path)
    assert graph is not None
    assert graph.lens == LENS
    assert not graph.has(f"{ID}claim/blog-2018-0001")
    assert graph.has(f"{ID}claim/news-2016-0001")
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", "abc"]


def test_store_and_record_say_the_same(tmp_path, built, difference):
    folder = tmp_path / "abc"
    materialise(folder, built, LENS, difference)
    graph = open_lens_graph(folder, tmp_path)
    (row,) = graph.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    recorded = list(graph.quads())
    assert int(row["n"].value) == len(recorded)
    assert graph.graphs() == sorted({quad.graph_name.value for quad in recorded})


def test_without_a_difference_the_record_is_that_of_the_build(tmp_path, built):
    materialise(tmp_path / "abc", built, LENS, NOTHING)
    record = (tmp_path / "abc" / "graph.nq").read_bytes()
    assert record == (built / "graph.nq").read_bytes()


def test_the_same_lens_has_the_same_record(tmp_path, built, difference):
    for name in ("one", "two"):
        materialise(tmp_path / name, built, LENS, difference)
    one, two = ((tmp_path / name / "graph.nq").read_bytes() for name in ("one", "two"))
    assert one == two


def test_what_is_damaged_is_made_again(tmp_path, built, difference):
    folder = tmp_path / "lenses" / "abc"
    materialise(folder, built, LENS, difference)
    next((folder / "store").glob("*.sst")).unlink()
    assert open_lens_graph(folder, tmp_path) is None
    (folder.parent / ".new-killed").mkdir()
    materialise(folder, built, LENS, difference)
    assert open_lens_graph(folder, tmp_path) is not None
    assert not (folder.parent / ".new-killed").exists()


def test_nothing_is_made_in_a_build_that_was_removed(tmp_path, built):
    with pytest.raises(OSError, match="No such file"):
        materialise(tmp_path / "gone" / "lenses" / "abc", built, LENS, NOTHING)
    assert list(tmp_path.iterdir()) == []
