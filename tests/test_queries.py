"""The library of questions: each file keeps the form, and gives exactly its golden answer."""

import re
from functools import cache
from pathlib import Path

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.parameters import read_value
from taobao_kg.ask.questions import LANGUAGES, Question, list_questions
from taobao_kg.ask.results import STATEMENT_COLUMNS, Rows, short
from taobao_kg.ask.scan import tokenize, values_blocks
from taobao_kg.folders import find_folders
from taobao_kg.graph import Graph
from taobao_kg.vocab import PREFIXES, term
from tests.golden_answers import GOLDEN, answer_as_csv, golden_path, statements_of

QUESTIONS = list_questions(find_folders().queries)
COMPETENCY = Path(__file__).parents[2] / "shared/sources/renolafitri-2020/questions.md"
KEYWORDS = "ask bind by distinct exists filter from group having limit minus not offset optional"
KEYWORDS += " order prefix select union values where"

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
each_parameter = pytest.mark.parametrize(
    ("question", "name"),
    [(question, parameter.name) for question in QUESTIONS for parameter in question.parameters],
    ids=lambda value: value if isinstance(value, str) else value.name,
)


def test_there_are_sixty_questions_and_more():
    assert len(QUESTIONS) >= 60


@each_question
def test_header_is_complete(question: Question):
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", question.name)
    assert set(question.questions) == set(LANGUAGES), "a question in each language"
    assert all(words.endswith(("?", ".", "？", "。")) for words in question.questions.values())
    assert re.search(r"[一-鿿]", question.questions["zh"])
    assert not set("?,;") & set(question.questions["zh"]), "Chinese has full-width punctuation"
    assert question.questions["en"] != question.questions["id"]
    assert set(question.summaries) == set(LANGUAGES), "a summary in each language"
    assert all(told.endswith((".", "。")) for told in question.summaries.values())
    assert question.tags
    assert len(set(question.tags)) == len(question.tags)


@each_question
def test_columns_are_what_it_projects(question: Question, real_graph: Graph):
    rows = ask(real_graph, question)
    assert isinstance(rows, Rows)
    assert rows.columns == question.columns
    assert all(re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name) for name in question.columns)
    named = [name for name in question.columns if name in STATEMENT_COLUMNS]
    assert named == list(question.columns[-1:]) or not named, "statements stand last"


@each_question
def test_text_keeps_the_style(question: Question):
    body = [line for line in question.sparql.splitlines() if not line.startswith("#")]
    assert all(line == line.rstrip() for line in body)
    assert "\t" not in question.sparql
    declared = [line for line in body if line.startswith("PREFIX")]
    assert declared == sorted(set(declared))
    for line in declared:
        name, iri = re.fullmatch(r"PREFIX (\w+): <(\S+)>", line).groups()
        assert PREFIXES[name] == iri
    tokens = tokenize(question.sparql)
    used = {
        token.text.partition(":")[0]
        for token in tokens
        if token.kind == "name" and token.text[-1] != ":"
    }
    assert used == {line.split()[1].rstrip(":") for line in declared}, "each prefix is used"
    words = [token.text for token in tokens if token.kind == "word"]
    assert not [word for word in words if word.lower() in KEYWORDS.split() and word != word.upper()]
    marks = [token.text for token in tokens if token.kind == "mark"]
    assert ";" not in marks or "SEPARATOR" in words, "one pattern a line, each with its subject"
    assert "ORDER" in words
    assert not any(
        token.text == "*" for token in tokens if token.kind == "mark" and _selects(tokens, token)
    )


@each_question
def test_golden_answer(question: Question, real_graph: Graph):
    mend = f"python -m tests.regenerate_golden {question.name}"
    assert golden_path(question).exists(), f"no golden answer; write it: {mend}"
    wanted = golden_path(question).read_text(encoding="utf-8")
    assert answer_as_csv(real_graph, question) == wanted, f"if the new answer is right: {mend}"
    assert wanted.count("\n") > 1, "a question with an empty answer shows nothing"


@each_question
def test_statements_exist_and_have_evidence(question: Question, real_graph: Graph):
    rows = ask(real_graph, question)
    assert isinstance(rows, Rows)
    for row in rows:
        for iri in statements_of(row, rows.columns):
            assert _has_evidence(real_graph, iri), iri


@each_parameter
def test_parameter(question: Question, name: str, real_graph: Graph):
    parameter = next(one for one in question.parameters if one.name == name)
    blocks = values_blocks(tokenize(question.sparql), name)
    if parameter.default:
        assert blocks, "a default stands in the text as VALUES"
        default = parameter.default
        if not parameter.kind.startswith("entity"):
            default = short(read_value(real_graph, parameter, default))
        texts = {question.sparql[begin:end] for begin, end in blocks}
        assert texts == {f"VALUES ?{name} {{ {default} }}"}
    else:
        assert not blocks, "a parameter without default has no VALUES"
    rows = ask(real_graph, question, {name: parameter.example})
    assert isinstance(rows, Rows)
    assert rows, "the example shows what the parameter is for"
    if not parameter.default and name in rows.columns:
        wanted, place = (
            read_value(real_graph, parameter, parameter.example),
            rows.columns.index(name),
        )
        assert list(rows) == [row for row in ask(real_graph, question) if row[place] == wanted]


def test_no_golden_answer_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.csv")} == {one.name for one in QUESTIONS}


@pytest.mark.needs_shared
@pytest.mark.skipif(not COMPETENCY.exists(), reason="the list of questions is not beside us")
def test_every_competency_question_has_one_query():
    asked = re.findall(r"^## Q(\d+)", COMPETENCY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    tags = [tag for question in QUESTIONS for tag in question.tags]
    assert [number for number in asked if tags.count(f"q{number}") != 1] == []


@pytest.mark.slow
@each_question
def test_another_engine_reads_it(question: Question):
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery(question.sparql)


def _selects(tokens: list, star) -> bool:
    """Return whether a star stands where a SELECT lists its columns."""
    before = [token.keyword for token in tokens if token.end <= star.start]
    return before[-1:] == ["SELECT"] or before[-2:] == ["SELECT", "DISTINCT"]


@cache
def _has_evidence(graph: Graph, iri: str) -> bool:
    return next(graph.triples(iri, term("tkg:evidence")), None) is not None
