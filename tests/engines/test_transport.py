"""Misbehaving servers: each gives a clear message, and only reads are tried again."""

import socket
import time

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from taobao_kg.engines import transport
from taobao_kg.engines.addresses import Addresses
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import TaobaoKgError, UsageError
from tests.servers import free_port, reply, run_fake

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:a"}}]}}'
ASKED = "SELECT ?x WHERE { ?x ?p ?o }"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(transport, "PAUSES", (0.0, 0.0))


def ask(answer, sparql=ASKED, **limits):
    """Return the answer of a fake server to a query, and how often it was asked."""
    with run_fake(answer) as (addresses, asked):
        timeout = limits.pop("timeout", addresses.timeout)
        server = Server(addresses._replace(timeout=timeout), **limits)
        try:
            return server.query(sparql), len(asked)
        except TaobaoKgError as error:
            return error, len(asked)
        finally:
            server.close()


def test_rows_are_those_of_the_embedded_engine():
    found, times = ask(lambda handler, _: reply(handler, ROWS))
    assert isinstance(found, QuerySolutions)
    assert [str(row["x"]) for row in found] == ["<urn:a>"]
    assert times == 1


def test_yes_or_no():
    found, _ = ask(lambda handler, _: reply(handler, b'{"head":{},"boolean":true}'), "ASK {}")
    assert isinstance(found, QueryBoolean)
    assert found


def test_triples():
    body = b"<urn:a> <urn:p> <urn:b> .\n"
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    found, _ = ask(lambda handler, _: reply(handler, body, "application/n-triples"), construct)
    assert isinstance(found, QueryTriples)
    assert [str(triple.object) for triple in found] == ["<urn:b>"]


def test_a_refused_connection():
    url = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(TaobaoKgError, match=r"cannot be reached .*is the server up"):
        Server(Addresses(url)).query(ASKED)


def test_html_instead_of_results():
    body = b"<html><body>Welcome to nginx!</body></html>"
    error, _ = ask(lambda handler, _: reply(handler, body, "text/html"))
    assert "answers text/html, not SPARQL results" in str(error)
    assert "Welcome" in str(error)


@pytest.mark.parametrize("body", [ROWS[:-2], ROWS[:60], b"", b"[]", b"{}", b'{"head":{}}', b"null"])
def test_a_body_that_is_cut_off_or_something_else(body):
    error, _ = ask(lambda handler, _: reply(handler, body))
    assert isinstance(error, TaobaoKgError)
    assert "broken or cut off SPARQL results" in str(error)


@pytest.mark.parametrize(
    "node", ['{"type":"uri","value":"a b"}', '{"type":"new","value":"x"}', "1"]
)
def test_a_row_with_a_node_that_is_none(node):
    body = f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{{"x":{node}}}]}}}}'
    error, _ = ask(lambda handler, _: reply(handler, body.encode()))
    assert "broken or cut off" in str(error)


def test_a_body_shorter_than_it_was_said_to_be():
    def answer(handler, _):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.send_header("Content-Length", str(len(ROWS)))
        handler.end_headers()
        handler.wfile.write(ROWS[:20])
        handler.close_connection = True

    error, times = ask(answer)
    assert "the answer broke off" in str(error)
    assert times == 3, "a read may be tried again"


def test_a_slow_answer_ends_with_the_time_given():
    def answer(handler, _):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.end_headers()
        try:
            for _ in range(100):  # each byte comes in time, all of them do not
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    error, times = ask(answer, timeout=0.4)
    assert "no whole answer within 0.4 s" in str(error)
    assert "TAOBAO_KG_TIMEOUT" in str(error)
    assert times == 1, "what took too long once is not asked for again"


def test_a_server_that_says_nothing():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        with pytest.raises(TaobaoKgError, match="no whole answer within"):
            Server(Addresses(url, timeout=0.3)).query(ASKED)


def test_an_answer_that_is_too_long():
    error, _ = ask(lambda handler, _: reply(handler, b" " * 5000), max_answer=1000)
    assert "longer than 1000 bytes" in str(error)


def test_a_compressed_answer_counts_as_it_unpacks():
    import gzip

    body = gzip.compress(b" " * 5_000_000)

    def answer(handler, _):
        reply(handler, body, Content_Encoding="gzip")

    error, _ = ask(answer, max_answer=1_000_000)
    assert "longer than 1000000 bytes" in str(error)


def test_wrong_credentials_name_the_variables():
    error, times = ask(lambda handler, _: reply(handler, b"no", "text/plain", 401))
    assert "access denied (401)" in str(error)
    assert "TAOBAO_KG_PASSWORD" in str(error)
    assert times == 1


def test_a_redirect_is_told_and_not_followed():
    error, times = ask(
        lambda handler, _: reply(handler, b"", "text/plain", 301, Location="http://127.0.0.1:1/x")
    )
    assert "moved to 'http://127.0.0.1:1/x'; give that address" in str(error)
    assert times == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_read_is_tried_again_where_that_may_help(status):
    tries = []

    def answer(handler, _):
        tries.append(1)
        if len(tries) < 3:
            reply(handler, b"busy", "text/plain", status)
        else:
            reply(handler, ROWS)

    found, times = ask(answer)
    assert isinstance(found, QuerySolutions)
    assert times == 3


def test_a_failure_of_the_server_is_told_at_once():
    error, times = ask(lambda handler, _: reply(handler, b"out of\x1b[31m memory", status=500))
    assert "the server failed (500): out of[31m memory" in str(error)
    assert times == 1


def test_a_query_that_is_not_understood_is_a_mistake_of_the_user():
    error, _ = ask(lambda handler, _: reply(handler, b"line 1: oops", "text/plain", 400))
    assert isinstance(error, UsageError)
    assert str(error) == "the server does not take the query: line 1: oops; mend it"


def test_an_update_is_never_sent_again():
    with run_fake(lambda handler, _: reply(handler, b"busy", status=503)) as (addresses, asked):
        with pytest.raises(TaobaoKgError, match=r"the server failed \(503\)"):
            Server(addresses).update("INSERT DATA {}")
        assert len(asked) == 1


def test_a_part_of_an_answer_is_refused():
    error, _ = ask(lambda handler, _: reply(handler, ROWS, X_SQL_State="S1TAT"))
    assert "only a part of the answer came" in str(error)
    error, _ = ask(lambda handler, _: reply(handler, ROWS, X_SPARQL_MaxRows="1"))
    assert "the server cuts answers at 1 rows" in str(error)


def test_credentials_and_dataset_are_sent():
    with run_fake(lambda handler, _: reply(handler, ROWS)) as (addresses, asked):
        told = addresses._replace(user="me", password="it's")
        Server(told).query(ASKED, "urn:lens", ["urn:one", "urn:two"])
        Server(addresses._replace(token="abc")).query(ASKED)
    first, second = asked
    assert first.headers["Authorization"] == "Basic bWU6aXQncw=="
    assert first.fields["default-graph-uri"] == ["urn:lens"]
    assert first.fields["named-graph-uri"] == ["urn:one", "urn:two"]
    assert first.headers["Accept"] == "application/sparql-results+json"
    assert second.headers["Authorization"] == "Bearer abc"
    assert "default-graph-uri" not in second.fields
