"""Questions by their address."""

import csv
import io

import pytest

NAME = "who-issued-a-policy"


def test_all_questions_are_listed(client, tiny_built):
    listed = client.get("/q", headers={"accept": "application/json"}).json()
    assert {one["name"] for one in listed} == {
        path.stem for path in tiny_built.queries.glob("*.rq")
    }
    page = client.get("/q?lang=zh", headers={"accept": "text/html"})
    assert f'href="/q/{NAME}"' in page.text
    assert 'lang="zh-Hans"' in page.text


def question_with_rows(client):
    """Return a question of the library that has an answer in the tiny world, and its rows."""
    for name in ("policies-without-year", "policies-by-level-and-year", "actors-by-year", NAME):
        answer = client.get(f"/q/{name}?format=csv")
        if (
            answer.status_code == 200
            and len(rows := list(csv.reader(io.StringIO(answer.text)))) > 1
        ):
            return name, rows
    raise AssertionError("no question has an answer")


def test_a_question_is_answered_in_every_format(client):
    name, rows = question_with_rows(client)
    found = client.get(f"/q/{name}", headers={"accept": "application/json"}).json()
    assert found["head"]["vars"] == rows[0]
    assert len(found["results"]["bindings"]) == len(rows) - 1
    assert client.get(f"/q/{name}.csv").text == client.get(f"/q/{name}?format=csv").text
    assert client.get(f"/q/{name}?format=tsv").text.count("\n") == len(rows)
    assert client.get(f"/q/{name}.md").headers["content-type"].startswith("text/markdown")
    assert "<table>" in client.get(f"/q/{name}.html").text
    assert "SELECT" in client.get(f"/q/{name}.rq").text


def test_a_parameter_is_bound(client):
    both = client.get("/q/policies-of-one-actor?actor=state-council&format=csv")
    assert both.status_code == 200, both.text
    answer = client.get("/q/policies-of-one-actor?actor=state-council&why=1&format=json").json()
    assert len(answer["why"]) == len(answer["results"]["bindings"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/q/no-such-question", 404),
        ("/q/..%2F..%2Fetc", 404),
        ("/q/policies-of-one-actor?actr=state-council", 400),
        ("/q/policies-of-one-actor?actor=nobody", 400),
        ("/q/policies-of-one-actor?actor=a&actor=b", 400),
        ("/q/policies-of-a-year?year=soon", 400),
        ("/q/policies-of-a-year?format=pdf", 400),
        ("/q/policies-of-a-year?lang=fr", 400),
        ("/q/policies-of-a-year?year=%FF", 400),
        ("/q/policies-of-a-year?year=" + "1" * 20_000, 414),
    ],
)
def test_a_wrong_call_is_told_so(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.text.strip()


def test_an_answer_in_no_format_is_406(client):
    assert client.get(f"/q/{NAME}", headers={"accept": "image/png"}).status_code == 406
