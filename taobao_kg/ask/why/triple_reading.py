"""Triple patterns, written out in full from their tokens (SPARQL 1.1 §4.2)."""

from collections.abc import Iterator
from itertools import count

from taobao_kg.ask.scan import Token, closing
from taobao_kg.ask.why.path_reading import read_path
from taobao_kg.ask.why.tree import Path, Pattern, Unreadable

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIRST, _REST, _NIL = (f"<{_RDF}{name}>" for name in ("first", "rest", "nil"))


class TripleReader:
    """Reads triples; a blank node becomes a variable, for its value is wanted, too.

    Attributes:
        patterns: what was read since it was emptied.
    """

    def __init__(self, fresh: Iterator[int]) -> None:
        self.patterns: list[Pattern] = []
        self._fresh = fresh

    def read(self, tokens: list[Token], place: int) -> int:
        """Read the triples of one subject; return the place behind them.

        Raises:
            Unreadable: for what is not a triple pattern of SPARQL 1.1.
        """
        bracketed = tokens[place].text in ("[", "(")
        subject, place = self._term(tokens, place)
        if bracketed and (place >= len(tokens) or tokens[place].text in (".", "}")):
            return place
        return self._properties(tokens, place, subject)

    def _properties(self, tokens: list[Token], place: int, subject: str) -> int:
        """Read ``path object , object ; path object``."""
        while True:
            path, place = read_path(tokens, place)
            while True:
                node, place = self._term(tokens, place)
                self.patterns.append(Pattern(subject, path, node))
                if _text(tokens, place) != ",":
                    break
                place += 1
            if _text(tokens, place) != ";":
                return place
            while _text(tokens, place) == ";":
                place += 1
            if _text(tokens, place) in ("", ".", "]", "}"):
                return place

    def _term(self, tokens: list[Token], place: int) -> tuple[str, int]:
        token = tokens[place] if place < len(tokens) else None
        if token is None:
            raise Unreadable("a triple without an end")
        if token.kind == "variable":
            return f"?{token.text[1:]}", place + 1
        if token.kind == "blank":
            return f"?__blank_{token.text[2:].encode().hex()}", place + 1
        if token.kind == "string":
            return _literal(tokens, place)
        if token.text in ("+", "-"):
            return token.text + _text(tokens, place + 1), place + 2
        if token.kind in ("iri", "name", "number") or token.keyword in ("TRUE", "FALSE"):
            return token.text, place + 1
        if token.text == "[":
            return self._bracketed(tokens, place)
        if token.text == "(":
            return self._collection(tokens, place)
        raise Unreadable(f"a triple with {token.text!r}")

    def _bracketed(self, tokens: list[Token], place: int) -> tuple[str, int]:
        end = closing(tokens, place)
        node = self._new()
        if end > place + 1:
            self._properties(tokens[:end], place + 1, node)
        return node, end + 1

    def _collection(self, tokens: list[Token], place: int) -> tuple[str, int]:
        """Read ``( a b )``, which is a list of ``rdf:first`` and ``rdf:rest``."""
        end = closing(tokens, place)
        place += 1
        if place == end:
            return _NIL, end + 1
        head = node = self._new()
        while True:
            member, place = self._term(tokens, place)
            self.patterns.append(Pattern(node, Path("one", _FIRST), member))
            rest = self._new() if place < end else _NIL
            self.patterns.append(Pattern(node, Path("one", _REST), rest))
            if place >= end:
                return head, end + 1
            node = rest

    def _new(self) -> str:
        return f"?__node_{next(self._fresh)}"


def counter() -> Iterator[int]:
    """Return the numbers that make new names different."""
    return count(1)


def _literal(tokens: list[Token], place: int) -> tuple[str, int]:
    text = tokens[place].text
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is not None and following.kind == "tag":
        return text + following.text, place + 2
    if following is not None and following.text == "^^":
        return f"{text}^^{_text(tokens, place + 2)}", place + 3
    return text, place + 1


def _text(tokens: list[Token], place: int) -> str:
    return tokens[place].text if place < len(tokens) else ""
