"""Rows as a table: for a terminal, fitted to its width, and as Markdown."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.citing import evidence_lines, statement_column
from taobao_kg.ask.results import Row, Rows, is_number, lexical, short
from taobao_kg.ask.screen import clean, fit, width, wrap
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.vocab import term
from taobao_kg.words.catalogue import has_phrase, phrase, read_catalogue
from taobao_kg.words.numbers import read_number, write_number

if TYPE_CHECKING:
    from taobao_kg.ask.why.answer import Why

_GAP = "  "
#: A column narrower than this cannot be read; then each row becomes a block.
_LEAST = 6
#: A word longer than this may be broken even where there is room.
_LONGEST_WORD = 24
#: Digits of a year: a number of no more may be one, and is not grouped.
_YEAR = 4


def terminal_width() -> int:
    """Return the columns of the terminal, 100 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 100
    except ValueError:
        pass
    try:
        return os.get_terminal_size().columns or 100
    except OSError:
        return 100


def write_table(
    rows: Rows, *, lang: str = "en", why: "Why | bool" = False, columns: int = 0
) -> str:
    """Return rows as a table for a terminal.

    Things are shown by their labels, long cells continue on the next line, and no control
    character of the data reaches the terminal. The column of statements is left out; with
    ``why`` the quotations behind a row stand below it.

    Args:
        rows: the answer.
        lang: ``en``, ``id`` or ``zh``, for labels.
        why: whether to add the evidence, or the evidence.
        columns: the width to fit; 0 for that of the terminal.
    """
    from taobao_kg.ask.why.wording import shown_rows

    room = columns or terminal_width()
    shown = shown_columns(rows)
    cells = [shown_cells(rows, row, lang) for row in rows]
    names = headings(rows, lang)
    right = [_all_numbers(rows, place) for place in shown]
    behind, common = shown_rows(rows, why, lang)
    widths = _fit_columns([names, *cells], room)
    lines = [] if widths is None else _lines(names, widths, [False] * len(names))
    if widths is not None:
        lines.append(_GAP.join("─" * one for one in widths))
    for row, (statements, notes) in zip(cells, behind, strict=True):
        if widths is None:
            lines += [f"{name}: {cell}" for name, cell in zip(names, row, strict=True)]
        else:
            lines += _lines(row, widths, right)
        for statement in statements:
            lines += [
                wrap(line, room, "    ") for line in evidence_lines(rows.graph, statement, lang)
            ]
        lines += [wrap(f"— {note}", room, "    ") for note in notes]
        if why is not False or widths is None:
            lines.append("")
    if common:
        lines.append(wrap(common, room))
    return "\n".join(lines).rstrip("\n") + "\n"


def write_markdown(rows: Rows, *, lang: str = "en", why: "Why | bool" = False) -> str:
    """Return rows as a Markdown table; with ``why`` the evidence follows as footnotes."""
    from taobao_kg.ask.why.wording import shown_rows

    shown = shown_columns(rows)
    lines = [_markdown_row(headings(rows, lang))]
    rule = ["---:" if _all_numbers(rows, place) else "---" for place in shown]
    lines.append(f"| {' | '.join(rule)} |")
    notes: list[str] = []
    behind, common = shown_rows(rows, why, lang)
    for row, (statements, remarks) in zip(rows, behind, strict=True):
        cells = [markdown_text(cell) for cell in shown_cells(rows, row, lang)]
        quoted = (" ".join(evidence_lines(rows.graph, one, lang)) for one in statements)
        for said in (*quoted, *remarks):
            note = f"[^{len(notes) + 1}]"
            notes.append(f"{note}: {markdown_text(said)}")
            cells[-1] += note
        lines.append(f"| {' | '.join(cells)} |")
    below = ["", markdown_text(common)] if common else []
    return "\n".join([*lines, *below, *([""] if notes else []), *notes]) + "\n"


