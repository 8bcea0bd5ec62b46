from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Variable

from taobao_kg.engines.binding import bind_terms, query_form

STORE = Store()
STORE.extend(
    Quad(NamedNode(f"urn:{s}"), NamedNode("urn:p"), Literal(o)) for s, o in ("aA", "bB", "bA")
)


def test_forms():
    assert query_form("select ?x {}") == "SELECT"
    assert query_form("PREFIX ask: <urn:select> ASK {}") == "ASK"
    assert query_form("# SELECT\nDESCRIBE <urn:a>") == "DESCRIBE"
    assert query_form("BASE <urn:SELECT> CONSTRUCT WHERE {}") == "CONSTRUCT"
    assert query_form("") == ""


def test_what_only_looks_like_a_variable_stays():
    text = """SELECT ?y { <urn:?x> ?y "?x", '''?x''' . # ?x\n ?xx ?y $x }"""
    bound = bind_terms(text, {Variable("x"): NamedNode("urn:new")})
    assert bound == text.replace("$x", "<urn:new>")


def test_an_optional_does_not_get_the_value():
    text = "SELECT ?s ?o { ?s <urn:p> 'B' OPTIONAL { ?s <urn:q> ?o } }"
    value = {Variable("o"): Literal("A")}
    found = [str(row["o"]) for row in STORE.query(bind_terms(text, value))]
    assert found == [str(row["o"]) for row in STORE.query(text, substitutions=value)]


@given(st.text())
def test_no_value_becomes_sparql(text):
    value = {Variable("o"): Literal(text)}
    asked = "SELECT ?s ?o { ?s <urn:p> ?p FILTER(?p = ?o) }"
    bound = STORE.query(bind_terms(asked, value))
    assert {str(row["s"]) for row in bound} == {
        str(row["s"]) for row in STORE.query(asked, substitutions=value)
    }
