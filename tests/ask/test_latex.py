import re
import shutil
import subprocess

import pytest
from pyoxigraph import Literal

from taobao_kg.ask.answers import ask
from taobao_kg.ask.latex import latex_text, write_latex
from taobao_kg.ask.questions import find_question
from taobao_kg.ask.results import Rows

SPECIAL = "\\{}$&#_%~^<>|\"`'["


def test_every_mark_with_a_meaning_is_escaped(tiny_graph):
    table = write_latex(Rows(["x"], [[Literal(SPECIAL)]], tiny_graph))
    (cell,) = re.findall(r"\\midrule\n(.*) \\\\\n\\bottomrule", table)
    bare = re.sub(r"\\text[a-z]+\{\}|\\[{}$&#_%]|\{\\char\d+\}", "", cell)
    assert not set(bare) & set("\\{}$&#_%~^<>|\"`'")
    assert latex_text("村").strip() == "村"


def test_a_row_that_begins_with_a_bracket_is_no_argument(tiny_graph):
    table = write_latex(Rows(["x"], [[Literal("[1em]")], [Literal("*")]], tiny_graph))
    assert "{}[1em]" in table
    assert "{}*" in table


def test_evidence_stands_in_notes_below(tiny_graph, library):
    rows = ask(tiny_graph, find_question(library, "issuers"))
    table = write_latex(rows, why=True)
    assert table.count("\\tnote{1}") == table.count("\\item[1]") == 1
    assert "mengumumkan" in table
    assert "tablenotes" not in write_latex(rows)


def test_numbers_stand_right(tiny_graph):
    rows = Rows(["name", "number"], [[Literal("a"), Literal(1)]], tiny_graph)
    assert "\\begin{tabular}{lr}" in write_latex(rows)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xelatex"), reason="XeLaTeX is not installed")
def test_latex_takes_it(tiny_graph, tmp_path):
    table = write_latex(Rows(["x"], [[Literal(SPECIAL)]] * 2, tiny_graph))
    page = "\\documentclass{article}\\usepackage{booktabs,threeparttable}"
    (tmp_path / "t.tex").write_text(f"{page}\\begin{{document}}{table}\\end{{document}}")
    command = ["xelatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "t.tex"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