def shown_columns(rows: Rows) -> list[int]:
    """Return the places of the columns people see: all but that of the statements."""
    hidden = statement_column(rows.columns)
    places = [place for place in range(len(rows.columns)) if place != hidden]
    return places or list(range(len(rows.columns)))


def headings(rows: Rows, lang: str) -> list[str]:
    """Return what people read above the columns; in English the names one can type."""
    names = [rows.columns[place] for place in shown_columns(rows)]
    if lang == "en":
        return names
    return [
        phrase(f"ask.columns.{name}", lang) if has_phrase(f"ask.columns.{name}") else name
        for name in names
    ]


def shown_cells(rows: Rows, row: Row, lang: str) -> list[str]:
    """Return what people read in a row; a column called ``iri`` holds names to type."""
    return [
        clean(short(row[place]))
        if rows.columns[place] == "iri"
        else _coded(rows.columns[place], row[place], lang)
        or cell_text(rows.graph, row[place], lang)
        for place in shown_columns(rows)
    ]


def _coded(column: str, cell: Term | None, lang: str) -> str:
    """Return the word for a value that is one of few, such as a way of matching, else nothing."""
    if not isinstance(cell, Literal):
        return ""
    if cell.datatype == term("xsd:boolean"):
        return phrase(f"ask.truth.{cell.value}", lang)
    return code_text(column, cell.value, lang)


def code_text(column: str, value: str, lang: str) -> str:
    """Return the word for one of the few values a column of that name has, else nothing."""
    found = read_catalogue("ask")["codes"].get(column, {}).get(value)  # a value may have full stops
    return str(found[lang]) if found else ""


def cell_text(graph: Graph, cell: Term | None, lang: str) -> str:
    """Return what a person reads in a cell: a label, a number, or a text, on one line."""
    if isinstance(cell, NamedNode):
        return clean(graph.label(cell, lang))
    value = read_number(lexical(cell)) if is_number(cell) else None
    return clean(lexical(cell)) if value is None else write_number(value, lang, _YEAR)


def markdown_text(text: str) -> str:
    r"""Return a text that Markdown shows as it is.

    >>> print(markdown_text("a|b <b> *c*"))
    a\|b &lt;b&gt; \*c\*
    """
    for mark in "\\`*_[]|":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(markdown_text(clean(cell)) for cell in cells)} |"


def _all_numbers(rows: Rows, place: int) -> bool:
    cells = [row[place] for row in rows if row[place] is not None]
    return bool(cells) and all(is_number(cell) for cell in cells)


def _fit_columns(table: list[list[str]], room: int) -> list[int] | None:
    """Return the width of each column, the widest cut first; None when they cannot be read."""
    columns = list(zip(*table, strict=True))
    widths = [min(max(1, *map(width, column)), room) for column in columns]
    free = room - len(_GAP) * (len(widths) - 1)
    for longest in (_LONGEST_WORD, _LEAST):  # words stay whole where there is room for that
        floors = [min(_longest_word(column), longest) for column in columns]
        if sum(floors) <= free:
            while sum(widths) > free:
                spare = [one - floor for one, floor in zip(widths, floors, strict=True)]
                cut = max(range(len(widths)), key=lambda n: (spare[n] > 0, widths[n]))
                widths[cut] -= 1
            return widths
    return None


def _longest_word(column: Sequence[str]) -> int:
    return max((width(word) for cell in column for word in cell.split()), default=1)


def _lines(row: Sequence[str], widths: list[int], right: list[bool]) -> list[str]:
    """Return the terminal lines of one row."""
    cells = [wrap(cell, room).split("\n") for cell, room in zip(row, widths, strict=True)]
    lines = []
    for line in range(max(len(cell) for cell in cells)):
        parts = []
        for cell, room, number in zip(cells, widths, right, strict=True):
            part = cell[line] if line < len(cell) else ""
            parts.append(part.rjust(room) if number else fit(part, room))
        lines.append(_GAP.join(parts).rstrip())
    return lines
