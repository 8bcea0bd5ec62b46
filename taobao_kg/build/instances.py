"""Instances: a rule with its patterns about the ontology matched.

A rule about all transitive properties says which these are by patterns about the ontology. With
those matched there is one instance for each property, whose other patterns name it: they are found
without looking at anything else.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode

from taobao_kg.build.facts import Binding, Fact, Facts, Pair, Pattern, fill
from taobao_kg.build.rules import Pattern as RulePattern
from taobao_kg.build.rules import Rule, Slot
from taobao_kg.errors import DataError
from taobao_kg.vocab import PREFIXES, term

_IS_IRI = re.compile(r"FILTER \(isIRI\((\?\w+)\)\)")
_TYPE = str(term("rdf:type"))
#: How the predicates begin that say something of classes and properties.
_ABOUT_TERMS = tuple(f"<{PREFIXES[prefix]}" for prefix in ("rdf", "rdfs", "owl"))

#: What is made, and from what.
Made = tuple[Fact, tuple[Fact, ...]]


class Instance:
    """A rule with one match of its patterns about the ontology.

    Attributes:
        head: what it makes.
        data: what it joins.
        body: all patterns of the rule, for the reason.
        seen: of how many facts of each pattern in ``data`` all is made; None before the first.
    """

    __slots__ = ("body", "data", "head", "seen")

    def __init__(self, head: Pattern, data: tuple[Pattern, ...], body: tuple[Pattern, ...]) -> None:
        self.head = head
        self.data = data
        self.body = body
        self.seen: list[int] | None = None


class InstantiatedRule:
    """A rule, ready to be joined with facts.

    Attributes:
        name: see `Rule`.
    """

    def __init__(self, rule: Rule) -> None:
        """Take a rule.

        Raises:
            DataError: when it has a condition that is not known here, or a predicate that the
                ontology does not tell.
        """
        self.name = rule.name
        self._iris = tuple(_read_condition(rule, line) for line in rule.conditions)
        self._head = _write_pattern(rule.head)
        self._body = tuple(map(_write_pattern, rule.body))
        about = tuple(pattern for pattern in self._body if _is_about_terms(pattern))
        # A rule about the ontology alone is joined like others.
        self._about = about if len(about) < len(self._body) else ()
        self._data = tuple(pattern for pattern in self._body if pattern not in self._about)
        told = {slot for pattern in self._about for slot in pattern}
        for _, predicate, _ in (self._head, *self._data):
            if predicate.startswith("?") and predicate not in told:
                raise _fault(rule, f"{predicate} is told by no pattern about the ontology")
        #: What this looks for in the ontology: predicates, and the classes of terms.
        self.wanted = {o if p == _TYPE else p for _, p, o in self._about}
        self._instances: dict[tuple[Pattern, ...], Instance] = {}
        #: By the predicate that they make, and by the value where they name one.
        self._makers: defaultdict[tuple[str, str], list[Instance]] = defaultdict(list)
        self._is_current = False

    def look_again(self) -> None:
        """Match the patterns about the ontology anew, the next time: it has changed."""
        self._is_current = False

    def matches(self, facts: Facts) -> Iterator[Made]:
        """Yield what the rule makes of facts that are new to it, each with what it is made from.

        What is there already is left out; the same may come for several reasons.
        """
        for instance in self._instantiate(facts):
            before, added = instance.seen, [facts.added(pattern) for pattern in instance.data]
            instance.seen = [len(pairs) for pairs in added]
            if before is None:
                yield from self._join(instance, 0, facts, added[0])
                continue
            for place, pairs in enumerate(added):
                if before[place] < len(pairs):
                    yield from self._join(instance, place, facts, pairs[before[place] :])

    def makes(self, facts: Facts) -> Iterable[tuple[str, str]]:
        """Return what the rule can make: predicates, each with one value or "" for any."""
        self._instantiate(facts)
        return self._makers.keys()

    def prove(self, fact: Fact, facts: Facts) -> Iterator[tuple[Fact, ...]]:
        """Yield what the rule could make a fact from."""
        self._instantiate(facts)
        _, predicate, value = fact
        for instance in (*self._makers[predicate, ""], *self._makers[predicate, value]):
            known = _unify(instance.head, fact)
            if known is None:
                continue
            for found in facts.solve(_order(instance.data, {*known}), known):
                if self._fits(found):
                    yield tuple(fill(pattern, found) for pattern in instance.body)

    def _instantiate(self, facts: Facts) -> Iterable[Instance]:
        if not self._is_current:
            old, self._instances = self._instances, {}
            for found in facts.solve(_order(self._about, set()), {}):
                body = tuple(fill(pattern, found) for pattern in self._body)
                self._instances[body] = old.get(body) or Instance(
                    fill(self._head, found),
                    tuple(fill(pattern, found) for pattern in self._data),
                    body,
                )
            self._makers.clear()
            for instance in self._instances.values():
                _, predicate, value = instance.head
                self._makers[predicate, "" if value.startswith("?") else value].append(instance)
            self._is_current = True
        return self._instances.values()

    def _join(
        self, instance: Instance, place: int, facts: Facts, pairs: Collection[Pair]
    ) -> Iterator[Made]:
        """Yield what an instance makes with one of its patterns matched by some pairs."""
        start, predicate, end = instance.head
        data = instance.data
        one, _, other = data[place]
        rest = _order(data[:place] + data[place + 1 :], {one, other})
        there = facts.pairs(predicate)
        for subject, value in pairs:
            if (
                (one != subject and one[0] != "?")
                or (other != value and other[0] != "?")
                or (one == other and subject != value)
            ):
                continue
            known = {one: subject, other: value}
            for found in facts.solve(rest, known) if rest else (known,):
                made = found.get(start, start), found.get(end, end)
                # Of a literal nothing is said.
                if made not in there and not made[0].startswith(('"', "<<")) and self._fits(found):
                    premises = tuple(fill(pattern, found) for pattern in instance.body)
                    yield (made[0], predicate, made[1]), premises

    def _fits(self, found: Binding) -> bool:
        return all(_is_iri(found.get(name, "<")) for name in self._iris)


def _is_about_terms(pattern: Pattern) -> bool:
    """Return whether a pattern is about classes and properties, and not about all things."""
    _, predicate, value = pattern
    return predicate.startswith(_ABOUT_TERMS) and (predicate != _TYPE or not value.startswith("?"))


def _order(patterns: Iterable[Pattern], known: set[str]) -> tuple[Pattern, ...]:
    """Return patterns so that each, if it can, begins where those before it end."""
    left, known = [*patterns], {*known}
    ordered: list[Pattern] = []
    while left:
        best = max(left, key=lambda one: sum(not s.startswith("?") or s in known for s in one))
        left.remove(best)
        ordered.append(best)
        known.update(best)
    return tuple(ordered)


def _unify(pattern: Pattern, fact: Fact) -> Binding | None:
    """Return the variables of a pattern that make it a fact; None when nothing does."""
    known: Binding = {}
    for slot, text in zip(pattern, fact, strict=True):
        wanted = known.setdefault(slot, text) if slot.startswith("?") else slot
        if wanted != text:
            return None
    return known


def _write_pattern(pattern: RulePattern) -> Pattern:
    def write(slot: Slot) -> str:
        return str(slot) if isinstance(slot, NamedNode) else f"?{slot}"

    subject, predicate, value = pattern
    return write(subject), write(predicate), write(value)


def _read_condition(rule: Rule, line: str) -> str:
    """Return the variable that a condition wants to be an IRI."""
    found = _IS_IRI.fullmatch(line)
    if not found:
        raise _fault(rule, f"{line!r} is no condition of a rule of the closure")
    return found[1]


def _fault(rule: Rule, fact: str) -> DataError:
    return DataError(f"not a rule: {fact}; see the other rules", f"{rule.name}.rq")


def _is_iri(text: str) -> bool:
    return text.startswith("<") and not text.startswith("<<")
