"""Works: which known source a citation refers to."""

import re
from typing import NamedTuple

from taobao_kg.curate.propose.folding import fold
from taobao_kg.curate.propose.known import Known
from taobao_kg.words.message import Choice, Message

_LINKS = frozenset(("and", "dan", "et", "al", "dkk", "of", "the", "tahun"))


class Work(NamedTuple):
    """A known source: its IRI, the words of its authors and its label, and its year."""

    source: str
    words: frozenset[str]
    first: str
    year: str


class Works:
    """The sources of a graph by author and year."""

    def __init__(self, known: Known) -> None:
        self._works = []
        self._matched: dict[tuple[str, str], tuple[str, Message | None]] = {}
        for source in known.things("source"):
            creators = " ".join(known.all(source, "dcterms:creator"))
            names = f"{creators} {known.label(source)}"
            words = [w for w in _words(names) if not w.isdigit()]
            year = known.one(source, "dcterms:issued")[:4]
            label = [w for w in _words(known.label(source)) if not w.isdigit()]
            self._works.append(Work(source, frozenset(words), (label or [""])[0], year))

    def match(self, authors: str, year: str) -> tuple[str, Message | None]:
        """Return the source some authors and a year refer to, or nothing, and what to look at.

        Without a source of that year, one of the same first author will do, with a note.
        """
        key = (authors, year)
        if key not in self._matched:
            self._matched[key] = self._match(authors, year)
        return self._matched[key]

    def _match(self, authors: str, year: str) -> tuple[str, Message | None]:
        words = [word for word in _words(authors) if word not in _LINKS]
        if not words:
            return "", Message("curate.look.no_source")
        scored = [(self._score(words, work), work) for work in self._works]
        same = [(s, w) for s, w in scored if s and (w.year == year or not (year and w.year))]
        if best := _only_best(same):
            return best, None if year else Message("curate.look.no_year_printed")
        other = [(s, w) for s, w in scored if s]
        if best := _only_best(other):
            return best, Message("curate.look.other_year", year=year)
        several = sorted(w.source.rpartition("/")[2] for _, w in same or other)
        if several:
            return "", Message("curate.look.could_be", sources=Choice(several[:4]))
        return "", Message("curate.look.no_source")

    def _score(self, words: list[str], work: Work) -> int:
        """Return how many words agree; 0 unless the first or the last or all of them do."""
        hits = sum(any(_same(word, other) for other in work.words) for word in words)
        heads = any(_same(word, work.first) for word in (words[0], words[-1]))
        return hits + 2 * heads if heads or hits == len(words) else 0


def _only_best(scored: list[tuple[int, Work]]) -> str:
    top = max((score for score, _ in scored), default=0)
    best = [work.source for score, work in scored if score == top]
    return best[0] if len(best) == 1 else ""


def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    return min(len(word), len(other)) >= 5 and (word.startswith(other) or other.startswith(word))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(text).text) if len(word) > 1]
