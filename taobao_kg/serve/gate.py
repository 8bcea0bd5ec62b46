"""The gate: what holds for every request, whatever answers it.

Methods, CORS, request ids, refusals as text, HEAD, conditional headers, the journal.
"""

import contextlib
import re
import time
from collections.abc import Awaitable, Callable
from os import urandom
from typing import IO

from taobao_kg.serve.http import Answer, Receive, Scope, Send, header, refusal_answer, text_answer
from taobao_kg.serve.journal import Journal
from taobao_kg.serve.refusals import CLIENT_LEFT, Refusal
from taobao_kg.serve.validators import matches

_CHUNK = 64 * 1024
#: Sent with everything. Reading is open to pages of other origins (Fetch standard, CORS).
_ALWAYS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Location, Retry-After, X-Request-Id",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
_PREFLIGHT = {
    "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match, *",
    "access-control-max-age": "86400",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_NOT_IN_HEADER = re.compile(r"[^\t\x20-\x7e\x80-\xff]")
Handler = Callable[[Scope, Receive], Awaitable[Answer]]


class Gate:
    """An ASGI application around one handler."""

    def __init__(
        self, route: str, handler: Handler, journal: Journal, methods: tuple[str, ...] = ("GET",)
    ) -> None:
        """Take the pattern of the address, what answers, who counts, and the methods it knows."""
        self._route = route
        self._handler = handler
        self._journal = journal
        known = (*methods, "HEAD", "OPTIONS") if "GET" in methods else (*methods, "OPTIONS")
        self._methods = known
        self._allow = ", ".join(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        start = time.perf_counter()
        given = header(scope, b"x-request-id")
        name = given if _REQUEST_ID.fullmatch(given) else urandom(8).hex()
        try:
            answer = await self._answer(scope, receive)
        except Refusal as refusal:
            answer = refusal_answer(refusal)
        except Exception as error:  # noqa: BLE001 - whatever it is: an answer, and a line
            self._journal.say("error", id=name, error=repr(error))
            answer = text_answer(500, f"something went wrong here; tell us the number {name}")
        sent = 0
        try:
            if answer.status != CLIENT_LEFT:
                sent = await _send(scope, send, answer, name)
        finally:
            client = scope.get("client") or ("", 0)
            details = {"id": name, "client": client[0], "method": scope["method"]}
            if query := scope.get("taobao_kg.query"):
                details["query"] = query
            seconds = time.perf_counter() - start
            self._journal.note(
                self._route, answer.status, seconds, sent, path=scope["path"], **details
            )

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        method = scope["method"]
        if method == "OPTIONS":
            methods = {"access-control-allow-methods": self._allow, "allow": self._allow}
            return Answer(204, b"", {**methods, **_PREFLIGHT})
        if method not in self._methods:
            told = f"{method} is not known here; there are {self._allow}"
            return text_answer(405, told, {"allow": self._allow})
        answer = await self._handler(scope, receive)
        etag = answer.headers.get("etag")
        if etag and answer.status == 200 and matches(etag, header(scope, b"if-none-match")):
            _drop(answer)
            return not_modified(answer.headers)
        return answer


def not_modified(headers: dict[str, str]) -> Answer:
    """Return 304 with what a 200 would have said of the answer (RFC 9110 §15.4.5)."""
    kept = ("etag", "cache-control", "vary", "link", "content-location")
    return Answer(304, b"", {name: headers[name] for name in kept if name in headers})


async def _send(scope: Scope, send: Send, answer: Answer, name: str) -> int:
    """Send an answer whole; return how many bytes its body had."""
    file = answer.file.open("rb") if answer.file else None
    try:
        size = file.seek(0, 2) if file else len(answer.body)
        _drop(answer)
        headers = {**_ALWAYS, "x-request-id": name, **answer.headers}
        if answer.status not in (204, 304):
            headers["content-length"] = str(size)
        raw = [
            (key.encode(), _NOT_IN_HEADER.sub("?", value).encode("latin-1", "replace"))
            for key, value in headers.items()
        ]
        await send({"type": "http.response.start", "status": answer.status, "headers": raw})
        if scope["method"] == "HEAD" or answer.status in (204, 304):
            await send({"type": "http.response.body", "body": b""})
            return 0
        if file is None:
            await send({"type": "http.response.body", "body": answer.body})
        else:
            await _send_file(send, file)
        return size
    finally:
        if file:
            file.close()


async def _send_file(send: Send, file: IO[bytes]) -> None:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _drop(answer: Answer) -> None:
    """Remove a file that was made for one answer; who has it open can still read it."""
    if answer.passing and answer.file is not None:
        with contextlib.suppress(OSError):
            answer.file.unlink()
