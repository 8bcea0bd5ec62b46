import shutil
import subprocess
import sys

import pytest

from taobao_kg import __version__
from taobao_kg.cli.parser import main
from tests.conftest import FIXTURES


@pytest.fixture
def run(tiny, capsys, monkeypatch):
    """Run a command on the tiny world; return exit code, stdout and stderr."""
    monkeypatch.chdir(tiny.data)

    def run_command(*arguments):
        code = main([*arguments, "--data", str(tiny.data), "--build", str(tiny.build)])
        out, err = capsys.readouterr()
        return code, out, err

    return run_command


def test_build_prints_counts_and_nothing_else_in_a_pipe(run):
    code, out, err = run("build")
    assert (code, err) == (0, "")
    assert "4\tgraph:truths\n" in out
    code, again, err = run("build")
    assert (code, again) == (0, out)
    assert "up to date" in err
    assert run("build", "--quiet") == (0, "", "")
    assert run("build", "--force", "--verbose")[2].startswith("load: ")


def test_findings_are_lines_on_stderr(run, tiny):
    shutil.copy(FIXTURES / "bad" / "unknown-term.ttl", tiny.data / "extra.ttl")
    for command in ("build", "check"):
        code, out, err = run(command)
        assert (code, out) == (1, "")
        assert err == "extra.ttl:10: unknown term tkg:isuedBy; did you mean tkg:issuedBy?\n"


def test_check_builds_nothing(run, tiny):
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert out.startswith("checked ")
    assert not tiny.build.exists()


def test_check_reads_what_is_stored(run, tiny):
    code, out, err = run("check", "--store")
    assert (code, out) == (1, "")
    assert "nothing is built yet; run 'taobao-kg build'" in err
    total = sum(int(line.split("\t")[0]) for line in run("build")[1].splitlines())
    told = f"the stored graph is whole: every byte as written, {total:,} triples\n"
    assert run("check", "--store") == (0, told, "")
    data = max((tiny.current / "store").glob("*.sst"), key=lambda path: path.stat().st_size)
    data.write_bytes(data.read_bytes()[::-1])
    code, out, err = run("check", "--store")
    assert (code, out) == (1, "")
    assert "the stored graph is damaged; run 'taobao-kg build --force'" in err


def test_format(run, tiny):
    assert run("format")[0] == 0
    path = tiny.data / "actors.ttl"
    path.write_text(path.read_text("utf-8") + "<actor/z> a <actor/y> .", encoding="utf-8")
    code, out, err = run("format", "--check")
    assert (code, out) == (1, "actors.ttl\n")
    assert "run 'taobao-kg format'" in err
    assert run("format", "actors.ttl") == (0, "actors.ttl\n", "")
    assert run("format", "--check", ".") == (0, "", "")


def test_verify(run, tiny):
    text = str(FIXTURES / "tiny" / "tiny-2020.txt")
    code, out, err = run("verify", "tiny-2020", text)
    assert (code, err) == (0, "")
    assert "3 quotations at their places" in out
    path = tiny.data / "claims" / "tiny-2020.ttl"
    path.write_text(path.read_text("utf-8").replace("oa:start 0", "oa:start 1"), encoding="utf-8")
    code, out, err = run("verify", "tiny-2020", text)
    assert (code, out) == (1, "")
    assert "it stands at 0–66" in err
    assert run("verify", "nobody", text)[0] == 2


@pytest.mark.parametrize("arguments", [[], ["no-such-command"], ["verify"], ["build", "-q", "-v"]])
def test_wrong_usage_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: taobao-kg" in capsys.readouterr().err


def test_a_missing_data_folder_is_wrong_usage(capsys):
    assert main(["check", "--data", "nowhere"]) == 2
    assert capsys.readouterr().err == (
        "nowhere: no such folder; give --data a folder of Turtle files\n"
    )


def test_version_and_help(capsys):
    for option, words in (("--version", __version__), ("--help", "build")):
        with pytest.raises(SystemExit) as caught:
            main([option])
        assert caught.value.code == 0
        assert words in capsys.readouterr().out


def test_an_interrupt_is_silent(monkeypatch, capsys):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("taobao_kg.cli.building.run_check", interrupt)
    assert main(["check"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_leaves_is_no_error(tiny):
    command = [sys.executable, "-m", "taobao_kg", "build", "--data", str(tiny.data)]
    command += ["--build", str(tiny.build)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert err == b""


def test_the_way_of_a_query_imports_nothing_heavy():
    code = (
        "import sys, taobao_kg.cli.parser as p, taobao_kg.graph, taobao_kg.build.freshness;"
        "p.make_parser(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"rdflib", "networkx", "pyvis", "owlready2", "pandas", "rapidfuzz", "jinja2"}
    slow = {"shacl_rust", "importlib.metadata", "logging", "dataclasses", "inspect", "tempfile"}
    assert not set(done.stdout.split()) & (heavy | slow)


def test_the_parser_knows_where_each_command_is():
    from taobao_kg.cli import parser

    for group, names in parser._GROUPS.items():
        for name in names:
            (commands,) = parser.make_parser(name)._subparsers._group_actions
            assert tuple(sorted(commands.choices)) == tuple(sorted(names)), group
    (commands,) = parser.make_parser()._subparsers._group_actions
    assert sorted(commands.choices) == sorted(n for names in parser._GROUPS.values() for n in names)


def test_the_version_is_that_of_the_package():
    import tomllib

    with (FIXTURES.parent.parent / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert project.get("version", __version__) == __version__
