"""Why a triple is in the graph: statements, records, and rules down to the text."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from taobao_kg.ask.statements import (
    Statement,
    is_statement,
    read_statements,
    statements_about,
    supporting_statements,
)
from taobao_kg.ask.things import find_property, find_thing
from taobao_kg.engines.answers import Solutions
from taobao_kg.errors import TaobaoKgError
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, graph_iri, term
from taobao_kg.words.languages import TAGS

#: How many of the nearest triples are named when one is not there.
_NEAR = 3
#: Named graphs that hold what our own files record, not what a source says.
RECORDED = {graph_iri("entities"): "entities", graph_iri("ontology"): "ontology"}

#: What ``reason.rq`` answers.
_REASON_COLUMNS = (
    "rule",
    "premise",
    "subject_of_premise",
    "predicate_of_premise",
    "object_of_premise",
)


class Reason(NamedTuple):
    """Why one triple holds.

    Attributes:
        triple: what is explained.
        holds: whether it is a fact of the graph; False for what is only recommended or projected.
        recorded: names of the graphs of ours that record it (entities, ontology).
        statements: that say it, or that a rule read it from; natural order.
        rules: names of the rules that derived it, sorted.
        premises: the reasons of the triples it was derived from.
        repeated: True where the same triple was explained above; then nothing more is given.
    """

    triple: Triple
    holds: bool
    recorded: tuple[str, ...]
    statements: tuple[Statement, ...]
    rules: tuple[str, ...]
    premises: tuple["Reason", ...]
    repeated: bool = False


def explain(graph: Graph, triple: Triple) -> Reason:
    """Return why a triple holds, down to the statements and records it rests on.

    Raises:
        TaobaoKgError: when it is neither in the graph nor said by anyone; with the nearest
            triples that are.
    """
    reason = _explain(graph, triple, set())
    if not reason.holds and not reason.statements:
        raise TaobaoKgError(_not_there(graph, triple))
    return reason


def read_triple(graph: Graph, s: str, p: str, o: str) -> Triple:
    """Return the triple three texts name.

    Args:
        graph: where the names are looked up.
        s: a slug, prefixed name, IRI or label.
        p: ``issuedBy``, ``tkg:issuedBy``, ``a``, an IRI or the label of a property.
        o: like ``s``, or the text of a literal, with or without quotation marks.

    Raises:
        UsageError: for an unknown name, with the nearest.
    """
    subject = NamedNode(find_thing(graph, s))
    predicate = NamedNode(find_property(graph, p))
    bare = _unquoted(o)
    literals = (triple.object for triple in graph.triples(subject, predicate))
    said = (
        one.object for one in statements_about(graph, subject.value) if one.predicate == predicate
    )
    for node in [*literals, *said]:
        if isinstance(node, Literal) and node.value == bare:
            return Triple(subject, predicate, node)
    if bare != o.strip():
        return Triple(subject, predicate, Literal(bare))
    return Triple(subject, predicate, NamedNode(find_thing(graph, o)))


def rule_summary(graph: Graph, name: str, lang: str = "en") -> str:
    """Return what a rule says in a language, else in English, without its final dot."""
    node, comment = NamedNode(f"{ID}rule/{name}"), term("rdfs:comment")
    found = graph.query(f"SELECT ?said {{ GRAPH ?graph {{ {node} {comment} ?said }} }}")
    said = {row[0].language: str(row[0].value).rstrip(".。") for row in found}  # type: ignore[union-attr]
    return said.get(TAGS[lang].lower()) or said.get("en", "")


def _explain(graph: Graph, triple: Triple, seen: set[Triple]) -> Reason:
    s, p, o = triple.subject, triple.predicate, triple.object
    if triple in seen:
        return Reason(triple, True, (), (), (), (), repeated=True)
    seen.add(triple)
    holds = isinstance(s, NamedNode) and _stands(graph, triple)
    found = graph.query(f"SELECT ?g {{ GRAPH ?g {{ {s} {p} {o} }} }}")
    named = {str(row[0].value) for row in found}  # type: ignore[union-attr]
    recorded = tuple(name for iri, name in RECORDED.items() if iri in named)
    statements = {one.iri for one in supporting_statements(graph, s, p, o)}
    rules: set[str] = set()
    premises: dict[Triple, None] = {}
    if not recorded:
        for rule, premise, parts in _derivation(graph, triple):
            rules.add(rule.rpartition("/")[2])
            if is_statement(premise):
                statements.add(premise)
            elif parts is not None:
                premises[parts] = None
    return Reason(
        triple,
        holds,
        recorded,
        tuple(read_statements(graph, statements)),
        tuple(sorted(rules)),
        tuple(_explain(graph, premise, seen) for premise in premises),
    )


def _derivation(graph: Graph, triple: Triple) -> Iterator[tuple[str, str, Triple | None]]:
    """Yield rule, premise and, for a premise that is a triple, the triple."""
    asked = Path(__file__).with_name("reason.rq").read_text(encoding="utf-8")
    parts_by_name = zip(("subject", "predicate", "object"), triple, strict=True)
    rows = graph.query(asked, {Variable(name): part for name, part in parts_by_name})
    if not isinstance(rows, Solutions):
        return
    for row in rows:
        rule, premise, *parts = (row[name] for name in _REASON_COLUMNS)
        whole = all(part is not None for part in parts)
        yield str(rule.value), str(premise.value), Triple(*parts) if whole else None


def _stands(graph: Graph, triple: Triple) -> bool:
    s, o = triple.subject, triple.object
    if isinstance(s, BlankNode | Triple) or isinstance(o, BlankNode | Triple):
        return False
    return next(graph.triples(s, triple.predicate, o), None) is not None


def _not_there(graph: Graph, triple: Triple) -> str:
    """Return the message for a triple that is not there, with the nearest that are."""
    from taobao_kg.ask.citing import triple_text

    s, p, o = triple.subject, triple.predicate, triple.object
    near: dict[Triple, None] = {}
    if isinstance(s, NamedNode) and isinstance(o, NamedNode | Literal):
        near.update(dict.fromkeys(graph.triples(s, p)))
        near.update(dict.fromkeys(graph.triples(s, None, o)))
        near.update(dict.fromkeys(graph.triples(None, p, o)))
    shown = [triple_text(one) for one in list(near)[:_NEAR]]
    hint = f"near it: {'; '.join(shown)}" if shown else "see 'taobao-kg show'"
    return f"nothing says {triple_text(triple)}; {hint}"


def _unquoted(text: str) -> str:
    """Return a text without the quotation marks and the language tag around it."""
    text = text.strip()
    for opening, closing in ('""', "“”", "''", "„“"):
        if len(text) > 1 and text.startswith(opening):
            end = text.rfind(closing)
            tail = text[end + 1 :]
            if end > 0 and (not tail or tail.startswith(("@", "^^"))):
                return text[1:end]
    return text
