"""The catalogue: whole in every language, and used as it stands."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import taobao_kg
from taobao_kg.words.catalogue import has_phrase, is_message, joined, phrase, read_catalogue
from taobao_kg.words.languages import LANGUAGES

PACKAGE = Path(taobao_kg.__file__).parent
FLOORS = sorted(path.parent.name for path in PACKAGE.glob("*/words.json"))
#: Messages a page or a template asks for by name, not `phrase`; those of codes by the value.
IN_PAGES = (
    "ask.codes.",
    "show.view.",
    "show.charts.columns.",
    "show.charts.nothing",
    "show.charts.table",
    "site.script.",
    "site.pages.",
    *("serve.about", "serve.ask", "serve.questions", "serve.why"),
)


def messages(node: dict, name: str) -> Iterator[tuple[str, dict]]:
    for key, below in node.items():
        if is_message(below):
            yield f"{name}.{key}", below
        else:
            assert isinstance(below, dict), f"{name}.{key} has no languages"
            yield from messages(below, f"{name}.{key}")


MESSAGES = {name: said for floor in FLOORS for name, said in messages(read_catalogue(floor), floor)}


def forms(text: str | dict) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def calls() -> Iterator[tuple[str, ast.Call]]:
    own = {PACKAGE / "words" / "catalogue.py", PACKAGE / "words" / "message.py"}
    for path in sorted(set(PACKAGE.rglob("*.py")) - own):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("phrase", "Message"):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def named(call: ast.Call) -> list[str]:
    """Return the messages a call may mean: one, or all that fit the holes of its f-string."""
    name = call.args[0]
    options = [name.body, name.orelse] if isinstance(name, ast.IfExp) else [name]
    found = []
    for option in options:
        if isinstance(option, ast.Constant):
            found.append(option.value)
        else:
            assert isinstance(option, ast.JoinedStr), ast.unparse(call)
            head = option.values[0].value
            depth = sum(p.value.count(".") for p in option.values if isinstance(p, ast.Constant))
            fit = [n for n in MESSAGES if n.startswith(head) and n.count(".") == depth]
            assert fit, f"no message is like {ast.unparse(option)}"
            found += fit
    return found


CALLS = list(calls())
USED = {name for _, call in CALLS for name in named(call)}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_has_three_languages_with_the_same_placeholders(name):
    said = MESSAGES[name]
    assert set(said) == set(LANGUAGES)
    texts = [text for lang in LANGUAGES for text in forms(said[lang])]
    counted = {"count"} if any(isinstance(text, dict) for text in said.values()) else set()
    assert len({frozenset(placeholders(text) | counted) for text in texts}) == 1
    for text in said.values():
        if isinstance(text, dict):
            assert set(text) == {"one", "other"}
            assert "{count}" in text["other"]


@pytest.mark.parametrize(("place", "call"), CALLS, ids=[place for place, _ in CALLS])
def test_a_call_names_a_message_and_fills_it(place, call):
    given = {keyword.arg for keyword in call.keywords}
    for name in named(call):
        assert has_phrase(name), f"{place}: {name} is in no words.json"
        assert floor_of(place) >= floor_of(name), f"{place}: {name} belongs to a floor above"
        texts = [text for said in MESSAGES[name].values() for text in forms(said)]
        wanted = {hole for text in texts for hole in placeholders(text)}
        assert None in given or given == wanted, f"{place}: {name}"


def floor_of(name: str) -> int:
    from tests.test_layers import FLOORS as ORDER

    return ORDER.index(name.replace("/", ".").split(".")[0])


def test_no_message_is_left_unused():
    marks = {f"words.{mark}" for mark in read_catalogue("words")}
    assert not {n for n in set(MESSAGES) - USED - marks if not n.startswith(IN_PAGES)}


def test_the_count_chooses_the_form_and_is_written_as_the_language_does():
    def said(count, lang):
        return phrase("words.statements", lang, count=count)

    assert [said(1, "en"), said(2, "en")] == ["1 statement", "2 statements"]
    assert [said(1311, lang) for lang in LANGUAGES] == [
        "1,311 statements",
        "1.311 pernyataan",
        "1311条陈述",
    ]


def test_values_are_not_filled_again():
    assert phrase("show.charts.unit", "en", units="{evil}") == "Unit: {evil}"


def test_marks_between():
    assert joined("semicolon", "zh", ["甲", "乙"]) == "甲；乙"
