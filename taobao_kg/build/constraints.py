"""Constraints: the queries of the shapes, each asked once for all nodes.

An engine for SHACL asks a query once a node, which takes a second for some thousand nodes. With
the pattern that selects the nodes put before it, a query finds the same when asked once, provided
that all of it sees ``$this``: a query in a query, or one that counts, does not. Such queries, and
shapes that others refer to, are left to the engine.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    Store,
    Triple,
)

from taobao_kg.vocab import PREFIXES
from taobao_kg.words.languages import TAGS

_SH = PREFIXES["sh"]
_RDF, _RDFS = PREFIXES["rdf"], PREFIXES["rdfs"]
_SELECT = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?[^{}]*?\bWHERE\s*\{", re.IGNORECASE)
_UNFIT = re.compile(r"\b(SELECT|GROUP|HAVING|LIMIT|OFFSET|MINUS)\b|[$?](PATH|shapesGraph)\b")
_VARIABLE = re.compile(r"\{[?$](\w+)\}")
#: What selects the nodes of a shape in the ways known here.
_TARGETS = (f"{_SH}targetClass", f"{_SH}targetSubjectsOf")
#: What else may be said of a shape whose query is asked here.
_OTHER = (f"{_RDF}type", f"{_SH}severity", f"{_SH}sparql", f"{_RDFS}label", f"{_RDFS}comment")


#: A language and a text each.
Pairs = tuple[tuple[str, str], ...]


class Constraint(NamedTuple):
    """A query of a shape.

    Attributes:
        shape: IRI of the shape.
        message: in English, with variables in braces.
        translations: the same in other languages, as `Finding` has them.
        is_warning: True where the shape's severity is below violation.
        classes: IRIs of the classes whose members it is about.
        properties: IRIs of the properties whose subjects it is about.
        head: the query up to the brace of its pattern.
        rest: the query from there.
    """

    shape: str
    message: str
    translations: Pairs
    is_warning: bool
    classes: tuple[str, ...]
    properties: tuple[str, ...]
    head: str
    rest: str


class Violation(NamedTuple):
    """A node that a query found, and what it found with it."""

    constraint: Constraint
    focus: str
    message: str
    translations: Pairs
    path: str | None
    value: str | None


def take_constraints(shapes: Iterable[Triple]) -> tuple[list[Constraint], list[Triple]]:
    """Return the queries that can be asked once, and the shapes without them."""
    triples = list(shapes)
    told: dict[str, dict[str, list[object]]] = {}
    for subject, predicate, value in triples:
        of = told.setdefault(_iri(subject), {}).setdefault(_iri(predicate), [])
        of.append(value)
    used = {_iri(t.object) for t in triples if not _iri(t.predicate).startswith(f"{_SH}target")}
    taken: list[Constraint] = []
    names: set[str] = set()
    for shape, facts in told.items():
        if f"{_SH}sparql" not in facts or shape in used or not {*facts} <= {*_TARGETS, *_OTHER}:
            continue
        read = [_read(shape, facts, told, _iri(query)) for query in facts[f"{_SH}sparql"]]
        whole = [constraint for constraint in read if constraint]
        if len(whole) == len(read):
            taken += whole
            names.add(shape)
    return taken, [t for t in triples if _iri(t.subject) not in names]


def find_violations(constraint: Constraint, store: Store) -> Iterator[Violation]:
    """Ask a query about all nodes it is for; a node may come more than once.

    Raises:
        SyntaxError: when it is not SPARQL.
    """
    targets = [f"$this <{_RDF}type> <{name}> ." for name in _widest(constraint.classes, store)]
    # One variable a target: it must not meet one of the query.
    targets += [f"$this <{name}> ?anyOfTheTarget ." for name in constraint.properties]
    for target in targets:
        rows = store.query(f"{constraint.head} {target} {constraint.rest}")
        if not isinstance(rows, QuerySolutions):
            raise SyntaxError("not a SELECT")
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield _violation(constraint, row, names)


def _read(
    shape: str, facts: dict[str, list[object]], told: dict[str, dict[str, list[object]]], query: str
) -> Constraint | None:
    """Return a query of a shape, or None when it has to be left to the engine."""
    of = told.get(query, {})
    selects, message = of.get(f"{_SH}select", []), read_message(of.get(f"{_SH}message", []))
    text = _text(selects[0]) if len(selects) == 1 else ""
    begin = _SELECT.match(text)
    if not begin or not message or _UNFIT.search(text[begin.end() :]):
        return None
    return Constraint(
        shape,
        *message,
        any(_iri(value) != f"{_SH}Violation" for value in facts.get(f"{_SH}severity", [])),
        tuple(map(_iri, facts.get(_TARGETS[0], []))),
        tuple(map(_iri, facts.get(_TARGETS[1], []))),
        _prefixes(of.get(f"{_SH}prefixes", []), told) + begin[0],
        text[begin.end() :],
    )


def read_message(values: Iterable[object]) -> tuple[str, Pairs] | None:
    """Return the English value of ``sh:message`` and its translations; None without the first."""
    texts = {value.language: value.value for value in values if isinstance(value, Literal)}
    if "en" not in texts:
        return None
    said = {lang: texts.get(tag.lower()) for lang, tag in TAGS.items() if lang != "en"}
    return texts["en"], tuple((lang, text) for lang, text in said.items() if text)


def _prefixes(ontologies: list[object], told: dict[str, dict[str, list[object]]]) -> str:
    """Return the PREFIX lines that ontologies declare."""
    declared = [
        told[_iri(declaration)]
        for ontology in ontologies
        for declaration in told.get(_iri(ontology), {}).get(f"{_SH}declare", [])
    ]
    return "".join(
        f"PREFIX {_text(one[f'{_SH}prefix'][0])}: <{_text(one[f'{_SH}namespace'][0])}>\n"
        for one in declared
    )


def _widest(classes: Iterable[str], store: Store) -> Iterator[str]:
    """Yield classes, and narrower ones with members that are not among theirs."""
    for wide in classes:
        yield wide
        narrower = f"?class <{_RDFS}subClassOf>+ <{wide}>"
        member = f"?x <{_RDF}type> ?class FILTER NOT EXISTS {{ ?x <{_RDF}type> <{wide}> }}"
        rows = store.query(f"SELECT DISTINCT ?class WHERE {{ {narrower} }}")
        for row in rows if isinstance(rows, QuerySolutions) else ():
            name = row["class"]
            ask = store.query(f"ASK {{ {member.replace('?class', str(name))} }}")
            if isinstance(name, NamedNode) and isinstance(ask, QueryBoolean) and bool(ask):
                yield name.value


def _violation(constraint: Constraint, row: QuerySolution, names: list[str]) -> Violation:
    found = {name: row[name] for name in names}
    path, value = found.get("path"), found.get("value")

    def fill(text: str) -> str:
        return _VARIABLE.sub(
            # In one go: what a value has in braces is no variable.
            lambda mark: _iri(found[mark[1]]) if found.get(mark[1]) is not None else mark[0],
            text,
        )

    return Violation(
        constraint,
        _iri(found["this"]),
        fill(constraint.message),
        tuple((lang, fill(text)) for lang, text in constraint.translations),
        None if path is None else str(path),
        None if value is None else str(value),
    )


def _iri(term: object) -> str:
    """Return an IRI bare, any other term as N-Triples has it."""
    return term.value if isinstance(term, NamedNode) else str(term)


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""
