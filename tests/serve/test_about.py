"""What the endpoint says about itself."""

import re

from openapi_spec_validator import validate
from rdflib import Graph

from taobao_kg.vocab import PREFIXES


def test_it_is_well(client, service):
    told = client.get("/health").json()
    assert told["status"] == "ok"
    assert told["build"] == service.pool.crew.mark
    assert told["workers"] >= 1  # others may still be starting


def test_its_description_is_openapi_and_true(client):
    document = client.get("/openapi.json").json()
    validate(document)
    assert document["servers"] == [{"url": "http://testserver"}]
    plain = [path for path in document["paths"] if "{" not in path and not path.startswith("/q/")]
    assert "/sparql" in plain
    for path in plain:
        media = document["paths"][path]["get"]["responses"]["200"]["content"]
        answer = client.get(path, headers={"accept": next(iter(media))})
        if path != "/sparql":
            assert answer.status_code == 200, path
            assert answer.headers["content-type"].partition(";")[0] in media


def test_the_description_knows_each_question_and_its_parameters(client, tiny_built):
    document = client.get("/openapi.json").json()
    names = {path.removeprefix("/q/") for path in document["paths"] if path.startswith("/q/")}
    assert names == {path.stem for path in tiny_built.queries.glob("*.rq")}
    asked = document["paths"]["/q/policies-of-one-actor"]["get"]["parameters"]
    assert "actor" in {one["name"] for one in asked}


def test_metrics_are_what_prometheus_reads(client):
    client.get("/health")
    text = client.get("/metrics").text
    sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')
    for line in text.splitlines():
        assert line.startswith("# ") or sample.fullmatch(line), line
    (count,) = re.findall(r'requests_total{route="/health",method="GET",status="200"} (\d+)', text)
    assert int(count) >= 1
    assert re.search(r'_bucket{le="\+Inf"} (\d+)', text)[1] == re.search(r"_count (\d+)", text)[1]


def test_prefixes_and_void(client):
    assert client.get("/prefixes").json()["@context"] == PREFIXES
    same = [client.get(path) for path in ("/void.ttl", "/.well-known/void")]
    assert same[0].content == same[1].content
    assert len(Graph().parse(data=same[0].text, format="turtle")) > 50


def test_crawlers_find_the_pages(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
    assert "http://testserver/doc/actor/state-council.html" in client.get("/sitemap.xml").text
    assert client.get("/sitemap-9.xml").status_code == 404


def test_a_hostile_host_is_not_repeated(client):
    for host in ('a"><script>', "a b", "a/b"):
        text = client.get("/robots.txt", headers={"host": host}).text
        assert host not in text


def test_a_request_keeps_its_id_unless_it_is_hostile(client):
    assert client.get("/health", headers={"x-request-id": "a-1"}).headers["x-request-id"] == "a-1"
    assert client.get("/health", headers={"x-request-id": 'a"{}'}).headers["x-request-id"] != 'a"{}'


def test_the_first_page_lists_the_questions(client):
    assert "/q/policies-of-a-year" in client.get("/").text
