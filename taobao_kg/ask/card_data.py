"""A card as data, for JSON."""

from typing import Any

from taobao_kg.ask.card import Card, Fact
from taobao_kg.ask.discrepancies import Discrepancy
from taobao_kg.ask.results import n3
from taobao_kg.ask.statements import Statement


def card_as_data(card: Card) -> dict[str, Any]:
    """Return a card for JSON: IRIs and terms in full, statements with their quotations."""
    return {
        "iri": card.iri,
        "label": card.label,
        "types": list(card.types),
        "names": [name._asdict() for name in card.names],
        "outgoing": [_fact(fact) for fact in card.outgoing],
        "incoming": [_fact(fact) for fact in card.incoming],
        "statement": statement_as_data(card.itself) if card.itself else None,
        "claims": [statement_as_data(one) for one in card.claims],
        "observations": [statement_as_data(one) for one in card.observations],
        "discrepancies": [_discrepancy(one) for one in card.discrepancies],
    }


def statement_as_data(statement: Statement) -> dict[str, Any]:
    """Return a statement for JSON; terms as N-Triples write them, what is missing as null."""
    data: dict[str, Any] = statement._asdict()
    for part in ("subject", "predicate", "object"):
        data[part] = None if data[part] is None else n3(data[part])
    data["quotes"] = [quote._asdict() for quote in statement.quotes]
    return data


def _discrepancy(one: Discrepancy) -> dict[str, Any]:
    return {"iri": one.iri, "kind": one.kind, "severity": one.severity, "words": one.words}


def _fact(fact: Fact) -> dict[str, Any]:
    parts = (fact.triple.subject, fact.triple.predicate, fact.triple.object)
    names = ("subject", "predicate", "object")
    return {**dict(zip(names, map(n3, parts), strict=True)), "derived": fact.derived}
