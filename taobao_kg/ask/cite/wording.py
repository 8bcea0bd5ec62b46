"""The wording of a query: what stays the same however it is laid out."""

from collections.abc import Sequence
from itertools import pairwise

from taobao_kg.ask.cite.ledger import print_lines
from taobao_kg.ask.scan import FORMS, Token, tokenize
from taobao_kg.vocab import PREFIXES


def print_query(sparql: str) -> str:
    r"""Return the SHA-256 of a query, whatever its layout, comments, prefixes and case of keywords.

    >>> one = "SELECT ?p WHERE { ?p tkg:issuedIn year:2015 } # dated"
    >>> print_query(one) == print_query("select $p where {$p tkg:issuedIn\tyear:2015}")
    True
    >>> print_query(one) == print_query("ASK { ?p tkg:issuedIn year:2015 }")
    False
    """
    tokens = tokenize(sparql)
    prefixes = {**PREFIXES, **_declared(tokens)}
    return print_lines(_normal(token, prefixes) for token in _without_prefixes(tokens))


def on_one_line(sparql: str) -> str:
    r"""Return a query on one line, comments left out; it asks the same.

    >>> on_one_line("ASK { # really?\n  ?s ?p 'a\\nb'@en }")
    "ASK { ?s ?p 'a\\nb'@en }"
    """
    tokens = tokenize(sparql)
    text = "".join(
        token.text + (" " if after.start > token.end else "") for token, after in pairwise(tokens)
    )
    return text + (tokens[-1].text if tokens else "")


def is_ordered(sparql: str) -> bool:
    """Return whether the rows of a query have an order: ORDER BY outside of any bracket.

    >>> is_ordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    True
    >>> is_ordered("SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }")
    False
    """
    depth = 0
    for token, after in pairwise(tokenize(sparql)):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and (token.keyword, after.keyword) == ("ORDER", "BY"):
            return True
    return False


def looks_like_sparql(text: str) -> bool:
    """Return whether a text is meant as SPARQL, not as a name or label.

    >>> looks_like_sparql("DESCRIBE actor:state-council"), looks_like_sparql("State Council")
    (True, False)
    """
    first, _, rest = text.strip().partition(" ")
    if first.upper() in ("PREFIX", "BASE"):
        return "<" in rest
    return "{" in text or (first.upper() in FORMS and bool(rest))


def _declared(tokens: Sequence[Token]) -> dict[str, str]:
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in triples
        if word.keyword == "PREFIX" and name.kind == "name"
    }


def _without_prefixes(tokens: Sequence[Token]) -> list[Token]:
    kept, skip = [], 0
    for token in tokens:
        skip = 3 if token.keyword == "PREFIX" else skip
        if skip:
            skip -= 1
        else:
            kept.append(token)
    return kept


def _normal(token: Token, prefixes: dict[str, str]) -> str:
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        if prefix in prefixes:
            return f"<{prefixes[prefix]}{local}>"
    if token.kind == "variable":
        return f"?{token.text[1:]}"
    return token.keyword or token.text
