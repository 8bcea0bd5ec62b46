r"""The catalogue: everything the program says to a reader, in English, Indonesian and Chinese.

Each floor keeps its messages beside its modules, in ``taobao_kg/<floor>/words.json``: a name, then
the text in ``en``, ``id`` and ``zh``; names may be nested. `phrase` is the one way to them:

    "rest": {
      "en": "… and {count} more",
      "id": "… dan {count} lagi",
      "zh": "……另有{count}条"
    }

    phrase("ask.rest", lang, count=3)

``{name}`` is filled with the value of that name. A text with a count may be two, of which the
count chooses: ``{"one": "{count} statement", "other": "{count} statements"}``; Indonesian and
Chinese need but one. What the ontology names (stances, bounds, units, classes) has its labels
there, not here.

Tests hold that each message has three languages with the same placeholders, that each name in the
code is one in a catalogue with just its placeholders, and that no message is left unused.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from taobao_kg.words.languages import LANGUAGES
from taobao_kg.words.numbers import write_digits

_PACKAGE = Path(__file__).parent.parent


def phrase(name: str, lang: str, /, **values: object) -> str:
    """Return a message in a language.

    Args:
        name: the floor and the name in its ``words.json``: ``ask.rest``.
        lang: ``en``, ``id`` or ``zh``.
        values: what stands in for each placeholder; ``count``, a whole number, is written as the
            language writes numbers and chooses between one and many.
    """
    text = _find(name)[lang]
    if "count" in values:
        count = int(str(values["count"]))
        if isinstance(text, dict):
            text = text["one" if count == 1 else "other"]
        values["count"] = write_digits(count, lang)
    return str(text).format(**values) if values else str(text)


def joined(mark: str, lang: str, texts: Iterable[str]) -> str:
    """Return texts with a mark of the catalogue between them, such as ``list`` or ``and``.

    >>> joined("list", "en", ["Zhejiang", "Hebei"]), joined("list", "zh", ["浙江", "河北"])
    ('Zhejiang, Hebei', '浙江、河北')
    """
    return phrase(f"words.{mark}", lang).join(texts)


def phrases(name: str, lang: str) -> dict[str, Any]:
    """Return all messages under a name in a language, unfilled and nested as they are there."""
    return {key: _in(below, lang) for key, below in _find(name).items()}


def has_phrase(name: str) -> bool:
    """Return whether there is a message of that name."""
    try:
        return is_message(_find(name))
    except (KeyError, TypeError):  # no such name, or one below a text
        return False


def is_message(node: object) -> bool:
    """Return whether a part of a catalogue is a message, not a group of them."""
    return isinstance(node, Mapping) and set(node) == set(LANGUAGES)


@cache
def read_catalogue(floor: str) -> dict[str, Any]:
    """Return the catalogue of one floor as it stands in its file."""
    file = _PACKAGE / floor / "words.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _find(name: str) -> dict[str, Any]:
    floor, *path = name.split(".")
    node = read_catalogue(floor)
    for part in path:
        node = node[part]
    return node


def _in(node: dict[str, Any], lang: str) -> Any:
    if is_message(node):
        return node[lang]
    return {key: _in(below, lang) for key, below in node.items()}
