"""Explore: everything the page of facets, network, table, timeline and charts is drawn from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from taobao_kg.ask.screen import clean
from taobao_kg.graph import Graph
from taobao_kg.show.groups import GROUPS, UNDRAWN
from taobao_kg.show.links import join_triples, short_id
from taobao_kg.show.network import best_label, network_of
from taobao_kg.show.places import column_years
from taobao_kg.show.records import Records, Thing, read_records
from taobao_kg.show.statements import Statement
from taobao_kg.site.addresses import page_of
from taobao_kg.site.through import Effect
from taobao_kg.site.tiers import read_tiers
from taobao_kg.vocab import ID, TKG, expand, shorten, term
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.languages import LANGUAGES

Json = dict[str, Any]

_USES = expand("tkg:usesInstrument")
_LANGUAGE = expand("dcterms:language")


def explore_data(graph: Graph, records: Records | None = None) -> Json:
    """Return the things, statements and links that the page Explore shows.

    Args:
        graph: an opened graph.
        records: of this graph, where they are read already.

    Returns:
        A JSON value. Things are named by their place in ``things``, statements by theirs in
        ``statements``; texts in three languages are lists in the order of `LANGUAGES`.

        - ``things``, sorted by IRI: ``id`` (``actor/state-council``), ``labels``, ``group``,
          ``types``, and where there are any ``path`` (of its page, when it is not ``doc/`` and the
          id), ``year`` (dates it), ``at`` (the year it
          stands at in a picture), ``placed`` (why there: ``said`` or ``linked``), ``tiers`` (see
          `read_tiers`), ``instruments`` (what a policy uses), ``languages`` (of a source).
        - ``statements``, in natural order of their IRIs: ``id``, ``path`` as above, ``s``, ``p``
          (local or short name of the predicate), ``by`` (the source that states it, then those it
          cites), and where there are any ``years`` (first and last, null for an open end),
          ``standing``, ``stance``; ``o``, or ``text`` when it says no thing; an observation has
          both, and ``unit``.
        - ``links``: ``[s, p, o, derived]``, what no statement says; ``derived`` is 1 when only the
          ontology says so.
        - ``groups``: those a picture draws, with ``lane``, ``shape``, colours and ``labels``.
        - ``lanes`` and ``terms``: labels by name, the latter of predicates, classes, standings
          and stances.
    """
    records = records or read_records(graph)
    place = {iri: number for number, iri in enumerate(records.things)}
    network = network_of(records)
    triples = join_triples(network, place, records)
    dates = column_years(
        {iri: {"year": t.year, "group": t.group} for iri, t in records.things.items()},
        sorted({(triple["s"], triple["o"]) for triple in triples}),
        triples,
    )
    tiers = read_tiers(graph, records)
    instruments = _instruments(records)
    standings = _standings(graph)
    things = []
    for iri, thing in records.things.items():
        known: Json = {
            "year": thing.year,
            "at": dates[iri][0],
            "placed": dates[iri][1] if dates[iri][1] in ("said", "linked") else None,
            "tiers": tiers.get(iri),
            "instruments": [place[one] for one in instruments.get(iri, ())] or None,
            "languages": _languages(thing),
        }
        things.append({**_name(thing), **_without_gaps(known)})
    placed = [one for one in records.statements.values() if one.subject in place]
    return {
        "things": things,
        "statements": [_statement(one, place, standings) for one in placed],
        "links": _links(triples, place, records),
        "groups": [_group(group.name) for group in GROUPS if group.name not in UNDRAWN],
        "lanes": {
            lane: [phrase(f"show.view.lanes.{lane}", lang) for lang in LANGUAGES]
            for lane in _lanes()
        },
        "terms": _terms(records, standings.values()),
    }


def _name(thing: Thing) -> Json:
    return {
        **_address(thing.iri),
        "labels": _labels(thing.labels, thing.iri),
        "group": thing.group,
        "types": list(thing.types),
    }


def _address(iri: str) -> Json:
    """Return the id, and the path of the page where that is another one than the id says."""
    page = page_of(iri)
    is_usual = page == f"doc/{short_id(iri)}"
    return {"id": short_id(iri)} if is_usual else {"id": short_id(iri), "path": page}


def _labels(labels: Mapping[str, str], iri: str) -> list[str]:
    return [clean(best_label(dict(labels), lang, iri)) or shorten(iri) for lang in LANGUAGES]


def _languages(thing: Thing) -> list[str] | None:
    """Return the languages a source is written in, sorted."""
    found = [text for predicate, text, _ in thing.facts if predicate == _LANGUAGE]
    return sorted(found) if found and thing.group == "source" else None


def _statement(
    statement: Statement, place: Mapping[str, int], standings: Mapping[str, str]
) -> Json:
    known: Json = {
        "o": place.get(statement.target or ""),
        "text": statement.text or (short_id(statement.target or "") or None),
        "unit": place.get(statement.details.get("unit", "")),
        "standing": standings.get(statement.iri),
        "stance": statement.stance if statement.stance != "asserted" else None,
        "years": list(statement.years) if statement.years != (None, None) else None,
    }
    if known["o"] is not None and statement.kind == "claim":
        known["text"] = None
    return {
        **_address(statement.iri),
        "s": place[statement.subject],
        "p": _term_name(statement.predicate),
        "by": [place[iri] for iri in statement.sources if iri in place],
        **_without_gaps(known),
    }


def _without_gaps(known: Json) -> Json:
    return {name: value for name, value in known.items() if value is not None}


def _term_name(iri: str) -> str:
    """Return a local name of our ontology, or the short name of a term of another one."""
    return iri.removeprefix(TKG) if iri.startswith(TKG) else shorten(iri)


def _standings(graph: Graph) -> dict[str, str]:
    return {
        str(getattr(triple.subject, "value", "")): _term_name(str(triple.object.value))
        for triple in graph.triples(p=term("tkg:standing"))
        if hasattr(triple.object, "value")
    }


def _links(
    triples: Iterable[Json], place: Mapping[str, int], records: Records
) -> list[list[int | str]]:
    """Return the triples between things a picture draws that no statement says."""
    drawn = {iri for iri, thing in records.things.items() if thing.group not in UNDRAWN}
    said = {(one.subject, one.predicate, one.target) for one in records.statements.values()}
    return [
        [place[s], _term_name(p), place[o], int("derived" in triple)]
        for triple in triples
        for s, p, o in [(triple["s"], triple["p"], triple["o"])]
        if not triple.get("claims") and drawn.issuperset((s, o))
        if "derived" in triple or (s, p, o) not in said
    ]


def _instruments(records: Records) -> dict[str, list[str]]:
    """Return the instruments of each policy, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, target in records.triples:
        if predicate == _USES:
            found[subject].add(target)
    return {iri: sorted(used) for iri, used in found.items()}


