"""Dependence: how far an answer rests on each single source behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import NamedNode

from taobao_kg.ask.answers import ask
from taobao_kg.ask.parameters import Given
from taobao_kg.ask.questions import Question
from taobao_kg.ask.ranking import Ranking, number_of, ranking_of, ranks_of
from taobao_kg.ask.results import Row, Rows
from taobao_kg.ask.tables import shown_columns
from taobao_kg.ask.variants import Progress, Variant, answer_without, as_rows, sources_behind
from taobao_kg.engines.embedded import Term
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph

Key = tuple[Term | int | None, ...]
#: The least and the greatest of some numbers.
Span = tuple[Decimal, Decimal]


class Fate(NamedTuple):
    """What becomes of one row; sources are IRIs in natural order.

    Attributes:
        row: as it is in the answer, or without the first source that lets it appear.
        rank: its place in the answer, when rows are ranked.
        ranks: its best and worst place over all answers that have it.
        spans: by column of numbers, the least and the greatest.
        gone: the sources without which it vanishes.
        changed: those without which it has another number or text.
        new: those without which it appears; it is not in the answer then.
    """

    row: Row
    rank: int | None
    ranks: tuple[int, int] | None
    spans: dict[str, Span]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it is the same whatever source is left out, its rank too."""
        moved = self.ranks is not None and self.ranks[0] != self.ranks[1]
        return not (self.gone or self.changed or self.new or moved)


class Effect(NamedTuple):
    """What leaving out one source does.

    Attributes:
        source: its IRI.
        lost: how many statements do not count then.
        gone: how many rows vanish.
        changed: how many have another number or text.
        new: how many appear.
    """

    source: str
    lost: int
    gone: int
    changed: int
    new: int


class Dependence(NamedTuple):
    """How an answer depends on its sources.

    Attributes:
        answer: the answer with all sources.
        ranking: by which number it is ranked, if it is.
        numbers: the columns of numbers that may change.
        fates: one a row of the answer, in its order; then those that appear.
        effects: one a source, in natural order.
        shown: whether only sources the answer shows were left out; else all there are.
    """

    answer: Rows
    ranking: Ranking | None
    numbers: tuple[str, ...]
    fates: list[Fate]
    effects: list[Effect]
    shown: bool


def find_dependence(
    graph: Graph,
    folders: Folders,
    question: Question,
    given: Mapping[str, Given] | None = None,
    progress: Progress | None = None,
    *,
    every: bool = False,
) -> Dependence:
    """Ask a question again and again, each time without one of the sources behind its answer.

    Args:
        graph: what is asked.
        folders: where rules and lenses lie.
        question: see `taobao_kg.ask.answers.read_query`.
        given: parameters by name.
        progress: is told of each source.
        every: leave out each source there is, not only those behind the answer: one of the others
            may keep a row from it.

    Raises:
        UsageError: as `taobao_kg.ask.answers.ask`.
        DataError: when a rule or the lens cannot be used.
    """
    answer = ask(graph, question, given)
    behind = sources_behind(graph, answer, every=every)
    rows = as_rows(answer, graph)
    variants = [*answer_without(graph, folders, question, given or {}, behind.sources, progress)]
    return compare_answers(rows, variants, ranking_of(question.sparql, rows), behind.shown)


def compare_answers(
    rows: Rows, variants: Sequence[Variant], ranking: Ranking | None, shown: bool = True
) -> Dependence:
    """Return what becomes of each row of an answer in some variants of it."""
    answers = [rows, *(variant.rows for variant in variants)]
    columns = _key_columns(answers)
    whole = _by_key(rows, columns, ranking)
    others = [_by_key(variant.rows, columns, ranking) for variant in variants]
    values = [rows.columns[p] for p in shown_columns(rows) if rows.columns[p] not in columns]
    numbers = tuple(
        name for name in values if any(number_of(c) is not None for c in _cells(answers, name))
    )
    new = dict.fromkeys(key for other in others for key in other if key not in whole)
    sources = [variant.source for variant in variants]

    def fate(key: Key) -> Fate:
        found = [*([whole[key]] if key in whole else []), *(o[key] for o in others if key in o)]
        row, rank = found[0]
        ranks = [one for _, one in found if one is not None]
        spans = {name: _span(row[name] for row, _ in found) for name in numbers}
        there = key in whole
        return Fate(
            row,
            rank if there else None,
            (min(ranks), max(ranks)) if ranks else None,
            {name: span for name, span in spans.items() if span},
            tuple(s for s, o in zip(sources, others, strict=True) if there and key not in o),
            tuple(
                source
                for source, other in zip(sources, others, strict=True)
                if there and key in other and any(other[key][0][n] != row[n] for n in values)
            ),
            tuple(s for s, o in zip(sources, others, strict=True) if not there and key in o),
        )

    fates = [fate(key) for key in [*whole, *new]]
    effects = [
        Effect(
            variant.source,
            variant.lost,
            *(
                sum(variant.source in sources for sources in column)
                for column in zip(*((f.gone, f.changed, f.new) for f in fates), strict=True)
            ),
        )
        if fates
        else Effect(variant.source, variant.lost, 0, 0, 0)
        for variant in variants
    ]
    return Dependence(rows, ranking, numbers, fates, effects, shown)


def _key_columns(answers: Sequence[Rows]) -> list[str]:
    """Return the columns that tell the rows of each answer apart: things, if these are enough.

    Else all that are no numbers, else all; the less there is in them, the more can change.
    """
    names = [answers[0].columns[place] for place in shown_columns(answers[0])]
    things = [n for n in names if any(isinstance(c, NamedNode) for c in _cells(answers, n))]
    texts = [n for n in names if all(number_of(c) is None for c in _cells(answers, n))]
    for chosen in (things, texts):
        if all(_are_unique(answer, chosen) for answer in answers):
            return chosen
    return names


def _cells(answers: Iterable[Rows], name: str) -> Iterator[Term | None]:
    return (row[name] for rows in answers for row in rows)


def _are_unique(rows: Rows, columns: Sequence[str]) -> bool:
    keys = [tuple(row[name] for name in columns) for row in rows]
    return len(set(keys)) == len(keys)


def _by_key(
    rows: Rows, columns: Sequence[str], ranking: Ranking | None
) -> dict[Key, tuple[Row, int | None]]:
    """Return rows with their ranks by what tells them apart; the same again gets a number."""
    ranks = ranks_of(rows, ranking) if ranking and rows.columns else [None] * len(rows)
    found: dict[Key, tuple[Row, int | None]] = {}
    for row, rank in zip(rows, ranks, strict=True):
        cells = tuple(row[name] for name in columns)
        count = 0
        while (key := (*cells, count)) in found:
            count += 1
        found[key] = (row, rank)
    return found


def _span(cells: Iterable[Term | None]) -> Span | None:
    numbers = [number for cell in cells if (number := number_of(cell)) is not None]
    return (min(numbers), max(numbers)) if numbers else None
