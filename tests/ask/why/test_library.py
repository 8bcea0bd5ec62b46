"""The library: every row of every question is explained, or says what is not."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from rdflib import BNode, Variable
from rdflib.paths import Path as RdfPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import Question, list_questions
from taobao_kg.ask.results import Rows, is_number
from taobao_kg.ask.why.reading import read_select
from taobao_kg.ask.why.tree import (
    Exists,
    Group,
    Named,
    Optional,
    Pattern,
    Select,
    Union,
)
from taobao_kg.folders import find_folders
from taobao_kg.vocab import PREFIXES

pytestmark = pytest.mark.slow
QUESTIONS = list_questions(find_folders().queries)
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
#: What may be said of a row of the library; all else would be a part that was not understood.
SAID = {"absence", "computed", "given", "more", "same", "empty"}


@each_question
def test_every_row_is_explained_or_says_what_is_not(question: Question, real_graph):
    rows = ask(real_graph, question)
    assert isinstance(rows, Rows)
    for row in rows.why():
        assert row.triples or row.unexplained
        said = {doubt.kind for doubt in row.unexplained}
        assert said <= SAID
        # Of very many members not all are shown; then the row says that there are more.
        cut = "more" in said
        assert cut or set(row.iris) <= set(row.traced), "the statements a row names are behind it"


@each_question
def test_counts_are_unfolded_to_as_many_members(question: Question, real_graph):
    rows = ask(real_graph, question)
    for row in rows.why():
        for members in row.members:
            if not _is_bare(question, members):
                continue
            cell = row.row[members.column]
            if members.function == "COUNT" and members.distinct:
                assert len(members.terms) + members.more == int(cell.value)
            elif members.function == "MIN" and all(map(is_number, members.terms)):
                assert min(Decimal(one.value) for one in members.terms) == Decimal(cell.value)


@each_question
def test_another_parser_sees_the_same_patterns(question: Question):
    ours = Counter(_patterns_of(read_select(question.sparql)))
    assert ours == Counter(_patterns_of_algebra(prepareQuery(question.sparql).algebra))


def _is_bare(question: Question, members) -> bool:
    """Return whether the column is the aggregate itself, not something made of it."""
    call = rf"\({members.function}\([^()]*\) AS \?{members.column}\)"
    return members.column in question.columns and bool(re.search(call, question.sparql))


def _patterns_of(part):
    match part:
        case Pattern(subject, path, node):
            verb = _shown(path.text) if path.kind == "one" else "a path"
            yield _shown(subject), verb, _shown(node)
        case Select():
            yield from _patterns_of(part.where)
        case Optional(group) | Named(_, group) | Exists(group, _):
            yield from _patterns_of(group)
        case Union(groups):
            for group in groups:
                yield from _patterns_of(group)
        case Group(parts):
            for one in parts:
                yield from _patterns_of(one)


def _shown(text: str) -> str:
    """Return a term in full; of a sub-select's own variable the name it had."""
    if text.startswith("?__"):
        return "a node"
    if text.startswith("?"):
        return re.sub(r"(__\d+)+$", "", text)
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        return f"<{PREFIXES[prefix]}{local}>"
    return f'"{text}"^^<{PREFIXES["xsd"]}integer>' if text.isdecimal() else text


def _patterns_of_algebra(node):
    """Yield the patterns of rdflib's algebra, but for what only takes away."""
    if isinstance(node, CompValue):
        if node.name == "BGP":
            for triple in node.triples:
                yield tuple(map(_shown_by_rdflib, triple))
        if node.name == "Filter":
            yield from _patterns_that_must_exist(node.expr)
        for key, value in node.items():
            taken = (node.name == "Minus" and key == "p2") or node.name == "Builtin_NOTEXISTS"
            if not taken and key != "triples":
                yield from _patterns_of_algebra(value)
    elif isinstance(node, list | tuple) and not isinstance(node, str):
        for value in node:
            yield from _patterns_of_algebra(value)


def _patterns_that_must_exist(condition):
    """Yield the patterns of FILTER EXISTS, which stand in no item of rdflib's conditions."""
    joined = condition.name == "ConditionalAndExpression"
    for one in [condition.expr, *condition.other] if joined else [condition]:
        if isinstance(one, CompValue) and one.name == "Builtin_EXISTS":
            yield from _patterns_of_algebra(one.graph)


def _shown_by_rdflib(term) -> str:
    if isinstance(term, RdfPath):
        return "a path"
    if isinstance(term, BNode):
        return "a node"
    return f"?{term}" if isinstance(term, Variable) else term.n3()
