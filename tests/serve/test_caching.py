"""ETags, conditional requests, compression: by build, query and format."""

import gzip

QUERY = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200"


def get(client, query=QUERY, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/sparql", params={"query": query}, headers=headers)


def test_who_has_the_answer_is_told_so_without_a_query(client, service):
    etag = get(client).headers["etag"]
    before = service.pool.crew.started, service.kept
    again = get(client, if_none_match=f'"other", W/{etag}')
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == etag
    assert "no-cache" in again.headers["cache-control"]
    assert before[0] == service.pool.crew.started


def test_the_etag_is_another_for_another_query_and_format(client):
    etags = {
        get(client).headers["etag"],
        get(client, query=f"{QUERY} # other").headers["etag"],
        get(client, accept="text/csv").headers["etag"],
        get(client, accept_encoding="identity").headers["etag"],
    }
    assert len(etags) == 4


def test_what_is_another_each_time_has_no_etag(client):
    query = "SELECT (RAND() AS ?x) {}"
    first, second = get(client, query=query), get(client, query=query)
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"
    assert first.content != second.content


def test_an_answer_is_compressed_for_who_can_read_it(client):
    with client.stream("GET", "/sparql", params={"query": QUERY}) as answer:
        packed = b"".join(answer.iter_raw())
    plain = get(client, accept_encoding="identity")
    assert answer.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content) / 2
    assert "Accept-Encoding" in plain.headers["vary"]


def test_a_small_answer_is_not_compressed(client):
    assert "content-encoding" not in get(client, query="ASK {}").headers


def test_a_large_answer_is_whole_and_leaves_no_file(client, service):
    # Long texts: over what stays in memory, under the bound of an answer.
    query = 'SELECT ?s (CONCAT("%s", STR(?s)) AS ?t) { ?s ?p ?o } LIMIT 1500' % ("x" * 400)
    for encoding in ("identity", "gzip"):
        answer = get(client, query=query, accept="text/csv", accept_encoding=encoding)
        assert answer.status_code == 200
        assert len(answer.content) > 400_000
        lines = answer.text.splitlines()
        assert len(lines) == 1 + min(1500, len(lines) - 1)
        assert "x" * 400 in lines[-1]
    assert list(service.pool.crew.spool.iterdir()) == []
