"""Mentions: where a text names things we know, in any script."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taobao_kg.curate.propose.folding import Folded, fold, is_han
from taobao_kg.curate.propose.known import Name

#: What may be glued to the end of a word: plural and possessive.
_ENDINGS = {"en": ("s", "es"), "id": ("nya", "lah", "pun")}

#: Pinyin is looked for without its spaces from this length on; shorter ones would be found inside
#: other words.
_LONG_PINYIN = 8


class Mention(NamedTuple):
    """A place where a text names something.

    Attributes:
        start: its first character, from 0.
        end: the character after its last.
        things: the IRIs of what bears that name, sorted; several when the name is not unique.
    """

    start: int
    end: int
    things: tuple[str, ...]


class Finder:
    """Finds names in texts, all at once: the time does not depend on how many there are.

    Capital letters matter only where a name would else be a common word: abbreviations up to five
    letters (``ITU``, where *itu* is Indonesian for *that*), and names up to four (``Li``).

    Args:
        names: of the things to look for.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        from ahocorasick_rs import AhoCorasick

        spaced: dict[str, list[Name]] = {}
        glued: dict[str, list[Name]] = {}
        for name in names:
            for form in _forms(name):
                spaced.setdefault(form, []).append(name)
            squeezed = fold(name.text).text.replace(" ", "")
            if name.language == "zh-Latn" and len(squeezed) >= _LONG_PINYIN:
                glued.setdefault(squeezed, []).append(name)
        self._spaced = list(spaced.values())
        self._glued = list(glued.values())
        self._in_spaced = AhoCorasick(list(spaced))
        self._in_glued = AhoCorasick(list(glued))

    def find(self, text: str, folded: Folded) -> list[Mention]:
        """Return the mentions, the longest where several overlap, in the order of the text."""
        squeezed = folded.without_spaces()
        found = [
            *self._look(text, folded, self._in_spaced, self._spaced),
            *self._look(text, squeezed, self._in_glued, self._glued),
        ]
        return keep_longest(found)

    def _look(
        self, text: str, folded: Folded, automaton: object, names: list[list[Name]]
    ) -> Iterator[Mention]:
        find = automaton.find_matches_as_indexes  # type: ignore[attr-defined]
        for index, first, beyond in find(folded.text, overlapping=True):
            start = folded.places[first]
            end = _skip_marks(text, folded.places[beyond - 1] + 1)
            things = set()
            stretched = end
            for name in names[index]:
                reached = _reach(text, start, end, name)
                if reached:
                    things.add(name.thing)
                    stretched = max(stretched, reached)
            if things:
                yield Mention(start, stretched, tuple(sorted(things)))


def keep_longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions of which none overlaps a longer one, in the order of the text."""
    kept: list[Mention] = []
    merged: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        merged.setdefault((mention.start, mention.end), set()).update(mention.things)
    last = -1
    taken: list[tuple[int, int]] = []
    for start, end in sorted(merged, key=lambda span: (span[0], -span[1])):
        while taken and start < taken[-1][1] and end - start > taken[-1][1] - taken[-1][0]:
            taken.pop()
            last = taken[-1][1] if taken else -1
        if start >= last:
            taken.append((start, end))
            last = end
    for start, end in taken:
        kept.append(Mention(start, end, tuple(sorted(merged[start, end]))))
    return kept


def _forms(name: Name) -> set[str]:
    """Return the folded forms under which a name is looked for."""
    form = fold(name.text).text.strip()
    forms = {form, fold(re.sub(r"(?<=\w)[-\u2010-\u2013](?=\w)", " ", name.text)).text.strip()}
    bare = re.sub(r"\s*\([^()]*\)$", "", form)
    forms.add(bare)
    if name.language == "en":
        for ending, instead in (("ies", "y"), ("s", "")):
            if form.endswith(ending) and len(form) > 6 and not form.endswith("ss"):
                forms.add(form.removesuffix(ending) + instead)
                break
        if form.endswith("y") and form[-2:-1] not in "aeiou":
            forms.add(form[:-1] + "ies")
    return {form for form in forms if len(form) > 1}


def _reach(text: str, start: int, end: int, name: Name) -> int | None:
    """Return the end of a name at a place with what is glued to it, or None if it is no mention."""
    if not _right_case(text[start:end], name.text):
        return None
    if not is_han(text[start]) and start and _is_letter(text[start - 1]):
        return None
    if is_han(text[end - 1]) or not _is_letter(text[end : end + 1]):
        return end
    for ending in _ENDINGS.get(name.language, ()):
        after = end + len(ending)
        if text[end:after].lower() == ending and not _is_letter(text[after : after + 1]):
            return after
    return None


def _right_case(found: str, name: str) -> bool:
    letters = re.sub(r"\W", "", name)
    if letters.isascii() and letters.isupper() and len(letters) <= 5:
        return re.sub(r"\W", "", found) == letters
    if letters.isascii() and letters[:1].isupper() and len(letters) <= 4:
        return found[:1].isupper()
    return True


def _is_letter(char: str) -> bool:
    """Return whether a character would go on with a word in letters."""
    return char.isalnum() and not is_han(char)


def _skip_marks(text: str, end: int) -> int:
    """Return the end behind the combining marks that belong to the last letter."""
    from unicodedata import combining

    while end < len(text) and combining(text[end]):
        end += 1
    return end
