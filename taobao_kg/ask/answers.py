"""Answering: from a name, a file or a text to rows."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from taobao_kg.ask.parameters import Given, bind
from taobao_kg.ask.questions import Question, find_question, parse_question, read_question
from taobao_kg.ask.results import Answer, Rows, read_answer
from taobao_kg.ask.scan import (
    FORMS,
    MAX_BRACKETS,
    Token,
    body_start,
    guard,
    missing_prefixes,
    prologue,
    tokenize,
)
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.vocab import PREFIXES, shorten

#: Characters of a query too short to overload the parser: its shortest operator has seven.
_SHORT = 8_000


def read_query(what: str, folders: Folders) -> Question:
    """Return what is asked.

    Args:
        what: the name of a question, a ``.rq`` file, ``-`` for stdin, or SPARQL itself.
        folders: where the questions lie.

    Raises:
        UsageError: for a name no question has, or text from stdin that is not UTF-8.
        DataError: for a file that cannot be read or has a faulty header.
    """
    if what == "-":
        return parse_question(_read_stdin(), path="stdin")
    if "{" in what or len(what.split()) > 1:
        return parse_question(what)
    if what.endswith(".rq") or "/" in what or "\\" in what:
        return read_question(Path(what))
    return find_question(folders.queries, what)


def ask(graph: Graph, question: Question, given: Mapping[str, Given] | None = None) -> Answer:
    """Answer a question.

    Known prefixes need not be declared. A question of the library that finds nothing, and every
    text without a header, must name only terms and things that are in the graph. A text without a
    header that finds nothing must not misspell a term of another vocabulary either.

    Args:
        graph: what is asked.
        question: see `read_query`.
        given: parameters by name, as text or as terms.

    Returns:
        Rows for SELECT, triples for CONSTRUCT and DESCRIBE, a truth value for ASK.

    Raises:
        UsageError: for a text that is not SPARQL (with line and column), would write, reach the
            network or overload the parser; for an unknown prefix, name or parameter.
    """
    if question.columns and not given and _is_plain(question.sparql):
        try:
            answer = read_answer(graph.query(question.sparql), graph, question.sparql)
        except UsageError:
            pass  # said again below, with its place; or mended by a missing prefix
        else:
            if answer or isinstance(answer, bool):
                return answer
    sparql = bind(graph, question, given or {})
    tokens = tokenize(sparql)
    try:
        form = guard(sparql, tokens)
    except UsageError as error:
        raise UsageError(f"{question.place}: {error}") from error
    added = missing_prefixes(tokens)
    for prefix in added:
        if prefix not in PREFIXES:
            first = next(t for t in tokens if t.kind == "name" and t.text.startswith(f"{prefix}:"))
            from taobao_kg.ask.nearest import unknown_prefix
            from taobao_kg.ask.syntax import place_of

            raise unknown_prefix(prefix, f"{place_of(question, sparql, first.start)}: ")
    if not question.columns:
        refuse_unknown_names(graph, question, sparql, tokens)
    opening = prologue(added)
    try:
        answer = read_answer(graph.query(opening + sparql), graph, opening + sparql)
    except UsageError as error:
        if not isinstance(error.__cause__, SyntaxError):
            raise
        from taobao_kg.ask.syntax import not_sparql

        raise not_sparql(error.__cause__, question, sparql, opening) from error
    if question.columns and form != "ASK" and isinstance(answer, Rows) and not answer:
        refuse_unknown_names(graph, question, sparql, tokens)
    if not question.columns and not answer:
        refuse_misspelt_terms(graph, question, sparql, tokens)
    return answer


def refuse_unknown_names(
    graph: Graph, question: Question, sparql: str, tokens: Sequence[Token]
) -> None:
    """Refuse a query that names a term or thing of ours which is not in the graph.

    Raises:
        UsageError: with the place of the name and the nearest known ones; for what a parameter
            asks about by default, with the parameter to give.
    """
    from taobao_kg.ask.nearest import is_known, is_ours, unknown_name
    from taobao_kg.ask.syntax import place_of

    seen = set()
    for start, iri in _named(tokens):
        if iri not in seen and is_ours(iri) and not iri.endswith(("/", "#")):
            seen.add(iri)
            if not is_known(graph, iri):
                for parameter in question.parameters:
                    if parameter.default == shorten(iri):
                        raise UsageError(
                            f"{question.name or question.place}: its default {parameter.default}"
                            f" is not in this graph; give -p {parameter.name}=…"
                        )
                raise unknown_name(graph, iri, f"{place_of(question, sparql, start)}: ")


def refuse_misspelt_terms(
    graph: Graph, question: Question, sparql: str, tokens: Sequence[Token]
) -> None:
    """Refuse a query that names a term of another vocabulary which is almost one in the graph.

    A term that is like none stays: it may be right and only unused here.

    Raises:
        UsageError: with the place of the term and the nearest in use.
    """
    from taobao_kg.ask.nearest import is_known, is_ours, nearest_terms, or_list
    from taobao_kg.ask.syntax import place_of

    datatypes = {after.start for mark, after in pairwise(tokens) if mark.text == "^^"}
    for start, iri in _named(tokens):
        name = shorten(iri)
        foreign = name != iri and not is_ours(iri) and not iri.startswith(PREFIXES["xsd"])
        if foreign and start not in datatypes and not is_known(graph, iri):
            near = nearest_terms(graph, name)
            if near and name not in near:
                raise UsageError(
                    f"{place_of(question, sparql, start)}: {name} is not in the graph;"
                    f" did you mean {or_list(near)}?"
                )


def _is_plain(sparql: str) -> bool:
    """Return whether a text is so short and quiet that it needs no guard; most questions are."""
    quiet = "SERVICE" not in sparql.upper() and sparql.count("[") <= MAX_BRACKETS
    return quiet and len(sparql) < _SHORT


def _named(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Return the IRIs a query asks about, with their places: not its prologue and template."""
    import re

    prefixes, base = dict(PREFIXES), ""
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.keyword == "PREFIX":
            prefixes[name.text[:-1]] = iri.text[1:-1]
        elif word.keyword == "BASE":
            base = name.text[1:-1]
    begin = body_start(tokens)
    if begin is None:
        begin = next((n for n, token in enumerate(tokens) if token.keyword in FORMS), 0)
    named: list[tuple[int, str]] = []
    for token in tokens[begin:]:
        if token.kind == "iri":
            written = token.text[1:-1]
            named.append((token.start, written if ":" in written else base + written))
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            named.append((token.start, prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)))
    return named


def _read_stdin() -> str:
    import sys

    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UsageError("stdin is not UTF-8; send the query as UTF-8 text") from error
