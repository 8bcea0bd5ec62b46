"""Lineage: which policy implements, rests on, belongs to or comes after which other one."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import cast

from taobao_kg.ask.citing import sentence
from taobao_kg.ask.results import Rows
from taobao_kg.ask.statements import Statement, read_statements
from taobao_kg.engines.answers import Solutions
from taobao_kg.graph import Graph
from taobao_kg.show.charts.drawing import Tie
from taobao_kg.show.charts.table import drawn_cell, evidence_of, labels_of, rows_of
from taobao_kg.vocab import TKG
from taobao_kg.words.catalogue import phrase

#: What each relation is drawn as; those with a minus are said of the earlier policy.
_DRAWN_AS = {
    "implements": "implements",
    "carriesOutActionIn": "implements",
    "basedOn": "based_on",
    "partOf": "part_of",
    "succeeds": "after",
    "follows": "after",
    "succeededBy": "-after",
    "precedes": "-after",
    "sameProjectAs": "beside",
    "citedWith": "beside",
    "listedWith": "beside",
}

_COLUMNS = (
    *("policy", "relation", "other", "stance", "drawn"),
    *("source", "cited", "statement", "quotation"),
)


def read_lineage(graph: Graph, lang: str) -> list[Tie]:
    """Return what links a policy to another, each kind of link between two of them once.

    Args:
        graph: an opened graph; a lens leaves out what its statements say.
        lang: of the words.
    """
    query = Path(__file__).with_name("lineage.rq").read_text(encoding="utf-8")
    rows = cast(Solutions, graph.query(query))
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for one in read_statements(graph, (str(row[0].value) for row in rows)):
        policy, relation, other = _ends(one)
        kind = _DRAWN_AS[relation.removeprefix(TKG)]
        ends = (other, policy) if kind.startswith("-") else (policy, other)
        if kind == "beside":
            ends = (min(ends), max(ends))
        if policy != other:
            found.setdefault((*ends, kind.removeprefix("-")), []).append(one)
    return [
        Tie(*ends, tuple(dict.fromkeys(_sentence(graph, one, lang) for one in said)), tuple(said))
        for ends, said in found.items()
    ]


def tell_ties(ties: Sequence[Tie], shown: Collection[str], lang: str) -> list[str]:
    """Return how many ties are drawn between the policies that are, and how."""
    drawn = sum(tie.lies_in(shown) for tie in ties)
    return [phrase("show.charts.ties_drawn", lang, drawn=drawn, all=len(ties))] if drawn else []


def table_of_ties(graph: Graph, ties: Iterable[Tie], shown: Collection[str], lang: str) -> Rows:
    """Return what says of ties as rows of plain text, one a statement, in their order."""
    rows = []
    for tie, one in ((t, said) for t in ties for said in t.statements):
        policy, relation, other = (labels_of(graph, [iri], lang) for iri in _ends(one))
        cells = {
            "policy": policy,
            "relation": relation,
            "other": other,
            "stance": labels_of(graph, [TKG + one.stance], lang),
            "drawn": drawn_cell("" if tie.lies_in(shown) else "no_end", lang),
            **evidence_of(graph, [one], lang),
        }
        rows.append([cells[name] for name in _COLUMNS])
    return rows_of(_COLUMNS, rows, graph)


def _ends(one: Statement) -> tuple[str, str, str]:
    """Return the IRIs of subject, predicate and object."""
    policy, relation, other = (
        str(getattr(node, "value", "")) for node in (one.subject, one.predicate, one.object)
    )
    return policy, relation, other


def _sentence(graph: Graph, one: Statement, lang: str) -> str:
    words = sentence(graph, one, lang)
    if one.stance == "asserted":
        return words
    stance = graph.label(TKG + one.stance, lang)
    return phrase("show.charts.tie_unsure", lang, tie=words, stance=stance)
