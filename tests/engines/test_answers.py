import io

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple, Variable

from taobao_kg.engines.embedded import EmbeddedEngine

A, P = NamedNode("urn:a"), NamedNode("urn:p")


@pytest.fixture
def engine():
    engine = EmbeddedEngine()
    engine.extend([Quad(A, P, Literal(text)) for text in "xy"])
    return engine


def test_rows_have_their_columns_and_come_once(engine):
    rows = engine.query("SELECT ?o ?s { ?s ?p ?o } ORDER BY ?o")
    assert rows.variables == [Variable("o"), Variable("s")]
    assert [[*row] for row in rows] == [[Literal("x"), A], [Literal("y"), A]]
    assert not [*rows]


def test_triples_come_once(engine):
    found = engine.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert {*found} == {Triple(A, P, Literal("x")), Triple(A, P, Literal("y"))}
    assert not [*found]


def test_answers_are_written_in_the_formats_of_sparql(engine):
    rows = engine.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")
    assert rows.serialize(QueryResultsFormat.CSV) == b"o\r\nx\r\ny\r\n"
    found = engine.query('CONSTRUCT { ?s ?p "z" } WHERE { ?s ?p "x" }')
    assert found.serialize(RdfFormat.N_TRIPLES) == b'<urn:a> <urn:p> "z" .\n'


def test_a_reader_that_leaves_is_no_damage_to_the_store(engine):
    class Left(io.RawIOBase):
        def writable(self):
            return True

        def write(self, _):
            raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        engine.query("SELECT ?o { ?s ?p ?o }").write(Left(), QueryResultsFormat.JSON)
