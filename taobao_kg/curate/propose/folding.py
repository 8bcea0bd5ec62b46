"""Folding: a text without what does not tell names apart, and the way back to each character."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_IS_HAN = re.compile(f"[{_HAN}]")

#: Marks of emphasis, soft hyphens, and what has no width.
_DROPPED = frozenset("*\u00ad\u200b\u200c\u200d\u2060\ufeff")
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
_APOSTROPHES = frozenset("'\u2018\u2019\u02bc\u02bb\u00b4`")


class Folded(NamedTuple):
    """A folded text.

    Attributes:
        text: small letters without marks, single spaces, no space between Chinese characters,
            no hyphen between letters; a line break where a paragraph ends.
        places: for each of its characters, where the original has it.
    """

    text: str
    places: list[int]

    def without_spaces(self) -> "Folded":
        """Return the same without spaces: pinyin is parted into words in many ways."""
        kept = [index for index, char in enumerate(self.text) if char != " "]
        return Folded(
            "".join(self.text[index] for index in kept), [self.places[index] for index in kept]
        )


def is_han(char: str) -> bool:
    """Return whether a character is a Chinese one.

    >>> is_han("村"), is_han("v"), is_han("")
    (True, False, False)
    """
    return bool(_IS_HAN.match(char))


def fold(text: str) -> Folded:
    """Fold a text, in any script, so that two ways of writing one name become the same.

    >>> fold("Taobao *cun* (淘 宝 村), Ｅ‑Commerce").text
    'taobao cun (淘宝村), ecommerce'
    >>> fold("zhànlüè").text
    'zhanlue'
    """
    chars: list[str] = []
    places: list[int] = []
    length = len(text)
    index = 0
    while index < length:
        char = text[index]
        if char.isspace():
            end = index + 1
            while end < length and text[end].isspace():
                end += 1
            blank = _fold_blank(text, index, end)
            if blank and chars:
                chars.append(blank)
                places.append(index)
            index = end
        elif char in _HYPHENS and (beyond := _skip_hyphen(text, index)):
            index = beyond
        else:
            for folded in _fold_char(char):
                chars.append(folded)
                places.append(index)
            index += 1
    return Folded("".join(chars), places)


def _fold_blank(text: str, start: int, end: int) -> str:
    """Return what is left of white space."""
    if text.count("\n", start, end) > 1:
        return "\n"
    after = text[end] if end < len(text) else ""
    return "" if is_han(text[start - 1] if start else "") and is_han(after) else " "


def _skip_hyphen(text: str, index: int) -> int | None:
    """Return where a word goes on after a hyphen between letters, or at the end of a line."""
    if not index or not text[index - 1].isalpha():
        return None
    end = index + 1
    while end < len(text) and text[end] in "\r\n":
        end += 1
    return end if end < len(text) and text[end].isalpha() else None


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """Return the letters a character stands for: none, one, or several for a ligature."""
    if char in _DROPPED:
        return ""
    if char in _APOSTROPHES:
        return "'"
    plain = unicodedata.normalize("NFKD", char)
    return "".join(c for c in plain.lower() if not unicodedata.combining(c))
