"""Which thing is meant: by slug, prefixed name, IRI or a label in any script."""

import re

from taobao_kg.ask.naming import things_labelled
from taobao_kg.ask.nearest import is_known, is_ours, nearest_names, or_list, unknown_name
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, KINDS, TKG, expand, shorten

_SLUG = re.compile(r"[A-Za-z0-9][\w.-]*")
_NAME = re.compile(r"<?\w+(:|/)\S+")


def find_thing(graph: Graph, text: str, kind: str | None = None) -> str:
    """Return the IRI of the thing a text names.

    Args:
        graph: where it must be mentioned.
        text: ``state-council``, ``actor/state-council``, ``actor:state-council``,
            ``tkg:issuedBy``, ``issuedBy``, an IRI, or a label in any script.
        kind: one of `taobao_kg.vocab.KINDS` when only such things are meant.

    Raises:
        UsageError: nothing or more than one thing has that name; with the nearest names.
    """
    text = text.strip()
    if not text:
        raise UsageError("the name is empty; write a slug like state-council or a label")
    iri = _by_name(graph, text, kind) or _by_slug(graph, text, kind) or _by_label(graph, text, kind)
    if kind is not None and not iri.startswith(f"{ID}{kind}/"):
        raise UsageError(f"{shorten(iri)} is not of the kind {kind}; write {kind}:…")
    return iri


def find_property(graph: Graph, text: str) -> str:
    """Return the IRI of the property a text names: ``issuedBy``, ``tkg:issuedBy``, a label, ``a``.

    Raises:
        UsageError: when no property has that name, with the nearest.
    """
    text = text.strip()
    if text == "a":
        return expand("rdf:type")
    if _SLUG.fullmatch(text) and graph.has(TKG + text):
        return TKG + text
    named = [iri for iri in things_labelled(graph, text, terms=True) if iri[len(TKG)].islower()]
    return _only(text, named) if named else _by_name(graph, text, None) or _no_property(graph, text)


def _no_property(graph: Graph, text: str) -> str:
    near = [name for name in nearest_names(graph, TKG + text) if name[len("tkg:")].islower()]
    hint = f"did you mean {or_list(near)}?" if near else "write tkg:issuedBy or a label"
    raise UsageError(f"{text!r} names no property; {hint}")


def _by_name(graph: Graph, text: str, kind: str | None) -> str | None:
    """Return what a prefixed name or IRI stands for; None when the text is not one."""
    if not _NAME.fullmatch(text):
        return None
    try:
        iri = expand(text)
    except UsageError:
        # A label may hold a colon too; only a label that is not there brings the prefix back.
        if _labelled(graph, text, kind):
            return None
        raise
    if is_ours(iri) and not is_known(graph, iri):
        raise unknown_name(graph, iri)
    return iri


def _by_slug(graph: Graph, text: str, kind: str | None) -> str | None:
    if not _SLUG.fullmatch(text):
        return None
    kinds = KINDS if kind is None else (kind,)
    found = [f"{ID}{one}/{text}" for one in kinds if graph.has(f"{ID}{one}/{text}")]
    if kind is None and graph.has(TKG + text):
        found.append(TKG + text)
    return _only(text, found) if found else None


def _by_label(graph: Graph, text: str, kind: str | None) -> str:
    found = _labelled(graph, text, kind)
    if found:
        return _only(text, found)
    from taobao_kg.ask.search import search

    hits = search(graph, text, limit=12)
    near = [hit for hit in hits if kind is None or hit.iri.startswith(f"{ID}{kind}/")][:3]
    what = f"no {kind}" if kind else "nothing"
    if not near:
        raise UsageError(f"{text!r} names {what} in the graph; try 'taobao-kg search'")
    names = [f"{shorten(hit.iri)} ({hit.label})" for hit in near]
    raise UsageError(f"{text!r} names {what} in the graph; did you mean {or_list(names)}?")


def _labelled(graph: Graph, text: str, kind: str | None) -> list[str]:
    """Return the things that have exactly this label, folded."""
    found = things_labelled(graph, text)
    return [iri for iri in found if kind is None or iri.startswith(f"{ID}{kind}/")]


def _only(text: str, found: list[str]) -> str:
    if len(found) > 1:
        names = or_list([shorten(iri) for iri in found])
        raise UsageError(f"{text!r} names more than one thing; write {names}")
    return found[0]
