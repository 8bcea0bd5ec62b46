"""HTTP: what a handler gets and gives, a thin layer over ASGI."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple

from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import Refusal

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Answer(NamedTuple):
    """What is sent.

    Attributes:
        status: of HTTP.
        body: the bytes, unless they are in a file.
        headers: names in small letters.
        file: holds the body; removed when it was opened, when ``passing``.
        passing: whether the file is only for this answer.
    """

    status: int
    body: bytes = b""
    headers: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple's default, never changed
    file: Path | None = None
    passing: bool = False


def header(scope: Scope, name: bytes) -> str:
    """Return the values of a header, joined by commas (RFC 9110 §5.3), or nothing."""
    found = [value for key, value in scope["headers"] if key == name]
    return b", ".join(found).decode("latin-1")


def text_answer(status: int, text: str, headers: dict[str, str] | None = None) -> Answer:
    """Return one line of text as an answer."""
    told = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store"}
    return Answer(status, f"{text}\n".encode(), {**told, **(headers or {})})


def json_answer(data: object) -> Answer:
    """Return data as JSON."""
    body = json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
    return Answer(200, body, {"content-type": "application/json"})


def refusal_answer(refusal: Refusal) -> Answer:
    """Return a refusal: its message as text, so that a person sees the reason in any client."""
    return text_answer(refusal.status, str(refusal), refusal.headers)


async def read_body(scope: Scope, receive: Receive, limits: Limits) -> bytes:
    """Return the body of a request.

    Raises:
        Refusal: 413 when it is too large, 415 when it is compressed, 408 when it does not come.
    """
    import asyncio

    if header(scope, b"content-encoding") not in ("", "identity"):
        raise Refusal(415, "send the body uncompressed")
    length = header(scope, b"content-length")
    if length.isdigit() and int(length) > limits.body_bytes:
        raise _too_large(limits)
    body = bytearray()
    try:
        async with asyncio.timeout(limits.head_seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refusal(408, "the client went away")
                body += message.get("body", b"")
                if len(body) > limits.body_bytes:
                    raise _too_large(limits)
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError as error:
        told = f"the body did not come in {limits.head_seconds:g} s"
        raise Refusal(408, told, {"connection": "close"}) from error


def _too_large(limits: Limits) -> Refusal:
    return Refusal(
        413, f"the body is larger than {limits.body_bytes} bytes", {"connection": "close"}
    )
