"""The service described in RDF (SPARQL 1.1 Service Description, W3C 2013)."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.engines.answers import Solutions
from taobao_kg.graph import Graph
from taobao_kg.serve.screening import LENS_GRAPH
from taobao_kg.vocab import term

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def describe_service(graph: Graph, url: str) -> Iterator[Triple]:
    """Yield what the service is: language, formats, its default graph and its named graphs.

    Args:
        graph: what it serves.
        url: its address; nodes that need a name are fragments of it.
    """
    dataset, default = f"{url}#dataset", LENS_GRAPH
    yield _triple(url, "rdf:type", f"{SD}Service")
    yield _triple(url, f"{SD}endpoint", url)
    yield _triple(url, f"{SD}supportedLanguage", f"{SD}SPARQL11Query")
    for name in _RESULTS:
        yield _triple(url, f"{SD}resultFormat", _FORMATS + name)
    yield _triple(url, f"{SD}defaultDataset", dataset)
    yield _triple(dataset, "rdf:type", f"{SD}Dataset")
    yield _triple(dataset, f"{SD}defaultGraph", default)
    yield _triple(default, "rdf:type", f"{SD}Graph")
    yield from _count(graph, default, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    sizes = graph.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    for row in sizes if isinstance(sizes, Solutions) else ():
        name = row["g"].value
        node = f"{dataset}-{name.rpartition('/')[2]}"
        yield _triple(dataset, f"{SD}namedGraph", node)
        yield _triple(node, "rdf:type", f"{SD}NamedGraph")
        yield _triple(node, f"{SD}name", name)
        yield _triple(node, f"{SD}graph", f"{node}-graph")
        yield _triple(f"{node}-graph", "rdf:type", f"{SD}Graph")
        yield Triple(NamedNode(f"{node}-graph"), term("void:triples"), row["n"])


def _count(graph: Graph, iri: str, sparql: str) -> Iterator[Triple]:
    found = graph.query(sparql)
    for row in found if isinstance(found, Solutions) else ():
        yield Triple(NamedNode(iri), term("void:triples"), row["n"])


def _triple(subject: str, predicate: str, value: str | Literal) -> Triple:
    node = NamedNode(value) if isinstance(value, str) and "://" in value else term(str(value))
    return Triple(NamedNode(subject), term(predicate), node)
