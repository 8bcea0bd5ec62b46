"""Variants: the answers to a question when each source behind it is left out in turn."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.answers import ask
from taobao_kg.ask.cite.behind import statements_behind_answer
from taobao_kg.ask.lens_choice import Choice, select_statements
from taobao_kg.ask.lens_file import find_lens
from taobao_kg.ask.parameters import Given
from taobao_kg.ask.questions import Question
from taobao_kg.ask.results import Answer, Rows, Triples
from taobao_kg.build.remainder import Whole
from taobao_kg.build.store import load_quads
from taobao_kg.build.weigh import subtract
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.engines.writing import change_store
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import term

#: Told before each source: how many were left out before, of how many, and which is now.
Progress = Callable[[int, int, str], None]


class Variant(NamedTuple):
    """The answer without one source.

    Attributes:
        source: its IRI.
        lost: how many statements do not count then.
        rows: the answer.
    """

    source: str
    lost: int
    rows: Rows


class Behind(NamedTuple):
    """What stands behind an answer.

    Attributes:
        sources: IRIs of those that state it or on whose word it is stated, in natural order.
        shown: whether these are only those the answer shows; else they are all there are.
    """

    sources: tuple[str, ...]
    shown: bool


def as_rows(answer: Answer, graph: Graph) -> Rows:
    """Return an answer of any form as rows: triples as such, yes and no as one row."""
    if isinstance(answer, bool):
        truth = Literal(str(answer).lower(), datatype=term("xsd:boolean"))
        return Rows(("answer",), [[truth]], graph)
    if isinstance(answer, Triples):
        return Rows(("subject", "predicate", "object"), [[*triple] for triple in answer], graph)
    return answer


def sources_behind(graph: Graph, answer: Answer, *, every: bool = False) -> Behind:
    """Return the sources behind an answer; all that state something where it shows none.

    Args:
        graph: what was asked.
        answer: the answer.
        every: return all that state something in any case.
    """
    statements: Iterable[str | None] = () if every else statements_behind_answer(graph, answer)
    shown = bool(statements)
    ways = (term("tkg:statedIn"), term("tkg:attributedTo"))
    found = {
        triple.object.value
        for statement in (statements if shown else (None,))
        for way in (ways if shown else ways[:1])
        for triple in graph.triples(statement, way)
        if isinstance(triple.object, NamedNode)
    }
    return Behind(tuple(sorted(found, key=natural_key)), shown)


def answer_without(
    graph: Graph,
    folders: Folders,
    question: Question,
    given: Mapping[str, Given],
    sources: Iterable[str],
    progress: Progress | None = None,
) -> Iterator[Variant]:
    """Yield the answer without each of some sources, as the lens ``without`` leaves it out.

    Args:
        graph: what is asked; nothing is written, the work is done in memory.
        folders: where rules and lenses lie.
        question: see `taobao_kg.ask.answers.read_query`.
        given: parameters by name.
        sources: IRIs.
        progress: is told of each source.

    Raises:
        DataError: when the file of the lens, or a rule, cannot be used.
    """
    left_out = [*sources]
    file = find_lens(folders.queries, "without")
    recorded = [*graph.quads()]
    whole = Whole(folders.ontology / "rules", recorded)
    store = load_quads(recorded)
    rest = Graph(EmbeddedEngine.around(store), None, graph.queries, graph.lens)
    for number, source in enumerate(left_out):
        if progress:
            progress(number, len(left_out), source)
        kept = select_statements(graph, Choice(file, (NamedNode(source),)))
        lost = whole.statements - kept
        difference, doubts = whole.without(lost), whole.left_over(lost)
        done = subtract(store, difference, doubts, folders)
        try:
            rows = as_rows(ask(rest, question, given), graph)
        except UsageError:  # it could be asked before: what it names is not there without them
            rows = Rows((), [], graph)
        change_store(store, done.added, done.removed)
        yield Variant(source, len(lost), rows)
