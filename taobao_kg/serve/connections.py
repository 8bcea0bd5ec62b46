"""Connections: uvicorn's own HTTP protocol, with bounds on what a client may hold open.

uvicorn bounds neither the time nor the size of a request head, nor how long a client may take to
read an answer; a measurement of both servers is in docs/SERVE.md.
"""

import asyncio
import math
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from taobao_kg.serve.limits import Limits

_SWEEP_SECONDS = 1.0
#: So long, and so many bytes, what a refused client still sends is read and thrown away.
_LINGER_SECONDS = 2.0
_LINGER_BYTES = 2**23
_MOST_FILES = 65_536
#: Files that are no connections: those of workers, answers and the site.
_OTHER_FILES = 128


class Connections:
    """All open connections: counted by client, and swept for those that stand still."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.most = _raise_files() - _OTHER_FILES
        self.open: set[Connection] = set()
        self.by_client: Counter[str] = Counter()

    async def sweep(self) -> None:
        """Close, once a second, what has stood still for too long; ends when it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            for connection in tuple(self.open):
                connection.check(loop.time())

    def protocol(self) -> type["Connection"]:
        """Return the class of connections that report here."""
        return type("OurConnection", (Connection,), {"all": self})


class Connection(HttpToolsProtocol):
    """One connection.

    Attributes:
        all: where it is counted.
    """

    all: Connections

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._head_since: float | None = None
        self._head_size = 0
        self._unsent = 0
        self._unsent_since = 0.0
        self._lingers_until: float | None = None
        self._thrown_away = 0
        self._name = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count a connection; one too many of a client is closed at once."""
        super().connection_made(transport)
        self._name = self.client[0] if self.client else ""
        self._head_since = self.loop.time()
        self.all.open.add(self)
        self.all.by_client[self._name] += 1
        if self.all.by_client[self._name] > self.all.limits.client_connections:
            self._refuse(429, "you have too many connections open")
        elif len(self.all.open) > self.all.most:
            self._refuse(503, "too many connections are open; try again")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self.all.open.discard(self)
        self.all.by_client[self._name] -= 1
        if self.all.by_client[self._name] <= 0:
            del self.all.by_client[self._name]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head of a request has grown too large."""
        if self.transport.is_closing():
            return
        if self._lingers_until is not None:
            self._thrown_away += len(data)
            if self._thrown_away > _LINGER_BYTES:
                self.transport.close()
            return
        waits = self.cycle is None or self.cycle.response_complete
        if waits and self._head_since is None:
            self._head_since = self.loop.time()
        if self._head_since is not None:
            self._head_size += len(data)
            limits = self.all.limits
            # What came with the head may be a body, which has its own bound.
            if self._head_size > limits.head_bytes + limits.body_bytes:
                self._refuse_head()
                return
        super().data_received(data)
        if self._head_since is not None and self._head_size > self.all.limits.head_bytes:
            self._refuse_head()

    def on_headers_complete(self) -> None:
        """Start the request: its head is whole, and small enough."""
        if self._lingers_until is not None:
            return
        self._head_since = None
        self._head_size = 0
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > self.all.limits.head_bytes or len(self.headers) > _MOST_HEADERS:
            self._refuse_head()
            return
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body, unless its request was refused."""
        if self._lingers_until is None:
            super().on_body(body)

    def check(self, now: float) -> None:
        """Close the connection when its request does not come, or its answer is not taken."""
        if self.transport.is_closing() and not self.transport.get_write_buffer_size():
            return
        if self._lingers_until is not None:
            if now > self._lingers_until:
                self.transport.close()
            return
        limits = self.all.limits
        if self._head_since is not None and now - self._head_since > limits.head_seconds:
            self._refuse(408, f"no request came in {limits.head_seconds:g} s")
            self.transport.abort()
            return
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0 or unsent != self._unsent:
            self._unsent, self._unsent_since = unsent, now
        elif now - self._unsent_since > limits.stalled_seconds:
            self.transport.abort()

    def _refuse_head(self) -> None:
        """Say that the head is too large; close when the client has heard it (RFC 9112 §9.6).

        Closed at once, with bytes unread, TCP would reset the connection, and the client, still
        sending, would lose the answer. Behind a request whose answer is due nothing is said, as it
        would stand in the midst of that answer; that one is the last.
        """
        if self._lingers_until is not None or self.transport.is_closing():
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False
            self._lingers_until = math.inf
        else:
            self._say(431, f"the request head has more than {self.all.limits.head_bytes} bytes")
            self._lingers_until = self.loop.time() + _LINGER_SECONDS
            self.transport.write_eof()

    def _refuse(self, status: int, message: str) -> None:
        """Say why, and close."""
        if not self.transport.is_closing():
            self._say(status, message)
            self.transport.close()

    def _say(self, status: int, message: str) -> None:
        text = f"{message}\n".encode()
        head = (
            f"HTTP/1.1 {status} {_REASONS[status]}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            f"content-length: {len(text)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + text)


_MOST_HEADERS = 100
_REASONS = {
    408: "Request Timeout",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    503: "Service Unavailable",
}


def _raise_files() -> int:
    """Let this process have as many files open as it may, and return how many that is."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return _MOST_FILES
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
    except (OSError, ValueError):
        return soft
    return max(soft, most)
