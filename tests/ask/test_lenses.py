import shutil
from pathlib import Path

import pytest

from taobao_kg.ask.lenses import open_lens
from taobao_kg.errors import UsageError
from taobao_kg.folders import find_folders
from taobao_kg.graph import open_graph
from taobao_kg.vocab import ID, expand

STATED = expand("tkg:statedIn")


@pytest.fixture
def folders(lenses_built, tmp_path):
    """A built world of one's own."""
    build = tmp_path / "build"
    no_lenses = shutil.ignore_patterns("lenses")  # which other tests have made
    shutil.copytree(lenses_built.build, build, symlinks=True, ignore=no_lenses)
    return find_folders(lenses_built.data, build)


def statements(graph):
    return {t.subject.value.rpartition("/")[2] for t in graph.triples(p=STATED)}


def kept(folders):
    home = folders.current / "lenses"
    return sorted(p.name for p in home.iterdir() if p.is_dir()) if home.is_dir() else []


def test_all_is_the_graph_itself(folders):
    for lens in ("all", [], ["all", "all"]):
        graph = open_lens(folders, lens)
        assert graph.lens.is_all
        assert len(statements(graph)) == 31
    assert kept(folders) == []


def test_it_is_made_once_and_then_opened(folders):
    said = []
    first = open_lens(folders, "without=blog-2018", said.append)
    second = open_lens(folders, "without=source:blog-2018", said.append)
    assert said == ["Making the lens without=blog-2018 …"]
    assert len(kept(folders)) == 1
    assert statements(first) == statements(second)
    assert first.lens == second.lens
    assert (first.lens.kept, first.lens.total) == (len(statements(first)), 31)


def test_named_graphs_hold_only_what_it_lets_through(folders):
    graph = open_lens(folders, "only=news-2016")
    assert f"{ID}graph/news-2016" in graph.graphs()
    assert f"{ID}graph/blog-2018" not in graph.graphs()
    said = {q.subject.value for q in graph.quads() if "/blog-2018-" in q.subject.value}
    assert not said
    rows = graph.query(f"SELECT ?s {{ GRAPH <{ID}graph/news-2016> {{ ?s <{STATED}> ?o }} }}")
    assert len(list(rows)) == 8


def test_of_several_each_must_let_a_statement_through(folders):
    one, other = (statements(open_lens(folders, t)) for t in ("as-of=2016", "only=news-2016"))
    both = open_lens(folders, ["only=news-2016", "as-of=2016"])
    assert statements(both) == one & other
    assert both.lens.text == "as-of=2016 + only=news-2016"
    assert statements(open_lens(folders, both.lens.text)) == one & other
    assert len(kept(folders)) == 3


def test_another_file_or_rule_makes_another_lens(folders, tmp_path):
    open_lens(folders, "official")
    queries = tmp_path / "queries"
    shutil.copytree(folders.queries / "lenses", queries / "lenses")
    path = queries / "lenses" / "official.rq"
    path.write_text(path.read_text().replace('"official statistics"', '"news"'))
    changed = open_lens(folders._replace(queries=queries), "official")
    assert "news-2016-0001" in statements(changed)
    assert len(kept(folders)) == 2


def test_where_nothing_can_be_written_it_lasts_for_the_process(folders, monkeypatch):
    from taobao_kg.build import lenses

    tried = []
    materialise = lenses.materialise

    def refuse_first(folder: Path, *rest):
        tried.append(folder)
        if len(tried) == 1:
            raise UsageError("cannot be written")
        materialise(folder, *rest)

    monkeypatch.setattr(lenses, "materialise", refuse_first)
    graph = open_lens(folders, "without=blog-2018")
    assert len(statements(graph)) == 23
    assert kept(folders) == []
    assert list(graph.quads(f"{ID}graph/news-2016"))
    assert folders.build not in tried[1].parents


def test_it_is_of_one_build_also_when_another_is_published_meanwhile(
    folders, monkeypatch, tmp_path
):
    from taobao_kg.build import lenses
    from taobao_kg.build.pipeline import build

    data = tmp_path / "graph_data"
    shutil.copytree(folders.data, data)
    folders = folders._replace(data=data)
    build(folders)
    materialise = lenses.materialise

    def build_meanwhile(*arguments):
        if next(data.glob("*/blog-2018.ttl"), None):
            for path in data.glob("*/blog-2018.ttl"):
                path.unlink()
            build(folders)
        materialise(*arguments)

    monkeypatch.setattr(lenses, "materialise", build_meanwhile)
    graph = open_lens(folders, "without=news-2016")
    assert f"{ID}graph/blog-2018" not in graph.graphs()
    assert kept(folders), "it is one of the new build"
    assert statements(graph) == statements(open_lens(folders, "without=news-2016"))
    assert statements(graph) < statements(open_graph(folders))


def test_a_wrong_one_makes_nothing(folders):
    with pytest.raises(UsageError, match="did you mean official"):
        open_lens(folders, ["without=blog-2018", "oficial"])
    assert kept(folders) == []


def test_a_new_build_leaves_no_old_lens(folders):
    from taobao_kg.build.pipeline import build

    open_lens(folders, "without=blog-2018")
    build(folders, force=True)
    assert kept(folders) == []
    assert len(statements(open_graph(folders))) == 31
