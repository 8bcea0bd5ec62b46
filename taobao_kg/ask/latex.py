r"""Rows as a LaTeX table: ``tabular`` in ``threeparttable``, evidence as its notes."""

from typing import TYPE_CHECKING

from taobao_kg.ask.citing import evidence_lines
from taobao_kg.ask.results import Rows, is_number
from taobao_kg.ask.screen import clean
from taobao_kg.ask.tables import headings, shown_cells, shown_columns

if TYPE_CHECKING:
    from taobao_kg.ask.why.answer import Why

_MARKS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # By number, so that no ligature and no shorthand of a language makes something else of them.
    '"': r"{\char34}",
    "`": r"{\char96}",
    "'": r"{\char39}",
    **{mark: f"\\{mark}" for mark in "{}$&#_%"},
}
#: Begins each table: what a document needs for it.
_HEAD = """\
% \\usepackage{booktabs,threeparttable}; for Chinese XeLaTeX or LuaLaTeX.
"""


def write_latex(rows: Rows, *, lang: str = "en", why: "Why | bool" = False) -> str:
    r"""Return rows as a LaTeX table; with ``why`` the evidence follows as notes of the table.

    ``\footnote`` does not work in a table, hence ``threeparttable``. Every text is escaped.

    Args:
        rows: the answer.
        lang: ``en``, ``id`` or ``zh``, for labels.
        why: whether to add the evidence, or the evidence.
    """
    from taobao_kg.ask.why.wording import shown_rows

    marks: list[str] = []
    body: list[str] = []
    shown, common = shown_rows(rows, why, lang)
    for row, told in zip(rows, shown, strict=True):
        cells = [latex_text(cell) for cell in shown_cells(rows, row, lang)]
        for said in (
            *(" ".join(evidence_lines(rows.graph, one, lang)) for one in told.statements),
            *told.notes,
        ):
            marks.append(latex_text(said))
            cells[-1] += f"\\tnote{{{len(marks)}}}"
        # A row that begins with [ would be read as the space the row before asks for.
        body.append(("{}" if cells[0].startswith(("[", "*")) else "") + " & ".join(cells) + r" \\")
    notes = [f"\\item[{number}] {text}" for number, text in enumerate(marks, 1)]
    notes += [f"\\item {latex_text(common)}"] if common else []
    listed = ["\\begin{tablenotes}", *notes, "\\end{tablenotes}"] if notes else []
    lines = [
        "\\begin{threeparttable}",
        f"\\begin{{tabular}}{{{_columns(rows)}}}",
        "\\toprule",
        " & ".join(map(latex_text, headings(rows, lang))) + r" \\",
        "\\midrule",
        *body,
        "\\bottomrule",
        "\\end{tabular}",
        *listed,
        "\\end{threeparttable}",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def latex_text(text: str) -> str:
    r"""Return a text that LaTeX prints as it is.

    >>> print(latex_text("50% of $1_000 \\x {a}"))
    50\% of \$1\_000 \textbackslash{}x \{a\}
    """
    return "".join(_MARKS.get(mark, mark) for mark in clean(text))


def _columns(rows: Rows) -> str:
    kinds = []
    for place in shown_columns(rows):
        cells = [row[place] for row in rows if row[place] is not None]
        kinds.append("r" if cells and all(map(is_number, cells)) else "l")
    return "".join(kinds)
