"""The page of a claim or an observation: what is said, where, and what others say of it."""

from typing import Any

from taobao_kg.ask.citing import amount_text
from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement
from taobao_kg.site.atlas import Thing
from taobao_kg.site.wording import Link, Wording
from taobao_kg.vocab import TKG, shorten


def statement_values(wording: Wording, thing: Thing) -> dict[str, Any]:
    """Return what the template of a statement is given."""
    atlas = wording.atlas
    one = atlas.statements[thing.iri]
    return {
        "thing": thing,
        "short": shorten(thing.iri),
        "label": wording.said(thing.iri).words,
        "said": wording.said(thing.iri),
        "parts_": _parts(wording, one),
        "same": [wording.said(iri) for iri in one.corroborated if iri in atlas.statements],
        "other": [wording.said(iri) for iri in one.opposed if iri in atlas.statements],
        "independent": one.independent,
        "misfits": [wording.misfit(found) for found in atlas.discrepancies_of(thing.iri)],
    }


def _parts(wording: Wording, one: Statement) -> list[tuple[str, tuple[Link, ...]]]:
    """Return the parts of a statement, each with its name; those it lacks are left out."""
    measured = bool(one.value)
    listed: list[tuple[str, tuple[Any, ...]]] = [
        ("about" if measured else "subject", (one.subject,)),
        ("indicator" if measured else "relation", (one.object if measured else one.predicate,)),
        ("object", () if measured else (one.object,)),
        ("time", one.times),
        ("place", one.places),
        ("unit", (one.unit,)),
    ]
    parts = [
        (wording.phrase(f"statement.{name}"), tuple(wording.link(node) for node in nodes if node))
        for name, nodes in listed
    ]
    if measured:
        amount = clean(amount_text(wording.atlas.graph, one, wording.lang))
        parts.insert(2, (wording.phrase("statement.value"), (Link(amount),)))
    if one.bound and one.bound != "exact":
        parts.append((wording.phrase("statement.bound"), (wording.link(TKG + one.bound),)))
    if one.stance:
        parts.append((wording.phrase("statement.stance"), (wording.link(TKG + one.stance),)))
    return [(name, links) for name, links in parts if links]
