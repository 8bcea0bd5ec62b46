"""Through a lens: what each lens that pages offer does to the graph of the site."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Quad, Store, Triple

from taobao_kg.ask.lens_choice import choose_lens
from taobao_kg.ask.lenses import leave_out
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, term
from taobao_kg.words.languages import LANGUAGES

_FIXED = ("uncontested", "corroborated", "without-weak-sources", "official")
#: Of so many sources with the most statements one can choose them alone, or all others.
_SOURCES = 3
_YEARS = ("2014", "2016", "2018", "2020")


class Effect(NamedTuple):
    """What one lens does.

    Attributes:
        value: the lens, as the chooser of a page has it: ``as-of:2017``.
        footers: the line that says so under an output, in the order of `LANGUAGES`.
        lost: IRIs of the statements that do not count.
        removed: numbers of the lines that go; see `lines_of`.
        added: the lines that come.
    """

    value: str
    footers: tuple[str, ...]
    lost: frozenset[str]
    removed: tuple[int, ...]
    added: tuple[str, ...]


def offered_lenses(graph: Graph) -> list[str]:
    """Return the lenses offered besides ``all``, in order, as ``web/src/lens.ts`` reads them."""
    stated = graph.triples(p=term("tkg:statedIn"))
    counts = Counter(str(getattr(triple.object, "value", "")) for triple in stated)
    most = sorted(counts, key=lambda iri: (-counts[iri], iri))[:_SOURCES]
    slugs = [iri.removeprefix(f"{ID}source/") for iri in most]
    return [
        *_FIXED,
        *(f"as-of:{year}" for year in _YEARS),
        *(f"{name}:{slug}" for name in ("only", "without") for slug in slugs),
    ]


def lines_of(graph: Graph) -> list[str]:
    """Return the triples of a graph as lines of N-Triples, sorted."""
    return sorted(f"{triple} .\n" for triple in graph.triples())


def see_through(
    graph: Graph, folders: Folders, values: Sequence[str] | None = None
) -> Iterator[Effect]:
    """Yield what lenses do to a graph, each exactly what ``--lens`` does.

    Args:
        graph: an opened graph.
        folders: where rules, lenses and checks lie.
        values: the lenses; None for all that pages offer.

    Raises:
        DataError: when a lens, rule or check cannot be used.
    """
    from taobao_kg.build.remainder import Whole

    everything = Whole(folders.ontology / "rules", graph.quads())
    ordered = sorted(map(_in_lens, graph.triples()), key=_line)
    places = {quad: number for number, quad in enumerate(ordered)}
    for value in offered_lenses(graph) if values is None else values:
        choice = choose_lens(graph, folders.queries, value.replace(":", "=", 1))
        lens, lost, difference = leave_out(everything, graph, [choice], folders)
        yield Effect(
            value,
            tuple(lens.footer(lang) for lang in LANGUAGES),
            frozenset(lost),
            tuple(sorted(set(_places(difference.removed, places)))),
            tuple(sorted(map(_line, _as_stored(difference.added)))),
        )


class Fates:
    """Through which of the lenses something of the whole graph does not hold.

    A lens is named by its place in the chooser of a page, where 0 is no lens.
    """

    def __init__(self, lines: Sequence[str], effects: Sequence[Effect]) -> None:
        """Take what each lens does, in the order of the chooser, and all lines of the graph."""
        self._of_lines: dict[str, tuple[int, ...]] = dict.fromkeys(lines, ())
        self._lost = [effect.lost for effect in effects]
        for place, effect in enumerate(effects, 1):
            for number in effect.removed:
                self._of_lines[lines[number]] += (place,)
        self.of_statement = cache(self._of_statement)

    def of_link(self, subject: str, predicate: str, target: str) -> tuple[int, ...] | None:
        """Return the lenses without a triple of three IRIs; None when the graph has no such."""
        return self._of_lines.get(f"<{subject}> <{predicate}> <{target}> .\n")

    def of_line(self, triple: object) -> tuple[int, ...]:
        """Return the lenses without a triple of the graph."""
        return self._of_lines.get(f"{triple} .\n", ())

    def _of_statement(self, iri: str) -> tuple[int, ...]:
        """Return the lenses through which a statement does not count."""
        return tuple(place for place, lost in enumerate(self._lost, 1) if iri in lost)


def in_all(fates: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the lenses through which nothing of several holds; none for nothing.

    >>> in_all([(1, 2, 5), (2, 5)]), in_all([])
    ((2, 5), ())
    """
    if not fates:
        return ()
    return tuple(sorted(set(fates[0]).intersection(*fates[1:])))


def _places(quads: set[Quad], places: Mapping[Quad, int]) -> Iterator[int]:
    """Yield the places of what stands in a default graph."""
    unlike = set()
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            place = places.get(quad)
            if place is None:  # a literal that the engine writes in another form
                unlike.add(quad)
            else:
                yield place
    yield from (places[quad] for quad in _as_stored(unlike))


def _as_stored(quads: set[Quad]) -> Store:
    """Return what stands in a default graph, with literals as the engine writes them."""
    store = Store()
    store.extend(quad for quad in quads if isinstance(quad.graph_name, DefaultGraph))
    return store


def _in_lens(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)


def _line(quad: Quad) -> str:
    return f"{quad.triple} .\n"
