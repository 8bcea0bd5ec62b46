"""The page of a source: its record, what it says, and what of that others confirm or contradict."""

from collections import Counter
from typing import Any

from pyoxigraph import Literal

from taobao_kg.ask.cite.works import read_work
from taobao_kg.ask.screen import clean
from taobao_kg.site.atlas import Thing
from taobao_kg.site.pages.panels import panel
from taobao_kg.site.pages.thing import number, thing_values
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import TKG, shorten, term

#: Standings in the order a reader wants them: what is settled last.
STANDINGS = ("contradicted", "disputed", "corroborated", "singleSourced")


def source_values(wording: Wording, thing: Thing) -> dict[str, Any]:
    """Return what the template of a source is given."""
    values = thing_values(wording, thing)
    about = wording.atlas.statements_about(thing.iri)
    own = [one for one in about if one.source == thing.iri]
    other = [one for one in about if one.source != thing.iri]
    counts = Counter(one.standing for one in own)
    return values | {
        "quality": _coded(wording, "quality", _text(wording, thing.iri, "tkg:quality")),
        "kind": _coded(wording, "kind", _text(wording, thing.iri, "tkg:sourceKind")),
        "title": _text(wording, thing.iri, "dcterms:title"),
        "work": read_work(wording.atlas.graph, thing.iri, wording.lang),
        "numbers": [number(wording, one) for one in own if one.value],
        "claims": wording.all_said(one for one in own if not one.value),
        "credited": wording.all_said(other),
        "credited_asked": (
            panel(wording, "statements-taken-from-a-work", {"work": shorten(thing.iri)})
            if any(thing.iri in one.attributed for one in other)
            else None
        ),
        "standings": [
            (name, wording.label(TKG + name), counts[name]) for name in STANDINGS if counts[name]
        ],
        "standings_asked": panel(wording, "standing-of-the-sources"),
    }


def _text(wording: Wording, iri: str, name: str) -> str:
    found = [triple.object for triple in wording.atlas.graph.triples(iri, term(name))]
    return next((clean(node.value) for node in found if isinstance(node, Literal)), "")


def _coded(wording: Wording, column: str, text: str) -> str:
    return wording.code(column, text) or text
