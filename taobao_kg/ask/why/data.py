"""The why of rows as data for JSON.

``{"columns": […], "rows": [{"row": {…}, "why": […], "members": […], "unexplained": […]}],
"statements": {…}}``: under ``why`` one object a triple, with ``triple`` (its three parts as in
N-Triples), ``recorded`` (graphs of ours), ``statements`` (IRIs), ``rules`` and ``premises``, which
are such objects again; one that stands above in the same row has ``repeated`` instead. Under
``statements`` each statement has its source, standing and quotations, once.
"""

from typing import TYPE_CHECKING, Any

from pyoxigraph import Triple

from taobao_kg.ask.exchange import json_term
from taobao_kg.ask.results import n3
from taobao_kg.ask.statements import Statement
from taobao_kg.ask.why.wording import unexplained_text
from taobao_kg.turtle import natural_key

if TYPE_CHECKING:
    from taobao_kg.ask.why.answer import RowWhy, Why

#: Premises below premises that are written out; no chain of rules is so long.
_DEEPEST = 40


def why_as_data(why: "Why") -> dict[str, Any]:
    """Return all of it, statements in natural order."""
    return {
        "columns": list(why.rows.columns),
        "rows": [{"row": _row(one), **reasons_as_data(one, why.lang)} for one in why],
        "statements": statements_as_data(why),
    }


def reasons_as_data(why: "RowWhy", lang: str) -> dict[str, Any]:
    """Return the triples behind a row, the members of its counts, and what is not explained."""
    seen: set[Triple] = set()
    return {
        "why": [_triple(why, triple, seen, 0) for triple in why.triples],
        "members": [
            {
                "column": members.column,
                "function": members.function,
                "distinct": members.distinct,
                "terms": [json_term(term) for term in members.terms],
                "more": members.more,
            }
            for members in why.members
        ],
        "unexplained": [
            {"kind": doubt.kind, "part": doubt.part, "text": unexplained_text(doubt, lang)}
            for doubt in why.unexplained
        ],
    }


def statements_as_data(why: "Why") -> dict[str, Any]:
    """Return each statement behind any row, by IRI."""
    found = {iri: one for one in why for iri in (*one.iris, *one.traced)}
    return {iri: _statement(found[iri].statement(iri)) for iri in sorted(found, key=natural_key)}


def _row(why: "RowWhy") -> dict[str, Any]:
    return {name: json_term(cell) for name, cell in why.row.as_dict().items() if cell is not None}


def _triple(why: "RowWhy", triple: Triple, seen: set[Triple], depth: int) -> dict[str, Any]:
    parts = [n3(triple.subject), n3(triple.predicate), n3(triple.object)]
    if triple in seen or depth > _DEEPEST:
        return {"triple": parts, "repeated": True}
    seen.add(triple)
    ground = why.ground(triple)
    return {
        "triple": parts,
        "recorded": list(ground.recorded),
        "statements": sorted(ground.statements, key=natural_key),
        "rules": sorted(ground.rules),
        "premises": [
            _triple(why, premise, seen, depth + 1) for premise in sorted(ground.premises, key=str)
        ],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "source": statement.source,
        "attributed_to": list(statement.attributed),
        "stance": statement.stance,
        "standing": statement.standing,
        "independent_sources": statement.independent,
        "corroborated_by": list(statement.corroborated),
        "opposed_by": list(statement.opposed),
        "quotations": [quote._asdict() for quote in statement.quotes],
    }
