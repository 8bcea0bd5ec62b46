"""The parts of a WHERE block as they are written: triple patterns, filters, groups."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taobao_kg.ask.scan import Token, closing

_OPENERS = ("OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES")


class Part(NamedTuple):
    """One part of a group.

    Attributes:
        kind: ``triple``, ``values``, ``bind``, ``group`` (also UNION and GRAPH) narrow the answer
            by joining; ``filter`` and ``minus`` take away; ``optional`` does neither.
        text: as it can stand alone in a group.
        start: place of its first character in the query.
    """

    kind: str
    text: str
    start: int


def parts_of_group(sparql: str, tokens: Sequence[Token], opening: int) -> list[Part]:
    """Return the parts of the group that opens at a token, in order.

    Args:
        sparql: the whole query.
        tokens: its tokens.
        opening: the index of the ``{``.
    """
    parts: list[Part] = []
    end = closing(tokens, opening)
    place = opening + 1
    while place < end:
        word = tokens[place].keyword
        if word == ".":
            place += 1
        elif word in _OPENERS or word == "{":
            last = _end_of_clause(tokens, place, end)
            kind = {"{": "group", "GRAPH": "group"}.get(word, word.lower())
            parts.append(_part(kind, sparql, tokens, place, last))
            place = last + 1
        else:
            last = _end_of_triples(tokens, place, end)
            parts += _triples(sparql, tokens, place, last)
            place = last + 1
    return parts


def _end_of_clause(tokens: Sequence[Token], place: int, end: int) -> int:
    """Return the index of the last token of a clause that begins with a keyword or a bracket."""
    at = place
    while at < end and tokens[at].keyword not in ("{", "("):
        at += 1
    at = closing(tokens, at)
    if tokens[place].keyword == "VALUES" and tokens[at].keyword == ")":
        at = closing(tokens, at + 1)  # VALUES (?a ?b) { … }
    while at + 2 < end and tokens[at + 1].keyword == "UNION":
        at = closing(tokens, at + 2)
    return at


def _end_of_triples(tokens: Sequence[Token], place: int, end: int) -> int:
    """Return the index of the last token of the triples that share a subject."""
    at = place
    while at + 1 < end:
        if tokens[at].keyword in ("(", "["):
            at = closing(tokens, at)
        following = tokens[at + 1].keyword if at + 1 < end else "."
        if following == "." or following == "{" or following in _OPENERS:
            break
        at += 1
    return at


def _triples(sparql: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[Part]:
    """Yield each triple pattern of ``?s ?p ?o , ?q ; ?r ?t`` written out in full."""
    units = list(_units(tokens, first, last))
    if not units:
        return
    subject, verb, run = units[0], "", list[Token]()
    text = sparql[subject.start : subject.end]
    for unit in [*units[1:], None]:
        if unit is not None and unit.text not in (",", ";"):
            run.append(unit)
            continue
        if run:
            target = sparql[run[-1].start : run[-1].end]
            start = run[0].start
            if len(run) > 1:
                verb = sparql[run[0].start : run[-2].end]
                start = subject.start if not verb or run[0] is units[1] else run[0].start
            yield Part("triple", f"{text} {verb} {target}", start)
            run = []
    if len(units) == 1:
        yield Part("triple", text, subject.start)


def _units(tokens: Sequence[Token], first: int, last: int) -> Iterator[Token]:
    """Yield tokens, with a bracket and what it holds, and a literal and its tag, as one."""
    at = first
    while at <= last:
        token = tokens[at]
        end = closing(tokens, at) if token.keyword in ("(", "[") else at
        if token.kind == "string" and end + 1 <= last and tokens[end + 1].kind == "tag":
            end += 1
        elif token.kind == "string" and end + 2 <= last and tokens[end + 1].text == "^^":
            end += 2
        yield Token(token.kind, token.text, token.start, tokens[end].end)
        at = end + 1


def _part(kind: str, sparql: str, tokens: Sequence[Token], first: int, last: int) -> Part:
    return Part(kind, sparql[tokens[first].start : tokens[last].end], tokens[first].start)
