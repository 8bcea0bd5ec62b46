"""Transport: one HTTP request and its answer, bounded in time and size."""

import time
import weakref
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from taobao_kg.engines.addresses import VARIABLES, Addresses
from taobao_kg.errors import TaobaoKgError, UsageError

if TYPE_CHECKING:
    import httpx

#: Bytes an answer may have. The text of a whole graph of a million triples has about 150 MB.
MAX_ANSWER = 1 << 30
#: So much of what a server says in an error is told.
_TOLD = 300
#: Seconds to wait before a read is tried again; there are as many further tries.
PAUSES = (0.3, 1.0)
#: Answers after which the same read may do better: too many requests, and what gateways say.
_PASSING = frozenset((429, 502, 503, 504))

Fields = Mapping[str, str | Sequence[str]]


class Reply(NamedTuple):
    """What a server answered.

    Attributes:
        headers: by name in lower case.
        body: whole.
        url: what was asked.
    """

    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def kind(self) -> str:
        """The media type, without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class RefusedError(TaobaoKgError):
    """The server answered a request with an error.

    Attributes:
        status: of HTTP.
        said: what it said, short, in one line.
    """

    def __init__(self, message: str, status: int, said: str) -> None:
        super().__init__(message)
        self.status = status
        self.said = said


class Transport:
    """A connection to one server."""

    def __init__(self, addresses: Addresses, max_answer: int = MAX_ANSWER) -> None:
        """Prepare a connection; nothing is sent yet.

        Args:
            addresses: its credentials and its timeout count here.
            max_answer: bytes an answer may have.
        """
        import httpx

        auth: httpx.Auth | None = None
        if addresses.user:
            way = httpx.DigestAuth if addresses.auth == "digest" else httpx.BasicAuth
            auth = way(addresses.user, addresses.password)
        headers = {"User-Agent": "taobao-kg"}
        if addresses.token:
            headers["Authorization"] = f"Bearer {addresses.token}"
        self._timeout = addresses.timeout
        self._max_answer = max_answer
        # Redirects are not followed: credentials and updates go only where the user said.
        self._client = httpx.Client(auth=auth, headers=headers, follow_redirects=False)
        #: Closes the connection; it closes by itself with the last reference to this.
        self.close = weakref.finalize(self, self._client.close)

    def send(
        self,
        method: str,
        url: str,
        *,
        form: Fields | None = None,
        params: Fields | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        is_read: bool = False,
    ) -> Reply:
        """Send a request and return the answer.

        Args:
            method: of HTTP.
            url: where to.
            form: fields of a form, which become the body.
            params: fields that become the query of the address.
            content: the body.
            headers: of the request.
            is_read: it changes nothing on the server, so it may be sent again when it fails in a
                way that may pass.

        Raises:
            RefusedError: when the server answers with an error.
            TaobaoKgError: when it cannot be reached, or its answer is late, too long or cut off.
        """
        request = self._client.build_request(
            method, url, data=form, params=params, content=content, headers=headers
        )
        pauses = PAUSES if is_read else ()
        for pause in (*pauses, None):
            try:
                return self._send_once(request)
            except RefusedError as error:
                if pause is None or error.status not in _PASSING:
                    raise
            except _PassingError:
                if pause is None:
                    raise
            time.sleep(pause)
        raise AssertionError  # the last round returns or raises

    def _send_once(self, request: "httpx.Request") -> Reply:
        import httpx

        url = str(request.url.copy_with(query=None, fragment=None))
        deadline = time.monotonic() + self._timeout
        request.extensions["timeout"] = httpx.Timeout(
            self._timeout, connect=min(30, self._timeout)
        ).as_dict()
        try:
            answer = self._client.send(request, stream=True)
            try:
                body = self._read(answer, url, deadline)
            finally:
                answer.close()
        except httpx.TimeoutException as error:
            raise TaobaoKgError(self._late(url)) from error
        except httpx.ConnectError as error:
            message = f"{url}: cannot be reached ({error}); is the server up, the address right?"
            raise _PassingError(message) from error
        except httpx.HTTPError as error:
            fact = str(error) or type(error).__name__
            raise _PassingError(f"{url}: the answer broke off ({fact}); try again") from error
        _refuse_errors(answer, url, body)
        return Reply({k.lower(): v for k, v in answer.headers.items()}, body, url)

    def _read(self, answer: "httpx.Response", url: str, deadline: float) -> bytes:
        pieces, size = [], 0
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > self._max_answer:
                raise TaobaoKgError(
                    f"{url}: the answer is longer than {self._max_answer} bytes; ask for less"
                )
            if time.monotonic() > deadline:
                raise TaobaoKgError(self._late(url))
            pieces.append(piece)
        return b"".join(pieces)

    def _late(self, url: str) -> str:
        return (
            f"{url}: no whole answer within {self._timeout:g} s; ask for less, or give more time"
            f" with {VARIABLES['timeout']}"
        )


class _PassingError(TaobaoKgError):
    """What may go well the next time."""


def _refuse_errors(answer: "httpx.Response", url: str, body: bytes) -> None:
    status = answer.status_code
    if 200 <= status < 300 and status != 206:
        return
    said = shorten_text(body)
    if status in (401, 403):
        named = ", ".join(VARIABLES[key] for key in ("user", "password", "auth"))
        raise RefusedError(
            f"{url}: access denied ({status}); check {named} or {VARIABLES['token']}", status, said
        )
    if status // 100 == 3:
        target = answer.headers.get("location", "elsewhere")
        raise RefusedError(f"{url}: moved to {target!r}; give that address", status, said)
    told = f": {said}" if said else ""
    if status == 400:
        raise RefusedError(f"{url}: the request is not understood (400){told}", status, said)
    if status == 404:
        raise RefusedError(f"{url}: nothing is there (404); check the address", status, said)
    raise RefusedError(f"{url}: the server failed ({status}){told}", status, said)


def shorten_text(body: bytes) -> str:
    """Return the beginning of what a server says, in one line, without control characters."""
    words = " ".join(body[: 4 * _TOLD].decode("utf-8", "replace").split())
    words = "".join(mark for mark in words if mark.isprintable())
    return words if len(words) <= _TOLD else words[:_TOLD] + "…"


def deny_usage(error: RefusedError) -> UsageError:
    """Return the error of a query the server does not understand."""
    return UsageError(f"the server does not take the query: {error.said or error}; mend it")
