"""Validators: the ETag of an answer, by build, and what was answered lately."""

import re
from collections import OrderedDict
from hashlib import sha256

from taobao_kg import __version__
from taobao_kg.serve.http import Answer

#: Functions whose value is another each time (SPARQL 1.1 §17.4): such answers are never kept.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
_LARGEST = 512 * 1024
_TOGETHER = 16 * 2**20


def is_steady(sparql: str) -> bool:
    """Return whether a query has the same answer as long as the graph is the same.

    >>> is_steady("ASK {}"), is_steady("SELECT (now() AS ?t) {}")
    (True, False)
    """
    return _CHANGING.search(sparql) is None


def make_etag(mark: str, lens: str, asked: bytes) -> str:
    """Return the validator (RFC 9110 §8.8.3) of what a build answers to something.

    >>> make_etag("a", "all", b"ASK {}") == make_etag("b", "all", b"ASK {}")
    False
    """
    told = sha256(f"{__version__}\0{mark}\0{lens}\0".encode())
    told.update(asked)
    return f'"{told.hexdigest()[:32]}"'


def matches(etag: str, header: str) -> bool:
    """Return whether an If-None-Match header names a validator (RFC 9110 §13.1.2).

    >>> matches('"a"', 'W/"a", "b"'), matches('"a"', '"b"'), matches('"a"', "")
    (True, False, False)
    """
    return etag in {part.strip().removeprefix("W/") for part in header.split(",")}


class Kept:
    """Answers given lately, by their ETag, up to so many bytes; the oldest go first."""

    def __init__(self, together: int = _TOGETHER) -> None:
        """Begin with none; ``together`` is the most bytes of all of them."""
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._together = together

    def get(self, etag: str) -> Answer | None:
        """Return the answer of that ETag."""
        answer = self._answers.get(etag)
        if answer is not None:
            self._answers.move_to_end(etag)
        return answer

    def put(self, etag: str, answer: Answer) -> None:
        """Keep an answer, unless it is large or none."""
        size = len(answer.body) + len(etag) + 200
        if answer.file is not None or answer.status != 200 or size > _LARGEST:
            return
        old = self._answers.pop(etag, None)
        self._size += size - (len(old.body) + len(etag) + 200 if old else 0)
        self._answers[etag] = answer
        while self._size > self._together:
            name, gone = self._answers.popitem(last=False)
            self._size -= len(gone.body) + len(name) + 200
