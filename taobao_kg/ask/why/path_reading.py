"""Property paths, read from their tokens (SPARQL 1.1 §19.8, rules 88 to 96)."""

from taobao_kg.ask.scan import Token, closing
from taobao_kg.ask.why.tree import Path, Unreadable, written

#: Deeper than this no path of a person is nested.
_DEEPEST = 30


def read_path(tokens: list[Token], place: int, depth: int = 0) -> tuple[Path, int]:
    """Return the path that begins at a token, and the place behind it.

    Raises:
        Unreadable: for what is not a path, and one that is nested too deep.
    """
    if depth > _DEEPEST:
        raise Unreadable("a path nested too deep")
    return _joined(tokens, place, depth, "|")


def _joined(tokens: list[Token], place: int, depth: int, mark: str) -> tuple[Path, int]:
    """Read steps between ``|``, and between ``/`` inside those."""
    start, parts = place, list[Path]()
    while True:
        if mark == "|":
            part, place = _joined(tokens, place, depth, "/")
        else:
            part, place = _step(tokens, place, depth)
        parts.append(part)
        if _text(tokens, place) != mark:
            break
        place += 1
    if len(parts) == 1:
        return parts[0], place
    kind = "alternative" if mark == "|" else "sequence"
    return Path(kind, f"({written(tokens[start:place])})", tuple(parts)), place


def _step(tokens: list[Token], place: int, depth: int) -> tuple[Path, int]:
    if _text(tokens, place) == "^":
        inner, place = _step(tokens, place + 1, depth)
        return Path("inverse", f"(^{inner.text})", (inner,)), place
    path, place = _primary(tokens, place, depth)
    mark = _text(tokens, place)
    if mark in ("?", "*", "+"):
        return Path(mark, f"({path.text}{mark})", (path,)), place + 1
    return path, place


def _primary(tokens: list[Token], place: int, depth: int) -> tuple[Path, int]:
    token = tokens[place] if place < len(tokens) else None
    if token is None:
        raise Unreadable("a triple without an end")
    if token.kind in ("iri", "name", "variable") or token.text == "a":
        text = token.text.replace("$", "?", 1) if token.kind == "variable" else token.text
        return Path("one", text), place + 1
    if token.text == "(":
        path, end = read_path(tokens, place + 1, depth + 1)
        return path, end + 1
    if token.text == "!":
        last = closing(tokens, place + 1) if _text(tokens, place + 1) == "(" else place + 1
        if _text(tokens, place + 1) == "^":
            last = place + 2
        return Path("negated", f"({written(tokens[place : last + 1])})"), last + 1
    raise Unreadable(f"a path with {token.text!r}")


def _text(tokens: list[Token], place: int) -> str:
    return tokens[place].text if place < len(tokens) else ""
