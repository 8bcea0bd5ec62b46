"""The SPARQL 1.1 Protocol, after the cases of its test suite (W3C, 2013) and beyond."""

import json
from urllib.parse import quote

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, Namespace

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 3"
GRAPH = "https://w3id.org/taobao-kg/id/graph/"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def test_a_query_is_answered_by_get_and_by_both_posts(client):
    answers = [
        client.get("/sparql", params={"query": ALL}),
        client.post("/sparql", data={"query": ALL}),
        client.post("/sparql", content=ALL, headers={"content-type": QUERY}),
        client.post("/sparql", content=ALL, headers={"content-type": f"{QUERY}; charset=UTF-8"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1
    assert len(answers[0].json()["results"]["bindings"]) == 3


def test_a_known_prefix_need_not_be_declared(ask):
    answer = ask("SELECT ?y { policy:broadband-strategy tkg:issuedIn ?y }")
    (row,) = answer.json()["results"]["bindings"]
    assert row["y"]["value"].endswith("/year/2013")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.4", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/*;q=0.5, text/csv;q=0, application/*;q=0.1", "text/tab-separated-values"),
    ],
)
def test_rows_come_in_the_format_a_client_likes_best(ask, accept, media):
    answer = ask(ALL, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_triples_come_in_every_format_and_are_the_same(ask, accept, form):
    answer = ask("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 20", accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    lines = ask("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 20", "text/plain")
    read = Graph().parse(data=answer.text, format=form)
    assert set(read) == set(Graph().parse(data=lines.text, format="nt"))
    assert len(read) == 20


def test_the_formats_hold_the_same_rows(ask):
    rows = ask(ALL).json()["results"]["bindings"]
    subjects = [row["s"]["value"] for row in rows]
    lines = ask(ALL, "text/csv").text.splitlines()
    assert lines[0] == "s,p,o"
    assert [line.partition(",")[0] for line in lines[1:]] == subjects
    assert ask(ALL, "application/sparql-results+xml").text.count("<result>") == 3


@pytest.mark.parametrize(
    ("query", "found"), [("ASK { ?s ?p ?o }", True), ("ASK { ?s ?s ?s }", False)]
)
def test_ask_tells_the_truth(ask, query, found):
    assert ask(query).json()["boolean"] is found
    assert str(found).lower() in ask(query, "application/sparql-results+xml").text


def test_describe_tells_of_a_thing(ask):
    answer = ask("DESCRIBE actor:state-council", "text/turtle")
    assert "State Council" in answer.text


@pytest.mark.parametrize(
    ("query", "accept"),
    [(ALL, "text/turtle"), (ALL, "image/png"), ("DESCRIBE actor:x", "text/csv")],
)
def test_what_fits_no_format_is_406_with_the_formats(ask, query, accept):
    answer = ask(query, accept)
    assert answer.status_code == 406
    assert "text/" in answer.text


BAD = {
    "no query": ("POST", "/sparql", {"content-type": FORM}, b"", 400),
    "two queries": ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", {}, b"", 400),
    "two by post": (
        "POST",
        "/sparql",
        {"content-type": FORM},
        b"query=ASK%7B%7D&query=ASK%7B%7D",
        400,
    ),
    "in both places": ("POST", "/sparql?query=ASK%7B%7D", {"content-type": QUERY}, b"ASK {}", 400),
    "syntax": ("GET", "/sparql?query=ASK%20%7B", {}, b"", 400),
    "not a query": ("GET", "/sparql?query=hello", {}, b"", 400),
    "wrong type": ("POST", "/sparql", {"content-type": "text/plain"}, b"ASK {}", 415),
    "no type": ("POST", "/sparql", {}, b"ASK {}", 415),
    "not utf-8 by name": (
        "POST",
        "/sparql",
        {"content-type": f"{QUERY}; charset=UTF-16"},
        b"ASK {}",
        415,
    ),
    "compressed": (
        "POST",
        "/sparql",
        {"content-type": QUERY, "content-encoding": "gzip"},
        b"x",
        415,
    ),
    "invalid utf-8": ("POST", "/sparql", {"content-type": QUERY}, b"ASK { ?s ?p '\xff' }", 400),
    "invalid utf-8 in a form": ("POST", "/sparql", {"content-type": FORM}, b"query=ASK%ff", 400),
    "invalid utf-8 in the address": ("GET", "/sparql?query=ASK%20%C3%28", {}, b"", 400),
    "broken escape": ("GET", "/sparql?query=ASK%2", {}, b"", 400),
    "nul": ("POST", "/sparql", {"content-type": QUERY}, b"ASK { ?s ?p '\0' }", 400),
    "nul in the address": ("GET", "/sparql?query=ASK%00", {}, b"", 400),
    "put": ("PUT", "/sparql", {}, b"ASK {}", 405),
    "delete": ("DELETE", "/sparql", {}, b"", 405),
    "unknown parameter": ("GET", "/sparql?qeury=ASK%7B%7D", {}, b"", 400),
    "relative graph": ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=entities", {}, b"", 400),
    "language": ("GET", "/sparql?query=ASK%7B%7D&lang=fr", {}, b"", 400),
    "why": ("GET", "/sparql?query=ASK%7B%7D&why=perhaps", {}, b"", 400),
    "many parameters": ("GET", "/sparql?" + "a&" * 2000, {}, b"", 400),
    "long address": ("GET", "/sparql?query=" + "a" * 20_000, {}, b"", 414),
    "long query": ("POST", "/sparql", {"content-type": QUERY}, b"#" * 150_000, 413),
    "long body": ("POST", "/sparql", {"content-type": QUERY}, b"#" * 500_000, 413),
    "update by get": ("GET", "/sparql?update=CLEAR%20ALL", {}, b"", 403),
    "update by post": ("POST", "/sparql", {"content-type": FORM}, b"update=CLEAR+ALL", 403),
    "direct update": (
        "POST",
        "/sparql",
        {"content-type": "application/sparql-update"},
        b"CLEAR ALL",
        403,
    ),
    "update as query": ("GET", "/sparql?query=INSERT%20DATA%20%7B%7D", {}, b"", 403),
    "load as query": ("GET", "/sparql?query=LOAD%20%3Chttp%3A%2F%2Fa%2F%3E", {}, b"", 403),
    "using graph": ("GET", "/sparql?query=ASK%7B%7D&using-graph-uri=urn:a", {}, b"", 403),
    "service": (
        "GET",
        "/sparql?query=" + quote("SELECT * { SERVICE <http://127.0.0.1/> {} }"),
        {},
        b"",
        403,
    ),
    "silent service": (
        "GET",
        "/sparql?query=" + quote("ASK { service silent ?s {} }"),
        {},
        b"",
        403,
    ),
    "foreign from": (
        "GET",
        "/sparql?query=" + quote("SELECT * FROM <file:///etc/passwd> {}"),
        {},
        b"",
        403,
    ),
    "foreign from named": (
        "GET",
        "/sparql?query=" + quote("ASK FROM NAMED <http://a/> {}"),
        {},
        b"",
        403,
    ),
    "foreign graph": (
        "GET",
        "/sparql?query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fa%2F",
        {},
        b"",
        403,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_request_is_told_so_in_one_line(client, case):
    method, url, headers, body, status = BAD[case]
    answer = client.request(method, url, headers=headers, content=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.strip()
    assert answer.text.count("\n") == 1
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"


def test_what_other_servers_know_is_not_in_the_way(client):
    fields = {"query": "ASK {}", "format": "json", "output": "json", "results": "json"}
    assert client.get("/sparql", params=fields).status_code == 200


def test_a_syntax_error_names_line_and_column(ask):
    answer = ask("SELECT ?s WHERE { ?s ?p ?o }\nORDER BY )")
    assert answer.text.startswith("query:2:")


def test_a_405_tells_the_methods(client):
    assert client.put("/sparql").headers["allow"] == "GET, POST, HEAD, OPTIONS"
    assert client.post("/health").headers["allow"] == "GET, HEAD, OPTIONS"


def test_without_a_query_the_service_describes_itself(client, service):
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    read = Graph().parse(data=answer.text, format="turtle")
    (service_node,) = read.subjects(RDF.type, SD.Service)
    assert str(service_node) == "http://testserver/sparql"
    (dataset,) = read.objects(service_node, SD.defaultDataset)
    named = {
        str(name)
        for node in read.objects(dataset, SD.namedGraph)
        for name in read.objects(node, SD.name)
    }
    known = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"})
    assert named == {row["g"]["value"] for row in known.json()["results"]["bindings"]}


def test_without_a_query_a_browser_gets_an_editor(client):
    answer = client.get("/sparql", headers={"accept": "text/html"})
    assert "<textarea" in answer.text
    assert "content-security-policy" in answer.headers


def count(ask, text="", **fields):
    answer = ask(f"SELECT (COUNT(*) AS ?n) {text} {{ ?s ?p ?o }}", **fields)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_the_default_graph_is_the_lens_and_named_graphs_can_be_chosen(ask):
    whole = count(ask)
    entities, truths = GRAPH + "entities", GRAPH + "truths"
    one, other = count(ask, f"FROM <{entities}>"), count(ask, f"FROM <{truths}>")
    assert 0 < one < whole
    assert count(ask, **{"default-graph-uri": entities}) == one
    # The protocol's dataset comes before that of the text (SPARQL 1.1 Protocol, 2.1.4).
    assert count(ask, f"FROM <{truths}>", **{"default-graph-uri": entities}) == one
    assert count(ask, f"FROM <{GRAPH}lens/all>") == whole
    assert count(ask, f"FROM <{entities}> FROM <{truths}>") == one + other
    # A triple that stands in both counts once: RDF merge (SPARQL 1.1, 13.1).
    assert count(ask, f"FROM <{entities}> FROM <{GRAPH}lens/all>") == whole
    assert count(ask, f"FROM NAMED <{entities}>") == 0


def test_graph_reaches_only_the_chosen_named_graphs(ask):
    query = "SELECT DISTINCT ?g {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    named = f"FROM NAMED <{GRAPH}entities> FROM NAMED <{GRAPH}lens/all>"
    rows = ask(query.format(named)).json()["results"]["bindings"]
    assert {row["g"]["value"] for row in rows} == {f"{GRAPH}entities", f"{GRAPH}lens/all"}
    assert ask(query.format(f"FROM <{GRAPH}entities>")).json()["results"]["bindings"] == []


def test_why_adds_the_evidence(ask):
    query = "SELECT ?p ?a { ?p tkg:issuedBy ?a }"
    found = ask(query, why="1").json()
    assert found["why"][0][0]["quotation"]
    assert "why" not in ask(query).json()
    assert "why_quotation" in ask(query, "text/csv", why="1").text.splitlines()[0]


def test_head_is_get_without_a_body(client):
    full, head = (client.request(m, "/sparql", params={"query": ALL}) for m in ("GET", "HEAD"))
    assert head.content == b""
    assert head.headers["content-length"] == full.headers["content-length"]
    assert head.headers["etag"] == full.headers["etag"]


def test_a_page_of_another_origin_may_read(client):
    headers = {"origin": "https://example.org", "access-control-request-method": "POST"}
    answer = client.options("/sparql", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]


def test_a_page_shows_hostile_texts_as_texts(ask):
    answer = ask('SELECT ("<script>alert(1)</script>" AS ?x) {}', "text/html")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_the_answer_to_a_browser_is_json_after_all_when_it_says_so(ask):
    assert json.loads(ask("ASK {}", "application/json, text/html;q=0.1").text)["boolean"] is True
