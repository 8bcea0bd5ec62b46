"""Turtle: the one reader and the one formatter."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QuadParser,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from taobao_kg.errors import DataError, TaobaoKgError
from taobao_kg.folders import show_path
from taobao_kg.vocab import ID, PREFIXES, language_tag

Term = NamedNode | BlankNode | Literal | Triple

XSD = PREFIXES["xsd"]
RDF_TYPE = PREFIXES["rdf"] + "type"

#: Predicates a reader wants first; the rest follow by name.
_FIRST = ("a", "rdf:subject", "rdf:predicate", "rdf:object", "rdfs:label", "skos:altLabel")

#: Literals Turtle can write without quotes: https://www.w3.org/TR/turtle/#grammar-production-NumericLiteral
_BARE = {
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
}

#: Local names that need no escape: a part of https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")

#: References that resolve to base + reference, whatever the base: no scheme, no dot segments.
_RELATIVE = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*")

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DECLARATION = re.compile(r"@?(?:base|prefix\s+([^:\s]*):)\s*<([^>]*)>", re.IGNORECASE)
_SUBJECT = re.compile(r"<([^>]*)>|([A-Za-z][\w.-]*|):([\w.-]+)")
_DIGITS = re.compile(r"([0-9]+)")


def parse_turtle(path: Path, base: str = ID) -> list[Triple]:
    """Read a Turtle file.

    Args:
        path: the file; messages name it relative to the working folder.
        base: resolves relative IRIs where the file has no ``@base``.

    Returns:
        The triples in the order of the file, literals as written; language tags are lower-cased.

    Raises:
        DataError: unreadable, not UTF-8, with a byte order mark, or not Turtle, with the line.
    """
    with _faults_of(path):
        return [quad.triple for quad in _parse(path, base)]


def rewrite_turtle(path: Path, base: str = ID) -> bytes:
    """Return a Turtle file as N-Triples, in its order; in half the time of `parse_turtle`.

    Raises:
        DataError: as `parse_turtle` does.
    """
    with _faults_of(path):
        # Quads of no named graph are written as triples are.
        return serialize(_parse(path, base), format=RdfFormat.N_QUADS) or b""


def _parse(path: Path, base: str) -> QuadParser:
    content = read_utf8(path)
    if content.startswith(BOM_UTF8):
        message = "begins with a byte order mark; save it as UTF-8 without BOM"
        raise DataError(message, show_path(path), 1)
    return parse(content, RdfFormat.TURTLE, base_iri=base)


@contextmanager
def _faults_of(path: Path) -> Iterator[None]:
    """Say of a syntax error in which file and line it is."""
    try:
        yield
    except SyntaxError as error:
        fact = (error.msg or "").partition(": ")[2] or error.msg
        message = f"not Turtle: {' '.join(fact.split())}; mend the line"
        raise DataError(message, show_path(path), error.lineno) from error


def write_turtle(
    triples: Iterable[Triple], base: str = ID, prefixes: Mapping[str, str] = PREFIXES
) -> str:
    """Return triples as the one Turtle text there is for them.

    One subject a block in natural order (2 before 10), one predicate a line with ``a`` first, one
    value a line, the final dot alone. Only used prefixes are declared. Literals keep the form
    they have, language tags are written in the case of RFC 5646.

    Args:
        triples: in any order, repetitions allowed.
        base: things under it are written relative to it.
        prefixes: for the other IRIs.

    Raises:
        TaobaoKgError: on a blank node: only named nodes have one order.
    """
    writer = _Writer(base, prefixes)
    subjects: dict[str, dict[str, set[str]]] = {}
    for triple in triples:
        predicates = subjects.setdefault(writer.write(triple.subject), {})
        values = predicates.setdefault(writer.write_predicate(triple.predicate.value), set())
        values.add(writer.write(triple.object))
    return writer.write_text(subjects)


def write_things(things: Mapping[str, Mapping[str, Iterable[Term]]]) -> str:
    """Return values by property, by thing, as `write_turtle` does: sooner, as they are grouped."""
    writer = _Writer(ID, PREFIXES)
    return writer.write_text(
        {
            writer.write_iri(iri): {
                writer.write_predicate(name): set(map(writer.write, values))
                for name, values in said.items()
            }
            for iri, said in things.items()
        }
    )


def subject_lines(path: Path) -> dict[str, int]:
    """Return where each subject of a Turtle file begins first: its IRI and its line, from 1.

    Raises:
        DataError: when the file cannot be read as UTF-8.
    """
    return dict(reversed(list(find_subjects(path))))


def find_subjects(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each subject that begins a line of a Turtle file, as the formatter writes them.

    Yields:
        Its IRI and its line, from 1, in the order of the file; the same subject may come again.

    Raises:
        DataError: when the file cannot be read as UTF-8.
    """
    base = ID
    prefixes: dict[str, str] = {}
    for number, line in enumerate(read_utf8(path).decode().split("\n"), start=1):
        if declared := _DECLARATION.match(line):
            prefix, iri = declared.groups()
            if prefix is None:
                base = iri
            else:
                prefixes[prefix] = iri if _ABSOLUTE.match(iri) else base + iri
        elif subject := _SUBJECT.match(line):
            iri, prefix, local = subject.groups()
            if iri is None:
                iri = prefixes.get(prefix, "") + local
            yield (iri if _ABSOLUTE.match(iri) else base + iri), number


