"""Search: all labels in all scripts, whatever the case, accents, tone marks and blanks."""

from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.naming import Name, names_of_things, narrowest_types
from taobao_kg.ask.results import Rows
from taobao_kg.ask.spelling import letters_of, words_of
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.vocab import TKG

#: The ways a name can match, best first.
WAYS = ("exact", "prefix", "word", "inside", "similar")
#: Likeness from 0 to 100 from which a name counts as a typing mistake of another.
LIKENESS = 75

#: How well a name matches, less is better: the numbers of `search`, then what it says.
_Rank: TypeAlias = tuple[tuple[int, ...], str, str]


class Hit(NamedTuple):
    """One thing that was found.

    Attributes:
        iri: the thing.
        label: its label in the language asked for.
        type: the label of its narrowest class, or empty.
        matched: the name that matched, as it stands in the graph.
        language: the tag of that name, or empty.
        way: one of `WAYS`.
    """

    iri: str
    label: str
    type: str
    matched: str
    language: str
    way: str


def search(graph: Graph, text: str, *, lang: str = "en", limit: int = 20) -> list[Hit]:
    """Return the things whose names match a text, one row a thing, best first.

    Exact names come first, then names that begin with the text, then those with a word that
    does, then those that hold it; only when there is none, names that are spelt alike. Things
    come before the terms of the ontology, shorter names before longer ones.

    Args:
        graph: where to look.
        text: a name or a part of one.
        lang: ``en``, ``id`` or ``zh``, for the labels of what was found.
        limit: at most so many; 0 for all.

    Raises:
        UsageError: when the text has no letter or digit, or the limit is below 0.
    """
    if limit < 0:
        raise UsageError(f"limit={limit}: below 0; give a number, or 0 for all")
    wanted, words = letters_of(text), words_of(text)
    if not wanted:
        raise UsageError(f"{text!r} has no letter or digit; search for a name or a part of one")
    best: dict[str, tuple[_Rank, Name]] = {}
    for name in names_of_things(graph):
        way = _way(wanted, words, name.text)
        if way is not None:
            _keep(best, (way, name.iri.startswith(TKG), len(name.text), name.order), name)
    if not best:
        for name, likeness in _similar(graph, wanted):
            _keep(best, (4, -likeness, name.iri.startswith(TKG), name.order), name)
    ranked = sorted(best.values(), key=lambda found: (found[0][0], found[1].iri))[: limit or None]
    return [_hit(graph, name, WAYS[rank[0][0]], lang) for rank, name in ranked]


def _way(wanted: str, words: str, name: str) -> int | None:
    """Return the place in `WAYS` at which a name matches, or None."""
    letters = letters_of(name)
    if wanted not in letters:
        parts = words.split()
        if len(parts) < 2:
            return None
        starts = f" {words_of(name)}"
        return 2 if all(f" {part}" in starts for part in parts) else None
    if letters == wanted:
        return 0
    if letters.startswith(wanted):
        return 1
    return 2 if f" {words}" in f" {words_of(name)}" else 3


def _similar(graph: Graph, wanted: str) -> list[tuple[Name, int]]:
    """Return the names that hold something spelt alike, with a likeness from 0 to 100."""
    if len(wanted) < 3:
        return []
    from rapidfuzz import fuzz, process

    names = list(names_of_things(graph))
    letters = [letters_of(name.text) for name in names]
    # A name shorter than the text would match any text it stands in.
    long_enough = [text if len(text) * 4 >= len(wanted) * 3 else "" for text in letters]
    found = process.extract(
        wanted, long_enough, scorer=fuzz.partial_ratio, score_cutoff=LIKENESS, limit=None
    )
    # Alike as a whole counts more than alike in a part.
    return [
        (names[place], round(score + fuzz.ratio(wanted, letters[place]) / 4))
        for _, score, place in found
    ]


def _keep(best: dict[str, tuple[_Rank, Name]], numbers: tuple[int, ...], name: Name) -> None:
    # An engine gives names in any order: of names as good as one another, the text decides.
    rank = (numbers, name.text, name.language)
    if name.iri not in best or rank < best[name.iri][0]:
        best[name.iri] = (rank, name)


def _hit(graph: Graph, name: Name, way: str, lang: str) -> Hit:
    types = narrowest_types(graph, name.iri)
    kind = graph.label(types[0], lang) if types else ""
    return Hit(name.iri, graph.label(name.iri, lang), kind, name.text, name.language, way)


def hits_as_rows(graph: Graph, hits: list[Hit]) -> Rows:
    """Return hits as rows: iri, label, type, matched name, its language, way."""
    texts = [[Literal(part) if part else None for part in hit[1:]] for hit in hits]
    cells = [[NamedNode(hit.iri), *text] for hit, text in zip(hits, texts, strict=True)]
    return Rows(("iri", "label", "type", "matched", "language", "way"), cells, graph)
