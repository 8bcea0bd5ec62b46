"""Grounds: what each triple rests on, looked up for many triples at once.

As `taobao_kg.ask.reasons` says it of one triple. Statements, what is said about them, their
evidence, discrepancies and the record of derivations are explained, too: a question may ask about
them like about anything else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from taobao_kg.ask.statements import is_statement
from taobao_kg.ask.why.asking import Cells, ask_rows, can_be_given, triple_of, values_blocks
from taobao_kg.build.derive import triple_node
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, TKG, graph_iri, term

_DERIVED = frozenset(map(graph_iri, ("truths", "inferred")))
_DERIVATIONS = graph_iri("derivations")
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


@dataclass
class Ground:
    """What one triple rests on.

    Attributes:
        recorded: short names of graphs of ours that record it (entities, ontology), sorted.
        statements: IRIs of those that say it, of which it is a part, or that it is made from.
        rules: names of the rules and checks that made it.
        premises: triples it was derived from.
    """

    recorded: tuple[str, ...] = ()
    statements: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    premises: set[Triple] = field(default_factory=set)

    @property
    def is_known(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.recorded or self.statements or self.rules or self.premises)


class Grounds:
    """The grounds of triples and of all they were derived from."""

    def __init__(self, graph: Graph, triples: Iterable[Triple]) -> None:
        """Look up what triples rest on, down to statements and records."""
        self._graph = graph
        self.of: dict[Triple, Ground] = {}
        self._deep: dict[Triple, tuple[frozenset[str], frozenset[str]]] = {}
        wanted = [*triples]
        while wanted:
            new = [triple for triple in dict.fromkeys(wanted) if triple not in self.of]
            self.of.update((triple, Ground()) for triple in new)
            self._look_up(new)
            wanted = [premise for triple in new for premise in self.of[triple].premises]

    def statements(self, triple: Triple) -> frozenset[str]:
        """Return the IRIs of all statements a triple rests on, through its premises."""
        return self._all(triple)[0]

    def rules(self, triple: Triple) -> frozenset[str]:
        """Return the names of all rules by which a triple and its premises were made."""
        return self._all(triple)[1]

    def _all(self, triple: Triple) -> tuple[frozenset[str], frozenset[str]]:
        """Add up statements and rules of a triple and its premises."""
        waiting = [triple]
        while waiting and triple not in self._deep:  # no recursion: chains may be long
            one = waiting[-1]
            ground = self.of[one]
            missing = [p for p in ground.premises if p not in self._deep and p not in waiting]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            below = [self._deep[p] for p in ground.premises if p in self._deep]
            self._deep[one] = (
                frozenset(ground.statements).union(*(statements for statements, _ in below)),
                frozenset(ground.rules).union(*(rules for _, rules in below)),
            )
        return self._deep[triple]

    def _look_up(self, triples: list[Triple]) -> None:
        by_kind: defaultdict[str, list[Triple]] = defaultdict(list)
        for triple in triples:
            by_kind[_kind_of(triple)].append(triple)
        for triple in by_kind["statement"]:
            self._add_statements(triple, (triple.subject, triple.object))
        self._through(by_kind["evidence"], "?__found tkg:evidence ?__node .")
        self._through(by_kind["discrepancy"], "?__node tkg:between ?__found .")
        self._found_by(by_kind["discrepancy"])
        self._noted(by_kind["triple"])
        self._recorded([*by_kind["other"], *by_kind["triple"]])
        self._derived(by_kind["other"])

    def _through(self, triples: list[Triple], pattern: str) -> None:
        """Add the statements that evidence or a discrepancy belongs to."""
        for triple, cells in self._about(triples, pattern, ("?__found",)):
            self._add_statements(triple, cells)

    def _found_by(self, triples: list[Triple]) -> None:
        pattern = "?__node tkg:foundBy ?__rule ."
        for triple, (rule,) in self._about(triples, pattern, ("?__rule",)):
            self.of[triple].rules.add(_local(rule))

    def _noted(self, triples: list[Triple]) -> None:
        """Add, to what the record of derivations says of a triple, that triple."""
        pattern = f"GRAPH <{_DERIVATIONS}> {{ {_spelt('?__node')} }}"
        for triple, cells in self._about(triples, pattern, ("?s", "?p", "?o")):
            self.of[triple].premises.add(triple_of(cells))

    def _recorded(self, triples: list[Triple]) -> None:
        """Note which graphs of ours hold triples: no source says them, and no rule made them."""
        plain = [triple for triple in triples if can_be_given(triple)]
        named: defaultdict[Triple, set[str]] = defaultdict(set)
        for block in values_blocks(("?s", "?p", "?o"), ([*triple] for triple in plain)):
            sparql = f"SELECT ?s ?p ?o ?g {{ {block} GRAPH ?g {{ ?s ?p ?o }} }}"
            for s, p, o, g in ask_rows(self._graph, sparql, ("?s", "?p", "?o", "?g")):
                if isinstance(g, NamedNode) and g.value not in _DERIVED:
                    named[triple_of((s, p, o))].add(g.value.removeprefix(f"{ID}graph/"))
        for triple, graphs in named.items():
            if triple in self.of:
                self.of[triple].recorded = tuple(sorted(graphs))

    def _derived(self, triples: list[Triple]) -> None:
        """Add rules and premises, by the node that stands for a derived triple."""
        nodes = {triple_node(triple): triple for triple in triples if can_be_given(triple)}
        premises: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
        pattern = "?__node tkg:rule ?__rule . ?__node tkg:premise ?__premise ."
        for node, rule, premise in self._ask_nodes(nodes, pattern, ("?__rule", "?__premise")):
            ground = self.of[nodes[node]]
            ground.rules.add(_local(rule))
            if is_statement(premise.value):
                ground.statements.add(premise.value)
            elif not ground.recorded:  # what we record ourselves needs no other reason
                premises[premise].append(nodes[node])
        for node, *parts in self._ask_nodes(premises, _spelt("?__node"), ("?s", "?p", "?o")):
            for triple in premises[node]:
                self.of[triple].premises.add(triple_of(parts))

    def _ask_nodes(
        self, nodes: Mapping[NamedNode, object], pattern: str, names: tuple[str, ...]
    ) -> Iterator[tuple[NamedNode, ...]]:
        listed = ("?__node", *names)
        for block in values_blocks(["?__node"], ((node,) for node in nodes)):
            sparql = _select(listed, f"{block} GRAPH <{_DERIVATIONS}> {{ {pattern} }}")
            yield from ask_rows(self._graph, sparql, listed)  # type: ignore[misc]

    def _about(
        self, triples: list[Triple], pattern: str, names: tuple[str, ...]
    ) -> Iterator[tuple[Triple, Cells]]:
        """Yield each triple with what a pattern finds of its subject."""
        by_subject: defaultdict[object, list[Triple]] = defaultdict(list)
        for triple in triples:
            by_subject[triple.subject].append(triple)
        subjects = [(subject,) for subject in by_subject if isinstance(subject, NamedNode)]
        listed = ("?__node", *names)
        for block in values_blocks(["?__node"], subjects):
            for node, *cells in ask_rows(
                self._graph, _select(listed, f"{block} {pattern}"), listed
            ):
                for triple in by_subject[node]:
                    yield triple, tuple(cells)

    def _add_statements(self, triple: Triple, nodes: Iterable[object]) -> None:
        found = (node.value for node in nodes if isinstance(node, NamedNode))
        self.of[triple].statements.update(iri for iri in found if is_statement(iri))


def _select(names: Iterable[str], body: str) -> str:
    return f"PREFIX tkg: <{TKG}> SELECT {' '.join(names)} {{ {body} }}"


def _spelt(node: str) -> str:
    """Return the patterns that take apart the node which stands for a triple."""
    names = ("?s", "?p", "?o")
    return " ".join(
        f"{node} {term(part)} {name} ." for part, name in zip(_PARTS, names, strict=True)
    )


def _kind_of(triple: Triple) -> str:
    subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
    if is_statement(subject):
        return "statement"
    kind = subject.removeprefix(ID).partition("/")[0] if subject.startswith(ID) else ""
    return kind if kind in ("evidence", "discrepancy", "triple") else "other"


def _local(node: object) -> str:
    return str(getattr(node, "value", "")).rpartition("/")[2]
