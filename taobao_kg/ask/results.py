"""Answers: rows of terms, triples, or yes and no."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, Triple

from taobao_kg.engines.answers import Answer as StoreAnswer
from taobao_kg.engines.answers import Solutions
from taobao_kg.engines.embedded import Term
from taobao_kg.errors import TaobaoKgError, install_hint
from taobao_kg.graph import Graph
from taobao_kg.vocab import language_tag, shorten
from taobao_kg.words.languages import read_language

if TYPE_CHECKING:
    import pandas as pd

    from taobao_kg.ask.why.answer import Why

#: Columns that name the statements behind a row; shown by ``--why``, else only as data.
STATEMENT_COLUMNS = ("statement", "statements")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger"))
_NUMBERS = _WHOLE | {_XSD + name for name in ("decimal", "double", "float")}


class Row(Sequence["Term | None"]):
    """One row of an answer: terms by place, by column name, or as attributes.

    A column without a value in this row is None.
    """

    __slots__ = ("_columns", "_terms")

    def __init__(self, columns: tuple[str, ...], terms: Sequence[Term | None]) -> None:
        self._columns = columns
        self._terms = tuple(terms)

    @overload
    def __getitem__(self, place: int | str) -> Term | None: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Term | None, ...]: ...
    def __getitem__(self, place: int | str | slice) -> Any:
        if isinstance(place, str):
            if place not in self._columns:
                raise KeyError(f"no column {place!r}; there are: {', '.join(self._columns)}")
            place = self._columns.index(place)
        return self._terms[place]

    def __getattr__(self, name: str) -> Term | None:
        if name.startswith("_") or name not in self._columns:
            raise AttributeError(f"no column {name!r}; there are: {', '.join(self._columns)}")
        return self._terms[self._columns.index(name)]

    def __len__(self) -> int:
        return len(self._terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self._columns, self._terms) == (
            other._columns,
            other._terms,
        )

    def __hash__(self) -> int:
        return hash((self._columns, self._terms))

    def __repr__(self) -> str:
        shown = (
            f"{name}={short(cell)}" for name, cell in zip(self._columns, self._terms, strict=True)
        )
        return f"Row({', '.join(shown)})"

    def as_dict(self) -> dict[str, Term | None]:
        """Return the terms by column name, in the order of the columns."""
        return dict(zip(self._columns, self._terms, strict=True))


class Rows(Sequence[Row]):
    """The answer of a SELECT: rows in the order of the query.

    Attributes:
        columns: the names of the columns, in order.
        graph: where labels and evidence are looked up.
        query: the SPARQL they answer, or None for rows that were put together otherwise.
        is_part: whether that query gave more rows than these.
    """

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[Term | None]],
        graph: Graph,
        query: str | None = None,
        *,
        is_part: bool = False,
    ) -> None:
        self.columns = tuple(columns)
        self.graph = graph
        self.query = query
        self.is_part = is_part
        self._rows = [Row(self.columns, row) for row in rows]

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self._rows[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        from taobao_kg.ask.footers import with_footer
        from taobao_kg.ask.tables import write_table

        return with_footer(write_table(self, columns=100), self.graph, "table")

    def _repr_html_(self) -> str:
        from taobao_kg.ask.footers import with_footer
        from taobao_kg.ask.pages import rows_as_html

        return with_footer(rows_as_html(self), self.graph, "html")

    def first(self, count: int) -> "Rows":
        """Return the first rows."""
        rows = [[*row] for row in self[:count]]
        part = self.is_part or len(rows) < len(self)
        return Rows(self.columns, rows, self.graph, self.query, is_part=part)

    def why(self, lang: str = "en") -> "Why":
        """Return, for each row, why it is there: the statements behind it, triples, rules.

        Args:
            lang: ``en``, ``id`` or ``zh``, of what is printed.

        Raises:
            UsageError: for an unknown language.
        """
        from taobao_kg.ask.why.explaining import explain_rows

        return explain_rows(self, lang)

    def to_pandas(self, lang: str | None = None) -> "pd.DataFrame":
        """Return the rows as a data frame; a missing value is None.

        Args:
            lang: ``en``, ``id`` or ``zh`` to have labels in place of IRIs.

        Raises:
            UsageError: for an unknown language.
            TaobaoKgError: when pandas is not installed.
        """
        if lang is not None:
            read_language(lang)
        try:
            import pandas as pd
        except ImportError as error:
            message = f"pandas is not installed; {install_hint('notebook')}"
            raise TaobaoKgError(message) from error
        cells = [[self._plain(term, lang) for term in row] for row in self]
        return pd.DataFrame(cells, columns=list(self.columns))

    def _plain(self, term: Term | None, lang: str | None) -> Any:
        if lang is not None and isinstance(term, NamedNode):
            return self.graph.label(term, lang)
        return python_value(term)


class Triples(Sequence[Triple]):
    """The answer of a CONSTRUCT or DESCRIBE: each triple once, sorted as N-Triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = sorted(set(triples), key=str)

    @overload
    def __getitem__(self, place: int) -> Triple: ...
    @overload
    def __getitem__(self, place: slice) -> list[Triple]: ...
    def __getitem__(self, place: int | slice) -> Triple | list[Triple]:
        return self._triples[place]

    def __len__(self) -> int:
        return len(self._triples)

    def __repr__(self) -> str:
        from taobao_kg.turtle import write_turtle

        return write_turtle(self._triples)

    def _repr_html_(self) -> str:
        from taobao_kg.ask.pages import triples_as_html

        return triples_as_html(self)


