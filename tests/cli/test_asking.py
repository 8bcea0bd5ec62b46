import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from taobao_kg.cli.options import stopped_at_once
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
        ["query", "SELECT ?p { ?p rdfs:labl ?a }"],
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


def test_limits_are_whole_numbers_from_0_up(run, capsys):
    everything = run("search", "a", "--limit", "0")[1]
    assert everything.count("\n") > run("search", "a")[1].count("\n") > 1
    for limit in ("-1", "x"):
        with pytest.raises(SystemExit) as caught:
            run("search", "a", "--limit", limit)
        assert caught.value.code == 2
        assert "not a whole number from 0 up" in capsys.readouterr().err


def test_a_default_that_another_graph_lacks_is_one_clear_line(run):
    assert run("query", "taobao-villages-by-year") == (
        2,
        "",
        "taobao-villages-by-year: its default indicator:taobao-village-count is not in this graph;"
        " give -p indicator=…\n",
    )


def test_an_interrupt_ends_the_engine_too(tiny_built):
    # Started in the background, a process ignores Ctrl-C; this one shall not.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from taobao_kg.cli.parser import main; sys.exit(main())"
    )
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-c", code, "query", endless, *_folders(tiny_built)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=5) == (b"", b"")
    finally:
        process.kill()
    assert process.returncode == -signal.SIGINT  # 130 to a shell


def test_an_interrupt_is_python_s_again_after_the_engine(monkeypatch):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with stopped_at_once():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with stopped_at_once():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    "words", [["query", QUERY], ["queries"], ["export", "-f", "nt"], ["show", "state-council"]]
)
@pytest.mark.parametrize(
    ("redirection", "reason"), [(">/dev/full", "No space left on device"), (">&-", "it is closed")]
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full of Linux")
def test_an_output_that_takes_nothing_is_one_line(tiny_built, words, redirection, reason):
    command = [sys.executable, "-m", "taobao_kg", *words, *_folders(tiny_built)]
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirection}', "sh", *command], stderr=subprocess.PIPE, text=True
    )
    assert done.stderr == f"standard output: cannot be written ({reason})\n"
    assert done.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_closed_streams_do_not_hinder_a_file(tiny_built, tmp_path):
    target = tmp_path / "answer.csv"
    command = [sys.executable, "-m", "taobao_kg", "query", QUERY, "-o", str(target)]
    words = [*command, *_folders(tiny_built)]
    assert subprocess.call(["/bin/sh", "-c", '"$@" >&- 2>&-', "sh", *words]) == 0
    assert target.read_text().startswith("p,a\n")


def _folders(folders):
    return ["--data", str(folders.data), "--build", str(folders.build)]
