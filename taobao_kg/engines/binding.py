"""Binding: terms put in the place of variables, in a query that goes to a server."""

import re
from collections.abc import Mapping

from pyoxigraph import Variable

from taobao_kg.engines.embedded import Term

#: What may stand in a query without being a variable: it is passed over (SPARQL 1.1 §19.8).
_WORDS = re.compile(
    r"#[^\n]*"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|[?$](?P<variable>\w+)"
    r"|(?P<bracket>[{}])"
    r"|(?P<word>[A-Za-z]+)(?![\w:])",
    re.DOTALL,
)
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def query_form(sparql: str) -> str:
    r"""Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE; nothing without one.

    >>> query_form("PREFIX select: <x> # ASK\nConstruct { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (found["word"] or "" for found in _WORDS.finditer(sparql))
    return next((word.upper() for word in words if word.upper() in FORMS), "")


def bind_terms(sparql: str, substitutions: Mapping[Variable, Term] | None) -> str:
    """Return a query in which terms stand where variables stood.

    In the SELECT clause a variable keeps its name: ``?x`` becomes ``(term AS ?x)``. The terms are
    written by the RDF library, so no value becomes SPARQL. In place of the variable, not as
    VALUES: within OPTIONAL or UNION, VALUES would lend its value to rows that have none.

    >>> from pyoxigraph import Literal
    >>> bind_terms('SELECT ?x { ?s ?p ?x . FILTER(?x != "?x") }', {Variable("x"): Literal("a")})
    'SELECT ("a" AS ?x) { ?s ?p "a" . FILTER("a" != "?x") }'
    """
    if not substitutions:
        return sparql
    terms = {variable.value: str(term) for variable, term in substitutions.items()}
    is_heading = False

    def replace(found: re.Match[str]) -> str:
        nonlocal is_heading
        if found["word"] and found["word"].upper() == "SELECT":
            is_heading = True
        elif found["bracket"] or (found["word"] and found["word"].upper() == "WHERE"):
            is_heading = False
        term = terms.get(found["variable"] or "")
        if term is None:
            return found[0]
        return f"({term} AS {found[0]})" if is_heading else term

    return _WORDS.sub(replace, sparql)
