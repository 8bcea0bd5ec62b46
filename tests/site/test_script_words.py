"""What the scripts say: each name in them is a message, and no message is left unused."""

import re
from pathlib import Path

import pytest

from taobao_kg.words.catalogue import is_message, read_catalogue

SOURCES = Path(__file__).parents[2] / "web" / "src"
#: The parts of ``site.script`` whose names stand whole in the scripts.
PARTS = ("atlas", "workbench")
#: Messages of a refusal are named where it is made.
MADE = re.compile(r'(?:Refusal|wrong)\("(\w+)"')

TEXTS = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.ts"))}
NAMED = {
    name
    for text in TEXTS.values()
    for name in re.findall(rf'["`]((?:{"|".join(PARTS)})\.[\w.$\{{}}]+)["`]', text)
}


def messages(node, name):
    for key, below in node.items():
        if is_message(below):
            yield f"{name}.{key}"
        else:
            yield from messages(below, f"{name}.{key}")


MESSAGES = [
    name for part in PARTS for name in messages(read_catalogue("site")["script"][part], part)
]


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_name_in_a_script_is_a_message(name):
    if "$" in name:
        head = name.partition("${")[0]
        assert any(message.startswith(head) for message in MESSAGES)
    else:
        assert name in MESSAGES


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_is_asked_for_by_a_script(message):
    heads = {name.partition("${")[0] for name in NAMED if "$" in name}
    assert message in NAMED or any(message.startswith(head) for head in heads if "." in head[:-1])


def test_a_refusal_has_its_message():
    made = {name for text in TEXTS.values() for name in MADE.findall(text)}
    assert len(made) > 5
    assert not {name for name in made if f"workbench.refused.{name}" not in MESSAGES}
