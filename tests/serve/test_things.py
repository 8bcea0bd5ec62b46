"""Addresses of things: redirects by what is accepted, data, pages."""

import pytest
from rdflib import Graph, URIRef

IRI = "https://w3id.org/taobao-kg/id/actor/state-council"
FORMS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html", "../../doc/actor/state-council.html"),
        ("*/*", "../../doc/actor/state-council.html"),
        ("text/turtle", "../../data/actor/state-council.ttl"),
        ("application/ld+json", "../../data/actor/state-council.jsonld"),
        ("application/rdf+xml, text/html;q=0.5", "../../data/actor/state-council.rdf"),
        ("application/n-triples", "../../data/actor/state-council.nt"),
    ],
)
def test_a_thing_is_elsewhere(client, accept, target):
    answer = client.get("/id/actor/state-council", headers={"accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == target
    assert answer.headers["vary"] == "Accept"
    assert 'rel="alternate"; type="text/turtle"' in answer.headers["link"]


@pytest.mark.parametrize("ending", FORMS)
def test_the_data_is_about_the_thing(client, ending):
    answer = client.get(f"/data/actor/state-council.{ending}")
    read = Graph().parse(data=answer.text, format=FORMS[ending])
    plain = client.get("/data/actor/state-council.nt").text
    assert set(read) == set(Graph().parse(data=plain, format="nt"))
    assert (URIRef(IRI), None, None) in read


def test_a_statement_comes_with_its_evidence(client):
    row = client.get("/sparql", params={"query": "SELECT ?c { ?c a tkg:Claim } LIMIT 1"}).json()
    path = row["results"]["bindings"][0]["c"]["value"].partition("/id/")[2]
    assert "exact" in client.get(f"/data/{path}.ttl").text


@pytest.mark.parametrize("lang", ["", ".id", ".zh"])
def test_without_a_site_there_is_a_plain_page(client, lang):
    answer = client.get(f"/doc/actor/state-council{lang}.html")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert IRI in answer.text


def test_a_page_has_its_twins(client):
    for ending, target in (("ttl", "ttl"), ("json", "jsonld")):
        answer = client.get(f"/doc/actor/state-council.{ending}")
        assert answer.headers["location"] == f"../../data/actor/state-council.{target}"


def test_short_addresses_lead_to_the_thing(client):
    for kind in ("claim", "source", "discrepancy"):
        answer = client.get(f"/{kind}/tiny-2020")
        assert answer.headers["location"] == f"../id/{kind}/tiny-2020"


@pytest.mark.parametrize(
    "path",
    [
        "/id/actor/nobody",
        "/id/nothing/state-council",
        "/id/actor/a%20b%3Cscript%3E",
        "/data/actor/nobody.ttl",
        "/data/actor/state-council.exe",
        "/data/etc/passwd.ttl",
        "/data/actor/..%2F..%2Fetc%2Fpasswd.ttl",
        "/doc/actor/~ZZ.html",
        "/doc/actor/~FF.html",
        "/doc/actor/%00.html",
        "/doc/class/%3E%20.html",
    ],
)
def test_what_is_not_there_is_404(client, path):
    answer = client.get(path)
    assert answer.status_code == 404, answer.text
    assert "<script>" not in answer.text or answer.headers["content-type"].startswith("text/plain")


def test_an_unknown_thing_is_answered_with_the_nearest(client):
    assert "state-council" in client.get("/id/actor/state-counsil").text


def test_a_thing_in_no_format_is_406(client):
    assert client.get("/id/actor/state-council", headers={"accept": "image/png"}).status_code == 406
