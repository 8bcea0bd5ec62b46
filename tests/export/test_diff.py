"""What changed between two graphs, in words."""

import pytest
from pyoxigraph import Literal

from taobao_kg.errors import DataError
from taobao_kg.export.choice import Choice
from taobao_kg.export.diff import compare_files
from taobao_kg.export.rdf import write_nquads


@pytest.fixture
def write(make_graph, tmp_path):
    def write_graph(name, *more):
        path = tmp_path / name
        path.write_text(write_nquads(make_graph(*more), Choice()), encoding="utf-8")
        return path

    return write_graph


def test_a_graph_does_not_differ_from_itself(write):
    assert list(compare_files(write("a.nq"), write("b.nq"))) == []


def test_an_added_statement_is_said_in_words(write):
    note = Literal("yes\nand no", language="en")
    new = write("b.nq", ("entities", "actor:state-council", "skos:editorialNote", note))
    assert list(compare_files(write("a.nq"), new)) == [
        "graph:entities: 1 added, 0 removed",
        '+ State Council (actor:state-council) · skos:editorialNote · "yes and no"@en',
        "in all: 1 added, 0 removed",
    ]


def test_removed_statements_are_counted_by_graph(write):
    old = write(
        "a.nq",
        ("entities", "actor:a", "tkg:partOf", "actor:state-council"),
        ("truths", "actor:a", "tkg:partOf", "actor:state-council"),
    )
    lines = list(compare_files(old, write("b.nq")))
    assert lines[0] == "graph:entities: 0 added, 1 removed"
    assert lines[1] == "- actor:a · tkg:partOf · State Council"
    assert lines[-1] == "in all: 0 added, 2 removed"


def test_of_the_reasons_only_a_number_is_told(write):
    reason = [
        ("derivations", "triple:1", "tkg:premise", "claim:1"),
        ("derivations", "triple:1", "tkg:premise", "claim:2"),
    ]
    assert list(compare_files(write("a.nq"), write("b.nq", *reason))) == [
        "graph:derivations: 1 derived reason differs"
    ]
    both = [*reason, ("inferred", "actor:a", "tkg:partOf", "actor:state-council")]
    lines = list(compare_files(write("c.nq", *both), write("d.nq")))
    assert lines[0] == "graph:inferred: 0 added, 1 removed"
    assert lines[-2:] == [
        "in all: 0 added, 1 removed",
        "graph:derivations: 1 derived reason differs",
    ]


def test_build_folders_are_compared(real_built):
    assert list(compare_files(real_built.build, real_built.current)) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.nq", "<a", "not N-Quads.*mend the line"),
        ("a.doc", "", "neither RDF nor a build"),
        ("missing.nq", None, r"cannot be read \(No such file"),
    ],
)
def test_an_unreadable_graph_is_named(write, tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(DataError, match=message):
        list(compare_files(tmp_path / name, write("b.nq")))
