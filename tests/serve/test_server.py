"""The real server under attack: what stands still, what runs on, what dies."""

import json
import os
import re
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from taobao_kg.build.pipeline import build
from tests.serve.conftest import serving

pytestmark = pytest.mark.slow
SMALL = "SELECT ?a { policy:broadband-strategy tkg:issuedBy ?a }"
#: The product of all triples four times over has no end in any time a test may take.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BOMBS = {
    "product": ENDLESS,
    "sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "group": "SELECT ?a (COUNT(?i) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a",
    "path": "SELECT (COUNT(*) AS ?n) { ?x (!<urn:a>|^!<urn:a>)* ?y . ?z (!<urn:b>|^!<urn:b>)* ?w }",
    "text": "SELECT (GROUP_CONCAT(?c; SEPARATOR='') AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "triples": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "distinct": "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


def get(server, query, accept="application/sparql-results+json", timeout=60):
    """Return status and body of a query."""
    request = Request(f"{server.url}/sparql?query={quote(query)}", headers={"Accept": accept})
    try:
        with urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def metric(server, name):
    text = urlopen(f"{server.url}/metrics").read().decode()
    return float(re.search(rf"^taobao_kg_{re.escape(name)} (\S+)", text, re.MULTILINE)[1])


def children(pid):
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in text.split()]


def workers(server):
    """Return the processes that were forked for the server."""
    return [pid for template in children(server.process.pid) for pid in children(template)]


def are_gone(pids):
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def soon(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_query_without_end_gets_a_text_and_no_half_answer(server, bomb):
    status, body = get(server, BOMBS[bomb], "*/*")
    assert status in (422, 503), body
    assert b"ask for less" in body or b"LIMIT" in body or b"try again" in body
    assert get(server, SMALL)[0] == 200


def test_what_breaks_the_engine_does_not_break_the_server(tiny_built):
    with serving(tiny_built) as server:  # of its own: who sent bombs waits here
        for query in ("SELECT * { " + "(" * 90_000, "ASK { " + "<< " * 20_000, "{} UNION " * 9_000):
            request = Request(f"{server.url}/sparql", query.encode())
            request.add_header("Content-Type", "application/sparql-query")
            with pytest.raises(HTTPError) as raised:
                urlopen(request)
            assert raised.value.code == 400
            raised.value.close()
        assert get(server, SMALL)[0] == 200


def test_a_query_that_takes_too_much_memory_ends_alone(tiny_built):
    with serving(tiny_built, "--timeout", "60", "--max-memory", "100") as server:
        status, body = get(server, BOMBS["sort"])
        assert status == 503
        assert b"100 MiB" in body
        assert get(server, SMALL)[0] == 200
        assert soon(lambda: metric(server, "workers") >= 3)


def test_half_open_connections_hold_nobody_up(tiny_built):
    with serving(tiny_built) as server:
        half = [
            server.connect(b"GET /sparql HTTP/1.1\r\nHost:", own=f"127.0.0.{9 + n % 5}")
            for n in range(300)
        ]
        assert get(server, SMALL)[0] == 200
        silent = server.connect()
        # After the time for a head each is told so, and closed.
        for connection in (half[0], half[-1], silent):
            assert connection.recv(100).startswith(b"HTTP/1.1 408 ")
        for connection in (*half, silent):
            connection.close()


def test_one_client_has_only_so_many_connections(server):
    many = [server.connect(own="127.0.0.77") for _ in range(160)]
    refused = 0
    for connection in many[-20:]:
        connection.settimeout(5)
        refused += connection.recv(100).startswith(b"HTTP/1.1 429 ")
    assert refused == 20
    assert get(server, SMALL)[0] == 200
    for connection in many:
        connection.close()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: a\r\n" * 500 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 2_000_000, b"431"),
        (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", b"431"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400"),
        (
            b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\n",
            b"400",
        ),
        (b"GET /../../etc/passwd HTTP/1.0\r\n\r\n", b"404"),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.0\r\n\r\n", b"404"),
        (b"GET //etc/passwd HTTP/1.0\r\n\r\n", b"404"),
        (b"GET /doc/%ff%fe/x.html HTTP/1.0\r\n\r\n", b"404"),
    ],
)
def test_hostile_bytes_get_a_status(server, data, status):
    found = server.send(data)
    assert found.split(b" ", 2)[1] == status, found[:200]
    assert b"root:" not in found
    assert get(server, SMALL)[0] == 200


