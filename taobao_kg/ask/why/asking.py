"""Asking the engine for many things at once: VALUES of some hundred rows a query."""

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, NamedNode, QueryBoolean, Triple

from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph

#: Rows and characters of one VALUES; the engine reads texts of up to 100,000 characters.
_ROWS = 400
_CHARACTERS = 40_000

Cells = tuple[Term | None, ...]


def ask_rows(graph: Graph, sparql: str, names: Sequence[str]) -> Iterator[Cells]:
    """Yield the rows of a SELECT as tuples of terms, in the order of some of its variables.

    Args:
        graph: what is asked.
        sparql: the query.
        names: the variables, in the order in which it selects them.
    """
    found = graph.query(sparql)
    if isinstance(found, QueryBoolean):
        return
    places = range(len(names))
    for row in found:
        yield tuple([row[place] for place in places])


def values_blocks(names: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> Iterator[str]:
    """Yield ``VALUES (…) { … }`` blocks that hold all rows; blank nodes cannot stand in one."""
    head = f"VALUES ({' '.join(names)})"
    lines: list[str] = []
    size = 0
    for row in rows:
        line = f"({' '.join('UNDEF' if cell is None else str(cell) for cell in row)})"
        if lines and (len(lines) >= _ROWS or size + len(line) > _CHARACTERS):
            yield f"{head} {{ {' '.join(lines)} }}"
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield f"{head} {{ {' '.join(lines)} }}"


def triple_of(cells: Sequence[Term | None]) -> Triple:
    """Return the triple of three terms that an engine has found as one."""
    s, p, o = cells
    return Triple(s, p, o)  # type: ignore[arg-type]


def as_node(iri: str) -> NamedNode | None:
    """Return the node of an IRI, or None for a text that is none."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def can_be_given(cells: Iterable[Term | None]) -> bool:
    """Return whether terms can stand in VALUES of SPARQL 1.1."""
    return not any(isinstance(cell, BlankNode | Triple) for cell in cells)


def are_things(cells: Iterable[Term | None]) -> bool:
    """Return whether all terms are IRIs, which are the same however an engine writes them."""
    return all(isinstance(cell, NamedNode) for cell in cells)