Answer = Rows | Triples | bool


def read_answer(answer: StoreAnswer, graph: Graph, query: str | None = None) -> Answer:
    """Return what the store answers to a query as rows, triples or a truth value."""
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if isinstance(answer, Solutions):
        columns = [variable.value for variable in answer.variables]
        places = range(len(columns))
        rows = [[row[place] for place in places] for row in answer]
        if "statements" in columns:
            _sort_statements(rows, columns.index("statements"))
        return Rows(columns, rows, graph, query)
    return Triples(answer)


def _sort_statements(rows: list[list[Term | None]], place: int) -> None:
    """Sort the IRIs in a column: GROUP_CONCAT joins them in any order (SPARQL 1.1 §18.5.1.7)."""
    for row in rows:
        row[place] = in_order(row[place])


def in_order(cell: Term | None) -> Term | None:
    """Return a cell of joined IRIs with these sorted."""
    return Literal(" ".join(sorted(cell.value.split()))) if isinstance(cell, Literal) else cell


def python_value(term: Term | None) -> Any:
    """Return a term as Python has it.

    Whole numbers are int, other numbers float, truth values bool; an IRI is its short name and
    every other literal its text.
    """
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    kind = term.datatype.value
    if kind in _WHOLE:
        return int(term.value)
    if kind in _NUMBERS:
        return float(term.value)
    return term.value == "true" if kind == f"{_XSD}boolean" else term.value


def is_number(term: Term | None) -> bool:
    """Return whether a term is a numeric literal."""
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS


def short(term: Term | None) -> str:
    """Return a term as a person types it: ``actor:state-council``, ``"Desa Taobao"@id``, 3."""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if is_number(term) and isinstance(term, Literal):
        return term.value
    return "" if term is None else n3(term)


def n3(term: Term) -> str:
    """Return a term as N-Triples write it, language tags in the case of RFC 5646."""
    if isinstance(term, Literal) and term.language:
        bare = str(Literal(term.value))
        return f"{bare}@{language_tag(term.language)}".replace("\t", "\\t")
    return str(term).replace("\t", "\\t")


def lexical(term: Term | None) -> str:
    """Return the text of a term: the IRI, the lexical form, or nothing where there is no value."""
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if isinstance(term, NamedNode | Literal):
        return str(term.value)
    return "" if term is None else str(term)
