"""The page's data: what is drawn where, and everything a reader may open from it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from taobao_kg.show.groups import GROUP_BY_NAME, GROUPS, OVERVIEW, UNDRAWN
from taobao_kg.show.links import join_links, join_triples, short_id
from taobao_kg.show.network import best_label
from taobao_kg.show.places import place_overview, place_surroundings
from taobao_kg.show.records import Records, Thing
from taobao_kg.show.statements import Statement
from taobao_kg.vocab import ID, TKG, expand
from taobao_kg.words.languages import LANGUAGES

if TYPE_CHECKING:
    import networkx as nx

#: Drawn at once, and carried in the page for filters to bring in; the best linked come first.
MOST_SHOWN = 300
MOST_CARRIED = 2000

#: What a record is for, not what it says; nobody wants to read it in a picture.
_HIDDEN_FACTS = frozenset(expand(f"tkg:{n}") for n in ("labelSource", "textSha256", "textLength"))

Json = dict[str, Any]


class Page(NamedTuple):
    """What the template gets.

    Attributes:
        nodes: one mapping a thing, in the order of their IRIs; ``x`` and ``y`` where it is drawn
            at first.
        links: one mapping a line, between things that are linked by at least one triple.
        data: everything else, under the names the scripts use.
    """

    nodes: list[Json]
    links: list[Json]
    data: Json


def build_page(
    records: Records,
    network: "nx.MultiDiGraph[str]",
    *,
    about: str | None = None,
    lang: str = "en",
    every_type: bool = False,
) -> Page:
    """Return what a page shows of a network.

    Args:
        records: everything read from the graph.
        network: the part of it the page is about.
        about: the IRI in the middle of rings; None for lanes.
        lang: the language the page opens in.
        every_type: draw every kind of thing at first, not only those of the overview.
    """
    carried = _most_linked(network, MOST_CARRIED, about)
    triples = join_triples(network, carried, records)
    links = join_links(triples)
    degree = _degrees(carried, links)
    nodes = {iri: _node(records.things[iri], network.nodes[iri], degree[iri]) for iri in carried}
    for rank, iri in enumerate(sorted(carried, key=lambda iri: (-degree[iri], iri))):
        nodes[iri]["rank"] = rank
    groups = {node["group"] for node in nodes.values()}
    on = groups if about or every_type else groups & OVERVIEW or groups
    pairs = [(link["from"], link["to"]) for link in links]
    if about is None:
        layout = place_overview(nodes, _seen_first(nodes, pairs, on), pairs, triples)
    else:
        layout = place_surroundings(nodes, about, triples, records.terms)
    data = {
        "base": ID,
        "tkg": TKG,
        "lang": lang,
        "about": short_id(about) if about else None,
        "on": [group.name for group in GROUPS if group.name in on],
        "groups": [_group(g.name) for g in GROUPS if g.name in groups],
        "most": MOST_SHOWN,
        "triples": [_shorten_triple(triple) for triple in triples],
        "statements": _statements(records, set(carried)),
        "terms": _terms(records, triples, nodes.values()),
        "inverse": {p: q for p in _predicates(triples) if (q := records.inverse.get(p))},
        **layout,
    }
    for link in links:
        link["from"], link["to"] = short_id(link["from"]), short_id(link["to"])
    return Page(list(nodes.values()), links, data)


def _seen_first(nodes: dict[str, Json], pairs: list[tuple[str, str]], on: set[str]) -> set[str]:
    """Return what is drawn before anyone filters: the best linked, nothing that stands alone."""
    ranked = sorted(nodes, key=lambda iri: int(nodes[iri]["rank"]))
    seen = set([iri for iri in ranked if nodes[iri]["group"] in on][:MOST_SHOWN])
    linked = {end for pair in pairs if seen.issuperset(pair) for end in pair}
    return seen & linked or seen


def _most_linked(network: "nx.MultiDiGraph[str]", most: int, middle: str | None) -> list[str]:
    """Return what a page carries, sorted: what may be drawn, and the middle whatever it is."""
    drawn = [iri for iri, group in network.nodes(data="group") if group not in UNDRAWN]
    chosen = sorted(drawn, key=lambda iri: (-network.degree(iri), iri))[:most]
    return sorted({*chosen, middle} if middle else chosen)


def _degrees(carried: Iterable[str], links: list[Json]) -> dict[str, int]:
    degree = dict.fromkeys(carried, 0)
    for link in links:
        degree[link["from"]] += 1
        degree[link["to"]] += 1
    return degree


def _node(thing: Thing, attributes: Mapping[str, Any], degree: int) -> Json:
    labels = {lang: best_label(thing.labels, lang, thing.iri) for lang in LANGUAGES}
    return {
        "id": short_id(thing.iri),
        "iri": thing.iri,
        "labels": labels,
        "pinyin": thing.labels.get("zh-Latn", ""),
        "types": list(thing.types),
        "group": thing.group,
        "year": thing.year,
        "years": attributes["years"],
        "degree": degree,
        "others": [list(other) for other in thing.others],
        "facts": [list(fact) for fact in thing.facts if fact[0] not in _HIDDEN_FACTS],
    }


def _group(name: str) -> Json:
    group = GROUP_BY_NAME[name]
    return {n: getattr(group, n) for n in ("name", "shape", "light", "dark", "lane")}


def _shorten_triple(triple: Json) -> Json:
    short = {"s": short_id(triple["s"]), "o": short_id(triple["o"])}
    return {**triple, **short}


def _statements(records: Records, carried: set[str]) -> dict[str, Json]:
    return {
        short_id(iri): _statement(statement)
        for iri, statement in records.statements.items()
        if statement.subject in carried or statement.target in carried
    }


def _statement(statement: Statement) -> Json:
    whole = {
        "kind": statement.kind,
        "s": short_id(statement.subject),
        "p": statement.predicate,
        "o": short_id(statement.target) if statement.target else None,
        "text": statement.text,
        "span": list(statement.years) if statement.years != (None, None) else None,
        "sources": [short_id(iri) for iri in statement.sources],
        "stance": statement.stance if statement.stance != "asserted" else None,
        **{name: short_id(value) for name, value in statement.details.items()},
    }
    return {name: value for name, value in whole.items() if value}


def _predicates(triples: Iterable[Json]) -> list[str]:
    return sorted({triple["p"] for triple in triples})


def _terms(records: Records, triples: list[Json], nodes: Iterable[Json]) -> dict[str, Json]:
    """Return the labels of everything named but not carried: predicates, classes, years, units."""
    wanted = set(_predicates(triples))
    wanted |= {records.inverse[p] for p in wanted if p in records.inverse}
    for statement in records.statements.values():
        coded = (statement.stance, statement.details.get("bound", ""))
        wanted |= {statement.predicate, *(TKG + name for name in coded if name)}
    for node in nodes:
        wanted |= {TKG + name for name in node["types"]}
        wanted |= {fact[0] for fact in node["facts"]}
    terms = {iri: records.terms.get(iri, {}) for iri in sorted(wanted)}
    undrawn = {i: t.labels for i, t in records.things.items() if t.group in (*UNDRAWN, "source")}
    return {
        short_id(iri): {lang: best_label(labels, lang, iri) for lang in LANGUAGES}
        for iri, labels in {**terms, **undrawn}.items()
    }
