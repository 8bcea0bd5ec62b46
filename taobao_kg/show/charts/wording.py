"""Wording: the sentences of charts in every language."""

from functools import cache
from json import loads
from pathlib import Path
from typing import Any

Words = dict[str, Any]


def words_in(lang: str) -> Words:
    """Return the words of one language (``en``, ``id``, ``zh``) by their names."""
    return dict(_every_word()[lang])


@cache
def _every_word() -> dict[str, Words]:
    path = Path(__file__).parent / "templates" / "words.json"
    return dict(loads(path.read_text(encoding="utf-8")))
