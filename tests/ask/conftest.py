"""Worlds of one's own: a graph of a few triples, and question files in a folder."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.vocab import expand

HOSTILE = "\x1b[2J<script>alert(1)</script>\u202e|=cmd()\n\x9b"


@pytest.fixture
def hostile_graph():
    """A graph whose only label tries to command terminals, browsers and spreadsheets."""
    engine = EmbeddedEngine()
    thing, label = NamedNode(expand("actor:x")), NamedNode(expand("rdfs:label"))
    engine.extend([Quad(thing, label, Literal(HOSTILE, language="en"))])
    return Graph(engine)


@pytest.fixture
def library(tmp_path):
    """A folder with two questions."""
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "issuers.rq").write_text(ISSUERS, encoding="utf-8")
    (folder / "numbers.rq").write_text(NUMBERS, encoding="utf-8")
    return folder


ISSUERS = """\
#+ question: Who issued what? @en
#+ question: Siapa mengeluarkan apa? @id
#+ question: 谁发布了什么？ @zh
#+ summary: One row a policy and issuer.
#+ tags: policy, actor
#+ params: actor | entity:actor | | state-council
#+ params: year | entity:year | | 2013
#+ columns: policy, actor, year, statement

PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX tkg: <https://w3id.org/taobao-kg/ontology#>

SELECT ?policy ?actor ?year ?statement
WHERE {
  ?policy tkg:issuedBy ?actor .
  ?statement rdf:subject ?policy .
  ?statement rdf:object ?actor .
  OPTIONAL {
    ?policy tkg:issuedIn ?year .
  }
}
ORDER BY ?policy
"""
NUMBERS = """\
#+ question: Which numbers are there of a year? @en
#+ summary: One row a number.
#+ tags: number
#+ params: year | entity:year | year:2016 | year:2013
#+ columns: indicator, value

PREFIX tkg: <https://w3id.org/taobao-kg/ontology#>
PREFIX year: <https://w3id.org/taobao-kg/id/year/>

SELECT ?indicator ?value
WHERE {
  VALUES ?year { year:2016 }
  ?number tkg:year ?year .
  ?number tkg:indicator ?indicator .
  ?number tkg:value ?value .
}
ORDER BY ?indicator
"""
