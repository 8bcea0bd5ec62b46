"""What stands around the pattern of a SELECT: its columns before, its modifiers behind."""

from typing import NamedTuple

from taobao_kg.ask.scan import Token, closing
from taobao_kg.ask.why.tree import Column, Unreadable, Values, Words, written

AGGREGATES = frozenset(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
_MODIFIERS = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")


class Head(NamedTuple):
    """What stands before the pattern.

    Attributes:
        columns: in order; empty for ``*``.
        aggregates: whether one of them is an aggregate.
        dataset: the ``FROM`` clauses.
        opening: the index of the ``{``.
    """

    columns: tuple[Column, ...]
    aggregates: bool
    dataset: str
    opening: int


class Tail(NamedTuple):
    """What stands behind the pattern; see `taobao_kg.ask.why.tree.Select`."""

    group_by: tuple[Column, ...]
    grouped: bool
    having: str
    ordered: bool
    cut: bool
    values: Values | None


class Aggregate(NamedTuple):
    """One aggregate in an expression: its name in capitals, whether DISTINCT, and what it takes."""

    name: str
    distinct: bool
    argument: str


def read_head(tokens: list[Token]) -> Head:
    """Return what stands between SELECT and its pattern."""
    columns: list[Column] = []
    place = 1
    while place < len(tokens) and tokens[place].keyword not in ("{", "WHERE", "FROM"):
        token = tokens[place]
        if token.kind == "variable":
            columns.append(Column(f"?{token.text[1:]}"))
        elif token.text == "(":
            end = closing(tokens, place)
            columns.append(_column(tokens[place + 1 : end]))
            place = end
        place += 1
    start = place
    while place < len(tokens) and tokens[place].text != "{":
        place += 1
    if place >= len(tokens):
        raise Unreadable("no pattern")
    dataset = [token for token in tokens[start:place] if token.keyword != "WHERE"]
    found = any(aggregates_in(column.expression) for column in columns)
    return Head(tuple(columns), found, written(dataset), place)


def read_tail(tokens: list[Token]) -> Tail:
    """Return what stands behind the pattern."""
    clauses = _clauses(tokens)
    group = clauses.get("GROUP", [])
    having = clauses.get("HAVING", [])
    values = clauses.get("VALUES")
    ordered_by_aggregate = aggregates_in(tuple(clauses.get("ORDER", [])))
    return Tail(
        group_by=tuple(_keys(group[2:])),
        grouped=bool(group or having or ordered_by_aggregate),
        having=written(having),
        ordered="ORDER" in clauses,
        cut="LIMIT" in clauses or "OFFSET" in clauses,
        values=read_values(values) if values else None,
    )


def read_values(tokens: list[Token]) -> Values:
    """Return ``VALUES … { … }``."""
    opening = next(n for n, token in enumerate(tokens) if token.text == "{")
    names = [token.text[1:] for token in tokens[:opening] if token.kind == "variable"]
    return Values(written(tokens), tuple(f"?{name}" for name in names))


def aggregates_in(expression: Words) -> list[Aggregate]:
    """Return the aggregates of an expression, in order."""
    found = []
    for place, token in enumerate(expression[:-1]):
        if token.keyword in AGGREGATES and expression[place + 1].text == "(":
            inner = list(expression[place + 2 : closing(expression, place + 1)])
            separator = next((n for n, one in enumerate(inner) if one.text == ";"), len(inner))
            inner = inner[:separator]
            distinct = bool(inner) and inner[0].keyword == "DISTINCT"
            argument = written(inner[1:] if distinct else inner)
            found.append(Aggregate(token.keyword, distinct, argument))
    return found


def _column(tokens: list[Token]) -> Column:
    """Read ``expression AS ?variable``, as it stands in brackets."""
    if len(tokens) < 3 or tokens[-2].keyword != "AS":
        raise Unreadable("a column without a name")
    return Column(f"?{tokens[-1].text[1:]}", tuple(tokens[:-2]))


def _clauses(tokens: list[Token]) -> dict[str, list[Token]]:
    """Return the modifiers by their first word, each with all of its tokens."""
    clauses: dict[str, list[Token]] = {}
    current: list[Token] = []
    depth = 0
    for token in tokens:
        if depth == 0 and token.keyword in _MODIFIERS:
            current = clauses.setdefault(token.keyword, [])
        depth += (token.text in ("{", "(")) - (token.text in ("}", ")"))
        current.append(token)
    return clauses


def _keys(tokens: list[Token]) -> list[Column]:
    """Read what GROUP BY lists: variables, expressions in brackets, calls of functions."""
    keys: list[Column] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "variable":
            keys.append(Column(f"?{token.text[1:]}"))
            place += 1
            continue
        opening = next(n for n in range(place, len(tokens)) if tokens[n].text == "(")
        end = closing(tokens, opening)
        inner = tokens[opening + 1 : end]
        if opening == place and len(inner) > 2 and inner[-2].keyword == "AS":
            keys.append(_column(inner))
        elif opening == place and len(inner) == 1 and inner[0].kind == "variable":
            keys.append(Column(f"?{inner[0].text[1:]}"))
        else:
            keys.append(Column(f"?__key_{len(keys) + 1}", tuple(tokens[place : end + 1])))
        place = end + 1
    return keys
