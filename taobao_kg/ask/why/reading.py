"""Reading a SELECT: from the tokens of a query the engine takes to a tree (SPARQL 1.1 §19.8).

Whether a text is SPARQL the engine has decided before. Expressions stay as they are written, so
that the engine alone says what they mean.
"""

from collections.abc import Iterator

from taobao_kg.ask.scan import Token, closing, tokenize
from taobao_kg.ask.why.select_reading import read_head, read_tail, read_values
from taobao_kg.ask.why.tree import (
    Bind,
    Exists,
    Group,
    Kept,
    Named,
    Optional,
    Part,
    Select,
    Union,
    Unreadable,
    written,
)
from taobao_kg.ask.why.triple_reading import TripleReader, counter

#: Groups inside groups; a person writes five, and Python's stack ends at some hundreds.
MAX_DEPTH = 40
#: Parts and patterns of one query; each is a place in every solution.
MAX_PARTS = 400


def read_select(sparql: str) -> Select:
    """Return the tree of a query.

    Raises:
        Unreadable: when it is no SELECT, holds what is not SPARQL 1.1, or is too large or too
            deeply nested to be taken apart.
    """
    tokens = tokenize(sparql)
    start = next((n for n, token in enumerate(tokens) if token.keyword == "SELECT"), None)
    if start is None:
        raise Unreadable("no SELECT")
    return _Reader(written(tokens[:start])).select(tokens[start:], 0)


class _Reader:
    """Reads groups; new names are different in the whole query."""

    def __init__(self, prologue: str) -> None:
        self._prologue = prologue
        self._fresh: Iterator[int] = counter()
        self._parts = 0

    def select(self, tokens: list[Token], depth: int) -> Select:
        """Read a SELECT that fills the tokens; inside a group its own variables get new names."""
        head = read_head(tokens)
        if depth and head.columns:
            tokens = self._renamed(tokens, {column.variable for column in head.columns})
            head = read_head(tokens)
        end = closing(tokens, head.opening)
        where = self.group(tokens[head.opening + 1 : end], depth + 1)
        tail = read_tail(tokens[end + 1 :])
        grouped = head.aggregates or tail.grouped
        return Select(
            prologue=self._prologue,
            columns=head.columns,
            dataset=head.dataset,
            where=where,
            body=written(tokens[head.opening : end + 1]),
            text=written(tokens),
            group_by=tail.group_by,
            having=tail.having,
            grouped=grouped,
            cut=tail.cut,
            lazy=tail.cut and not grouped and not tail.ordered,
            values=tail.values,
        )

    def group(self, tokens: list[Token], depth: int) -> Group:
        """Read what stands between two brackets."""
        if depth > MAX_DEPTH:
            raise Unreadable("groups nested too deep")
        if tokens and tokens[0].keyword == "SELECT":
            return Group((self.select(tokens, depth),))
        parts: list[Part] = []
        place = 0
        while place < len(tokens):
            self._parts += 1
            if tokens[place].text == ".":
                place += 1
                continue
            place = self._part(tokens, place, depth, parts)
        if self._parts > MAX_PARTS:
            raise Unreadable("too many parts")
        return Group(tuple(parts))

    def _part(self, tokens: list[Token], place: int, depth: int, parts: list[Part]) -> int:
        word = tokens[place].keyword
        if word == "{":
            return self._union(tokens, place, depth, parts)
        if word in ("FILTER", "BIND", "VALUES", "MINUS", "OPTIONAL", "GRAPH", "SERVICE"):
            end = _end(tokens, place)
            parts.append(self._clause(word, tokens[place : end + 1], depth))
            return end + 1
        reader = TripleReader(self._fresh)
        place = reader.read(tokens, place)
        self._parts += len(reader.patterns)
        parts.extend(reader.patterns)
        return place

    def _union(self, tokens: list[Token], place: int, depth: int, parts: list[Part]) -> int:
        groups = []
        while True:
            end = closing(tokens, place)
            groups.append(self.group(tokens[place + 1 : end], depth + 1))
            if end + 2 >= len(tokens) or tokens[end + 1].keyword != "UNION":
                break
            place = end + 2
        parts.append(Union(tuple(groups)))
        return end + 1

    def _clause(self, word: str, tokens: list[Token], depth: int) -> Part:
        text = written(tokens)
        if word == "FILTER":
            return self._filter(tokens, text, depth)
        if word == "BIND":
            return Bind(written(tokens[2:-3]), f"?{tokens[-2].text[1:]}")
        if word == "VALUES":
            return read_values(tokens)
        if word == "OPTIONAL":
            return Optional(self.group(tokens[2:-1], depth + 1))
        if word == "GRAPH":
            name = tokens[1].text.replace("$", "?", 1)
            return Named(name, self.group(tokens[3:-1], depth + 1))
        return Kept(text, "absence" if word == "MINUS" else "service")

    def _filter(self, tokens: list[Token], text: str, depth: int) -> Part:
        words = [token.keyword for token in tokens]
        if "EXISTS" not in words:
            return Kept(text)
        if words[1:3] == ["EXISTS", "{"]:
            return Exists(self.group(tokens[3:-1], depth + 1), text)
        # Also in !EXISTS, in a disjunction: then it depends on more than this what holds.
        return Kept(text, "absence" if words[1:3] == ["NOT", "EXISTS"] else "exists")

    def _renamed(self, tokens: list[Token], seen: set[str]) -> list[Token]:
        """Return the tokens of a sub-select in which what it does not show has new names."""
        number = next(self._fresh)
        return [
            token._replace(text=f"?{token.text[1:]}__{number}")
            if token.kind == "variable" and f"?{token.text[1:]}" not in seen
            else token
            for token in tokens
        ]


def _end(tokens: list[Token], place: int) -> int:
    """Return the index of the last token of a clause that begins with a keyword."""
    at = place
    while at < len(tokens) and tokens[at].text not in ("{", "("):
        at += 1
    if at == len(tokens):
        raise Unreadable(f"{tokens[place].text} without brackets")
    at = closing(tokens, at)
    if tokens[place].keyword == "VALUES" and tokens[at].text == ")":
        at = closing(tokens, at + 1)
    return at
