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
        (["--matrix"], "actor,policy:11th-five-year-plan-for-e-commerce-2007,"),
        (["--path", "state-council", "taobao-village"], "path,step,from,says,to,statements,why_"),
    ],
)
def test_each_choice_has_its_rows(real_built, capsys, words, columns):
    assert run(*words, "-f", "csv", folders=real_built) == 0
    assert capsys.readouterr().out.startswith(columns)


def test_a_table_says_what_its_measures_mean(real_built, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert run("--top", "3", "-f", "table", "--lang", "id", folders=real_built) == 0
    out = capsys.readouterr().out
    assert "keantaraan (betweenness): pada berapa bagian" in out
    assert len(out.split("\n\n")[0].splitlines()) == 5


def test_a_file_is_written_by_its_ending(real_built, tmp_path):
    assert run("-o", str(tmp_path / "n.graphml"), folders=real_built) == 0
    assert (tmp_path / "n.graphml").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--path", "state-council", "nobody-at-all"], 2, "nobody-at-all"),
        (["--types", "actor", "--path", "state-council", "world-bank"], 1, "state-council"),
        (["--types", "event", "--years", "1901..1902"], 1, "nothing is tied among event"),
        (["--years", "2015..2010"], 2, "is no range of years"),
        (["--matrix", "-f", "gexf"], 2, "gexf holds a whole network"),
    ],
)
def test_faults_are_one_line(real_built, capsys, words, code, message):
    assert run(*words, folders=real_built) == code
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1
