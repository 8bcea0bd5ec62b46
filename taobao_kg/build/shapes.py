"""Shapes: the seam to the SHACL engine.

shacl-rust was chosen by measurement among engines that give the same results: the fastest at our
size, MIT, 2 MB, one wheel a platform for every Python from 3.9 (macOS on both processors, Linux).
It is young; pyshacl is the oracle in the tests, and nothing but this module knows the engine.
Queries of shapes are asked of the store instead, see `taobao_kg.build.constraints`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from taobao_kg.build.constraints import (
    Pairs,
    Violation,
    find_violations,
    read_message,
    take_constraints,
)
from taobao_kg.errors import DataError
from taobao_kg.folders import show_path
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import term

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


def validate_shapes(data: str, shapes: Path, store: Store | None = None) -> list[ShapeResult]:
    """Return what does not fit the shapes, sorted and without repetitions.

    Args:
        data: N-Triples.
        shapes: a Turtle file.
        store: holds the same in its default graph; without it one is filled.

    Raises:
        DataError: when the shapes are not Turtle or not SHACL.
    """
    import shacl_rust

    constraints, rest = take_constraints(parse_turtle(shapes))
    told = _take_messages(rest)
    if store is None:
        store = Store()
        store.bulk_load(data.encode(), RdfFormat.N_TRIPLES)
    try:
        report = shacl_rust.validate(
            data,
            _lines(_in_english(rest)),
            data_format="nt",
            shapes_format="nt",
            experimental_index=True,
        )
        found = {_read_violation(v) for c in constraints for v in find_violations(c, store)}
    except (ValueError, RuntimeError, SyntaxError) as error:
        reason = " ".join(str(error).split())
        raise DataError(f"not usable as SHACL: {reason}; mend it", show_path(shapes)) from error
    found |= {_read_result(result, told) for result in report["results"]}
    return sorted(found, key=str)


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


def _lines(triples: list[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


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


def _one_line(message: str) -> str:
    """Return a message with what the engine put in it as ``"3"^^<…integer>`` read as ``3``."""
    return " ".join(_TYPED.sub(lambda found: found[1], message).split())


def _bare(term: object) -> str | None:
    return str(term).strip("<>") if term else None
