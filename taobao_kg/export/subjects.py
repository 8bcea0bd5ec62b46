"""What the chosen graphs say, looked up by subject and predicate."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.turtle import natural_key
from taobao_kg.vocab import shorten, term
from taobao_kg.words.languages import TAGS

Term = NamedNode | Literal


class Subjects:
    """Triples in memory, for reading a thing's values."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Take the triples in; values are read in the order they come."""
        self._values: dict[object, dict[NamedNode, list[Term]]] = defaultdict(dict)
        self._sorted: list[NamedNode] | None = None
        for triple in triples:
            if isinstance(triple.object, NamedNode | Literal):
                said = self._values[triple.subject]
                said.setdefault(triple.predicate, []).append(triple.object)

    def sorted(self) -> list[NamedNode]:
        """Return all subjects, 2 before 10."""
        if self._sorted is None:
            things = [thing for thing in self._values if isinstance(thing, NamedNode)]
            self._sorted = sorted(things, key=lambda thing: natural_key(thing.value))
        return self._sorted

    def values(self, thing: Term, predicate: str) -> list[Term]:
        """Return the values of a predicate (``rdfs:label``) for a thing, often none or one."""
        described = self._values.get(thing)
        return described.get(term(predicate), []) if described else []

    def label(self, node: Term, lang: str = "en") -> Literal:
        """Return a thing's label in a language, in English, or its first; else its short name."""
        if isinstance(node, Literal):
            return node
        found = [label for label in self.values(node, "rdfs:label") if isinstance(label, Literal)]
        wanted = [label for label in found if label.language == TAGS[lang].lower()]
        english = [label for label in found if label.language == "en"]
        return (wanted or english or found or [Literal(shorten(node.value))])[0]
