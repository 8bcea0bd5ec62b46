"""What the parser complains of, said for people: the place, the fact, no words of the parser."""

import re

from taobao_kg.ask.questions import Question
from taobao_kg.errors import UsageError

#: How much of the parser's list of expectations is repeated.
_SHOWN = 70
#: One expectation: a quoted mark, a class of characters, or words.
_EXPECTATION = r'"(?:\\.|[^"\\])*"|\[[^\]]*\]|[^,\s][^,]*'
#: Words of the parser that are not in SPARQL 1.1, or that a query here may not use.
_NOT_OURS = ("LATERAL", "SERVICE")
_FACTS = {"IRI parsing failed": "the IRI before it is not whole, write it like <https://…>"}


def not_sparql(error: SyntaxError, question: Question, sparql: str, opening: str) -> UsageError:
    """Return the parser's complaint with file, line and column, and without its endless list.

    Args:
        error: what the parser raised.
        question: whose text it is.
        sparql: the text without what was put before it.
        opening: what was put before it.
    """
    message = " ".join(str(error).split())
    found = re.match(r"error at (\d+):(\d+): (.*)", message)
    if not found:
        return UsageError(f"{question.place}: not SPARQL: {message}")
    line, column = int(found[1]) - opening.count("\n"), int(found[2])
    lines = sparql.split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    rest = text[column - 1 :].strip()
    at = f"at {rest[:24]!r}" if rest else "at the end of the line"
    fact = _said(found[3])
    return UsageError(
        f"{question.place}:{line}:{column}: not SPARQL {at}{fact and f': {fact}'}; mend it there"
    )


def place_of(question: Question, sparql: str, start: int) -> str:
    """Return ``file:line:column`` of a character, both counted from 1."""
    before = sparql[:start]
    return f"{question.place}:{before.count(chr(10)) + 1}:{start - before.rfind(chr(10))}"


def _said(complaint: str) -> str:
    """Return what the parser expected, or the fact it found, or nothing when it tells neither.

    >>> _said('expected one of "{", SERVICE, [_]'), _said("expected [_]")
    ('expected "{"', '')
    >>> _said("expected one of The SELECT contains a variable that is unbound, [_]")
    'the SELECT contains a variable that is unbound'
    """
    many = complaint.removeprefix("expected ").removeprefix("one of ")
    if many == complaint:
        return complaint
    items: list[str] = [item.strip() for item in re.findall(_EXPECTATION, many)]
    kept = [item for item in items if item[0] != "[" and item not in _NOT_OURS]
    for item in kept:
        if " " in item and item[0] != '"':  # a sentence among the words
            return _FACTS.get(item, item[0].lower() + item[1:])
    if len(kept) == 1 and kept[0].isalpha():  # a keyword alone is the first of many it forgot
        return ""
    shown = ", ".join(kept)
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN].rpartition(", ")[0] + ", …"
    return shown and f"expected {'one of ' * (len(kept) > 1)}{shown}"