def test_who_still_sends_hears_that_the_head_is_too_large(server):
    data = b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 4_000_000
    for _ in range(20):  # a reset by TCP came now and then
        assert server.send(data).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("before", [1, 3])
def test_a_head_too_large_does_not_get_into_the_answers_before_it(server, before):
    good = f"GET /sparql?query={quote(SMALL)} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    large = b"POST /sparql HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000
    found = server.send(good * before + large + b"\r\nContent-Length: 3\r\n\r\nASK" + good)
    answers = found.split(b"HTTP/1.1 ")[1:]
    assert len(answers) == before
    for answer in answers:
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"200 ")
        assert json.loads(body)["results"]
    assert get(server, SMALL)[0] == 200


def test_who_sends_on_and_on_is_cut_off(server):
    errors = (ConnectionResetError, BrokenPipeError)
    with server.connect(b"GET / HTTP/1.1\r\n") as connection, pytest.raises(errors):
        connection.sendall(b"a" * 200_000_000)
    assert get(server, SMALL)[0] == 200


def test_a_body_that_does_not_come_is_not_waited_for(server):
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
    found = server.send(head + b"Content-Length: 100\r\n\r\nASK")
    assert b" 408 " in found


def test_a_body_too_large_is_refused_before_it_is_sent(server):
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
    assert b" 413 " in server.send(head + b"Content-Length: 900000000\r\n\r\n")
    chunked = (
        head + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"#" * 65536 + b"\r\n") * 10
    )
    with server.connect() as connection:
        connection.sendall(chunked[:500_000])
        assert b" 413 " in connection.recv(200)


def test_slow_readers_hold_no_worker(patient_server):
    server = patient_server
    # 6 MB, more than the system holds for a reader.
    text = 'SELECT ?a (CONCAT("%s", STR(?a)) AS ?t) { ?a ?b ?c } LIMIT 3000' % ("x" * 2000)
    with ExitStack() as readers:
        for _ in range(10):  # more than there are workers; none of them reads
            connection = readers.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", server.port))
            request = f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: a\r\n\r\n"
            connection.sendall(request.encode())
        assert soon(lambda: metric(server, "jobs_running") == 0)
        assert get(server, SMALL)[0] == 200
        whole = b""  # who reads after all gets everything
        while len(whole) < 200 or not whole.endswith(b"]}}"):
            part = connection.recv(1 << 20)
            assert part, whole[:300]
            whole += part
    head, _, body = whole.partition(b"\r\n\r\n")
    assert b" 200 " in head
    assert len(json.loads(body)["results"]["bindings"]) == 3000


def test_a_client_that_goes_away_frees_its_worker(server):
    before = metric(server, 'workers_ended_total{reason="left"}')
    connection = server.connect(
        f"GET /sparql?query={quote(BOMBS['rows'])} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    )
    time.sleep(0.3)
    connection.close()
    assert soon(lambda: metric(server, "jobs_running") == 0, 20)
    ended = metric(server, 'workers_ended_total{reason="left"}') - before
    assert ended in (0, 1)  # 0: it had reached the bound of an answer by then
    assert get(server, SMALL)[0] == 200


def test_killed_workers_are_replaced_and_no_request_fails(server):
    def ask(number):
        return get(server, f"{SMALL} # {number}")[0]

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, number) for number in range(300)]
        for _ in range(5):
            time.sleep(0.2)
            for pid in workers(server)[:2]:
                os.kill(pid, signal.SIGKILL)
        statuses = [answer.result() for answer in answers]
    assert set(statuses) == {200}
    assert soon(lambda: metric(server, "workers") >= 3)


