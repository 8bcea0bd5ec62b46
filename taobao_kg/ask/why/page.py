"""The why of rows as HTML: a table, and below each row what stands behind it, to unfold."""

from typing import TYPE_CHECKING

from taobao_kg.ask.citing import evidence_lines
from taobao_kg.ask.pages import render
from taobao_kg.ask.tables import headings, shown_cells
from taobao_kg.ask.why.wording import shown_evidence
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.languages import TAGS

if TYPE_CHECKING:
    from markupsafe import Markup

    from taobao_kg.ask.why.answer import Why

#: Rows shown of a longer answer.
_SHOWN_ROWS = 200


def write_page(why: "Why") -> "Markup":
    """Return it as HTML; every text of the graph is escaped."""
    rows, lang = why.rows, why.lang
    shown, common = shown_evidence(why)
    values = [
        (
            shown_cells(rows, row, lang),
            phrase("words.statements", lang, count=len(one)),
            [evidence_lines(rows.graph, statement, lang) for statement in told.statements],
            told.notes,
        )
        for row, one, told in list(zip(rows, why, shown, strict=True))[:_SHOWN_ROWS]
    ]
    left = len(rows) - len(values)
    more = phrase("ask.more_rows", lang, count=left) if left else ""
    names = headings(rows, lang)
    return render("why.html", tag=TAGS[lang], names=names, rows=values, common=common, more=more)
