"""The why of rows in words: what is counted, derived, recorded, and what is not explained."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from taobao_kg.ask.citing import triple_sentence
from taobao_kg.ask.results import lexical
from taobao_kg.ask.screen import clean
from taobao_kg.ask.why.footprint import Members, Unexplained
from taobao_kg.words.catalogue import joined, phrase

if TYPE_CHECKING:
    from taobao_kg.ask.results import Rows
    from taobao_kg.ask.statements import Statement
    from taobao_kg.ask.why.answer import RowWhy, Why
    from taobao_kg.graph import Graph

#: Statements, members and triples shown of a row that does not itself name its statements.
SHOWN = 20
_FEW = 5
#: Characters of a part of a query that are shown.
_PART = 160


class Shown(NamedTuple):
    """What people read of one row: statements, and remarks, a line each."""

    statements: Sequence["Statement"]
    notes: Sequence[str]


def shown_evidence(why: "Why") -> tuple[list[Shown], str]:
    """Return what people read of each row, and what holds of every row, or nothing."""
    lang = why.lang
    doubts = [set(one.unexplained) for one in why]
    common = set[Unexplained]().union(*doubts) if len(doubts) > 1 else set()
    common = common.intersection(*doubts)
    shown = []
    for one, own in zip(why, doubts, strict=True):
        notes = [] if one.named else list(_notes(one, why.rows.graph, lang))
        notes += [_unshown(doubt, lang) for doubt in sorted(own - common)]
        few = one if one.named else one[:SHOWN]
        shown.append(Shown(few, notes))
    if not common:
        return shown, ""
    told = joined("semicolon", lang, (_unshown(doubt, lang) for doubt in sorted(common)))
    return shown, phrase("ask.behind.every_row", lang, notes=told)


def shown_rows(rows: "Rows", why: "Why | bool", lang: str) -> tuple[list[Shown], str]:
    """Return what people read of each row where that is asked for, else nothing of any.

    Args:
        rows: the answer.
        why: the why of its rows, or whether to look for it.
        lang: ``en``, ``id`` or ``zh``.
    """
    if why is False:
        return [Shown((), ()) for _ in rows], ""
    return shown_evidence(rows.why(lang) if why is True else why)


def unexplained_text(doubt: Unexplained, lang: str = "en") -> str:
    """Return in words what is not explained, on one line."""
    part = clean(doubt.part)
    part = part if len(part) <= _PART else f"{part[:_PART]}…"
    filled = {"part": part}  # some kinds have no part to name
    return phrase(f"ask.unexplained.{doubt.kind}", lang, **filled)


def _unshown(doubt: Unexplained, lang: str) -> str:
    return phrase("ask.behind.unshown", lang, part=unexplained_text(doubt, lang))


def _notes(why: "RowWhy", graph: "Graph", lang: str) -> Iterator[str]:
    """Yield what is to be said of a row whose statements were traced."""
    if len(why) > SHOWN:
        yield phrase("ask.behind.more_statements", lang, count=len(why) - SHOWN)
    for members in why.members:
        yield _members(members, graph, lang)
    derived = [triple for triple in why.triples if why.ground(triple).premises]
    for triple in derived[:_FEW]:
        rules = joined("list", lang, (f"rule:{name}" for name in sorted(why.ground(triple).rules)))
        said = triple_sentence(graph, triple, lang)
        yield phrase("ask.behind.derived", lang, rules=rules, triple=said)
    if len(derived) > _FEW:
        yield phrase("ask.behind.more", lang, count=len(derived) - _FEW)
    recorded = why.recorded if not len(why) else ()
    if recorded:
        said = joined("semicolon", lang, (triple_sentence(graph, t, lang) for t in recorded[:_FEW]))
        yield phrase("ask.behind.recorded", lang, triples=said)
    if len(recorded) > _FEW:
        yield phrase("ask.behind.more", lang, count=len(recorded) - _FEW)


def _members(members: Members, graph: "Graph", lang: str) -> str:
    names = [
        clean(graph.label(term, lang) if isinstance(term, NamedNode) else lexical(term))
        for term in members.terms[:SHOWN]
    ]
    said = joined("semicolon", lang, names)
    more = len(members.terms) - len(names) + members.more
    if more:
        rest = phrase("ask.behind.more", lang, count=more)
        said = joined("semicolon", lang, (said, rest))
    return phrase("ask.behind.members", lang, column=members.column, members=said)
