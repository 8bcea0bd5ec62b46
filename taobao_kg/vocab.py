"""Names: the base IRI, the prefixes, and the way from a short name to an IRI and back."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from taobao_kg.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

BASE = "https://w3id.org/taobao-kg/"
ID = BASE + "id/"
TKG = BASE + "ontology#"

#: What there is under ``id/``: ``id/<kind>/<slug>``.
KINDS = (
    "actor",
    "policy",
    "place",
    "platform",
    "concept",
    "indicator",
    "unit",
    "year",
    "period",
    "event",
    "source",
    "claim",
    "observation",
    "evidence",
    "discrepancy",
    "verdict",
    "identity",
    "graph",
    "rule",
    "triple",
)

#: Known prefixes, sorted; those of our kinds read ``actor:state-council``.
PREFIXES: dict[str, str] = dict(
    sorted(
        {
            **{kind: f"{ID}{kind}/" for kind in KINDS},
            "tkg": TKG,
            "bibo": "http://purl.org/ontology/bibo/",
            "cito": "http://purl.org/spar/cito/",
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcterms": "http://purl.org/dc/terms/",
            "eli": "http://data.europa.eu/eli/ontology#",
            "fabio": "http://purl.org/spar/fabio/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "oa": "http://www.w3.org/ns/oa#",
            "org": "http://www.w3.org/ns/org#",
            "owl": "http://www.w3.org/2002/07/owl#",
            "prov": "http://www.w3.org/ns/prov#",
            "qb": "http://purl.org/linked-data/cube#",
            "qudt": "http://qudt.org/schema/qudt/",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "schema": "https://schema.org/",
            "sh": "http://www.w3.org/ns/shacl#",
            "shapes": BASE + "shapes#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "time": "http://www.w3.org/2006/time#",
            "vann": "http://purl.org/vocab/vann/",
            "void": "http://rdfs.org/ns/void#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        }.items()
    )
)


_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def graph_iri(name: str) -> str:
    """Return the IRI of a named graph.

    >>> graph_iri("entities")
    'https://w3id.org/taobao-kg/id/graph/entities'
    """
    return f"{ID}graph/{name}"


@lru_cache(maxsize=1 << 16)
def shorten(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI where no prefix fits.

    >>> shorten("https://w3id.org/taobao-kg/id/actor/state-council")
    'actor:state-council'
    >>> shorten("https://example.org/")
    'https://example.org/'
    """
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _prefix_of_namespace().get(iri[:end])
    return f"{prefix}:{iri[end:]}" if prefix and end < len(iri) else iri


def expand(name: str) -> str:
    """Return the IRI a name stands for.

    Args:
        name: ``actor:state-council``, ``actor/state-council``, ``tkg:issuedBy`` or a full IRI,
            with or without angle brackets.

    Raises:
        UsageError: for anything else; an unknown prefix is answered with the nearest known one.

    >>> expand("actor/state-council") == expand("actor:state-council") == ID + "actor/state-council"
    True
    """
    text = name.strip()
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    if text.startswith(("http://", "https://", "urn:", "mailto:")):
        return _without_blanks(text)
    for mark in (":", "/"):
        prefix, found, local = text.partition(mark)
        if found and local and (prefix in KINDS or (mark == ":" and prefix in PREFIXES)):
            return _without_blanks(PREFIXES[prefix] + local)
    prefix = text.partition(":")[0].partition("/")[0]
    near = nearest(prefix, PREFIXES)
    hint = f"; did you mean {near}:?" if near else "; write actor:state-council or a full IRI"
    raise UsageError(f"{name!r} is not a name with a known prefix{hint}")


@cache
def term(name: str) -> "NamedNode":
    """Return the node a name stands for, as `expand` reads it.

    >>> term("rdf:type")
    <NamedNode value=http://www.w3.org/1999/02/22-rdf-syntax-ns#type>
    """
    from pyoxigraph import NamedNode

    return NamedNode(expand(name))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like the given one, case aside, or None when nothing is near.

    >>> nearest("isuedBy", ["issuedBy", "issuedIn", "partOf"])
    'issuedBy'
    """
    from difflib import get_close_matches

    by_lower = {word.lower(): word for word in sorted(known)}
    found = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.7)
    return by_lower[found[0]] if found else None


def language_tag(tag: str) -> str:
    """Return a language tag in the case of RFC 5646 §2.1.1; Oxigraph lower-cases what it reads.

    >>> language_tag("zh-hans"), language_tag("EN-gb"), language_tag("id")
    ('zh-Hans', 'en-GB', 'id')
    """
    first, *rest = tag.lower().split("-")
    cased = []
    for before, part in zip([first, *rest], rest, strict=False):
        if len(before) == 1:  # after a singleton ("x", "u") everything stays lower
            cased.append(part)
        else:
            cased.append({2: part.upper(), 4: part.title()}.get(len(part), part))
    return "-".join([first, *cased])


@cache
def _prefix_of_namespace() -> dict[str, str]:
    return {namespace: prefix for prefix, namespace in PREFIXES.items()}


def _without_blanks(iri: str) -> str:
    if _NOT_IN_IRI.search(iri):
        raise UsageError(f"{iri!r} is not an IRI: it holds a blank or a bracket; remove it")
    return iri
