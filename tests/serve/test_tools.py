"""The tools people have: curl, SPARQLWrapper, rdflib's SPARQLStore."""

import json
import shutil
import subprocess
import warnings

import pytest
from rdflib import Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

pytestmark = pytest.mark.slow
PREFIX = "PREFIX tkg: <https://w3id.org/taobao-kg/ontology#> "
QUERY = f"{PREFIX}SELECT ?p ?a {{ ?p tkg:issuedBy ?a }} ORDER BY ?p ?a"


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_asks(server):
    def curl(*options):
        command = ["curl", "--silent", "--fail", "--compressed", *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    url = f"{server.url}/sparql"
    rows = json.loads(curl("--data-urlencode", f"query={QUERY}", url))["results"]["bindings"]
    assert rows
    lines = curl("-G", "-H", "Accept: text/csv", "--data-urlencode", f"query={QUERY}", url)
    assert len(lines.splitlines()) == len(rows) + 1
    data = curl("-L", "-H", "Accept: text/turtle", f"{server.url}/id/actor/state-council")
    assert "<actor/state-council>" in data


def test_sparqlwrapper_asks(server):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has some of its own
        from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

        wrapper = SPARQLWrapper(f"{server.url}/sparql")
        wrapper.setQuery(QUERY)
        found = {}
        for form in (JSON, XML, CSV):
            wrapper.setReturnFormat(form)
            found[form] = wrapper.query().convert()
        rows = found[JSON]["results"]["bindings"]
        assert len(rows) == len(found[XML].getElementsByTagName("result"))
        assert len(found[CSV].splitlines()) == len(rows) + 1
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(TURTLE)
        wrapper.setQuery(f"{PREFIX}CONSTRUCT WHERE {{ ?p tkg:issuedBy ?a }}")
        assert b"issuedBy" in wrapper.query().convert()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks(server, method):
    store = SPARQLStore(f"{server.url}/sparql", method=method)
    rows = list(store.query(QUERY))
    assert rows
    issued = URIRef("https://w3id.org/taobao-kg/ontology#issuedBy")
    triples = {triple for triple, _ in store.triples((None, issued, None))}
    assert triples == {(p, issued, a) for p, a in rows}
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    named = list(store.triples((rows[0][1], label, Literal("State Council", lang="en"))))
    assert len(named) <= 1
