"""The ontology as its own graph states it, without what the rules add: classes, properties, values.

What follows from it (that an opinion is also an entity) would only repeat what a tree shows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode

from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import PREFIXES, TKG, expand, graph_iri, shorten

#: How a term says what it is like in another vocabulary.
ALIGNING = (
    *("rdfs:subClassOf", "rdfs:subPropertyOf", "owl:equivalentClass", "owl:equivalentProperty"),
    *("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch"),
)


class Branch(NamedTuple):
    """A class of the tree with the classes below it.

    Attributes:
        iri: of the class.
        first: whether it stands here for the first time; a class below two others stands twice,
            the second time without what is below it.
        narrower: the classes below it, in natural order.
    """

    iri: str
    first: bool
    narrower: tuple["Branch", ...]


class Ontology:
    """What the graph ``ontology`` says, by subject and predicate, and from the other end."""

    def __init__(self, graph: Graph) -> None:
        """Read it of an opened graph."""
        self._said: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        self._back: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in sorted(graph.quads(graph_iri("ontology")), key=str):
            if isinstance(quad.subject, NamedNode):
                subject, predicate = quad.subject.value, quad.predicate.value
                self._said[subject, predicate].append(quad.object)
                if isinstance(quad.object, NamedNode):
                    self._back[quad.object.value, predicate].append(subject)

    def values(self, iri: str, name: str) -> list[Term]:
        """Return what a term says by a predicate such as ``rdfs:domain``."""
        return self._said.get((iri, expand(name)), [])

    def named(self, iri: str, name: str) -> list[str]:
        """Return the IRIs among those values."""
        return [node.value for node in self.values(iri, name) if isinstance(node, NamedNode)]

    def naming(self, iri: str, name: str) -> list[str]:
        """Return our terms that name this one by a predicate, in natural order."""
        return _own(self._back.get((iri, expand(name)), []))

    def of_type(self, name: str) -> list[str]:
        """Return our terms of a type such as ``owl:Class``, in natural order."""
        return self.naming(expand(name), "rdf:type")

    def inverses(self, iri: str) -> list[str]:
        """Return the inverse properties, whichever of the two says so."""
        return sorted({*self.named(iri, "owl:inverseOf"), *self.naming(iri, "owl:inverseOf")})

    def individuals(self) -> dict[str, list[str]]:
        """Return the named individuals by the first of their classes, both in natural order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for iri in self.of_type("owl:NamedIndividual"):
            for kind in _own(self.named(iri, "rdf:type"))[:1]:
                found[kind].append(iri)
        return {kind: found[kind] for kind in _own(found)}

    def alignments(self, iri: str) -> list[str]:
        """Return the terms of other vocabularies that a term is set beside, sorted."""
        found = {other for name in ALIGNING for other in self.named(iri, name)}
        return sorted(other for other in found if not other.startswith(TKG))

    def vocabularies(self) -> list[tuple[str, str, int]]:
        """Return prefix, namespace and number of our terms set beside each other vocabulary."""
        counts = Counter(
            prefix
            for iri in _own(subject for subject, _ in self._said)
            for prefix in {shorten(other).partition(":")[0] for other in self.alignments(iri)}
            if prefix in PREFIXES
        )
        return [(prefix, PREFIXES[prefix], counts[prefix]) for prefix in sorted(counts)]

    def tree(self) -> list[Branch]:
        """Return our classes below one another, those without a wider one of ours first.

        Classes in a circle have no top: the first of them in natural order stands for it.
        """
        classes = self.of_type("owl:Class")
        shown: set[str] = set()
        tops = [one for one in classes if not _own(self.named(one, "rdfs:subClassOf"))]
        tree = [self._branch(one, shown) for one in tops]
        tree.extend(self._branch(one, shown) for one in classes if one not in shown)
        return tree

    def _branch(self, iri: str, shown: set[str]) -> Branch:
        if iri in shown:
            return Branch(iri, False, ())
        shown.add(iri)
        below = self.naming(iri, "rdfs:subClassOf")
        return Branch(iri, True, tuple(self._branch(one, shown) for one in below))


def _own(iris: Iterable[str]) -> list[str]:
    return sorted({iri for iri in iris if iri.startswith(TKG)}, key=natural_key)
