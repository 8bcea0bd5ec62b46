"""The remainder: what is left of a graph, and what follows from that, without some statements.

Told as a difference to the whole graph, for mostly little goes. Entities and ontology stay. What
is derived is what the same rules make of the rest. A discrepancy stays whose statements all do; of
another is told what is left, for `taobao_kg.build.weigh` to look there again. No others are looked
for: with fewer statements the checks would find new gaps (a work never cited, a figure without a
source) that no source is to blame for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from taobao_kg.build.closure import Closure
from taobao_kg.build.derive import (
    Match,
    Reason,
    group_matches,
    match_truths,
    read_reasons,
    rule_node,
    triple_node,
)
from taobao_kg.build.facts import read_fact
from taobao_kg.build.load import (
    DERIVATIONS,
    DISCREPANCIES,
    ENTITIES,
    INFERRED,
    NORMAL,
    ONTOLOGY,
    STANDING,
    TRUTHS,
)
from taobao_kg.build.reasoning import Reasoning
from taobao_kg.build.rules import read_rules
from taobao_kg.vocab import ID, term

#: What can go, beside what is derived.
_GOING = tuple(f"{ID}{kind}/" for kind in ("claim", "observation", "evidence", "discrepancy"))
_KEPT = frozenset((ONTOLOGY, ENTITIES, TRUTHS, INFERRED))


#: Where statements are not said but spoken about.
_ABOUT = frozenset((NORMAL, DISCREPANCIES, STANDING))


class Difference(NamedTuple):
    """What has to be done to a store; its default graph, the lens, included.

    Attributes:
        removed: quads that go; all of them were there.
        added: quads that come; none of them was there.
    """

    removed: set[Quad]
    added: set[Quad]


class Doubt(NamedTuple):
    """What is left of a discrepancy: the name of the check that found it, and its statements."""

    check: str
    statements: frozenset[NamedNode]


class Whole:
    """The graph of all statements, ready to tell what is left of it without some.

    Attributes:
        quads: of its named graphs.
        statements: the IRIs of all.
    """

    def __init__(self, rules: Path, quads: Iterable[Quad]) -> None:
        """Take stock of a graph.

        Args:
            rules: the folder of the rules by which it was derived.
            quads: its named graphs.
        """
        self.quads = [quad for quad in quads if isinstance(quad.graph_name, NamedNode)]
        self.statements: set[str] = set()
        self._rules = rules
        self._twin = cache(lambda quad: _in_lens(quad.triple))
        self._quads: defaultdict[str, list[Quad]] = defaultdict(list)
        self._mentions: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
        self._proofs: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._users: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._doubts: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._between: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._finders: dict[NamedNode, str] = {}
        for quad in self.quads:
            self._quads[str(getattr(quad.graph_name, "value", ""))].append(quad)
        for name, some in self._quads.items():
            if name == DERIVATIONS:
                self._read(quad for quad in some if quad.predicate == _PREMISE)
            elif name not in _KEPT:
                self._read(some)

    def without(self, statements: Collection[str]) -> Difference:
        """Return what changes when some statements, given by their IRIs, do not count.

        Raises:
            DataError: when a rule cannot be used.
        """
        lost = {NamedNode(iri) for iri in self.statements.intersection(statements)}
        removed = {quad for node in self._going(lost) for quad in self._mentions[node]}
        lens = {self._twin(quad) for quad in removed if not _explains(quad)}
        difference = Difference(removed | lens, set())
        if any(map(_explains, removed)):  # else no truth rests on them
            self._derive_again(lost, difference)
        return Difference(
            difference.removed - difference.added, difference.added - difference.removed
        )

    def without_standing(self, difference: Difference) -> tuple[list[Quad], set[Triple]]:
        """Return what is left of the lens, and of the graph of discrepancies; then the standing.

        Args:
            difference: made by `without`, which adds nothing to either.

        Returns:
            What checks and the rules of standing look at, and how statements stood before them.
        """
        gone = difference.removed
        left = [*self._lens, *self._quads[DISCREPANCIES]]
        standing = {quad.triple for quad in self._quads[STANDING] if quad not in gone}
        return [quad for quad in left if quad not in gone], standing

    def left_over(self, statements: Collection[str]) -> list[Doubt]:
        """Return what is left of the discrepancies that go with some statements."""
        lost = {NamedNode(iri) for iri in self.statements.intersection(statements)}
        gone = {doubt for statement in lost for doubt in self._doubts[statement]}
        left = {Doubt(self._finders.get(d, ""), frozenset(self._between[d] - lost)) for d in gone}
        return [doubt for doubt in left if doubt.statements]

    @cached_property
    def _said(self) -> list[Triple]:
        names = sorted(self._quads.keys() - _KEPT - _ABOUT - {DERIVATIONS})
        return [quad.triple for name in names for quad in self._quads[name]]

    @cached_property
    def _lens(self) -> Collection[Quad]:
        names = sorted(self._quads.keys() - {DERIVATIONS, STANDING})
        return dict.fromkeys(self._twin(quad) for name in names for quad in self._quads[name])

    @cached_property
    def _unmade(self) -> set[Triple]:
        """What no rule has to make, of all that one could: not what is said of statements."""
        names = self._quads.keys() - {TRUTHS, INFERRED, DERIVATIONS}
        return {
            quad.triple
            for name in names
            for quad in self._quads[name]
            if not (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_GOING))
        }

    @cached_property
    def _matches(self) -> list[Match]:
        store = Store()
        store.bulk_extend(map(_in_lens, self._said))
        return match_truths(read_rules(self._rules, "claim"), store)

    @cached_property
    def _truths(self) -> dict[Triple, Reason]:
        return group_matches(self._matches)

    @cached_property
    def _closed(self) -> Closure:
        """What the closure is made of, and the closure."""
        names = (ONTOLOGY, ENTITIES, TRUTHS, INFERRED)
        facts = (read_fact(quad.triple) for name in names for quad in self._quads[name])
        return Closure(read_rules(self._rules, "closure"), facts)

    @cached_property
    def _reasoning(self) -> Reasoning:
        return Reasoning(self._derivations)

    @cached_property
    def _derivations(self) -> set[Triple]:
        return {quad.triple for quad in self._quads[DERIVATIONS]}

    def _read(self, quads: Iterable[Quad]) -> None:
        """Note which quads mention what can go, and what goes with what."""
        for quad in quads:
            subject, predicate, node = quad.subject, quad.predicate, quad.object
            for end in (subject, node):
                if isinstance(end, NamedNode) and end.value.startswith(_GOING):
                    self._mentions[end].append(quad)
            if not isinstance(subject, NamedNode) or not isinstance(node, NamedNode):
                continue
            if predicate == _STATED_IN:
                self.statements.add(subject.value)
            elif predicate == _EVIDENCE:
                self._proofs[subject].add(node)
                self._users[node].add(subject)
            elif predicate == _BETWEEN:
                self._doubts[node].add(subject)
                self._between[subject].add(node)
            elif predicate == _FOUND_BY:
                self._finders[subject] = node.value.removeprefix(f"{ID}rule/")

    def _going(self, lost: set[NamedNode]) -> set[NamedNode]:
        """Return statements with evidence that proves no other, and all discrepancies of theirs."""
        proofs = {proof for statement in lost for proof in self._proofs[statement]}
        doubts = {doubt for statement in lost for doubt in self._doubts[statement]}
        return lost | doubts | {proof for proof in proofs if self._users[proof] <= lost}

    def _derive_again(self, lost: set[NamedNode], difference: Difference) -> None:
        """Add to a difference what is not derived any more, and what is for another reason."""
        before = self._truths
        after = group_matches(match for match in self._matches if match[2] not in lost)
        for triple, reason in after.items():
            for rule in {*before[triple].rules} - {*reason.rules}:
                derived = Triple(triple_node(triple), term("tkg:rule"), rule_node(rule))
                difference.removed.add(_in_graph(derived, DERIVATIONS))
        gone = before.keys() - after.keys()
        if not gone:
            return
        doubtful = self._reasoning.resting_on(gone)
        # What follows from less is among what followed from all.
        unsure = {triple for triple in gone | doubtful if triple not in self._unmade}
        facts = [read_fact(triple) for triple in unsure]
        self._closed.discard(facts)
        again = read_reasons(self._closed.regain(facts))
        self._closed.add(facts)
        difference.removed.update(_in_graph(triple, TRUTHS) for triple in gone)
        difference.removed.update(_in_graph(triple, INFERRED) for triple in doubtful)
        difference.removed.update(_in_lens(triple) for triple in unsure - again.keys())
        difference.added.update(_in_graph(triple, INFERRED) for triple in again)
        goes, comes = self._reasoning.replace(gone | doubtful, again)
        difference.removed.update(_in_graph(triple, DERIVATIONS) for triple in goes)
        comes -= self._derivations
        difference.added.update(_in_graph(triple, DERIVATIONS) for triple in comes)


_STATED_IN, _EVIDENCE, _PREMISE = term("tkg:statedIn"), term("tkg:evidence"), term("tkg:premise")
_BETWEEN, _FOUND_BY = term("tkg:between"), term("tkg:foundBy")


def _explains(quad: Quad) -> bool:
    """Return whether a quad stands in the derivations, which are no part of the lens."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == DERIVATIONS


def _in_graph(triple: Triple, name: str) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))


def _in_lens(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
