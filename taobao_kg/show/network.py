"""The network behind the pictures: things as nodes, statements and triples as edges."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from taobao_kg.ask.things import find_thing
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.show.groups import GROUP_BY_NAME
from taobao_kg.show.records import Records, read_records
from taobao_kg.show.statements import Statement
from taobao_kg.vocab import nearest, shorten
from taobao_kg.words.languages import TAGS, read_language

if TYPE_CHECKING:
    import networkx as nx

#: An open end is None: ``(2010, None)`` means 2010 and later.
YearRange = tuple[int | None, int | None]
#: Years as a caller gives them: two ends, one year, or a text that `read_years` reads.
Years = YearRange | str | int
#: Names as a caller gives them: several, or a text with commas between.
Names = Collection[str] | str


def build_network(
    graph: Graph,
    *,
    about: str | None = None,
    depth: int = 2,
    types: Names = (),
    years: Years | None = None,
    sources: Names = (),
    lang: str = "en",
) -> "nx.MultiDiGraph[str]":
    """Return the graph as a network.

    Nodes are the IRIs of entities, sorted, with ``label`` (in ``lang``), ``labels`` (by language
    tag), ``type`` (its most specific class, the first where there are several), ``types``,
    ``group`` (see `taobao_kg.show.groups`), ``year`` (int or None: the one that dates it) and
    ``years`` (sorted: every year in which something is said about it).

    Edges are sorted; the key tells what an edge is. Each claim between two entities is an edge of
    its own, keyed by the claim's IRI, so parallel claims are parallel edges; an observation is an
    edge from its bearer to its indicator, predicate `tkg:measuredBy`, with ``value``, ``unit``
    and ``bound``; a triple that no claim states is one edge keyed by its predicate. All carry
    ``predicate`` (IRI), ``label``, ``labels``, ``derived`` (True when only the ontology says so),
    ``stance``, ``statements`` (IRIs, empty for a derived triple), ``year`` (first, or None),
    ``years`` (first and last) and ``sources`` (IRIs). Advice and forecasts are edges too: look at
    ``stance`` before taking an edge for a fact.

    Args:
        graph: an opened graph.
        about: an entity by slug, short name, IRI or label; only what lies within ``depth`` steps
            of it, whatever the direction.
        depth: steps around ``about``, at least 0.
        types: groups or classes (``policy``, ``Notice``); only these nodes and edges among them.
        years: only edges dated in this range and the nodes they touch or that are dated in it;
            first and last, None for an open end, or a text: ``2010..2015``, ``2010..``, ``2013``.
        sources: only edges that one of these sources states or is cited for, and their nodes.
            Like ``types`` one text with commas between will do.
        lang: ``en``, ``id`` or ``zh``.

    Raises:
        UsageError: for an unknown entity, type, source or language, what is no range of years, or
            a negative depth.
    """
    records = graph.once(read_records)
    return network_of(
        records,
        about=None if about is None else known_thing(about, graph, records),
        depth=depth,
        types=types,
        years=years,
        sources=[known_thing(name, graph, records) for name in read_names(sources)],
        lang=lang,
    )


def network_of(
    records: Records,
    *,
    about: str | None = None,
    depth: int = 2,
    types: Names = (),
    years: Years | None = None,
    sources: Collection[str] = (),
    lang: str = "en",
) -> "nx.MultiDiGraph[str]":
    """Return the network of records already read; as `build_network`, with IRIs for names."""
    kinds = read_names(types)
    span = None if years is None else read_years(years)
    network = _whole_network(records, read_language(lang))
    if kinds:
        _keep_types(network, kinds)
    if span is not None or sources:
        _keep_edges(network, span, set(sources))
    if about is not None:
        _keep_around(network, about, depth)
    return network


def best_label(labels: dict[str, str], lang: str, iri: str) -> str:
    """Return a label in a language, else in English, else in any, else the short name."""
    wanted = TAGS.get(lang, lang)
    for tag in (wanted, "en", *sorted(labels)):
        if tag in labels:
            return labels[tag]
    return shorten(iri)


def known_thing(name: str, graph: Graph, records: Records) -> str:
    """Return the IRI of an entity given by slug, short name, IRI or label.

    Raises:
        UsageError: when there is none, or it is not an entity but a term or a statement.
    """
    iri = find_thing(graph, name)
    if iri not in records.things:
        raise UsageError(f"{shorten(iri)} is no entity; name an actor, a policy, a place …")
    return iri


def read_names(names: Names) -> list[str]:
    """Return several names as a list; a text is cut at its commas.

    >>> read_names("policy, Notice"), read_names(["policy"]), read_names(())
    (['policy', 'Notice'], ['policy'], [])
    """
    parts = names.split(",") if isinstance(names, str) else names
    return [name.strip() for name in parts if name.strip()]


def read_years(years: Years) -> YearRange:
    """Return the range that two years, one year or a text mean.

    Raises:
        UsageError: for anything but a year or two years with two dots between, either left out.

    >>> read_years("2010..2015"), read_years("2010.."), read_years("2013"), read_years((2010, None))
    ((2010, 2015), (2010, None), (2013, 2013), (2010, None))
    """
    begin, end = _read_text(str(years)) if isinstance(years, str | int) else _read_pair(years)
    is_backwards = begin is not None and end is not None and begin > end
    if (begin is None and end is None) or is_backwards:
        raise UsageError(
            f"{years!r} is no range of years; write 2010..2015, 2010.., ..2015 or 2013"
        )
    return begin, end


def _read_text(text: str) -> YearRange:
    first, dots, last = text.partition("..")
    try:
        begin = int(first) if first else None
        end = int(last) if last else None
    except ValueError:
        return None, None
    return (begin, end) if dots else (begin, begin)


def _read_pair(years: object) -> YearRange:
    """Return two ends as they are; nothing at all for what is not two years."""
    ends = tuple(years) if isinstance(years, tuple | list) else ()
    if len(ends) != 2 or not all(end is None or type(end) is int for end in ends):
        return None, None
    return ends


def _whole_network(records: Records, lang: str) -> "nx.MultiDiGraph[str]":
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    touched: dict[str, set[int]] = {iri: set() for iri in records.things}
    edges = sorted(_edges(records, lang), key=lambda edge: edge[:3])
    for source, target, _, attributes in edges:
        for year in attributes["years"]:
            if year is not None:
                touched[source].add(year)
                touched[target].add(year)
    for iri, thing in records.things.items():
        network.add_node(
            iri,
            label=best_label(thing.labels, lang, iri),
            labels=thing.labels,
            type=thing.types[0] if thing.types else "",
            types=list(thing.types),
            group=thing.group,
            year=thing.year,
            years=sorted(touched[iri].union([thing.year] if thing.year is not None else [])),
        )
    network.add_edges_from(edges)
    return network


def _edges(records: Records, lang: str) -> Iterable[tuple[str, str, str, dict[str, Any]]]:
    stated: set[tuple[str, str, str]] = set()
    for statement in records.statements.values():
        if statement.target not in records.things or statement.subject not in records.things:
            continue
        if statement.makes_triple:
            stated.add((statement.subject, statement.predicate, statement.target))
        labels = records.terms.get(statement.predicate, {})
        yield (
            statement.subject,
            statement.target,
            statement.iri,
            _attributes(statement, labels, lang),
        )
    for (subject, predicate, target), derived in records.triples.items():
        if (subject, predicate, target) not in stated:
            labels = records.terms.get(predicate, {})
            yield (
                subject,
                target,
                predicate,
                {
                    "predicate": predicate,
                    "label": best_label(labels, lang, predicate),
                    "labels": labels,
                    "derived": derived,
                    "stance": "asserted",
                    "statements": [],
                    "year": None,
                    "years": (None, None),
                    "sources": [],
                },
            )


def _attributes(statement: Statement, labels: dict[str, str], lang: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "predicate": statement.predicate,
        "label": best_label(labels, lang, statement.predicate),
        "labels": labels,
        "derived": False,
        "stance": statement.stance,
        "statements": [statement.iri],
        "year": statement.years[0],
        "years": statement.years,
        "sources": list(statement.sources),
    }
    if statement.kind == "observation":
        attributes["value"] = statement.text
        attributes |= {n: statement.details.get(n) for n in ("unit", "bound")}
    return attributes


def _keep_types(network: "nx.MultiDiGraph[str]", types: Collection[str]) -> None:
    used = {name for _, types_ in network.nodes(data="types") for name in types_}
    for name in types:
        if name not in GROUP_BY_NAME and name not in used:
            near = nearest(name, {*GROUP_BY_NAME, *used})
            hint = f"did you mean {near}?" if near else f"known: {', '.join(GROUP_BY_NAME)}"
            raise UsageError(f"{name!r} is not a type of anything here; {hint}")
    wanted = set(types)
    network.remove_nodes_from(
        [n for n, a in network.nodes(data=True) if not wanted & {a["group"], *a["types"]}]
    )


def _keep_edges(
    network: "nx.MultiDiGraph[str]", years: YearRange | None, sources: set[str]
) -> None:
    unwanted = [
        (u, v, key)
        for u, v, key, a in network.edges(keys=True, data=True)
        if (years is not None and not _within(a["years"], years))
        or (sources and not sources.intersection(a["sources"]))
    ]
    network.remove_edges_from(unwanted)
    dated = {
        iri
        for iri, year in network.nodes(data="year")
        if years is not None and not sources and _within((year, year), years)
    }
    network.remove_nodes_from([n for n, d in network.degree() if d == 0 and n not in dated])


def _within(span: YearRange, years: YearRange) -> bool:
    """Whether a dated span touches a range; what is not dated at all does not."""
    if span == (None, None):
        return False
    first, last = span
    begin, end = years
    return (begin is None or last is None or last >= begin) and (
        end is None or first is None or first <= end
    )


def _keep_around(network: "nx.MultiDiGraph[str]", middle: str, depth: int) -> None:
    import networkx as nx

    if depth < 0:
        raise UsageError(f"depth is {depth}; give 0 or more steps")
    if middle not in network:
        raise UsageError(f"{shorten(middle)} is not among what the filters leave; loosen them")
    either_way = network.to_undirected(as_view=True)  # nx.ego_graph would copy all of it
    near = nx.single_source_shortest_path_length(either_way, middle, cutoff=depth)
    network.remove_nodes_from([node for node in network if node not in near])
