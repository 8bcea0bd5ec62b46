"""Derive: plain triples from statements, their closure, and the reason for each of them."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from taobao_kg.build.closure import Because, Closure
from taobao_kg.build.facts import Fact, read_fact, write_fact
from taobao_kg.build.rules import Rule, fill, read_rules
from taobao_kg.engines.engine import Workspace
from taobao_kg.vocab import ID, term

#: A plain triple, the name of a rule, and the statement from which the rule makes it.
Match = tuple[Triple, str, NamedNode]


class Reason(NamedTuple):
    """Why a triple holds.

    Attributes:
        rules: names of the rules that make it, sorted.
        premises: the statements or triples it follows from; sorted statements for a truth, in
            the order of the rule's patterns for a triple of the closure.
    """

    rules: tuple[str, ...]
    premises: tuple[NamedNode | Triple, ...]


class Derived(NamedTuple):
    """What follows, each list in the order it was found.

    Attributes:
        truths: from statements.
        inferred: from truths, entities and the ontology; never what is asserted already.
        derivations: the reasons of both as triples about ``id/triple/<hash>`` nodes, and what
            each rule says.
    """

    truths: list[Triple]
    inferred: list[Triple]
    derivations: list[Triple]


def derive(rules: Path, statements: Workspace, asserted: Iterable[Triple]) -> Derived:
    """Apply the rules of a folder until nothing new follows.

    Args:
        rules: the folder with ``claim-*.rq`` and ``closure-*.rq``.
        statements: what the sources say, in the default graph of a store.
        asserted: entities and ontology.

    Raises:
        DataError: when a file is not a rule.
    """
    of_claims, of_closure = read_rules(rules, "claim"), read_rules(rules, "closure")
    truths = derive_truths(of_claims, statements)
    inferred = derive_closure(of_closure, [*asserted, *truths])
    derivations = describe_reasons({**truths, **inferred})
    derivations.extend(describe_rules([*of_claims, *of_closure]))
    return Derived(list(truths), list(inferred), derivations)


def derive_truths(rules: list[Rule], statements: Workspace) -> dict[Triple, Reason]:
    """Return the plain triples of statements, each with every statement that supports it."""
    return group_matches(match_truths(rules, statements))


def match_truths(rules: list[Rule], statements: Workspace) -> list[Match]:
    """Return each plain triple with the rule and the one statement that make it."""
    found: list[Match] = []
    for rule in rules:
        for row in _matches(statements, rule):
            triple = fill(rule.head, row)
            statement = row[rule.premise or "statement"]
            if triple is not None and isinstance(statement, NamedNode):
                found.append((triple, rule.name, statement))
    return found


def group_matches(matches: Iterable[Match]) -> dict[Triple, Reason]:
    """Return plain triples, sorted, each with all that support it."""
    found: dict[Triple, tuple[set[str], set[NamedNode]]] = {}
    for triple, rule, statement in matches:
        names, premises = found.setdefault(triple, (set(), set()))
        names.add(rule)
        premises.add(statement)
    return {
        triple: Reason(tuple(sorted(names)), tuple(sorted(premises, key=str)))
        for triple, (names, premises) in sorted(found.items(), key=lambda item: str(item[0]))
    }


def derive_closure(rules: list[Rule], asserted: Iterable[Triple]) -> dict[Triple, Reason]:
    """Return what follows from triples under rules, to the fixpoint.

    See `taobao_kg.build.closure.Closure.extend` for the order and which reason is kept.
    """
    with _uncollected():
        return read_reasons(Closure(rules, map(read_fact, asserted)).extend())


def read_reasons(found: Mapping[Fact, Because]) -> dict[Triple, Reason]:
    """Return facts of a closure, and why they hold, as triples."""
    triples: dict[Fact, Triple] = {}

    def triple_of(fact: Fact) -> Triple:
        return triples.get(fact) or triples.setdefault(fact, write_fact(fact))

    return {
        triple_of(fact): Reason((because.rule,), tuple(map(triple_of, because.premises)))
        for fact, because in found.items()
    }


def describe_reasons(reasons: dict[Triple, Reason]) -> list[Triple]:
    """Return reasons as triples, with a node for every premise that is a triple itself.

    The node of a triple names its subject, predicate and object; a derived one also names its
    rules and premises and is a ``tkg:DerivedTriple``.
    """
    described: dict[Triple, NamedNode] = {}
    triples: list[Triple] = []

    def node_of(triple: Triple) -> NamedNode:
        if triple not in described:
            node = described[triple] = triple_node(triple)
            triples.append(Triple(node, term("rdf:subject"), triple.subject))
            triples.append(Triple(node, term("rdf:predicate"), triple.predicate))
            triples.append(Triple(node, term("rdf:object"), triple.object))
        return described[triple]

    for triple, reason in reasons.items():
        node = node_of(triple)
        triples.append(Triple(node, term("rdf:type"), term("tkg:DerivedTriple")))
        triples.extend(Triple(node, term("tkg:rule"), rule_node(name)) for name in reason.rules)
        for premise in reason.premises:
            named = node_of(premise) if isinstance(premise, Triple) else premise
            triples.append(Triple(node, term("tkg:premise"), named))
    return triples


def describe_rules(rules: Iterable[Rule]) -> list[Triple]:
    """Return what each rule says, in each language it has, as triples about its node."""
    return [
        triple
        for rule in rules
        for node in (rule_node(rule.name),)
        for triple in (
            Triple(node, term("rdf:type"), term("tkg:Rule")),
            *(
                Triple(node, term("rdfs:comment"), Literal(told, language=tag))
                for tag, told in rule.summaries.items()
            ),
        )
    ]


def rule_node(name: str) -> NamedNode:
    """Return the node of a rule: ``id/rule/`` and the name of its file."""
    return NamedNode(f"{ID}rule/{name}")


def triple_node(triple: Triple) -> NamedNode:
    """Return the node that stands for a triple: its N-Triples text, hashed."""
    return NamedNode(f"{ID}triple/{sha256(str(triple).encode()).hexdigest()[:16]}")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold Python's collector of cycles: it would look at all facts again and again for none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _matches(store: Workspace, rule: Rule) -> QuerySolutions:
    rows = store.query(rule.select)
    if not isinstance(rows, QuerySolutions):
        raise TypeError(f"{rule.name} is not a SELECT")
    return rows
