"""The wording of a query: layout does not matter, words do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.ask.answers import ask
from taobao_kg.ask.cite.wording import is_ordered, looks_like_sparql, on_one_line, print_query
from taobao_kg.ask.questions import list_questions, parse_question
from taobao_kg.ask.scan import tokenize
from taobao_kg.folders import find_folders

QUESTIONS = list_questions(find_folders().queries)
GAPS = st.sampled_from([" ", "\n", "\t", "  # why\n", "\r\n"])


@settings(deadline=None)
@given(st.data())
def test_layout_and_comments_do_not_matter(data):
    sparql = data.draw(st.sampled_from(QUESTIONS)).sparql
    tokens = tokenize(sparql)
    text = ""
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        apart = after is not None and after.start > token.end
        text += token.text + (data.draw(GAPS) if apart else "")
    assert print_query(text) == print_query(sparql)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_query_on_one_line_has_the_same_print(question):
    line = on_one_line(question.sparql)
    assert "\n" not in line
    assert print_query(line) == print_query(question.sparql)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS[::4], ids=lambda question: question.name)
def test_a_query_on_one_line_asks_the_same(question, real_graph):
    line = parse_question(on_one_line(question.sparql))
    assert list(ask(real_graph, line)) == list(ask(real_graph, question))


def test_different_questions_have_different_prints():
    assert len({print_query(question.sparql) for question in QUESTIONS}) == len(QUESTIONS)


def test_a_prefix_of_ones_own_is_the_iri_it_stands_for():
    one = "PREFIX x: <https://w3id.org/taobao-kg/ontology#> ASK { ?s x:issuedBy ?o }"
    assert print_query(one) == print_query("ASK { ?s tkg:issuedBy ?o }")
    other = "PREFIX tkg: <https://example.org/> ASK { ?s tkg:issuedBy ?o }"
    assert print_query(other) != print_query(one)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_question_of_the_library_has_an_order(question):
    assert is_ordered(question.sparql)


@pytest.mark.parametrize(
    "text", ["State Council", "describe", "base", "Prefix of a name", "", "选择"]
)
def test_a_name_is_no_sparql(text):
    assert not looks_like_sparql(text)
