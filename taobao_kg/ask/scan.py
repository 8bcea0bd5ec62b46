"""The words of a SPARQL text, without parsing it: enough to guard, complete and take it apart."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from taobao_kg.engines.embedded import refuse_deep_query
from taobao_kg.errors import UsageError
from taobao_kg.vocab import PREFIXES

#: Oxigraph builds a tree that is as deep as a chain of operators is long; it dies from about 3,000.
MAX_OPERATORS = 1_000
#: Each ``[ ?p [ … ]]`` joins everything with everything once more; no question needs so many.
MAX_BRACKETS = 20

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
)
_CHAINED = frozenset(("||", "&&", "+", "-", "*", "/", "|", "!"))
_NESTED = frozenset(("UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "GRAPH"))


class Token(NamedTuple):
    """One word of a SPARQL text.

    Attributes:
        kind: ``iri``, ``string``, ``variable``, ``tag``, ``blank``, ``name`` (prefixed), ``word``,
            ``number`` or ``mark``.
        text: as written.
        start: place of the first character, from 0.
        end: place after the last character.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """The word in capitals, the mark itself, or nothing for a term."""
        return self.text.upper() if self.kind in ("word", "mark") else ""


def tokenize(sparql: str) -> list[Token]:
    """Return the tokens of a SPARQL text in order, comments left out.

    The terminals are those of SPARQL 1.1 §19.8, a little wider; a text that is not SPARQL gives
    tokens too, and the parser says later what is wrong with it.

    >>> [token.text for token in tokenize("ASK { ?s tkg:issuedIn year:2015 . } # why")]
    ['ASK', '{', '?s', 'tkg:issuedIn', 'year:2015', '.', '}']
    """
    tokens = []
    for found in _terminals().finditer(sparql):
        kind = found.lastgroup or "mark"
        if kind != "comment":
            tokens.append(Token(kind, found.group(), found.start(), found.end()))
    return tokens


def guard(sparql: str, tokens: Sequence[Token]) -> str:
    """Return the form of a query (SELECT, ASK, CONSTRUCT, DESCRIBE) that is safe to parse.

    Raises:
        UsageError: for an update, SERVICE (it would go out to the network), a text that is too
            long, too deeply nested or chained too long, and a text without a query form.
    """
    refuse_deep_query(sparql)
    weight = brackets = 0
    form = ""
    for token in tokens:
        word = token.keyword
        if not form and (word in FORMS or word in UPDATES):
            form = word
        if word == "SERVICE":
            raise UsageError("SERVICE asks another machine; a query reads only this graph")
        weight += word in _CHAINED or word in _NESTED
        brackets += (word == "[") - (word == "]")
        if brackets > MAX_BRACKETS:
            raise UsageError(f"the query nests [ ] deeper than {MAX_BRACKETS}; use variables")
    if form in UPDATES:
        raise UsageError(f"{form} is an update; the graph is only read: write SELECT, ASK, …")
    if not form:
        raise UsageError("there is no SELECT, ASK, CONSTRUCT or DESCRIBE in the query")
    if weight > MAX_OPERATORS:
        raise UsageError(f"the query chains {weight} operators; at most {MAX_OPERATORS} are read")
    return form


def missing_prefixes(tokens: Sequence[Token]) -> list[str]:
    """Return the prefixes that are used and not declared, in order of use."""
    declared = {
        name.text[:-1]
        for word, name in pairwise(tokens)
        if word.keyword == "PREFIX" and name.kind == "name"
    }
    used = (token.text.partition(":")[0] for token in tokens if token.kind == "name")
    return [prefix for prefix in dict.fromkeys(used) if prefix not in declared]


def prologue(prefixes: Iterable[str]) -> str:
    r"""Return one line that declares known prefixes, or nothing for none.

    >>> prologue(["year"])
    'PREFIX year: <https://w3id.org/taobao-kg/id/year/>\n'
    """
    known = sorted(prefix for prefix in prefixes if prefix in PREFIXES)
    return " ".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in known) + "\n" * bool(
        known
    )


def body_start(tokens: Sequence[Token]) -> int | None:
    """Return the index of the ``{`` that opens WHERE, or None where a query has no body."""
    depth = 0
    first = None
    for place, token in enumerate(tokens):
        word = token.keyword
        if word == "WHERE" and depth == 0:
            return place + 1 if place + 1 < len(tokens) else None
        if word == "{" and depth == 0 and first is None:
            first = place
        depth += (word in ("{", "(")) - (word in ("}", ")"))
    return first


def closing(tokens: Sequence[Token], opening: int) -> int:
    """Return the index of the bracket that closes the one at ``opening``, or of the last token."""
    depth = 0
    for place in range(opening, len(tokens)):
        word = tokens[place].keyword
        depth += (word in ("{", "(", "[")) - (word in ("}", ")", "]"))
        if depth == 0:
            return place
    return len(tokens) - 1


def put_values(sparql: str, variable: str, terms: str) -> str:
    """Return a query in which each ``VALUES ?variable { … }`` holds these terms.

    >>> put_values("SELECT ?a { { VALUES ?a { 1 2 } } UNION { VALUES ?a { 3 } } }", "a", "4")
    'SELECT ?a { { VALUES ?a { 4 } } UNION { VALUES ?a { 4 } } }'
    """
    for start, end in reversed(values_blocks(tokenize(sparql), variable)):
        sparql = f"{sparql[:start]}VALUES ?{variable} {{ {terms} }}{sparql[end:]}"
    return sparql


def values_blocks(tokens: Sequence[Token], variable: str) -> list[tuple[int, int]]:
    """Return where each ``VALUES ?variable { … }`` stands: start and end in the text."""
    threes = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return [
        (word.start, tokens[closing(tokens, place + 2)].end)
        for place, (word, name, bracket) in enumerate(threes)
        if (word.keyword, name.kind, bracket.text) == ("VALUES", "variable", "{")
        and name.text[1:] == variable
    ]


@cache
def _terminals() -> re.Pattern[str]:
    local = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)"
    inner = r"(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)"
    return re.compile(
        r"(?P<comment>#[^\n]*)"
        r'|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)'
        r'|(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""'
        r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
        r'|"(?:[^"\\\n]|\\.)*"'
        r"|'(?:[^'\\\n]|\\.)*')"
        r"|(?P<variable>[?$]\w+)"
        r"|(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
        r"|(?P<blank>_:\w(?:[\w.-]*[\w-])?)"
        rf"|(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:{local}(?:{inner}*(?:[\w:-]|%[0-9A-Fa-f]{{2}}|\\.))?)?)"
        r"|(?P<word>[A-Za-z_]\w*)"
        r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
        r"|(?P<mark>\^\^|\|\||&&|[<>!]=|\S)",
        re.DOTALL,
    )
