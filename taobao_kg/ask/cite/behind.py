"""Which statements stand behind something: an answer, a thing, a derived triple."""

from collections import defaultdict
from itertools import permutations

from pyoxigraph import NamedNode, Triple

from taobao_kg.ask.citing import statements_behind
from taobao_kg.ask.results import Answer, Row, Rows, Triples
from taobao_kg.ask.statements import is_statement, statements_about
from taobao_kg.engines.answers import Solutions
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, term

#: The whole record of what was derived from what.
_REASONS = "SELECT ?node ?part ?value { GRAPH graph:derivations { ?node ?part ?value } }"
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")
_EVIDENCE = f"{ID}evidence/"


class Reasons:
    """What each derived triple was derived from, in memory."""

    def __init__(self, graph: Graph) -> None:
        """Read the derivations of a graph once."""
        prefix = f"PREFIX graph: <{ID}graph/> "
        found = graph.query(prefix + _REASONS)
        parts: defaultdict[str, dict[str, object]] = defaultdict(dict)
        self._premises: defaultdict[str, list[str]] = defaultdict(list)
        premise = term("tkg:premise").value
        for node, part, value in found if isinstance(found, Solutions) else ():
            if part.value == premise:
                self._premises[node.value].append(value.value)
            else:
                parts[node.value][part.value] = value
        keys = [term(name).value for name in _PARTS]
        self._nodes = {
            tuple(said[key] for key in keys): node
            for node, said in parts.items()
            if all(key in said for key in keys)
        }

    def statements(self, triple: Triple) -> set[str]:
        """Return the IRIs of the statements a triple follows from, through all its premises."""
        found: set[str] = set()
        seen = {self._nodes.get((triple.subject, triple.predicate, triple.object), "")}
        waiting = list(seen)
        while waiting:
            for premise in self._premises.get(waiting.pop(), ()):
                if is_statement(premise):
                    found.add(premise)
                elif premise not in seen:
                    seen.add(premise)
                    waiting.append(premise)
        return found


def statements_behind_answer(graph: Graph, answer: Answer) -> set[str]:
    """Return the IRIs of the statements an answer rests on; none where it does not show them.

    They are those `taobao-kg query --why` shows. A row without any, whose things are linked by a
    triple in the graph, rests on the statements this triple was derived from. A triple of a
    CONSTRUCT counts as a row; yes and no show nothing.
    """
    if isinstance(answer, bool):
        return set()
    if isinstance(answer, Triples):
        answer = Rows(("s", "p", "o"), [(t.subject, t.predicate, t.object) for t in answer], graph)
    found: set[str] = set()
    reasons: Reasons | None = None
    for row, statements in zip(answer, statements_behind(answer), strict=True):
        found.update(one.iri for one in statements)
        if not statements:
            reasons = reasons or Reasons(graph)
            for thing in _things(row):
                found |= _proved_by(graph, thing.value)
            for s, o in permutations(_things(row), 2):
                for triple in graph.triples(s, None, o):
                    found |= reasons.statements(triple)
    return found


def statements_behind_thing(graph: Graph, iri: str) -> set[str]:
    """Return the IRIs of the statements a thing's card rests on.

    A statement rests on itself, evidence on the statements it proves; any other thing on the
    statements that speak of it, and on those from which the triples about it were derived.
    """
    if is_statement(iri):
        return {iri}
    if proved := _proved_by(graph, iri):
        return proved
    found = {one.iri for one in statements_about(graph, iri)}
    reasons = Reasons(graph)
    for triple in (*graph.triples(iri), *graph.triples(o=iri)):
        found |= reasons.statements(triple)
    return found


def _things(row: Row) -> list[NamedNode]:
    return [cell for cell in dict.fromkeys(row) if isinstance(cell, NamedNode)]


def _proved_by(graph: Graph, evidence: str) -> set[str]:
    if not evidence.startswith(_EVIDENCE):
        return set()
    said = graph.triples(p=term("tkg:evidence"), o=evidence)
    return {triple.subject.value for triple in said if isinstance(triple.subject, NamedNode)}
