"""The page of a thing or a term: names, facts, numbers, claims, discrepancies."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.ask.card import Fact
from taobao_kg.ask.citing import amount_text
from taobao_kg.ask.echoes import without_echoes
from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement, is_statement
from taobao_kg.site.addresses import page_of
from taobao_kg.site.atlas import Thing
from taobao_kg.site.wording import Link, Said, Wording
from taobao_kg.vocab import ID, TKG, expand, language_tag, shorten, term
from taobao_kg.words.catalogue import has_phrase, joined, phrase

_NAMING = ("rdfs:label", "skos:altLabel")
_UNTOLD = frozenset(
    expand(name)
    for name in (
        *("rdf:type", "rdfs:isDefinedBy", "skos:definition", "skos:scopeNote", "owl:inverseOf"),
        *("tkg:labelSource", "tkg:textSha256", "tkg:textLength", "tkg:sheetId", *_NAMING),
        *("tkg:firstMonth", "tkg:lastMonth"),  # steps of a calculation: 201401 is no number
    )
)
_TIER = expand("tkg:tier")
#: Predicates with few values, and the column by whose name answers have words for these.
_CODED = {
    f"{TKG}{name}": column
    for name, column in (
        *(("dimension", "dimension"), ("kind", "kind"), ("legalType", "legal_type")),
        *(("quality", "quality"), ("sourceKind", "kind")),
    )
}
_BOOKKEEPING = tuple(f"{ID}{kind}/" for kind in ("evidence", "triple", "identity", "rule"))


class Name(NamedTuple):
    """A name: its language as tag and in words, its text, who prints it or that it is ours."""

    tag: str
    language: str
    text: str
    remark: str


class Group(NamedTuple):
    """Facts with the same predicate.

    Attributes:
        predicate: its link.
        ends: the things, each with whether that is derived and the lenses without it.
    """

    predicate: Link
    ends: tuple[tuple[Link, bool, str], ...]


class Number(NamedTuple):
    """One observation in a table; ``value`` is the bare number, by which the table sorts."""

    said: Said
    indicator: Link
    about: Link
    when: str
    where: str
    amount: str
    value: str


def thing_values(wording: Wording, thing: Thing) -> dict[str, Any]:
    """Return what the template of a thing is given."""
    graph, iri = wording.atlas.graph, thing.iri
    about = [one for one in wording.atlas.statements_about(iri) if one.iri != iri]
    outgoing = _facts(wording, graph.triples(iri))
    incoming = _facts(wording, graph.triples(o=NamedNode(iri)))
    kept = set(without_echoes(graph, [*outgoing, *incoming]))
    return {
        "thing": thing,
        "short": shorten(iri),
        "label": wording.label(iri),
        "types": [wording.link(one) for one in wording.atlas.types(iri)],
        "definition": _definition(wording, iri),
        "names": list(_names(wording, iri)),
        "outgoing": _grouped(wording, (f for f in outgoing if f in kept), outgoing=True),
        "incoming": _grouped(wording, (f for f in incoming if f in kept), outgoing=False),
        "numbers": [number(wording, one) for one in about if one.value],
        "claims": wording.all_said(one for one in about if not one.value),
        "misfits": [wording.misfit(one) for one in wording.atlas.discrepancies_of(iri)],
    }


def number(wording: Wording, one: Statement) -> Number:
    """Return an observation for a table."""
    places = (iri for iri in one.places if iri != getattr(one.subject, "value", ""))
    return Number(
        said=wording.said(one.iri),
        indicator=wording.link(one.object) if one.object else Link(""),
        about=wording.link(one.subject) if one.subject else Link(""),
        when=joined("list", wording.lang, map(wording.label, one.times)),
        where=joined("list", wording.lang, map(wording.label, places)),
        amount=clean(amount_text(wording.atlas.graph, one, wording.lang)),
        value=one.value,
    )


def _facts(wording: Wording, triples: Iterable[Triple]) -> list[Fact]:
    told = []
    for triple in triples:
        subject, value = triple.subject, triple.object
        ends = [node.value for node in (subject, value) if isinstance(node, NamedNode)]
        if triple.predicate.value in _UNTOLD or not isinstance(subject, NamedNode):
            continue
        if any(is_statement(end) or end.startswith(_BOOKKEEPING) for end in ends):
            continue
        if "/discrepancy/" in subject.value or wording.atlas.members(subject.value):
            continue
        told.append(Fact(triple, wording.atlas.is_derived(triple)))
    return sorted(told, key=lambda fact: fact.derived)


def _grouped(wording: Wording, facts: Iterable[Fact], *, outgoing: bool) -> list[Group]:
    groups: defaultdict[str, dict[Link, list[Fact]]] = defaultdict(dict)
    for fact in facts:
        end = fact.triple.object if outgoing else fact.triple.subject
        predicate = fact.triple.predicate.value
        word = ""
        if isinstance(end, Literal) and (column := _CODED.get(predicate)):
            word = wording.code(column, end.value)
        link = Link(word) if word else wording.link(end)
        if predicate == _TIER:
            link = _tier(wording, end)
        groups[predicate].setdefault(link, []).append(fact)
    fates = wording.atlas.fates
    named = [
        (
            wording.link(predicate),
            [
                (
                    end,
                    found[0].derived,
                    wording.without([fates.of_line(fact.triple) for fact in found]),
                )
                for end, found in ends.items()
            ],
        )
        for predicate, ends in groups.items()
    ]
    return [
        Group(predicate, tuple(sorted(ends, key=lambda end: (end[1], end[0].text))))
        for predicate, ends in sorted(named, key=lambda one: one[0].text)
    ]


def _tier(wording: Wording, number: Any) -> Link:
    """Return a tier of government in words; a number that stands for none stays one."""
    tier = str(getattr(number, "value", ""))
    if not has_phrase(f"site.script.explore.tier.{tier}"):
        return wording.link(number)
    return Link(phrase(f"site.script.explore.tier.{tier}", wording.lang))


def _names(wording: Wording, iri: str) -> Iterable[Name]:
    """Yield labels before other names, each by language."""
    graph = wording.atlas.graph
    printed = {}
    for triple in graph.triples(iri, term("tkg:labelSource")):
        tag, _, source = str(getattr(triple.object, "value", "")).partition("=")
        printed[tag.lower()] = source
    for naming in _NAMING:
        found = [triple.object for triple in graph.triples(iri, term(naming))]
        names = [node for node in found if isinstance(node, Literal)]
        for node in sorted(names, key=lambda node: (node.language or "", node.value)):
            tag = language_tag(node.language or "")
            by = printed.get(tag.lower(), "") if naming == "rdfs:label" else ""
            language = wording.say["thing"]["languages"].get(tag, tag)
            yield Name(tag, language, clean(node.value), _remark(wording, by, naming))


def _remark(wording: Wording, by: str, naming: str) -> str:
    if by == "ours":
        return wording.phrase("thing.ours")
    if by:
        source = f"{ID}source/{by}"
        name = wording.label(source) if page_of(source) and by else by
        return wording.phrase("thing.printed_by", source=name)
    return wording.phrase("thing.also") if naming != "rdfs:label" else ""


def _definition(wording: Wording, iri: str) -> Link | None:
    if not iri.startswith(TKG):
        return None
    found = [triple.object for triple in wording.atlas.graph.triples(iri, term("skos:definition"))]
    texts = [node for node in found if isinstance(node, Literal)]
    own = [node for node in texts if (node.language or "") == wording.tag.lower()]
    return next((wording.link(node) for node in own or texts), None)
