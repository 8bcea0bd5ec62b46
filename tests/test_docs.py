"""The documents are true: their commands run, and every command and format is in them."""

import re
import shlex
import tomllib
from argparse import _SubParsersAction
from pathlib import Path

import pytest

from taobao_kg import __version__
from taobao_kg.cli.parser import main, make_parser
from taobao_kg.export.formats import FORMATS
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import PREFIXES, term

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "graph_data/README.md",
        "bench/README.md",
        "docs/ENGINES.md",
        "docs/SITE.md",
        "docs/SERVE.md",
        "docs/WHY.md",
    )
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(text, kind):
    return [body for language, body in FENCE.findall(text) if language == kind]


def examples():
    """Return each command of the README's console blocks with the output shown below it."""
    found = []
    for block in blocks(README, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), examples(), ids=[c for c, _ in examples()])
def test_a_command_of_the_readme_does_what_is_shown(
    command, output, real_built, tmp_path, monkeypatch, capsysbinary
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    program, *arguments = shlex.split(command)
    assert program == "taobao-kg"
    assert main([*arguments, "--build", str(real_built.build)]) == 0
    if output:
        shown = capsysbinary.readouterr().out.decode()
        assert shown.strip() == output.strip(), f"put this below {command}:\n{shown}"


def test_the_python_of_the_readme_runs(real_built, monkeypatch, capsys):
    import taobao_kg.folders

    found = taobao_kg.folders.find_folders
    monkeypatch.setattr(
        taobao_kg.folders,
        "_build_folder",
        lambda home, data: real_built.build,
    )
    assert found().build == real_built.build
    for block in blocks(README, "python"):
        exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out


def commands():
    (action,) = [a for a in make_parser()._actions if isinstance(a, _SubParsersAction)]
    return sorted(action.choices)


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_readme(name):
    assert f"| `taobao-kg {name}` |" in README


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_links_to_what_is_there(path):
    text = path.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_names_make_targets_that_are_there(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = re.findall(r"(?:^|`)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= targets


def test_the_examples_of_the_data_guide_stand_in_the_data(tmp_path):
    guide = (ROOT / "graph_data" / "README.md").read_text(encoding="utf-8")
    data = {t for path in (ROOT / "graph_data").rglob("*.ttl") for t in parse_turtle(path)}
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    for number, block in enumerate(blocks(guide, "turtle")):
        path = tmp_path / f"{number}.ttl"
        path.write_text(prefixes + block, encoding="utf-8")
        shown = set(parse_turtle(path))
        assert shown, block
        assert shown - data == set()


def test_the_data_guide_names_every_file():
    guide = (ROOT / "graph_data" / "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in (ROOT / "graph_data").glob("*.ttl"))
    assert [name for name in files if f"`{name}`" not in guide] == []


def test_all_places_tell_the_same_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_the_readme_counts_the_discrepancies(real_graph):
    (count,) = re.findall(r"are (\d+) such discrepancies", README)
    found = real_graph.triples(p=term("rdf:type"), o=term("tkg:Discrepancy"))
    assert len(list(found)) == int(count)


def test_the_readme_counts_the_statements(real_graph):
    (count,) = re.findall(r"as (\d+) statements", README)
    paper = real_graph.triples(p=term("tkg:statedIn"), o=term("source:renolafitri-2020"))
    assert len(list(paper)) == int(count)
