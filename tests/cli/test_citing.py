"""The command cite: formats, files and exit codes."""

import json

import pytest

from taobao_kg.ask.cite.formats import WRITERS
from taobao_kg.cli.citing import CITATION_FORMATS
from taobao_kg.cli.parser import main
from taobao_kg.knowledge_graph import KnowledgeGraph


@pytest.fixture
def run(tiny_built, capsys):
    """Run ``cite`` on the tiny world; return its exit code, stdout and stderr."""

    def call(*words):
        folders = ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
        code = main(["cite", *words, *folders])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_help_names_every_format():
    assert tuple(WRITERS) == CITATION_FORMATS


@pytest.mark.parametrize("ending", ["txt", "bib", "ris", "json"])
def test_a_file_is_written_and_checked(run, tmp_path, ending):
    target = tmp_path / f"cited.{ending}"
    assert run("state-council", "-o", str(target)) == (0, "", "")
    assert run("--check", str(target)) == (0, "same: actor:state-council\n", "")


def test_the_text_itself_is_checked(run):
    code, out, _ = run("policies-of-one-actor", "-p", "actor=state-council")
    assert (code, out.count("[taobao-kg-cite/1 ")) == (0, 1)
    assert run("--check", out)[0] == 0
    assert json.loads(run("state-council", "-f", "csl-json")[1])[0]["type"] == "dataset"


def test_a_changed_graph_is_exit_1_and_named(run, tiny, capsys, tmp_path):
    target = tmp_path / "cited.bib"
    run("-o", str(target))
    file = tiny.data / "claims" / "tiny-2020.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('tkg:page "1"', 'tkg:page "2"', 1), encoding="utf-8")
    words = ["--data", str(tiny.data), "--build", str(tiny.build), "-q"]
    code = main(["cite", "--check", str(target), *words])
    out = capsys.readouterr().out
    assert code == 1
    assert out == "changed: the whole data set\n  claim:tiny-2020-0001 differs\n"


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-thing-qq"],
        ["state-council", "-o", "a.doc"],
        ["state-council", "-p", "a=1"],
        ["state-council", "-o", "/nonexistent/folder/a.bib"],
        ["--check", "no-such-file.bib"],
        ["--check", "a text without any citation"],
        ["--check", "taobao-kg-cite/1 version=0.1.0 of=data"],
        ["state-council", "--check", "a text"],
        ["SELECT * {"],
    ],
)
def test_a_wrong_call_is_one_line_and_exit_2(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_the_same_in_python(tiny_built):
    kg = KnowledgeGraph(tiny_built)
    cited = kg.cite("policies-of-one-actor", "ris", actor="state-council")
    assert cited.startswith("TY  - DATA")
    (verdict,) = kg.check_citation(cited)
    assert verdict.same
    assert "same" in str(verdict)
    assert kg.cite("state-council", "text", "zh").startswith("The Taobao-KG contributors")
