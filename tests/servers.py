"""SPARQL servers on loopback for the tests: real ones, and one that misbehaves as told."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from taobao_kg.engines.addresses import Addresses

#: MaxQueryMem: with its default, answers lose and double rows; docs/ENGINES.md says how many.
VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
ServerThreads = 20
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
MaxQueryMem = 2G
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def run_oxigraph() -> Iterator[Addresses]:
    """Run the server of the PyPI package, in memory."""
    port = free_port()
    program = Path(sys.executable).parent / "oxigraph"
    if not program.is_file():
        pytest.skip("the program oxigraph is not installed")
    url = f"http://127.0.0.1:{port}"
    with _running([str(program), "serve", "--bind", f"127.0.0.1:{port}"], port, Path.cwd()):
        yield Addresses(f"{url}/query", f"{url}/update", f"{url}/store")


@contextmanager
def run_virtuoso(folder: Path) -> Iterator[Addresses]:
    """Run Virtuoso 7 in a folder of its own."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
    port = free_port()
    ini = VIRTUOSO_INI.format(port=port, sql_port=free_port())
    (folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
    url = f"http://127.0.0.1:{port}"
    with _running([program, "+foreground", "+configfile", "virtuoso.ini"], port, folder):
        yield Addresses(
            f"{url}/sparql",
            f"{url}/sparql-auth",
            f"{url}/sparql-graph-crud-auth",
            *("dba", "dba", "digest"),
        )


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """Run a program until it listens, and end it afterwards."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 120
        while True:
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert time.monotonic() < deadline, f"{command[0]} does not listen"
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Request:
    """What a client sent: its method, path, fields of address and form, and body."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        self.method, self.path, self.headers = handler.command, parts.path, handler.headers
        self.body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        is_form = "form-urlencoded" in (handler.headers.get("Content-Type") or "")
        text = self.body.decode() if is_form else parts.query
        self.fields = parse_qs(text, keep_blank_values=True)


Answer = Callable[[BaseHTTPRequestHandler, Request], None]


@contextmanager
def run_fake(answer: Answer) -> Iterator[tuple[Addresses, list[Request]]]:
    """Run a server that answers as it is told, and notes what it was asked."""
    asked: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            request = Request(self)
            asked.append(request)
            answer(self, request)

        do_GET = do_POST = do_PUT = _do  # noqa: N815 - http.server calls them so

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Keep quiet of clients that went away."""

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Addresses(f"{url}/query", f"{url}/update", f"{url}/store", timeout=20.0), asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def reply(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    kind: str = "application/sparql-results+json",
    status: int = 200,
    **headers: str,
) -> None:
    """Answer with a body of a media type."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def forward(to: Addresses, handler: BaseHTTPRequestHandler, request: Request) -> None:
    """Pass a request on to another server, and its answer back."""
    import httpx

    kept = ("Content-Type", "Accept")
    answer = httpx.request(
        request.method,
        urlsplit(to.query)._replace(path="").geturl() + handler.path,
        content=request.body,
        headers={name: request.headers[name] for name in kept if name in request.headers},
        timeout=60,
    )
    reply(handler, answer.content, answer.headers.get("Content-Type", ""), answer.status_code)


def forget_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the environment of the tests' user says of endpoints."""
    for name in [name for name in os.environ if name.startswith("TAOBAO_KG_")]:
        monkeypatch.delenv(name)
