"""Ranking: by which number a query sorts its rows, and the place each row takes."""

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pyoxigraph import Literal

from taobao_kg.ask.results import Rows, is_number
from taobao_kg.ask.scan import tokenize
from taobao_kg.engines.embedded import Term


class Ranking(NamedTuple):
    """How rows are ranked.

    Attributes:
        column: the number that ranks them.
        falling: whether the greatest comes first.
    """

    column: str
    falling: bool


def ranking_of(sparql: str, rows: Rows) -> Ranking | None:
    """Return by which number a query sorts first, or None when it is not by a number.

    Args:
        sparql: the query.
        rows: its answer.
    """
    tokens = tokenize(sparql)
    depth, places = 0, []
    for place, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.keyword == "ORDER":
            places.append(place)
    if not places:
        return None
    words = tokens[places[-1] + 2 :]
    falling = bool(words) and words[0].keyword == "DESC"
    words = [word for word in words[:3] if word.keyword not in ("ASC", "DESC", "(")]
    name = words[0].text[1:] if words and words[0].kind == "variable" else ""
    if name not in rows.columns or not any(is_number(row[name]) for row in rows):
        return None
    return Ranking(name, falling)


def ranks_of(rows: Rows, ranking: Ranking) -> list[int | None]:
    """Return the rank of each row: 1 for the first; equal numbers share one, the next is skipped.

    None for a row without a number.
    """
    numbers = [number_of(row[ranking.column]) for row in rows]
    known = [number for number in numbers if number is not None]
    if ranking.falling:
        return [None if n is None else 1 + sum(other > n for other in known) for n in numbers]
    return [None if n is None else 1 + sum(other < n for other in known) for n in numbers]


def number_of(cell: Term | None) -> Decimal | None:
    """Return the number a cell holds, if it is one."""
    if not isinstance(cell, Literal) or not is_number(cell):
        return None
    try:
        number = Decimal(cell.value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
