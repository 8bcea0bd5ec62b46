"""The list of questions: by topic, each question once when all are shown."""

import re
from collections import Counter

import pytest

from taobao_kg.ask.questions import list_questions, parse_question
from taobao_kg.site.pages.questions import question_list_values
from taobao_kg.site.rendering import Renderer
from taobao_kg.words.catalogue import has_phrase


def question(name, tags):
    header = f"#+ question: {name}? @en\n#+ tags: {tags}\n#+ columns: a\n"
    return parse_question(f"{header}SELECT ?a WHERE {{ ?a ?b ?c }} ORDER BY ?a", name)


@pytest.fixture(scope="module")
def ours(atlas):
    return list_questions(atlas.folders.queries)


def test_every_topic_of_ours_has_a_name(ours):
    tags = {tag for one in ours for tag in one.tags if not re.fullmatch(r"q\d+", tag)}
    assert {tag for tag in tags if not has_phrase(f"site.pages.reference.tags.{tag}")} == set()


def test_each_question_stands_first_in_one_topic_and_in_all_that_several_share(wording, ours):
    topics = question_list_values(wording, ours)["topics"]
    firsts = Counter(one.name for topic in topics for one, first in topic.questions if first)
    assert firsts == Counter(one.name for one in ours)
    told = {(one.name, topic.tag) for topic in topics for one, _ in topic.questions}
    shared = Counter(tag for one in ours for tag in one.tags if not re.fullmatch(r"q\d+", tag))
    assert {pair for pair in told if shared[pair[1]] > 1} == {
        (one.name, tag) for one in ours for tag in one.tags if shared[tag] > 1
    }


def test_a_topic_few_share_is_not_where_a_question_stands(wording):
    asked = [
        question("rare", "odd, policy"),
        question("odd", "odd, policy"),
        *(question(f"q{n}x", "policy") for n in range(3)),
    ]
    asked.append(question("alone", "single, policy"))
    topics = {topic.tag: topic for topic in question_list_values(wording, asked)["topics"]}
    assert "single" not in topics
    assert topics["odd"].is_second
    assert not topics["policy"].is_second
    assert topics["odd"].name == "odd"


def test_a_question_without_topic_is_listed(wording):
    (topic,) = question_list_values(wording, [question("plain", "")])["topics"]
    assert (topic.tag, topic.name) == ("other", "Other")


def test_anchors_lead_to_their_topics(wording, ours):
    values = question_list_values(wording, ours) | {"label": "Questions"}
    html = Renderer(wording).render("questions", "questions", values)
    linked = re.findall(r'href="#(tag-[^"]+)"', html)
    assert sorted(linked) == sorted(re.findall(r'<section id="(tag-[^"]+)"', html))
    assert len(linked) == len(set(linked)) > 20


def test_the_page_of_a_question_opens_it_in_the_workbench(wording, ours):
    from taobao_kg.site.pages.question import answer_of, behind_shown, question_values

    one = next(one for one in ours if one.name == "policies-and-outcomes")
    answer = answer_of(wording, one)
    values = question_values(wording, one, answer, behind_shown(answer))
    html = Renderer(wording).render("question", f"q/{one.name}", values)
    # as readHash in web/src/workbench/share.ts reads it
    assert 'href="../workbench.html#q=policies-and-outcomes"' in html