def read_utf8(path: Path) -> bytes:
    """Return the content of a file that is UTF-8.

    Raises:
        DataError: when it cannot be read, or is not UTF-8, with the line of the first wrong byte.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"cannot be read ({reason}); mend or remove it"
        raise DataError(message, show_path(path)) from error
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{content[error.start]:02x}; save the file as UTF-8"
        raise DataError(message, show_path(path), line) from error
    return content


def natural_key(text: str) -> tuple[list[str | int], str]:
    """Return a sort key that puts 2 before 10.

    >>> sorted(["claim/a-10", "claim/a-2"], key=natural_key)
    ['claim/a-2', 'claim/a-10']
    """
    parts = _DIGITS.split(text)  # text and digits alternate, so keys compare like with like
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], text


class _Writer:
    """Writes terms and remembers which prefixes were needed."""

    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        self.base = base
        self.prefixes = prefixes
        self.by_namespace = {namespace: name for name, namespace in prefixes.items()}
        self.used: set[str] = set()
        self.base_used = False
        self._iris: dict[str, str] = {}

    def write_text(self, subjects: Mapping[str, Mapping[str, set[str]]]) -> str:
        """Return the prefixes that were used and one block a subject."""
        head = [f"@base <{self.base}> ."] if self.base_used else []
        head += [f"@prefix {name}: <{self.prefixes[name]}> ." for name in sorted(self.used)]
        blocks = (_block(s, subjects[s]) for s in sorted(subjects, key=natural_key))
        return "\n".join(head) + "\n" + "".join(f"\n{block}" for block in blocks)

    def write_iri(self, iri: str) -> str:
        """Return an IRI as Turtle."""
        return self._iris.get(iri) or self._iris.setdefault(iri, self._write_iri(iri))

    def write_predicate(self, iri: str) -> str:
        """Return an IRI as Turtle has it between subject and object."""
        return "a" if iri == RDF_TYPE else self.write_iri(iri)

    def write(self, node: Term) -> str:
        """Return a term as Turtle."""
        if isinstance(node, NamedNode):
            return self.write_iri(node.value)
        if isinstance(node, Literal):
            return self._write_literal(node)
        if isinstance(node, BlankNode):
            raise TaobaoKgError(f"blank node {node}: every node needs a name; give it an IRI")
        return str(node)

    def _write_iri(self, iri: str) -> str:
        if iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            self.base_used = True
            return f"<{iri[len(self.base) :]}>"
        end = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self.by_namespace.get(iri[:end])
        if prefix is not None and _LOCAL.fullmatch(iri, end):
            self.used.add(prefix)
            return f"{prefix}:{iri[end:]}"
        return f"<{iri}>"

    def _write_literal(self, literal: Literal) -> str:
        short = _BARE.get(literal.datatype.value)
        if short and short.fullmatch(literal.value):
            return literal.value
        text = _write_text(literal.value)
        if literal.language:
            direction = f"--{literal.direction}" if literal.direction else ""
            return f"{text}@{language_tag(literal.language)}{direction}"
        if literal.datatype.value == XSD + "string":
            return text
        return f"{text}^^{self.write(literal.datatype)}"


def _write_text(text: str) -> str:
    """Return a text in quotes; indented further lines (SPARQL in shapes) stay lines."""
    first, *more = text.split("\n")
    if more and all(line.startswith("  ") for line in more):
        lines = [str(Literal(line))[1:-1] for line in (first, *more)]
        return '"""' + "\n".join(lines) + '"""'
    return str(Literal(text))


def _block(subject: str, predicates: Mapping[str, set[str]]) -> str:
    """Return one subject with everything said about it."""
    lines = [subject]
    for predicate in sorted(predicates, key=_predicate_key):
        if len(predicates[predicate]) == 1:
            (value,) = predicates[predicate]
            lines.append(f"  {predicate} {value} ;")
        else:
            values = sorted(predicates[predicate], key=_value_key)
            lines.append(f"  {predicate}")
            lines += [f"    {value} ," for value in values[:-1]]
            lines.append(f"    {values[-1]} ;")
    return "\n".join([*lines, "  .\n"])


def _value_key(value: str) -> tuple[str, tuple[list[str | int], str]]:
    """Return the order of values: what has no language, then text by language."""
    tag = value.rpartition('"@')[2] if value.startswith('"') and value[-1] != '"' else ""
    return "" if '"' in tag else tag, natural_key(value)


@cache
def _predicate_key(predicate: str) -> tuple[int, str]:
    place = _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)
    return place, predicate
