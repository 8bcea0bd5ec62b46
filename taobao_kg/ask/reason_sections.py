"""A reason as an indented tree, and as data."""

from collections.abc import Iterator
from typing import Any

from taobao_kg.ask.citing import citations, triple_sentence, triple_text
from taobao_kg.ask.reasons import Reason, rule_summary
from taobao_kg.ask.results import n3
from taobao_kg.ask.sections import Line, Section, statement_lines
from taobao_kg.graph import Graph
from taobao_kg.vocab import TKG
from taobao_kg.words.catalogue import joined, phrase


def reason_sections(graph: Graph, reason: Reason, lang: str = "en") -> list[Section]:
    """Return a reason as one section: each premise one step deeper than what follows from it."""
    title = triple_sentence(graph, reason.triple, lang)
    return [Section(title, list(_reason_lines(graph, reason, lang, 0)))]


def reason_as_data(reason: Reason) -> dict[str, Any]:
    """Return a reason for JSON: triple, how it is known, statements with quotations, premises."""
    triple = reason.triple
    return {
        "subject": n3(triple.subject),
        "predicate": n3(triple.predicate),
        "object": n3(triple.object),
        "holds": reason.holds,
        "recorded": list(reason.recorded),
        "statements": [
            citation._asdict()
            for statement in reason.statements
            for citation in citations(statement)
        ],
        "rules": list(reason.rules),
        "premises": [reason_as_data(premise) for premise in reason.premises],
    }


def _reason_lines(graph: Graph, reason: Reason, lang: str, depth: int) -> Iterator[Line]:
    yield Line(depth, triple_text(reason.triple))
    if reason.repeated:
        yield Line(depth + 1, phrase("ask.why.repeated", lang))
        return
    if not reason.holds:
        stances = sorted({statement.stance for statement in reason.statements})
        said = joined("and", lang, (graph.label(TKG + stance, lang) for stance in stances))
        yield Line(depth + 1, phrase("ask.why.only", lang, stances=said))
    if "entities" in reason.recorded:
        yield Line(depth + 1, phrase("ask.why.entities", lang))
    if "ontology" in reason.recorded:
        yield Line(depth + 1, phrase("ask.why.ontology", lang))
    for statement in reason.statements:
        yield from statement_lines(graph, statement, lang, depth + 1)
    rules = joined("semicolon", lang, (_rule(graph, name, lang) for name in reason.rules))
    if not reason.premises:
        if rules:
            yield Line(depth + 1, phrase("ask.why.said", lang, rules=rules))
        return
    yield Line(depth + 1, phrase("ask.why.derived", lang, rules=rules))
    # What is said about the world first, then the axioms that join it, a line each.
    for premise in sorted(reason.premises, key=_is_axiom):
        if _is_axiom(premise):
            axiom = triple_text(premise.triple)
            yield Line(depth + 2, phrase("ask.why.axiom", lang, triple=axiom))
        else:
            yield from _reason_lines(graph, premise, lang, depth + 2)


def _rule(graph: Graph, name: str, lang: str) -> str:
    return phrase("ask.why.rule", lang, name=name, summary=rule_summary(graph, name, lang))


def _is_axiom(reason: Reason) -> bool:
    return reason.recorded == ("ontology",)
