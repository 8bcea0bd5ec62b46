"""Indicators: which known quantity the words around a number speak of."""

import re
from functools import lru_cache
from typing import NamedTuple

from taobao_kg.curate.propose.folding import Folded, fold
from taobao_kg.curate.propose.known import Known, Name
from taobao_kg.curate.propose.mentions import Finder, Mention
from taobao_kg.vocab import ID

#: Small words that tell no indicator.
_EMPTY = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "an",
        "by",
        "for",
        "with",
        "per",
        "total",
        "number",
        "jumlah",
        "yang",
        "dan",
        "di",
        "dari",
        "untuk",
        "pada",
        "nilai",
        "angka",
        "value",
        "rate",
        "menurut",
        "oleh",
        "ke",
        "terhadap",
        "its",
        "from",
        "on",
        "at",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")

#: Dimensions in which a number without unit can be given.
_BARE = ("count", "index", "ratio", "rate", "none")


class Guess(NamedTuple):
    """An indicator a number may belong to, and why: ``label``, ``words`` or ``unit``."""

    indicator: str
    why: str


class Indicators:
    """The indicators of a graph, to be found by label, by words, or by their unit alone."""

    def __init__(self, known: Known, finder: Finder) -> None:
        self._known = known
        self._finder = finder
        self._words: list[tuple[frozenset[str], str]] = []
        for name in known.names("indicator"):
            words = content_words(name.text)
            if len(words) > 1 and name.language in ("en", "id"):
                self._words.append((words, name.thing))

    def find(self, text: str, folded: Folded) -> list[Mention]:
        """Return where a text names indicators by a label."""
        return self._finder.find(text, folded)

    def fits(self, indicator: str, unit: str) -> bool:
        """Return whether numbers of an indicator can be given in a unit; empty: none was printed.

        A number without a printed unit can be any count, as in "130 million", but no share.
        """
        dimensions = self._known.all(indicator, "tkg:dimension")
        if not unit:
            return any(dimension in _BARE for dimension in dimensions)
        if f"{ID}unit/{unit}" in self._known.all(indicator, "tkg:usualUnit"):
            return True
        given = self._known.all(f"{ID}unit/{unit}", "tkg:dimension")
        roots = {dimension.partition("-per-")[0] for dimension in dimensions}
        counted = "count" in given and "count" in dimensions
        return bool((roots | set(dimensions)) & set(given)) and not (
            counted and self._counts_others(indicator, unit)
        )

    def by_words(
        self, words: frozenset[str], unit: str, preferring: frozenset[str] = frozenset()
    ) -> str | None:
        """Return the one indicator all of whose words are among some words, or None.

        Args:
            words: from around a number.
            unit: of the number.
            preferring: words that count most, such as those of the head of a column.
        """
        best: dict[str, tuple[int, int]] = {}
        for wanted, indicator in self._words:
            if wanted <= words and self.fits(indicator, unit):
                strange = -len(wanted - preferring) if preferring else len(wanted)
                score = (len(wanted & preferring), strange)
                best[indicator] = max(best.get(indicator, score), score)
        top = [indicator for indicator, score in best.items() if score == max(best.values())]
        return top[0] if len(top) == 1 else None

    def by_bearer(self, things: set[str], unit: str) -> str | None:
        """Return the one indicator that is usually about a thing named, or None."""
        usual = [
            indicator
            for indicator in self._known.things("indicator")
            if things & set(self._known.all(indicator, "tkg:usualBearer"))
            and self.fits(indicator, unit)
        ]
        return usual[0] if len(usual) == 1 else None

    def by_unit(self, unit: str, things: set[str]) -> str | None:
        """Return the one indicator that counts in a unit and is about a thing named, or None."""
        usual = [
            indicator
            for indicator in self._known.things("indicator")
            if f"{ID}unit/{unit}" in self._known.all(indicator, "tkg:usualUnit")
            and things & set(self._known.all(indicator, "tkg:usualBearer"))
        ]
        return usual[0] if len(usual) == 1 else None

    def usual_unit(self, indicator: str) -> str:
        """Return the short name of the unit an indicator is usually given in, or nothing."""
        return self._known.one(indicator, "tkg:usualUnit").rpartition("/")[2]

    def _counts_others(self, indicator: str, unit: str) -> bool:
        """Return whether an indicator counts other things than a unit does: villages, not shops."""
        usual = self.usual_unit(indicator)
        return bool(usual) and unit != usual and "count" not in (unit, usual)


def what_is_counted(name: Name) -> Name | None:
    """Return the Chinese name of what an indicator counts: 淘宝村 for 淘宝村数量, else None.

    Chinese puts the number right behind it: 淘宝村达到1311个. Other languages are matched by words.
    """
    found = re.fullmatch(r"(.{2,}?)(?:总数|个数|数量|数)", name.text)
    if not (found and name.language == "zh-Hans" and name.thing.startswith(f"{ID}indicator/")):
        return None
    return name._replace(text=found[1])


@lru_cache(maxsize=256)
def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell something, folded.

    >>> sorted(content_words("Number of Taobao villages"))
    ['taobao', 'villages']
    """
    return frozenset(_WORD.findall(fold(text).text)) - _EMPTY
