"""What is cited: the data set, a thing or statement in it, or a question put to it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.answers import ask, read_query
from taobao_kg.ask.cite.ledger import print_lines
from taobao_kg.ask.cite.wording import is_ordered, looks_like_sparql, on_one_line
from taobao_kg.ask.parameters import Given, find_parameter, read_value
from taobao_kg.ask.questions import Question, parse_question
from taobao_kg.ask.results import Answer, Rows, Triples, n3
from taobao_kg.ask.things import find_thing
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.vocab import shorten


class Target(NamedTuple):
    """What is cited.

    Attributes:
        iri: the thing, or empty.
        question: what is asked, or None; with neither the whole data set is meant.
        given: the parameters as terms, sorted by name.
    """

    iri: str = ""
    question: Question | None = None
    given: tuple[tuple[str, NamedNode | Literal], ...] = ()

    @property
    def name(self) -> str:
        """The short name: ``actor:state-council``, the name of a question, ``query``, or empty."""
        if self.question:
            return self.question.name or "query"
        return shorten(self.iri) if self.iri else ""


def read_target(
    graph: Graph, folders: Folders, what: str | None, given: Mapping[str, Given] | None = None
) -> Target:
    """Return what a text names.

    Args:
        graph: where things are looked up.
        folders: where the questions of the library lie.
        what: nothing for the data set; the name of a question, a ``.rq`` file, ``-`` for stdin or
            SPARQL; else a thing, as `find_thing` reads it. A question wins over a thing.
        given: parameters of the question.

    Raises:
        UsageError: when it names nothing or more than one thing, or a parameter is wrong.
        DataError: for a file that cannot be read.
    """
    params = given or {}
    if what is None or not _is_question(folders, what):
        if params:
            raise UsageError("a parameter belongs to a question; name one of 'taobao-kg queries'")
        return Target() if what is None else Target(iri=_find(graph, folders, what))
    question = read_query(what, folders)
    terms = {
        name: read_value(graph, find_parameter(question, name), value)
        for name, value in params.items()
    }
    if not _is_of_library(folders, question):
        question = parse_question(on_one_line(question.sparql))
    return Target(question=question, given=tuple(sorted(terms.items())))


def answer_target(graph: Graph, target: Target) -> Answer:
    """Return the answer to the question of a target.

    Raises:
        UsageError: when it cannot be asked.
    """
    if target.question is None:
        raise UsageError("no question is cited; name one")
    return ask(graph, target.question, dict(target.given))


def print_answer(answer: Answer, sparql: str) -> str:
    """Return the SHA-256 of an answer as text.

    One line a row, terms as N-Triples, after one with the columns; rows in their order where the
    query has ORDER BY, else sorted, for then any order is as good. Triples are sorted.
    """
    if isinstance(answer, bool):
        return print_lines([str(answer).lower()])
    if isinstance(answer, Triples):
        return print_lines(f"{n3(t.subject)} {n3(t.predicate)} {n3(t.object)}" for t in answer)
    lines = _lines(answer)
    head = "\t".join(answer.columns)
    return print_lines([head, *(lines if is_ordered(sparql) else sorted(lines))])


def print_thing(graph: Graph, iri: str) -> str:
    """Return the SHA-256 of all triples of the lens that have a thing as subject or object."""
    triples = {*graph.triples(iri), *graph.triples(o=iri)}
    return print_lines(sorted(f"{n3(t.subject)} {n3(t.predicate)} {n3(t.object)}" for t in triples))


def require_thing(graph: Graph, iri: str) -> str:
    """Return the IRI of a thing of which the graph says something.

    Raises:
        UsageError: when it says nothing.
    """
    patterns = ({"s": iri}, {"o": iri}, {"p": iri})
    if not any(True for pattern in patterns for _ in graph.triples(**pattern)):
        raise UsageError(f"the graph says nothing of {shorten(iri)}; there is nothing to cite")
    return iri


def _is_question(folders: Folders, what: str) -> bool:
    if what == "-" or what.endswith(".rq") or looks_like_sparql(what):
        return True
    plain = what.replace("-", "").replace("_", "").isalnum()
    return plain and (folders.queries / f"{what}.rq").is_file()


def _is_of_library(folders: Folders, question: Question) -> bool:
    return bool(question.name) and Path(question.path).resolve().parent == folders.queries.resolve()


def _find(graph: Graph, folders: Folders, what: str) -> str:
    try:
        return require_thing(graph, find_thing(graph, what))
    except UsageError as error:
        from taobao_kg.ask.nearest import nearest_words, or_list

        near = nearest_words(what, (path.stem for path in folders.queries.glob("*.rq")))
        if not near:
            raise
        raise UsageError(f"{error}; there is the question {or_list(near)}") from error


def _lines(rows: Rows) -> list[str]:
    """Return rows as lines; blank nodes are numbered as they come, for their names mean nothing."""
    numbers: dict[str, str] = {}
    lines = []
    for row in rows:
        cells = ["" if cell is None else n3(cell) for cell in row]
        named = [
            numbers.setdefault(cell, f"_:{len(numbers)}") if cell.startswith("_:") else cell
            for cell in cells
        ]
        lines.append("\t".join(named))
    return lines
