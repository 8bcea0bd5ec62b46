"""The list of the questions by topic: the tags in the headers of their files."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from taobao_kg.ask.questions import Question
from taobao_kg.site.addresses import file_name
from taobao_kg.site.wording import Wording

#: Numbers of a list of questions; they are no topics.
_NUMBER = re.compile(r"q[0-9]+")
#: A question stands under the first of its topics that so many share; one that fewer than two
#: share is a topic only where a question stands under no other.
_SHARED, _FEWEST = 5, 2
_OTHER = "other"


class Topic(NamedTuple):
    """A topic with its questions.

    Attributes:
        tag: as part of an anchor.
        name: in the language of the page; the tag itself where nobody has named it.
        questions: each with whether this is the topic it stands under when all are shown.
        is_second: whether no question stands under it then.
    """

    tag: str
    name: str
    questions: tuple[tuple[Question, bool], ...]
    is_second: bool


def question_list_values(wording: Wording, questions: Iterable[Question]) -> dict[str, Any]:
    """Return what the list of questions is given: topics, those with most questions first."""
    asked = list(questions)
    topics = {question.name: _topics(question) for question in asked}
    shared = Counter(tag for tags in topics.values() for tag in tags)
    listed: defaultdict[str, list[tuple[Question, bool]]] = defaultdict(list)
    for question in asked:
        tags = topics[question.name]
        first = next((tag for tag in tags if shared[tag] >= _SHARED), tags[0])
        for tag in tags:
            if tag == first or shared[tag] >= _FEWEST:
                listed[tag].append((question, tag == first))
    names = wording.say["reference"]["tags"]
    found = [
        Topic(file_name(tag), names.get(tag, tag), tuple(some), not any(first for _, first in some))
        for tag, some in listed.items()
    ]
    found.sort(key=lambda topic: (-len(topic.questions), topic.name))
    return {"topics": found, "count": len(asked)}


def _topics(question: Question) -> tuple[str, ...]:
    tags = dict.fromkeys(tag for tag in question.tags if not _NUMBER.fullmatch(tag))
    return tuple(tags) or (_OTHER,)
