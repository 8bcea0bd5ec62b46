import json

import pytest

from taobao_kg.cli.parser import main


@pytest.fixture
def run(tiny_built, capsys):
    """Run a command on the tiny world; return its exit code, stdout and stderr."""

    def call(*words):
        folders = ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
        code = main([*words, *folders])
        out, err = capsys.readouterr()
        return code, out, err

    return call


QUERY = "SELECT ?p ?a { ?p tkg:issuedBy ?a }"


def test_query_in_a_pipe_is_csv(run):
    code, out, err = run("query", QUERY)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "p,a"
    assert out.splitlines()[1].endswith("id/actor/state-council")


def test_query_with_a_parameter_and_evidence(run):
    code, out, _ = run("query", QUERY, "-p", "a=actor:state-council", "-f", "table", "--why")
    assert code == 0
    assert "mengumumkan" in " ".join(out.split())


def test_query_to_a_file(run, tmp_path):
    target = tmp_path / "answer.srj"
    assert run("query", QUERY, "-o", str(target)) == (0, "", "")
    assert json.loads(target.read_text())["head"]["vars"] == ["p", "a"]


def test_an_empty_answer_says_why(run):
    code, out, err = run("query", "SELECT ?p { ?p tkg:issuedIn year:2016 }")
    assert (code, out) == (0, "p\n")
    assert err.startswith("no rows: ‘?p tkg:issuedIn year:2016’ (line 1) matches nothing")
    assert run("query", "SELECT ?p { ?p tkg:issuedIn year:2016 }", "-q")[2] == ""


@pytest.mark.parametrize(
    "words",
    [
        ["query", "SELECT ?p { ?p tkg:isuedBy ?a }"],
        ["query", "no-such-question"],
        ["query", QUERY, "-p", "zzz=1"],
        ["query", QUERY, "-p", "a"],
        ["query", QUERY, "-o", "/nonexistent/folder/x.csv"],
        ["query", QUERY, "-f", "turtle"],
        ["query", "DROP ALL"],
        ["queries", "no-such-question"],
        ["search", "…"],
        ["show", "qqqqqq"],
        ["why", "broadband-strategy", "isuedBy", "state-council"],
    ],
)
def test_a_wrong_call_is_one_line_and_exit_2(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_search_show_and_why(run):
    assert "actor/state-council" in run("search", "dewan", "negara")[1]
    code, _, err = run("search", "xqzzyw")
    assert (code, "nothing here" in err) == (0, True)
    assert "Guowuyuan" in run("show", "国务院")[1]
    assert json.loads(run("show", "state-council", "-f", "json")[1])["label"] == "State Council"
    assert "mengumumkan" in run("why", "broadband-strategy", "issuedBy", "state-council")[1]


def test_why_of_a_triple_that_is_not_there(run):
    code, out, err = run("why", "broadband-strategy", "issuedBy", "internet-adoption")
    assert (code, out) == (1, "")
    assert "near it: policy:broadband-strategy tkg:issuedBy actor:state-council" in err


def test_the_list_of_questions(run):
    code, out, _ = run("queries")
    assert code == 0
    assert "policies-and-outcomes" in out
    code, out, _ = run("queries", "policies-and-outcomes", "--lang", "id")
    assert code == 0
    assert "taobao-kg query policies-and-outcomes" in out
    assert "SELECT" in out
