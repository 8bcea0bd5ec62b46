"""The remainder: what is left of a graph, and what follows from that, without some statements.

Told as a difference to the whole graph, for mostly little goes. Entities and ontology stay. What
is derived is what the same rules make of the rest. Discrepancies are not looked for anew: each
stays whose statements all do. With fewer statements the checks would find new gaps (a work never
cited, a figure without a source) that no source is to blame for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from taobao_kg.build.derive import (
    derive_closure,
    group_matches,
    match_truths,
    rule_node,
    triple_node,
)
from taobao_kg.build.load import DERIVATIONS, ENTITIES, INFERRED, ONTOLOGY, TRUTHS
from taobao_kg.build.reasoning import Reasoning
from taobao_kg.build.rules import read_rules
from taobao_kg.vocab import ID, term

_SAID = (f"{ID}claim/", f"{ID}observation/")
#: What can go with a statement, beside what is derived.
_GOING = (*_SAID, f"{ID}evidence/", f"{ID}discrepancy/")
_DERIVED = frozenset((TRUTHS, INFERRED, DERIVATIONS))
_KEPT = frozenset((ONTOLOGY, ENTITIES, TRUTHS, INFERRED))


class Difference(NamedTuple):
    """What has to be done to a store; its default graph, the lens, included.

    Attributes:
        removed: quads that go; all of them were there.
        added: quads that come; none of them was there.
    """

    removed: set[Quad]
    added: set[Quad]


class Whole:
    """The graph of all statements, ready to tell what is left of it without some.

    Attributes:
        statements: the IRIs of all.
    """

    def __init__(self, rules: Path, quads: Iterable[Quad]) -> None:
        """Take stock of a graph.

        Args:
            rules: the folder of the rules by which it was derived.
            quads: its named graphs.

        Raises:
            DataError: when a rule cannot be used.
        """
        self.statements: set[str] = set()
        self._graphs: defaultdict[str, list[Triple]] = defaultdict(list)
        self._mentions: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
        self._proofs: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._users: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._doubts: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        for quad in quads:
            self._take(quad)
        said = [t for n, ts in self._graphs.items() if n not in _KEPT | _DERIVED for t in ts]
        self._asserted = [*self._graphs[ONTOLOGY], *self._graphs[ENTITIES]]
        self._unmade = {*self._asserted, *said}
        self._matches = match_truths(read_rules(rules, "claim"), said)
        self._closure = read_rules(rules, "closure")

    def without(self, statements: Collection[str]) -> Difference:
        """Return what changes when some statements, given by their IRIs, do not count."""
        lost = {NamedNode(iri) for iri in self.statements.intersection(statements)}
        removed = {quad for node in self._going(lost) for quad in self._mentions[node]}
        lens = {_in_lens(quad.triple) for quad in removed if not _explains(quad)}
        difference = Difference(removed | lens, set())
        if lost:
            self._derive_again(lost, difference)
        return Difference(
            difference.removed - difference.added, difference.added - difference.removed
        )

    def _take(self, quad: Quad) -> None:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        subject, predicate, node = quad.triple
        self._graphs[name].append(quad.triple)
        if name in _KEPT:
            return
        for end in (subject, node):
            if isinstance(end, NamedNode) and end.value.startswith(_GOING):
                self._mentions[end].append(quad)
        if not isinstance(subject, NamedNode) or not isinstance(node, NamedNode):
            return
        if subject.value.startswith(_SAID):
            self.statements.add(subject.value)
            if predicate == _EVIDENCE:
                self._proofs[subject].add(node)
                self._users[node].add(subject)
        elif predicate == _BETWEEN:
            self._doubts[node].add(subject)

    def _going(self, lost: set[NamedNode]) -> set[NamedNode]:
        """Return statements with evidence that proves no other, and all discrepancies of theirs."""
        proofs = {proof for statement in lost for proof in self._proofs[statement]}
        doubts = {doubt for statement in lost for doubt in self._doubts[statement]}
        return lost | doubts | {proof for proof in proofs if self._users[proof] <= lost}

    def _derive_again(self, lost: set[NamedNode], difference: Difference) -> None:
        """Add to a difference what is not derived any more, and what is for another reason."""
        before = group_matches(self._matches)
        after = group_matches(match for match in self._matches if match[2] not in lost)
        for triple, reason in after.items():
            for rule in {*before[triple].rules} - {*reason.rules}:
                derived = Triple(triple_node(triple), term("tkg:rule"), rule_node(rule))
                difference.removed.add(_in_graph(derived, DERIVATIONS))
        gone = before.keys() - after.keys()
        if not gone:
            return
        reasoning = Reasoning(self._graphs[DERIVATIONS])
        doubtful = reasoning.resting_on(gone)
        sure = [triple for triple in self._graphs[INFERRED] if triple not in doubtful]
        again = derive_closure(self._closure, [*self._asserted, *after, *sure])
        held = self._unmade | after.keys() | {*sure} | again.keys()
        difference.removed.update(_in_graph(triple, TRUTHS) for triple in gone)
        difference.removed.update(_in_graph(triple, INFERRED) for triple in doubtful)
        difference.removed.update(_in_lens(t) for t in gone | doubtful if t not in held)
        difference.added.update(_in_graph(triple, INFERRED) for triple in again)
        difference.added.update(_in_lens(t) for t in again.keys() - gone - doubtful)
        goes, comes = reasoning.replace(gone | doubtful, again)
        difference.removed.update(_in_graph(triple, DERIVATIONS) for triple in goes)
        comes -= {*self._graphs[DERIVATIONS]}
        difference.added.update(_in_graph(triple, DERIVATIONS) for triple in comes)


_EVIDENCE, _BETWEEN = term("tkg:evidence"), term("tkg:between")


def _explains(quad: Quad) -> bool:
    """Return whether a quad stands in the derivations, which are no part of the lens."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == DERIVATIONS


def _in_graph(triple: Triple, name: str) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))


def _in_lens(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
