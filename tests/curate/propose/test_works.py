from pyoxigraph import RdfFormat, parse

from taobao_kg.curate.propose.known import Known
from taobao_kg.curate.propose.works import Works
from taobao_kg.vocab import ID

SOURCES = """
@base <https://w3id.org/taobao-kg/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<source/park-2008> rdfs:label "Park 2008"@en ; dcterms:creator "Park, Albert" ;
  dcterms:issued "2008"^^xsd:gYear .
<source/li-2010> rdfs:label "Li 2010"@en ; dcterms:creator "Li, S." ;
  dcterms:issued "2010"^^xsd:gYear .
<source/li-2017> rdfs:label "Li 2017"@en ; dcterms:creator "Li, Anthony" ;
  dcterms:issued "2017"^^xsd:gYear .
<source/cao-2009> rdfs:label "Cao and Zhang 2009"@en ; dcterms:creator "Zhang, Z. dan L. Cao" ;
  dcterms:issued "2009"^^xsd:gYear .
"""
WORKS = Works(Known(quad.triple for quad in parse(SOURCES, RdfFormat.TURTLE)))


def test_author_and_year_tell_a_work():
    assert WORKS.match("Li", "2017") == (f"{ID}source/li-2017", None)
    assert WORKS.match("Cao & Zhang", "2009")[0] == f"{ID}source/cao-2009"


def test_another_year_is_told():
    source, note = WORKS.match("Park", "2006")
    assert source == f"{ID}source/park-2008"
    assert "cited year 2006 is not that of this source" in note


def test_several_works_are_left_to_a_person():
    assert WORKS.match("Li", "2012") == ("", "could be li-2010 or li-2017")


def test_an_unknown_work_is_told():
    assert WORKS.match("Wu", "2012")[1].startswith("no such source known")
    assert WORKS.match("", "2012")[0] == ""
