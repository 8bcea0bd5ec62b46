"""The graph in memory: one reading of the lens, for thousands of pages that each ask a little."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Triple, Variable

from taobao_kg.engines.answers import Answer
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.words.languages import TAGS

_P = ParamSpec("_P")
_T = TypeVar("_T")


class GraphInMemory(Graph):
    """A graph whose triples are looked up in dictionaries; queries still go to its engine.

    A page looks up some hundred triples one by one, which costs the engine fifty times as much.
    """

    in_memory = True

    def __init__(self, graph: Graph) -> None:
        """Read all triples of the lens of a graph."""
        self._whole = graph
        self.queries = graph.queries
        self.lens = graph.lens
        self._of: defaultdict[object, list[Triple]] = defaultdict(list)
        self._into: defaultdict[object, list[Triple]] = defaultdict(list)
        self._by: defaultdict[object, list[Triple]] = defaultdict(list)
        self._saying: dict[object, defaultdict[object, list[Triple]]] = {}
        for triple in sorted(graph.triples(), key=str):
            self._of[triple.subject].append(triple)
            self._into[triple.object].append(triple)
            self._by[triple.predicate].append(triple)
        self._label = cache(super().label)
        self._kept: dict[object, Any] = {}

    def triples(
        self,
        s: str | NamedNode | None = None,
        p: str | NamedNode | None = None,
        o: str | NamedNode | Literal | None = None,
    ) -> Iterator[Triple]:
        """Return the triples of a pattern in the order of their N-Triples."""
        subject, predicate, value = _node(s), _node(p), _node(o)
        if subject is not None:
            found = self._of.get(subject, ())
        elif value is not None and predicate is not None:
            return iter(self._objects(predicate).get(value, ()))
        elif value is not None:
            return iter(self._into.get(value, ()))
        elif predicate is not None:
            return iter(self._by.get(predicate, ()))
        else:
            return (triple for triples in self._of.values() for triple in triples)
        return (
            triple
            for triple in found
            if (predicate is None or triple.predicate == predicate)
            and (value is None or triple.object == value)
        )

    def label(self, iri: str | NamedNode, lang: str = "en") -> str:
        """Return the best label of a thing, see `Graph.label`."""
        return self._label(str(getattr(iri, "value", iri)), TAGS.get(lang, lang))

    def subjects(self) -> list[str]:
        """Return the IRIs of everything something is said of, sorted."""
        return sorted(node.value for node in self._of if isinstance(node, NamedNode))

    def query(self, sparql: str, substitutions: Mapping[Variable, Term] | None = None) -> Answer:
        """Answer a query over the whole graph, see `Graph.query`."""
        return self._whole.query(sparql, substitutions)

    def quads(self, graph: str | NamedNode | None = None) -> Iterator[Quad]:
        """Return the quads of a named graph or of all, read once; see `Graph.quads`."""
        if graph is None:
            return iter(self._quads)
        return iter(self._quads_of.get(_node(graph), ()))

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return self._whole.graphs()

    def once(
        self, read: Callable[Concatenate[Graph, _P], _T], *args: _P.args, **named: _P.kwargs
    ) -> _T:
        """Return what a function reads of this graph, read when it is first asked for."""
        key = (read, args, tuple(sorted(named.items())))
        if key not in self._kept:
            self._kept[key] = read(self, *args, **named)
        found: _T = self._kept[key]
        return found

    def _objects(self, predicate: NamedNode | Literal) -> Mapping[object, list[Triple]]:
        """Return the triples of a predicate by what they lead to: of a year, thousands do."""
        found = self._saying.get(predicate)
        if found is None:
            found = self._saying[predicate] = defaultdict(list)
            for triple in self._by.get(predicate, ()):
                found[triple.object].append(triple)
        return found

    @cached_property
    def _quads(self) -> list[Quad]:
        return list(self._whole.quads())

    @cached_property
    def _quads_of(self) -> Mapping[object, list[Quad]]:
        found: defaultdict[object, list[Quad]] = defaultdict(list)
        for quad in self._quads:
            found[quad.graph_name].append(quad)
        return found


def _node(value: str | NamedNode | Literal | None) -> NamedNode | Literal | None:
    return NamedNode(value) if isinstance(value, str) else value
