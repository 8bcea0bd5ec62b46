"""Shapes: the seam to the SHACL engine.

shacl-rust was chosen by measurement among engines that give the same results: the fastest at our
size, MIT, 2 MB, one wheel a platform for every Python from 3.9 (macOS on both processors, Linux).
It is young; pyshacl is the oracle in the tests, and nothing but this module knows the engine.
Queries of shapes are asked of the store instead, see `taobao_kg.build.constraints`.
"""

import json
import re
from collections.abc import Iterable
from functools import partial
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Store, Triple, serialize

from taobao_kg.build.constraints import (
    Constraint,
    Pairs,
    Violation,
    find_violations,
    read_message,
    take_constraints,
)
from taobao_kg.build.isolated import run_isolated
from taobao_kg.errors import DataError
from taobao_kg.folders import show_path
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import term

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: Seconds that the engine and the queries may take; on data of ours it is less than one.
_LIMIT = 600.0
#: What makes shapes depend on predicates they do not name, and what every engine looks at.
_SEEING_ALL = (term("sh:closed"), term("sh:sparql"), term("sh:rule"), term("sh:js"))
_ALWAYS = (str(term("rdf:type")).encode(), str(term("rdfs:subClassOf")).encode())
_TYPED = re.compile(r'"([^"]*)"\^\^<[^>]*>')


class ShapeResult(NamedTuple):
    """One node that does not fit a shape.

    Attributes:
        focus: IRI of the node.
        message: the shape's own message in English.
        translations: the same in other languages, as `Finding` has them.
        path: IRI of the property, or None.
        value: the value that does not fit as the engine writes it, or None.
        is_warning: True where the shape's severity is below violation.
        shape: IRI of the shape; what follows ``#`` is the name of the rule.
    """

    focus: str
    message: str
    path: str | None
    value: str | None
    is_warning: bool
    shape: str
    translations: Pairs = ()


def validate_shapes(lens: Iterable[bytes], shapes: Path, store: Store) -> list[ShapeResult]:
    """Return what does not fit the shapes, sorted and without repetitions.

    Args:
        lens: the data as parts in N-Triples; a triple may come more than once.
        shapes: a Turtle file.
        store: holds the same in its default graph.

    Raises:
        DataError: when the shapes are not Turtle or not SHACL.
    """
    constraints, rest = take_constraints(parse_turtle(shapes))
    jobs = [partial(_ask_engine, lens, rest), partial(_ask_store, store, constraints)]
    found: set[ShapeResult] = set()
    for outcome in run_isolated(jobs, _LIMIT):
        if outcome.text is None:
            message = f"not usable as SHACL: {outcome.fault}; mend it"
            raise DataError(message, show_path(shapes))
        found.update(map(_read_back, json.loads(outcome.text)))
    return sorted(found, key=str)


def _ask_engine(lens: Iterable[bytes], shapes: list[Triple]) -> str:
    """Return what the engine finds, as JSON."""
    import shacl_rust

    told = _take_messages(shapes)
    report = shacl_rust.validate_file(
        _Reader(_needed(lens, shapes)),
        _Reader([_lines(_in_english(shapes))]),
        data_format="nt",
        shapes_format="nt",
        experimental_index=True,
    )
    return json.dumps([_read_result(result, told) for result in report["results"]])


def _take_messages(triples: list[Triple]) -> dict[str, Pairs]:
    """Return the translations of the messages of shapes by IRI."""
    texts: dict[str, list[object]] = {}
    for triple in triples:
        if triple.predicate == term("sh:message") and isinstance(triple.subject, NamedNode):
            texts.setdefault(triple.subject.value, []).append(triple.object)
    read = {shape: read_message(values) for shape, values in texts.items()}
    return {shape: message[1] for shape, message in read.items() if message}


def _in_english(triples: list[Triple]) -> list[Triple]:
    """Return shapes with their English messages alone: the engine does not tell languages apart."""
    return [
        triple
        for triple in triples
        if triple.predicate != term("sh:message")
        or getattr(triple.object, "language", None) in (None, "en")
    ]


def _ask_store(store: Store, constraints: list[Constraint]) -> str:
    """Return what the queries of shapes find, as JSON."""
    found = (violation for one in constraints for violation in find_violations(one, store))
    return json.dumps([_read_violation(violation) for violation in found])


def _needed(lens: Iterable[bytes], shapes: list[Triple]) -> Iterable[bytes]:
    """Return of a lens the triples that shapes can see: those of predicates they name.

    With a query, or a shape that is closed, they can see all.
    """
    if any(triple.predicate in _SEEING_ALL for triple in shapes):
        return lens
    named = {*(str(triple.object).encode() for triple in shapes), *_ALWAYS}
    return (
        b"".join(line for line in BytesIO(text) if line.split(b" ", 2)[1] in named) for text in lens
    )


class _Reader(RawIOBase):
    """Parts of a text, as a file the engine reads; so the whole is never in memory twice."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = memoryview(part)
        view = memoryview(buffer)
        size = min(len(view), len(self._rest))
        view[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _lines(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _read_violation(violation: Violation) -> ShapeResult:
    return ShapeResult(
        focus=violation.focus,
        message=_one_line(violation.message),
        path=_bare(violation.path),
        value=_bare(violation.value),
        is_warning=violation.constraint.is_warning,
        shape=violation.constraint.shape,
        translations=tuple((lang, _one_line(text)) for lang, text in violation.translations),
    )


def _read_result(result: dict[str, object], told: dict[str, Pairs]) -> ShapeResult:
    messages = result.get("messages")
    # The engine puts its own words first and the shape's after them.
    texts = [str(m) for m in messages] if isinstance(messages, list) else []
    shape = str(result["sourceShape"]).strip("<>")
    return ShapeResult(
        focus=str(result["focusNode"]).strip("<>"),
        message=_one_line((texts or ["does not fit its shape"])[-1]),
        path=_bare(result.get("resultPath")),
        value=_bare(result.get("value")),
        is_warning=not str(result.get("severity")).endswith("#Violation>"),
        shape=shape,
        translations=told.get(shape, ()),
    )


def _read_back(values: list[Any]) -> ShapeResult:
    """Return a result that came as JSON, which has lists for tuples."""
    *parts, translations = values
    pairs = tuple((lang, text) for lang, text in translations)
    return ShapeResult(*parts)._replace(translations=pairs)


def _one_line(message: str) -> str:
    """Return a message with what the engine put in it as ``"3"^^<…integer>`` read as ``3``."""
    return " ".join(_TYPED.sub(lambda found: found[1], message).split())


def _bare(term: object) -> str | None:
    return str(term).strip("<>") if term else None
