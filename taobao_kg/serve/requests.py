"""Requests: what the SPARQL 1.1 Protocol lets a client send, read and bounded."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.screening import Dataset
from taobao_kg.words.languages import LANGUAGES

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: What clients send out of habit, for servers of other makes; it is not looked at.
_HABITS = frozenset(
    (
        "format",
        "output",
        "results",
        "timeout",
        "debug",
        "infer",
        "maxrows",
        "reasoning",
        "_",
        "limit",
    )
)
_KNOWN = ("query", "default-graph-uri", "named-graph-uri", "why", "lang")
_UPDATE = ("update", "using-graph-uri", "using-named-graph-uri")
_MOST_FIELDS = 1_000
#: Characters no XML, no log and no IRI takes (RFC 3987 §2.2).
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class Asked(NamedTuple):
    """A query operation (SPARQL 1.1 Protocol §2.1).

    Attributes:
        query: the text; None when there is none: then the service describes itself.
        dataset: the graphs named beside it.
        why: whether the evidence behind each row is wanted.
        lang: of pages.
    """

    query: str | None
    dataset: Dataset
    why: bool
    lang: str


def read_operation(
    method: str, query_string: bytes, media: str, body: bytes, limits: Limits
) -> Asked:
    """Read a query operation from the parts of an HTTP request.

    Args:
        method: GET, HEAD or POST.
        query_string: what follows the question mark, percent-encoded.
        media: the Content-Type of the body.
        body: of a POST.
        limits: of the query text.

    Raises:
        Refusal: 400 for what is malformed, 403 for updates, 413, 415.
    """
    fields = read_fields(query_string)
    text: str | None = None
    if method == "POST":
        kind, charset = read_media_type(media)
        if charset not in ("", "utf-8", "utf8", "us-ascii"):
            raise Refusal(415, f"charset={charset}: send UTF-8")
        if kind == FORM:
            if any(name == "query" for name, _ in fields):
                raise Refusal(400, "a POST of a form has its query in the body, not in the address")
            fields += read_fields(body)
        elif kind == QUERY:
            text = decode(body, "the query")
            if any(name == "query" for name, _ in fields):
                raise Refusal(400, "the query stands in the body and in the address; send one")
        elif kind == UPDATE:
            raise _no_update()
        else:
            raise Refusal(415, f"a POST is {FORM} or {QUERY}, not {kind or 'without a type'}")
    asked = _read(fields, text)
    if method == "POST" and asked.query is None:
        raise Refusal(400, "there is no query; send query=… or a body of " + QUERY)
    if asked.query is not None and len(asked.query.encode()) > limits.query_bytes:
        raise Refusal(413, f"the query is longer than {limits.query_bytes} bytes")
    return asked


def read_fields(encoded: bytes) -> list[tuple[str, str]]:
    """Return names and values of a form (WHATWG URL §5.1), which must be UTF-8.

    >>> read_fields(b"query=ASK+%7B%7D&lang=zh")
    [('query', 'ASK {}'), ('lang', 'zh')]

    Raises:
        Refusal: 400 for what is not percent-encoded UTF-8, or too many fields.
    """
    found = []
    parts = encoded.split(b"&")
    if len(parts) > _MOST_FIELDS:
        raise Refusal(400, f"there are over {_MOST_FIELDS} parameters")
    for part in parts:
        if part:
            name, _, value = part.partition(b"=")
            found.append((_unquote(name), _unquote(value)))
    return found


def read_media_type(header: str) -> tuple[str, str]:
    """Return media type and charset of a Content-Type, in small letters.

    >>> read_media_type('Application/SPARQL-query; charset="UTF-8"')
    ('application/sparql-query', 'utf-8')
    """
    kind, *parameters = header.split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return kind.strip().lower(), charset


def decode(data: bytes, what: str) -> str:
    """Return bytes as text.

    Raises:
        Refusal: 400 when they are not UTF-8, with the place of the first that is not; for a NUL.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Refusal(400, f"{what} is not UTF-8: byte {error.start} is wrong") from error
    if "\0" in text:
        raise Refusal(400, f"{what} holds a NUL character")
    return text


def read_style(fields: Mapping[str, str]) -> tuple[str, bool]:
    """Return language and whether evidence is wanted.

    Raises:
        Refusal: 400 for another language than ours, or a ``why`` that is neither yes nor no.
    """
    lang, why = fields.get("lang", "en"), fields.get("why", "0").lower()
    if lang not in LANGUAGES:
        raise Refusal(400, f"lang={lang}: there are {', '.join(LANGUAGES)}")
    if why not in ("", "0", "1", "true", "false", "on", "yes", "no"):
        raise Refusal(400, f"why={why}: write why=1 or leave it out")
    return lang, why in ("", "1", "true", "on", "yes") and "why" in fields


def _read(fields: list[tuple[str, str]], text: str | None) -> Asked:
    """Return the operation that some fields make, with the query of the body when it was there."""
    single: dict[str, str] = {}
    default: list[str] = []
    named: list[str] = []
    for name, value in fields:
        if name in _UPDATE:
            raise _no_update()
        if name in ("default-graph-uri", "named-graph-uri"):
            (default if name == "default-graph-uri" else named).append(_graph(name, value))
        elif name in single:
            raise Refusal(400, f"{name} is given twice; give it once")
        elif name in _KNOWN:
            single[name] = value
        elif name not in _HABITS:
            raise Refusal(
                400, f"there is no parameter {name[:40]!r}; there are {', '.join(_KNOWN)}"
            )
    lang, why = read_style(single)
    query = single.get("query") if text is None else text
    if query is not None and "\0" in query:
        raise Refusal(400, "the query holds a NUL character")
    return Asked(query, Dataset(tuple(default), tuple(named)), why, lang)


def _graph(name: str, value: str) -> str:
    if ":" not in value or _NOT_IN_IRI.search(value):
        raise Refusal(400, f"{name}={value[:80]!r} is not an IRI")
    return value


def _unquote(part: bytes) -> str:
    if _BROKEN_ESCAPE.search(part):
        raise Refusal(400, "a % in a parameter is not followed by two hex digits")
    return decode(unquote_to_bytes(part.replace(b"+", b" ")), "a parameter")


def _no_update() -> Refusal:
    return Refusal(
        403, "the graph is only read: there is no update here; it changes by a new build alone"
    )
