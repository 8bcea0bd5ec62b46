"""The why of an answer: for each row triples, statements, members, and what is not explained."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from pyoxigraph import Triple

from taobao_kg.ask.statements import Statement, read_statements
from taobao_kg.ask.why.asking import triple_of
from taobao_kg.ask.why.footprint import Footprint, Members, Unexplained
from taobao_kg.ask.why.grounds import Ground, Grounds
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.words.languages import read_language

if TYPE_CHECKING:
    from taobao_kg.ask.results import Row, Rows


class Book:
    """What all rows share: their grounds, and the statements they name, read once."""

    def __init__(self, graph: Graph, grounds: Grounds, named: frozenset[str]) -> None:
        self.graph = graph
        self.grounds = grounds
        self._named = named

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement behind a row, by IRI."""
        found = {iri for ground in self.grounds.of.values() for iri in ground.statements}
        return {one.iri: one for one in read_statements(self.graph, found | self._named)}


class RowWhy(Sequence[Statement]):
    """Why one row is in an answer; as a sequence, the statements behind it in natural order.

    They are those a ``statement`` or ``statements`` column of the row names, else `traced`.

    Attributes:
        row: what is explained.
        triples: by which it was found, sorted.
        members: what its counts and sums are made of.
        named: whether the row itself names its statements.
    """

    def __init__(self, row: "Row", footprint: Footprint, book: Book, named: Sequence[str]) -> None:
        self.row = row
        self.triples = tuple(sorted({triple_of(fact[:3]) for fact in footprint.facts}, key=str))
        self.members: tuple[Members, ...] = footprint.members_of()
        self.named = bool(named)
        self._footprint = footprint
        self._book = book
        self._iris = tuple(sorted(set(named), key=natural_key))

    @cached_property
    def traced(self) -> tuple[str, ...]:
        """IRIs of all statements its triples rest on, in natural order."""
        found = {iri for triple in self.triples for iri in self.statements_of(triple)}
        return tuple(sorted(found, key=natural_key))

    @cached_property
    def unexplained(self) -> tuple[Unexplained, ...]:
        """What is not explained, sorted; a triple that nobody says is one."""
        found = dict(self._footprint.unexplained)
        for triple in self.triples:
            if not self.ground(triple).is_known:
                found[Unexplained("unsourced", _written(triple))] = None
        if self._footprint.more:
            found[Unexplained("more", str(self._footprint.more))] = None
        if not found and not self.triples and not self.iris:
            found[Unexplained("nothing")] = None
        return tuple(sorted(found))

    @cached_property
    def rules(self) -> dict[str, tuple[str, ...]]:
        """By the IRI of a statement, the rules that lead from it to the row, sorted."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for triple in self.triples:
            rules = self._book.grounds.rules(triple)
            for iri in self.statements_of(triple) if rules else ():
                found[iri] |= rules
        return {iri: tuple(sorted(rules)) for iri, rules in found.items()}

    @property
    def recorded(self) -> tuple[Triple, ...]:
        """The triples that only files of ours record, and no statement makes."""
        recorded = (triple for triple in self.triples if self.ground(triple).recorded)
        return tuple(triple for triple in recorded if not self.statements_of(triple))

    @property
    def iris(self) -> tuple[str, ...]:
        """IRIs of the statements of the sequence."""
        return self._iris or self.traced

    def ground(self, triple: Triple) -> Ground:
        """Return what a triple of the row, or a premise of one, rests on."""
        return self._book.grounds.of[triple]

    def statements_of(self, triple: Triple) -> frozenset[str]:
        """Return the IRIs of the statements such a triple rests on, through its premises."""
        return self._book.grounds.statements(triple)

    def statement(self, iri: str) -> Statement:
        """Return a statement behind the row."""
        return self._book.statements[iri]

    @overload
    def __getitem__(self, place: int) -> Statement: ...
    @overload
    def __getitem__(self, place: slice) -> list[Statement]: ...
    def __getitem__(self, place: int | slice) -> Statement | list[Statement]:
        if isinstance(place, slice):
            return [self.statement(iri) for iri in self.iris[place]]
        return self.statement(self.iris[place])

    def __iter__(self) -> Iterator[Statement]:
        return (self.statement(iri) for iri in self.iris)

    def __len__(self) -> int:
        return len(self.iris)


class Why(Sequence[RowWhy]):
    """Why each row is in an answer, in the order of the rows; a notebook shows it as HTML.

    Attributes:
        rows: the answer.
    """

    def __init__(self, rows: "Rows", found: Sequence[RowWhy], lang: str = "en") -> None:
        self.rows = rows
        self.lang = read_language(lang)
        self._found = list(found)

    @overload
    def __getitem__(self, place: int) -> RowWhy: ...
    @overload
    def __getitem__(self, place: slice) -> list[RowWhy]: ...
    def __getitem__(self, place: int | slice) -> RowWhy | list[RowWhy]:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        from taobao_kg.ask.tables import write_table

        return write_table(self.rows, lang=self.lang, why=self, columns=100)

    def _repr_html_(self) -> str:
        from taobao_kg.ask.why.page import write_page

        return write_page(self)

    def to_json(self) -> str:
        """Return all of it as JSON; `taobao_kg.ask.why.data` says how it is laid out."""
        from taobao_kg.ask.exchange import json_text
        from taobao_kg.ask.why.data import why_as_data

        return json_text(why_as_data(self))

    def to_markdown(self) -> str:
        """Return the rows as a Markdown table with footnotes."""
        from taobao_kg.ask.tables import write_markdown

        return write_markdown(self.rows, lang=self.lang, why=self)

    def to_latex(self) -> str:
        """Return the rows as a LaTeX table with notes below it."""
        from taobao_kg.ask.latex import write_latex

        return write_latex(self.rows, lang=self.lang, why=self)


def _written(triple: Triple) -> str:
    return " ".join(map(str, (triple.subject, triple.predicate, triple.object)))
