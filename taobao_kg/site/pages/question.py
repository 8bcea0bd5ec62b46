"""The page of a question: what it asks, its answer, and its SPARQL."""

from typing import Any, NamedTuple

from pyoxigraph import Literal

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import Parameter, Question
from taobao_kg.ask.results import Row, Rows, is_number
from taobao_kg.ask.tables import shown_cells, shown_columns
from taobao_kg.ask.why.explaining import statements_behind
from taobao_kg.errors import UsageError
from taobao_kg.site.wording import Link, Wording
from taobao_kg.vocab import expand
from taobao_kg.words.catalogue import has_phrase, phrase

#: Rows on the page; the file beside it has all.
_SHOWN = 200

#: Statements behind one row on the page: a count of everything rests on thousands.
_LISTED = 100

#: For each row that is shown, the IRIs of the statements behind it.
Behind = list[tuple[str, ...]]


class Answered(NamedTuple):
    """One row: cells with links, whether each is a number; first statements behind it, how many."""

    cells: tuple[tuple[Link, bool], ...]
    behind: tuple[Link, ...]
    total: int


class Asked(NamedTuple):
    """A parameter in words: its name, its kind, what stands for nothing given, what to try."""

    name: str
    kind: str
    default: tuple[Link, ...]
    example: tuple[Link, ...]
    tried: str


def answer_of(wording: Wording, question: Question) -> Rows:
    """Return the answer of a question with its default parameters; empty for other than SELECT.

    It is empty too when the graph lacks something the question names: a lens may hide it, and
    somebody else's data never had it.

    Raises:
        UsageError: for a question that is not SPARQL.
    """
    graph = wording.atlas.graph
    try:
        answer = ask(graph, question)
    except UsageError as error:
        if error.__cause__ is not None:
            raise
        return Rows(question.columns, [], graph)
    return answer if isinstance(answer, Rows) else Rows((), [], graph)


def behind_shown(answer: Rows) -> Behind:
    """Return the statements behind each row that a page shows, the same in every language."""
    return statements_behind(answer.first(_SHOWN))


def question_values(
    wording: Wording, question: Question, answer: Rows, behind: Behind
) -> dict[str, Any]:
    """Return what the template of a question is given."""
    rows = answer.first(_SHOWN)
    return {
        "question": question,
        "label": question.wording(wording.lang),
        "summary": question.summary(wording.lang),
        "headings": [_heading(wording, answer.columns[place]) for place in shown_columns(rows)],
        "parameters": [_asked(wording, one) for one in question.parameters],
        "rows": [
            Answered(
                _cells(wording, rows, row),
                tuple(_said(wording, iri) for iri in statements[:_LISTED]),
                len(statements),
            )
            for row, statements in zip(rows, behind, strict=True)
        ],
        "count": len(answer),
        "more": len(answer) - len(rows),
    }


def _said(wording: Wording, iri: str) -> Link:
    said = wording.said(iri)
    return Link(said.name, said.file)


def _cells(wording: Wording, rows: Rows, row: Row) -> tuple[tuple[Link, bool], ...]:
    cells = []
    for place, text in zip(shown_columns(rows), shown_cells(rows, row, wording.lang), strict=True):
        node = row[place]
        known = wording.link(node) if node is not None else Link("")
        if isinstance(node, Literal):
            text = wording.code(rows.columns[place], node.value) or text
            told = wording.translated(node.value) if node.language == "en" else ""
            known, text = (Link(told), told) if told else (known, text)
        cells.append((Link(text, known.file, known.url, known.tag), is_number(node)))
    return tuple(cells)


def _heading(wording: Wording, column: str) -> str:
    if has_phrase(f"ask.columns.{column}"):
        return phrase(f"ask.columns.{column}", wording.lang)
    return column.replace("_", " ")


def _asked(wording: Wording, one: Parameter) -> Asked:
    kind, _, narrower = one.kind.partition(":")
    told = wording.say["questions"]["kinds"].get(kind, kind)
    if narrower and has_phrase(f"site.script.atlas.kinds.{narrower}"):
        told = phrase(f"site.script.atlas.kinds.{narrower}", wording.lang)
    return Asked(
        name=one.name,
        kind=told,
        default=_value(wording, kind, one.default),
        example=_value(wording, kind, one.example),
        tried=one.example,
    )


def _value(wording: Wording, kind: str, text: str) -> tuple[Link, ...]:
    """Return a value as a reader knows it: things by their names."""
    if kind == "entity":
        return tuple(wording.link(expand(name)) for name in text.split())
    return (Link(text),) if text else ()
