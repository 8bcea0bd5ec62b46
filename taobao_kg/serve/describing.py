"""Describing, in a worker: one thing as RDF or as a page, and the graph as a whole."""

from pyoxigraph import NamedNode, Triple

from taobao_kg.export.choice import Choice
from taobao_kg.graph import Graph
from taobao_kg.serve.answering import write_triples
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.spool import Spool
from taobao_kg.turtle import write_turtle
from taobao_kg.vocab import shorten, term


def describe_thing(graph: Graph, iri: str, form: str, limits: Limits, spool: Spool) -> None:
    """Write what the lens says of a thing, and of a statement what its evidence is.

    Args:
        graph: where it is.
        iri: of the thing.
        form: ``turtle``, ``nt``, ``rdfxml`` or ``jsonld``.
        limits: of the answer.
        spool: takes it.

    Raises:
        Refusal: 404 when nothing is said of it.
    """
    triples = _triples_of(graph, iri)
    if form == "turtle":
        spool.write(write_turtle(triples).encode())
    else:
        write_triples(triples, form, limits, spool)


def show_thing(graph: Graph, iri: str, lang: str, spool: Spool) -> None:
    """Write the page of a thing.

    Raises:
        Refusal: 404 when nothing is said of it.
    """
    from taobao_kg.ask.card import make_card
    from taobao_kg.ask.pages import write_card
    from taobao_kg.serve.pages import thing_page

    require(graph, iri)
    card = write_card(graph, make_card(graph, iri, lang), "html", lang=lang, limit=200)
    spool.write(thing_page(graph, iri, card, lang).encode())


def require(graph: Graph, iri: str) -> None:
    """Refuse an IRI of which nothing is said, with the nearest that are known.

    Raises:
        Refusal: 404.
    """
    try:
        if graph.has(iri):
            return
    except ValueError as error:
        raise Refusal(404, f"there is nothing at this address: {error}") from error
    from taobao_kg.ask.nearest import nearest_names, or_list

    near = nearest_names(graph, iri)
    hint = f"; did you mean {or_list(near)}?" if near else ""
    raise Refusal(404, f"{shorten(iri)} is not in the graph{hint}")


def describe_dataset(graph: Graph, spool: Spool) -> None:
    """Write the VoID and DCAT description of the whole graph as Turtle."""
    from taobao_kg.export.void import write_void

    spool.write(write_void(graph, Choice()).encode())


def describe_service_as(graph: Graph, url: str, form: str, limits: Limits, spool: Spool) -> None:
    """Write the description of the service at an address in a format."""
    from taobao_kg.serve.service_description import describe_service

    write_triples(describe_service(graph, url), form, limits, spool)


def map_pages(graph: Graph, url: str, name: str, spool: Spool) -> None:
    """Write the map of the pages of all things, or the part of it that has a name.

    Raises:
        Refusal: 404 when there is no such part.
    """
    from taobao_kg.site.addresses import page_of
    from taobao_kg.site.sitemap import sitemaps

    subjects = {triple.subject for triple in graph.triples(p=term("rdf:type"))}
    iris = (node.value for node in subjects if isinstance(node, NamedNode))
    parts = dict(sitemaps(filter(None, map(page_of, iris)), url))
    if name not in parts:
        raise Refusal(404, f"there is no {name}; there are {', '.join(sorted(parts))}")
    spool.write(parts[name].encode())


def _triples_of(graph: Graph, iri: str) -> list[Triple]:
    require(graph, iri)
    found = [*graph.triples(iri)]
    evidence = term("tkg:evidence")
    for triple in tuple(found):
        if triple.predicate == evidence and isinstance(triple.object, NamedNode):
            found += graph.triples(triple.object)
    return found
