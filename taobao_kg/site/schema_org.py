"""What a page says to search engines: its thing in the words of schema.org, as JSON-LD."""

from collections import defaultdict
from typing import Any

from pyoxigraph import NamedNode

from taobao_kg.ask.screen import clean
from taobao_kg.site.atlas import Atlas, Thing
from taobao_kg.vocab import PREFIXES, expand, term

SCHEMA = PREFIXES["schema"]
#: What schema.org calls our kinds where no class of a thing is aligned with it.
_KINDS = {
    "policy": "Legislation",
    "source": "CreativeWork",
    "claim": "Claim",
    "observation": "Observation",
}
#: Terms of Dublin Core that our data uses as they are.
_DUBLIN_CORE = {
    expand("dcterms:identifier"): ("identifier",),
    expand("dcterms:issued"): ("datePublished",),
    expand("dcterms:language"): ("inLanguage",),
    expand("dcterms:title"): ("headline",),
}
#: Which kinds properties join that schema.org wants narrower than ours, on both sides.
_WORKS = {"policy", "source"}
_JOINING = {
    "containedInPlace": {"place"},
    "hasPart": _WORKS,
    "isPartOf": _WORKS,
    "parentOrganization": {"actor"},
}


def describe(atlas: Atlas, thing: Thing) -> dict[str, Any]:
    """Return a thing as schema.org has it, by the alignments of the ontology.

    Args:
        atlas: knows the thing.
        thing: what the page is about.
    """
    own = sorted(atlas.graph.triples(thing.iri), key=str)
    types = {
        name
        for triple in own
        if triple.predicate == term("rdf:type") and isinstance(triple.object, NamedNode)
        for name in aligned(atlas, triple.object.value)
    }
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for triple in own:
        told = _value(atlas, triple.object)
        other = atlas.things.get(getattr(triple.object, "value", ""))
        for name in _DUBLIN_CORE.get(
            triple.predicate.value, aligned(atlas, triple.predicate.value)
        ):
            kinds = {thing.kind, other.kind if other else ""}
            if kinds <= _JOINING.get(name, kinds) and told not in found[name]:
                found[name].append(told)
    found["isPartOf"].append({"@type": "Dataset", "name": "Taobao-KG"})
    return {
        "@context": {"@vocab": SCHEMA},
        "@id": thing.iri,
        "@type": sorted(types) or [_KINDS.get(thing.kind, "Thing")],
        "name": [
            {"@value": text, "@language": tag} for tag, text in labels_of(atlas, thing.iri).items()
        ],
        **{name: found[name] for name in sorted(found) if found[name]},
    }


def aligned(atlas: Atlas, iri: str) -> tuple[str, ...]:
    """Return what schema.org calls a term, by the ontology; no such name where it has none."""
    others = [iri, *atlas.ontology.alignments(iri)]
    return tuple(one.removeprefix(SCHEMA) for one in others if one.startswith(SCHEMA))


def _value(atlas: Atlas, value: Any) -> Any:
    if not isinstance(value, NamedNode):
        text = clean(value.value)
        return {"@value": text, "@language": value.language} if value.language else text
    name = clean(atlas.graph.label(value))
    known = atlas.things.get(value.value)
    # To schema.org a year is a date, not a thing.
    return name if known and known.kind == "year" else {"@id": value.value, "name": name}


def labels_of(atlas: Atlas, iri: str) -> dict[str, str]:
    """Return the labels of a thing by language tag, the first of each."""
    found: dict[str, str] = {}
    for label in atlas.graph.labels(iri):
        found.setdefault(label.language or "und", clean(label.value))
    return found
