"""Refusals: why a request gets no answer, with the HTTP status that says so."""

from taobao_kg.errors import TaobaoKgError

#: What logs call it when a client did not wait for the answer; never sent.
CLIENT_LEFT = 499


class Refusal(TaobaoKgError):  # noqa: N818 - it says no, which is no error of ours
    """A request that is not answered.

    Attributes:
        status: of HTTP (RFC 9110 §15).
        headers: to be sent with it.
    """

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def try_later(message: str, seconds: float, status: int = 503) -> Refusal:
    """Return a refusal that holds only for now (RFC 9110 §10.2.3).

    Args:
        message: what is too much.
        seconds: after which it is worth a try; rounded up.
        status: 503, or 429 when it is about this one client (RFC 6585 §4).
    """
    return Refusal(status, message, {"retry-after": str(max(1, int(seconds + 0.999)))})
