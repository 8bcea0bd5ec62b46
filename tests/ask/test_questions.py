import pytest

from taobao_kg.ask.questions import (
    find_question,
    list_questions,
    parse_question,
    questions_with_tag,
)
from taobao_kg.errors import DataError, UsageError

HEAD = "#+ question: Who? @en\n#+ columns: a\n"


def test_a_header_is_read(library):
    question = find_question(library, "issuers")
    assert question.wording("id") == "Siapa mengeluarkan apa?"
    assert question.wording("zh") == "谁发布了什么？"
    assert [p.name for p in question.parameters] == ["actor", "year"]
    assert question.parameters[0].example == "state-council"
    assert question.columns == ("policy", "actor", "year", "statement")
    assert [q.name for q in list_questions(library)] == ["issuers", "numbers"]


def test_a_text_without_header_is_a_plain_query():
    assert parse_question("ASK { ?s ?p ?o }").columns == ()


@pytest.mark.parametrize(
    ("header", "line", "fact"),
    [
        ("#+ colour: red\n", 3, "'colour' is unknown"),
        ("#+ question: Was? @de\n", 3, "no language"),
        ("#+ params: a | entity\n", 3, "2 parts"),
        ("#+ params: a | person | | x\n", 3, "'person' is unknown"),
    ],
)
def test_a_faulty_header_names_file_and_line(header, line, fact):
    with pytest.raises(DataError, match=fact) as caught:
        parse_question(HEAD + header, path="x.rq")
    assert (caught.value.file, caught.value.line) == ("x.rq", line)
    assert "\n" not in str(caught.value)


def test_a_header_needs_an_english_question_and_columns():
    with pytest.raises(DataError, match="lacks"):
        parse_question("#+ question: 谁？ @zh\nASK {}", path="x.rq")


def test_a_file_that_is_not_utf8_names_the_line(library):
    (library / "bad.rq").write_bytes(HEAD.encode() + b"\xff")
    with pytest.raises(DataError, match=r"bad\.rq:3"):
        find_question(library, "bad")


def test_an_unknown_name_is_answered_with_the_nearest(library):
    with pytest.raises(UsageError, match="did you mean issuers"):
        find_question(library, "isuers")
    with pytest.raises(UsageError, match="no question"):
        find_question(library, "../queries/issuers")


def test_an_unknown_tag_is_answered_with_all(library):
    with pytest.raises(UsageError, match="actor, number, policy"):
        questions_with_tag(list_questions(library), "people")
