"""Facts: triples as texts, found by predicate and one end; what rules are joined over.

A text is a term as N-Triples writes it. Texts are compared, hashed and sorted several times as
fast as the engine's objects, and most of what a rule looks at makes nothing new.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from sys import intern
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from taobao_kg.vocab import term

Fact = tuple[str, str, str]
#: A fact with variables, which begin with ``?``; the predicate of a pattern to match is none.
Pattern = tuple[str, str, str]
#: A subject and an object.
Pair = tuple[str, str]
#: Texts by variable.
Binding = dict[str, str]

_TYPE = str(term("rdf:type"))
_NONE: frozenset[str] = frozenset()


class Facts:
    """A set of facts; the ends of a predicate are indexed when they are asked for first."""

    def __init__(self) -> None:
        self._pairs: defaultdict[str, set[Pair]] = defaultdict(set)
        self._log: defaultdict[str, list[Pair]] = defaultdict(list)
        self._objects: dict[str, defaultdict[str, set[str]]] = {}
        self._subjects: dict[str, defaultdict[str, set[str]]] = {}

    def add(self, fact: Fact) -> None:
        """Add a fact, which may be there already."""
        subject, predicate, value = fact
        pair = (subject, value)
        pairs = self._pairs[predicate]
        if pair in pairs:
            return
        pairs.add(pair)
        self._log[_log_key(predicate, value)].append(pair)
        if predicate in self._objects:
            self._objects[predicate][subject].add(value)
        if predicate in self._subjects:
            self._subjects[predicate][value].add(subject)

    def discard(self, fact: Fact) -> None:
        """Take a fact out, if it is there."""
        subject, predicate, value = fact
        self.pairs(predicate).discard((subject, value))
        if predicate in self._objects:
            self._objects[predicate][subject].discard(value)
        if predicate in self._subjects:
            self._subjects[predicate][value].discard(subject)

    def added(self, pattern: Pattern) -> list[Pair]:
        """Return the ends of facts in the order they were added, those taken out again too.

        Args:
            pattern: whose predicate they have; of ``rdf:type`` also whose object, which is no
                variable.
        """
        _, predicate, value = pattern
        return self._log.get(_log_key(predicate, value)) or []

    def __contains__(self, fact: Fact) -> bool:
        return (fact[0], fact[2]) in self.pairs(fact[1])

    def pairs(self, predicate: str) -> set[Pair]:
        """Return subjects and objects of a predicate; not to be changed."""
        return self._pairs.get(predicate) or set()

    def objects(self, predicate: str, subject: str) -> Collection[str]:
        """Return the objects of a predicate and a subject."""
        found = self._objects.get(predicate)
        if found is None:
            found = self._objects[predicate] = defaultdict(set)
            for one, other in self.pairs(predicate):
                found[one].add(other)
        return found.get(subject, _NONE)

    def subjects(self, predicate: str, value: str) -> Collection[str]:
        """Return the subjects of a predicate and an object."""
        found = self._subjects.get(predicate)
        if found is None:
            found = self._subjects[predicate] = defaultdict(set)
            for one, other in self.pairs(predicate):
                found[other].add(one)
        return found.get(value, _NONE)

    def match(self, pattern: Pattern, known: Binding) -> Iterator[Binding]:
        """Yield what is known with what a pattern adds to it, once a fact that fits."""
        start, predicate, end = fill(pattern, known)
        if not start.startswith("?"):
            if not end.startswith("?"):
                if (start, end) in self.pairs(predicate):
                    yield known
            else:
                for value in self.objects(predicate, start):
                    yield {**known, end: value}
        elif not end.startswith("?"):
            for subject in self.subjects(predicate, end):
                yield {**known, start: subject}
        else:
            for subject, value in self.pairs(predicate):
                if start != end or subject == value:
                    yield {**known, start: subject, end: value}

    def solve(self, patterns: tuple[Pattern, ...], known: Binding) -> Iterator[Binding]:
        """Yield the bindings under which all of some patterns are facts, joined in their order."""
        if not patterns:
            yield known
            return
        for found in self.match(patterns[0], known):
            yield from self.solve(patterns[1:], found)


def _log_key(predicate: str, value: str) -> str:
    return f"a {value}" if predicate == _TYPE else predicate


def fill(pattern: Pattern, known: Binding) -> Pattern:
    """Return a pattern with what is known in place of variables."""
    subject, predicate, value = pattern
    return known.get(subject, subject), known.get(predicate, predicate), known.get(value, value)


def read_fact(triple: Triple) -> Fact:
    """Return a triple as texts; equal ones are one object, which makes them quick to compare."""
    subject, predicate, value = triple
    return intern(str(subject)), intern(str(predicate)), intern(str(value))


def write_fact(fact: Fact) -> Triple:
    """Return texts as a triple."""
    subject, predicate, value = (read_term(text) for text in fact)
    if isinstance(subject, Literal) or not isinstance(predicate, NamedNode):
        raise ValueError(f"{' '.join(fact)} is no triple")
    return Triple(subject, predicate, value)


def read_term(text: str) -> NamedNode | BlankNode | Literal:
    """Return the term that N-Triples write so."""
    if text.startswith("<") and not text.startswith("<<"):
        return NamedNode(text[1:-1])
    line = f"<urn:x> <urn:x> {text} ."
    quad = next(parse(line, RdfFormat.N_TRIPLES, rename_blank_nodes=False))
    return cast(Literal, quad.object)