def test_a_new_build_is_taken_over_without_a_failed_request(built):
    with serving(built) as server:
        stop, statuses, etags = threading.Event(), [], []

        def ask(number):
            count = 0
            while not stop.is_set():
                count += 1
                statuses.append(get(server, f"{SMALL} # {number} {count}")[0])

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        request = f"{server.url}/sparql?query={quote(SMALL)}"
        etags.append(urlopen(request).headers["ETag"])
        years = built.data / "years.ttl"
        years.write_text(
            years.read_text("utf-8").replace('"2013"@en', '"the year 2013"@en'), "utf-8"
        )
        build(built)

        def renewed():
            return urlopen(request).headers["ETag"] != etags[0]

        took_over = soon(renewed, 60)
        stop.set()
        for thread in threads:
            thread.join()
        assert took_over, server.lines
        assert set(statuses) == {200}
        assert len(statuses) > 20
        _, body = get(server, "SELECT ?l { year:2013 rdfs:label ?l }")
        assert b"the year 2013" in body


def test_it_stops_when_it_has_answered(tiny_built):
    with serving(tiny_built, "--timeout", "20") as server:
        found = []
        # Some tenths of a second: more would not end in time beside much other work.
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a ?f } # takes a moment"
        thread = threading.Thread(target=lambda: found.append(get(server, query)[0]))
        thread.start()
        assert soon(lambda: metric(server, "jobs_running") >= 1 or found)
        pids = workers(server)
        server.process.terminate()
        thread.join(60)
        assert found == [200]
        assert server.process.wait(30) in (0, -signal.SIGTERM)
        assert soon(lambda: are_gone(pids))


def test_workers_end_with_the_server_that_was_killed(tiny_built):
    with serving(tiny_built) as server:
        assert soon(lambda: len(workers(server)) >= 2)
        pids = workers(server)
        server.process.kill()
        assert soon(lambda: are_gone(pids))


def test_a_template_that_was_killed_is_replaced(tiny_built):
    with serving(tiny_built) as server:
        assert get(server, SMALL)[0] == 200
        old = children(server.process.pid)
        assert len(old) == 1
        os.kill(old[0], signal.SIGKILL)
        assert soon(lambda: are_gone(old))
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } # goes on among the long ones"
        with ThreadPoolExecutor(8) as pool:  # more than there are workers, and spares
            statuses = list(pool.map(lambda n: get(server, f"{query} {n}")[0], range(8)))
        assert set(statuses) <= {200, 503}
        assert soon(lambda: children(server.process.pid) not in ([], old))
        assert get(server, SMALL)[0] == 200


def test_what_a_killed_server_left_is_removed_by_the_next(tiny_built, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    foreign = tmp_path / "taobao-kg-serve-foreign"
    foreign.mkdir()
    with serving(tiny_built) as living, serving(tiny_built) as server:
        kept = {path.name for path in tmp_path.iterdir()}
        assert len(kept) == 3
        server.process.kill()
        server.process.wait()
        assert {path.name for path in tmp_path.iterdir()} == kept
        with serving(tiny_built) as third:
            assert get(third, SMALL)[0] == 200
            left = {path.name for path in tmp_path.iterdir()}
            assert len(left) == 3
            assert len(left & kept) == 2
        assert get(living, SMALL)[0] == 200
    assert list(tmp_path.iterdir()) == [foreign]


def test_each_request_is_a_line(server):
    get(server, SMALL)
    lines = (json.loads(line) for line in server.lines if "issuedBy" in line)
    assert soon(lambda: any(SMALL in line for line in server.lines))
    told = next(line for line in lines if line["query"] == SMALL)
    assert told["event"] == "request"
    assert told["status"] == 200
    assert told["query"] == SMALL
    assert told["client"] == "127.0.0.1"


def test_a_lens_is_served(lenses_built):
    with serving(lenses_built, "--lens", "official") as server:
        told = json.load(urlopen(f"{server.url}/health"))
        assert told["lens"] == "official"
        count = "SELECT (COUNT(*) AS ?n) { ?s tkg:statedIn ?x }"
        _, body = get(server, count)
        with serving(lenses_built) as whole:
            _, everything = get(whole, count)
        assert body != everything
