"""Endpoints to ask: the application in this process, and the real server."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from taobao_kg.serve.app import make_app
from taobao_kg.serve.journal import Journal
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.pool import Pool
from taobao_kg.serve.process import Setup
from taobao_kg.serve.service import Service
from taobao_kg.serve.validators import Kept

#: Small, so that a test reaches them soon.
LIMITS = Limits(
    workers=2, long_workers=2, short_seconds=5.0, timeout=20.0, rows=2_000, answer_bytes=2**20
)


def make_service(folders, spool, limits=LIMITS, site=None):
    journal = Journal(lines=False)
    pool = Pool(Setup(folders, [], limits, spool), lambda text: None)
    return Service(folders, "all", limits, site, pool, journal, Kept())


@pytest.fixture(scope="session")
def service(tiny_built, tmp_path_factory):
    """The tiny world, without a site."""
    return make_service(tiny_built, tmp_path_factory.mktemp("spool"))


@pytest.fixture(scope="session")
def client(service):
    """A client of the tiny world."""
    with TestClient(make_app(service), follow_redirects=False) as found:
        yield found


@pytest.fixture
def ask(client):
    """Return what asks a query by GET."""

    def get(query, accept="application/sparql-results+json", **fields):
        headers = {"accept": accept}
        return client.get("/sparql", params={"query": query, **fields}, headers=headers)

    return get


class Server:
    """A running ``taobao-kg serve``, with all it writes to stderr."""

    def __init__(self, process):
        self.process = process
        self.lines = []
        self._ready = threading.Event()
        self.port = 0
        threading.Thread(target=self._read, daemon=True).start()
        assert self._ready.wait(60), self.lines
        assert self.port, self.lines

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line)
            if '"listening"' in line:
                self.port = int(json.loads(line)["url"].rpartition(":")[2].strip("/"))
                self._ready.set()
        self._ready.set()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def connect(self, data=b"", *, own=None):
        connection = socket.create_connection(
            ("127.0.0.1", self.port), timeout=30, source_address=(own, 0) if own else None
        )
        try:
            connection.sendall(data)
        except OSError:
            connection.close()
            raise
        return connection

    def send(self, data):
        """Send bytes as they are and return all that comes until the server closes."""
        with self.connect(data) as connection:
            found = b""
            with contextlib.suppress(ConnectionResetError):
                while part := connection.recv(65536):
                    found += part
            return found


@contextlib.contextmanager
def serving(folders, *options):
    program = str(Path(sys.executable).with_name("taobao-kg"))
    command = [program, "serve", "--port", "0", "--build", str(folders.build)]
    command += ["--data", str(folders.data), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield Server(process)
    finally:
        process.terminate()
        process.wait(30)
        process.stderr.close()


@pytest.fixture(scope="module")
def server(tiny_built):
    """The real server over the tiny world."""
    with serving(tiny_built, "--timeout", "2", "--log", "--workers", "2") as found:
        yield found


@pytest.fixture
def patient_server(tiny_built):
    """The same with the time it has by default: a busy machine, too, answers within it."""
    with serving(tiny_built, "--log", "--workers", "2") as found:
        yield found
