"""Soundness: without the statements behind a row, the row is gone or another.

What is left out is left out as the lens ``without`` does it: the rules are asked again what
follows from the rest.
"""

import random

import pytest

from taobao_kg.ask.answers import ask
from taobao_kg.ask.questions import list_questions, parse_question
from taobao_kg.ask.results import Rows
from taobao_kg.build.load import INFERRED
from taobao_kg.build.remainder import Whole
from taobao_kg.build.store import load_quads
from taobao_kg.build.weigh import subtract
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.engines.writing import change_store
from taobao_kg.errors import UsageError
from taobao_kg.folders import find_folders
from taobao_kg.graph import Graph

QUESTIONS = list_questions(find_folders().queries)
SELECTS = [
    "SELECT ?p ?a { ?p tkg:issuedBy ?a }",
    "SELECT ?p ?y { ?p tkg:issuedIn ?y }",
    "SELECT ?p ?o { ?p tkg:issuedBy ?a . OPTIONAL { ?p tkg:ledTo ?o } }",
    "SELECT ?x { actor:state-council tkg:creditedWith ?x }",
    "SELECT ?x { actor:state-council ^tkg:issuedBy/tkg:ledTo ?x }",
    "SELECT ?a (COUNT(?p) AS ?n) { ?p tkg:issuedBy ?a } GROUP BY ?a",
    "SELECT (SUM(?v) AS ?sum) { ?s tkg:value ?v }",
    "SELECT ?s ?o { { ?s tkg:issuedBy ?o } UNION { ?s tkg:ledTo ?o } }",
    "SELECT ?a { ?a a tkg:Actor FILTER EXISTS { ?p tkg:issuedBy ?a } }",
    "SELECT ?q { ?e oa:exact ?q }",
    "SELECT ?s ?o { ?s tkg:measuredBy ?o }",
]


class Remains:
    """A graph from which statements can be taken, and given back."""

    def __init__(self, graph: Graph, folders) -> None:
        recorded = [*graph.quads()]
        self._folders = folders
        self._whole = Whole(folders.ontology / "rules", recorded)
        self._store = load_quads(recorded)
        self.graph = Graph(EmbeddedEngine.around(self._store), None, graph.queries, graph.lens)

    def rows_without(self, statements, question) -> list:
        lost = self._whole.statements & set(statements)
        gone, doubts = self._whole.without(lost), self._whole.left_over(lost)
        done = subtract(self._store, gone, doubts, self._folders)
        try:
            answer = ask(self.graph, question)
        except UsageError:  # what it names went, too
            answer = []
        rows = list(answer)
        change_store(self._store, done.added, done.removed)
        return rows


def rests_on_statements(row) -> bool:
    """Return whether some triple of the row needs a statement and nothing else makes it."""
    return any(
        row.statements_of(triple) and not row.ground(triple).recorded for triple in row.triples
    )


@pytest.fixture(scope="module")
def tiny_remains(tiny_graph, tiny_built):
    return Remains(tiny_graph, tiny_built)


@pytest.mark.parametrize("text", SELECTS)
def test_a_row_of_the_tiny_world_goes_with_its_statements(tiny_graph, tiny_remains, text):
    question = parse_question(text)
    rows = ask(tiny_graph, question)
    assert rows, "else nothing is tested"
    assert set(rows) == set(tiny_remains.rows_without((), question))
    for row in rows.why():
        assert rests_on_statements(row)
        assert row.row not in tiny_remains.rows_without(row.traced, question)


@pytest.fixture(scope="module")
def real_remains(real_graph, real_built):
    return Remains(real_graph, real_built)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS[::4], ids=lambda question: question.name)
def test_a_row_of_the_library_goes_with_its_statements(real_graph, real_remains, question):
    rows = ask(real_graph, question)
    assert isinstance(rows, Rows)
    found = [row for row in rows.why() if rests_on_statements(row)]
    for row in random.Random(question.name).sample(found, min(2, len(found))):
        left = real_remains.rows_without(row.traced, question)
        assert row.row not in left or may_stand_otherwise(row, real_graph)


def may_stand_otherwise(row, graph) -> bool:
    """Return whether a triple of the row is inferred, or reached by a walk.

    The graph keeps one derivation of what is inferred, and a walk is told by one shortest way:
    there may be others.
    """
    inferred = {quad.triple for quad in graph.quads(INFERRED)}
    return any(triple in inferred for triple in row.triples)
