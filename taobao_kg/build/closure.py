"""The closure: what follows from facts under the rules ``closure-*.rq``, and why.

After its first turn a rule is joined only with what is new since then (semi-naive evaluation:
Abiteboul, Hull, Vianu, *Foundations of Databases*, 1995, §13.1). The rules are SPARQL and could be
asked of a store until nothing new comes: that makes the same, see the tests, and takes several
times as long, see ``bench/closure.py``.

The rules are those of OWL 2 RL (W3C, *OWL 2 Profiles*, 2012, §4.3) that make something of the
ontology as it is. Left out, as they answer no question: that a thing is itself and in
``owl:Thing`` (eq-ref, scm-cls, scm-op, scm-dp), domains and ranges of terms that follow from those
of other terms (scm-dom, scm-rng; their members are found all the same), OWL's own vocabulary and
the datatypes (dt-*), and what only shows a contradiction, which `taobao_kg.build.consistency`
asks a reasoner for. The tests hold all else against owlrl.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from taobao_kg.build.facts import Fact, Facts
from taobao_kg.build.instances import InstantiatedRule
from taobao_kg.build.rules import Rule


class Because(NamedTuple):
    """Why a fact holds: the name of a rule, and its patterns as facts, in their order."""

    rule: str
    premises: tuple[Fact, ...]


class Closure:
    """Facts and what follows from them; more can be added, and some taken away."""

    def __init__(self, rules: Iterable[Rule], facts: Iterable[Fact] = ()) -> None:
        """Take rules, and facts of which nothing is made before `extend`.

        Raises:
            DataError: when a rule cannot be instantiated by the ontology.
        """
        self._rules = [InstantiatedRule(rule) for rule in rules]
        self._facts = Facts()
        self._wanted = frozenset[str]().union(*(rule.wanted for rule in self._rules))
        self.add(facts)

    def extend(self, facts: Iterable[Fact] = ()) -> dict[Fact, Because]:
        """Add facts; return what follows from them and all before, in the order it was found.

        Each fact keeps the first reason found: rules go by name, and of several matches in one
        turn the one with the smallest premises counts. What a reason rests on was there before
        it, so reasons never go in circles.
        """
        self.add(facts)
        found: dict[Fact, Because] = {}
        while True:
            before = len(found)
            for rule in self._rules:
                new = self._apply(rule)
                found.update(new)
                self.add(new)
            if len(found) == before:
                return found

    def discard(self, facts: Iterable[Fact]) -> None:
        """Take facts out, but not what follows from them."""
        for fact in facts:
            self._facts.discard(fact)
            if fact[1] in self._wanted or fact[2] in self._wanted:
                self._look_again()

    def add(self, facts: Iterable[Fact]) -> None:
        """Add facts, and nothing of what follows from them."""
        for fact in facts:
            self._facts.add(fact)
            if fact[1] in self._wanted or fact[2] in self._wanted:
                self._look_again()

    def regain(self, wanted: Iterable[Fact]) -> dict[Fact, Because]:
        """Return which of some facts, that were taken out, follow all the same; add these."""
        # By what a rule has to make: a rule is not tried on what it never makes.
        missing: defaultdict[tuple[str, str], set[Fact]] = defaultdict(set)
        for fact in wanted:
            missing[fact[1], ""].add(fact)
            missing[fact[1], fact[2]].add(fact)
        found: dict[Fact, Because] = {}
        while True:
            before = len(found)
            for rule in self._rules:
                new: dict[Fact, Because] = {}
                likely = (missing.get(made, ()) for made in rule.makes(self._facts))
                for fact in sorted(set().union(*likely)):
                    proofs = rule.prove(fact, self._facts)
                    if (premises := min(proofs, default=None)) is not None:
                        new[fact] = Because(rule.name, premises)
                for fact in new:
                    missing[fact[1], ""].discard(fact)
                    missing[fact[1], fact[2]].discard(fact)
                found.update(new)
                self.add(new)
            if len(found) == before:
                return found

    def _look_again(self) -> None:
        for rule in self._rules:
            rule.look_again()

    def _apply(self, rule: InstantiatedRule) -> dict[Fact, Because]:
        """Return what one rule makes of what is new to it, sorted."""
        best: dict[Fact, tuple[Fact, ...]] = {}
        for fact, premises in rule.matches(self._facts):
            if fact not in best or premises < best[fact]:
                best[fact] = premises
        return {fact: Because(rule.name, best[fact]) for fact in sorted(best)}
