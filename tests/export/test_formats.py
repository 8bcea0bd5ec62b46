"""Which format is meant, and where files end up."""

import io
import zipfile

import pytest

from taobao_kg.cli.taking import FORMAT_NAMES
from taobao_kg.errors import UsageError
from taobao_kg.export.formats import FORMATS, export_graph, guess_format, require_format
from taobao_kg.vocab import BASE


def test_help_names_every_format():
    assert set(FORMAT_NAMES) == set(FORMATS)


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("a.ttl", "turtle"),
        ("a.TRIG", "trig"),
        ("a.nt", "nt"),
        ("a.nq", "nq"),
        ("a.jsonld", "jsonld"),
        ("a.owl", "rdfxml"),
        ("a.graphml", "graphml"),
        ("a.gexf", "gexf"),
        ("a.csv", "csv"),
    ],
)
def test_the_suffix_tells_the_format(output, name):
    assert guess_format(output) == name


@pytest.mark.parametrize("output", ["-", "graph", "graph.doc"])
def test_no_known_suffix_asks_for_a_format(output):
    with pytest.raises(UsageError, match="add -f with one of turtle"):
        require_format(None, output)


def test_a_misspelt_format_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="'turtel' is not a format; did you mean turtle"):
        require_format("turtel", "-")


def test_a_file_is_replaced_whole(small, tmp_path):
    target = tmp_path / "graph.nt"
    target.write_text("old")
    export_graph(small, str(target))
    assert target.read_text(encoding="utf-8").startswith("<https://")
    assert list(tmp_path.iterdir()) == [target]


def test_standard_output_gets_the_bytes(small, capsysbinary):
    export_graph(small, "-", "nq")
    assert "国务院".encode() in capsysbinary.readouterr().out


@pytest.mark.parametrize("output", ["missing/graph.nt", "taken"])
def test_an_unwritable_output_leaves_nothing(small, tmp_path, output):
    (tmp_path / "taken").mkdir()
    with pytest.raises(UsageError, match=r"cannot be written \(.*\); choose another place"):
        export_graph(small, str(tmp_path / output), "nt")
    assert [path.name for path in tmp_path.rglob("*")] == ["taken"]


def test_a_folder_format_in_a_missing_folder_leaves_nothing(small, tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        export_graph(small, str(tmp_path / "missing" / "tables"), "csv")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_stays(small, tmp_path):
    target = tmp_path / "tables"
    target.write_text("mine")
    with pytest.raises(UsageError, match="cannot be written"):
        export_graph(small, str(target), "csv")
    assert target.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_tables_fill_a_folder_and_leave_other_files_alone(small, tmp_path):
    target = tmp_path / "tables"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    export_graph(small, str(target), "csv")
    assert sorted(path.name for path in target.iterdir()) == [
        "csv-metadata.json",
        "discrepancies.csv",
        "entities.csv",
        "mine.txt",
        "sources.csv",
        "statements.csv",
    ]
    assert list(tmp_path.iterdir()) == [target]


def test_a_csv_file_is_the_table_of_statements(small, tmp_path):
    target = tmp_path / "said.csv"
    export_graph(small, str(target))
    assert target.read_text(encoding="utf-8").startswith("id,kind,subject,")


def test_a_zip_file_has_the_same_bytes_each_time(small, tmp_path):
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    export_graph(small, str(one), "ro-crate")
    export_graph(small, str(two), "ro-crate")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(io.BytesIO(one.read_bytes())) as archive:
        assert archive.testzip() is None
        assert "tables/statements.csv" in archive.namelist()


def test_turtle_is_split_on_request(small, tmp_path):
    export_graph(small, str(tmp_path / "out"), "turtle", split=True)
    assert "wang-2020.ttl" in [path.name for path in (tmp_path / "out").iterdir()]


@pytest.mark.parametrize(
    ("output", "name", "split", "message"),
    [
        ("-", "ro-crate", False, "give -o FOLDER"),
        ("-", "turtle", True, "give -o FOLDER"),
        ("out", "nq", True, "nq is one file"),
        ("out.zip", "nq", False, "nq is one file"),
        ("out", "csv", True, "only turtle is split"),
    ],
)
def test_a_combination_without_meaning_is_refused(small, output, name, split, message):
    with pytest.raises(UsageError, match=message):
        export_graph(small, output, name, split=split)


def test_a_fork_has_its_own_base_everywhere(small, tmp_path):
    target = tmp_path / "fork.nq"
    export_graph(small, str(target), base="https://example.org/kg/")
    text = target.read_text(encoding="utf-8")
    assert "<https://example.org/kg/id/actor/" in text
    assert BASE not in text
    export_graph(small, str(tmp_path / "own.nq"))
    assert text == (tmp_path / "own.nq").read_text("utf-8").replace(BASE, "https://example.org/kg/")


@pytest.mark.parametrize("base", ["", "example.org/", "https://a b/", 'https://a/">', "ftp://a/"])
def test_a_base_that_is_none_is_refused(small, tmp_path, base):
    with pytest.raises(UsageError, match="cannot begin our IRIs"):
        export_graph(small, str(tmp_path / "fork.nq"), base=base)
    assert list(tmp_path.iterdir()) == []
