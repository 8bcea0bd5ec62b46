"""Golden answers: what each question of the library must answer, as CSV that a person can check.

Cells hold raw terms: IRIs by prefix, literals as in Turtle, numbers bare. The statements of a row
are sorted, for an engine may concatenate them in any order.
"""

import csv
import io
from pathlib import Path

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import Question
from taobao_kg.ask.results import STATEMENT_COLUMNS, Row, Rows, short
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.vocab import shorten

GOLDEN = Path(__file__).parent / "golden"


def golden_path(question: Question) -> Path:
    """Return where the golden answer of a question lies."""
    return GOLDEN / f"{question.name}.csv"


def answer_as_csv(graph: Graph, question: Question) -> str:
    """Return the answer a graph gives to a question, without parameters, as golden CSV."""
    rows = ask(graph, question)
    assert isinstance(rows, Rows), f"{question.name} answers no rows"
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_cell(name, row[name]) for name in rows.columns] for row in rows)
    return sheet.getvalue()


def statements_of(row: Row, columns: tuple[str, ...]) -> list[str]:
    """Return the IRIs of the statements a row names, in its order."""
    cells = (row[name] for name in STATEMENT_COLUMNS if name in columns)
    return [iri for cell in cells if cell is not None for iri in str(cell.value).split()]


def _cell(name: str, term: Term | None) -> str:
    if name in STATEMENT_COLUMNS and term is not None:
        return " ".join(sorted(shorten(iri) for iri in str(term.value).split()))
    return short(term)
