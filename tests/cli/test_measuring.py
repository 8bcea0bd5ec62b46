"""The command line about measures."""

import pytest

from taobao_kg.ask.formats import ROW_FORMATS
from taobao_kg.cli.measuring import FORMATS, ORDERS
from taobao_kg.cli.parser import main
from taobao_kg.export.measured import FORMATS as NETWORKS
from taobao_kg.measures import report


def run(*words, folders):
    return main(["network", *words, "--data", str(folders.data), "--build", str(folders.build)])


def test_the_command_line_knows_formats_and_orders():
    assert (*ROW_FORMATS, *NETWORKS) == FORMATS
    assert ORDERS == report.ORDERS


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ([], "thing,group,degree,strength,betweenness,pagerank,community,component"),
        (["--communities"], "number,size,members"),
        (["--components"], "number,size,members"),
        (["--project", "actors"], "actor,other,weight,policies,partners,statements"),
        (["--matrix"], "actor,policy:broadband-strategy,policy:rural-guidance"),
        (
            ["--path", "state-council", "internet-adoption"],
            "path,step,from,says,to,statements,why_",
        ),
    ],
)
def test_each_choice_has_its_rows(lenses_built, capsys, words, columns):
    assert run(*words, "-f", "csv", folders=lenses_built) == 0
    assert capsys.readouterr().out.startswith(columns)


def test_a_table_says_what_its_measures_mean(lenses_built, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert run("--top", "3", "-f", "table", "--lang", "id", folders=lenses_built) == 0
    out = capsys.readouterr().out
    assert "keantaraan (betweenness): pada berapa bagian" in out
    assert len(out.split("\n\n")[0].splitlines()) == 5


def test_a_file_is_written_by_its_ending(lenses_built, tmp_path):
    assert run("-o", str(tmp_path / "n.graphml"), folders=lenses_built) == 0
    assert (tmp_path / "n.graphml").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--path", "state-council", "nobody-at-all"], 2, "nobody-at-all"),
        (
            ["--types", "policy,outcome", "--path", "state-council", "rural-guidance"],
            1,
            "actor:state-council is tied to nothing here",
        ),
        (["--types", "event", "--years", "1901..1902"], 1, "nothing is tied among event"),
        (["--years", "2015..2010"], 2, "is no range of years"),
        (["--matrix", "-f", "gexf"], 2, "gexf holds a whole network"),
    ],
)
def test_faults_are_one_line(lenses_built, capsys, words, code, message):
    assert run(*words, folders=lenses_built) == code
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1