def _lanes() -> list[str]:
    return list(dict.fromkeys(group.lane for group in GROUPS if group.name not in UNDRAWN))


def _group(name: str) -> Json:
    group = next(group for group in GROUPS if group.name == name)
    drawn = {part: getattr(group, part) for part in ("name", "lane", "shape", "light", "dark")}
    return {**drawn, "labels": [phrase(f"show.view.groups.{name}", lang) for lang in LANGUAGES]}


def _terms(records: Records, standings: Iterable[str]) -> dict[str, list[str]]:
    """Return the labels of every term that something in the data is called by."""
    predicates = {one.predicate for one in records.statements.values()}
    predicates |= {predicate for _, predicate, _ in records.triples}
    names: Iterable[str] = (
        *(name for thing in records.things.values() for name in thing.types),
        *(one.stance for one in records.statements.values()),
        *standings,
    )
    wanted = predicates | {TKG + name for name in names}
    return {_term_name(iri): _labels(records.terms.get(iri, {}), iri) for iri in sorted(wanted)}


def left_out(data: Json, effect: Effect, lines: Collection[str]) -> tuple[list[int], list[int]]:
    """Return the places of the statements and of the links that a lens leaves out.

    Args:
        data: what `explore_data` returns.
        effect: what the lens does.
        lines: the triples it takes away, as lines of N-Triples.
    """
    iris = [ID + thing["id"] for thing in data["things"]]
    statements = [
        number for number, one in enumerate(data["statements"]) if ID + one["id"] in effect.lost
    ]
    links = [
        number
        for number, (s, p, o, _) in enumerate(data["links"])
        if f"<{iris[s]}> <{_term_iri(p)}> <{iris[o]}> .\n" in lines
    ]
    return statements, links


def _term_iri(name: str) -> str:
    """Return the IRI of what `_term_name` names."""
    return expand(name) if ":" in name else TKG + name
