"""The network as GraphML and GEXF, for Gephi, yEd, Cytoscape, igraph and networkx."""

from collections.abc import Iterator
from typing import Any

from taobao_kg.export.choice import Choice
from taobao_kg.export.network_xml import Layout, Part, gexf_text, graphml_text
from taobao_kg.export.xml_text import refuse_characters_not_in_xml
from taobao_kg.graph import Graph
from taobao_kg.show.network import build_network
from taobao_kg.vocab import shorten

#: What is said about each node and edge, with the type both formats call it by.
NODE_FIELDS = {
    "label": "string",
    "label_en": "string",
    "label_id": "string",
    "label_zh": "string",
    "type": "string",
    "group": "string",
    "iri": "string",
    "year": "int",
}
EDGE_FIELDS = {
    "label": "string",
    "predicate": "string",
    "statement": "string",
    "stance": "string",
    "derived": "boolean",
    "year": "int",
    "sources": "string",
}


def write_graphml(graph: Graph, choice: Choice) -> str:
    """Return the network as GraphML: things are nodes, statements and triples are edges.

    Args:
        graph: where it is read.
        choice: names of source graphs keep only what these sources say.

    Raises:
        UsageError: a label that XML cannot hold, or a graph that is not a source's.
    """
    return graphml_text(_layout(graph), *_read_network(graph, choice))


def write_gexf(graph: Graph, choice: Choice) -> str:
    """Return the network as GEXF 1.3; arguments and errors as for `write_graphml`."""
    return gexf_text(_layout(graph), *_read_network(graph, choice))


def _layout(graph: Graph) -> Layout:
    about = "" if graph.lens.is_all else graph.lens.footer()
    return Layout(NODE_FIELDS, EDGE_FIELDS, about=about)


def _read_network(graph: Graph, choice: Choice) -> tuple[list[Part], list[Part]]:
    """Return nodes and edges."""
    sources = [f"source:{iri.rpartition('/')[2]}" for iri in choice.graphs]
    network = build_network(graph, sources=sources)
    nodes = [
        Part({"id": shorten(iri)}, _texts(_describe_node(iri, said), NODE_FIELDS, iri))
        for iri, said in network.nodes(data=True)
    ]
    edges = []
    numbered = enumerate(network.edges(keys=True, data=True), start=1)
    for number, (source, target, key, said) in numbered:
        ends = {"id": f"e{number}", "source": shorten(source), "target": shorten(target)}
        edges.append(Part(ends, _texts(_describe_edge(said), EDGE_FIELDS, key)))
    return nodes, edges


def _describe_node(iri: str, said: dict[str, Any]) -> dict[str, Any]:
    labels = {tag.lower(): text for tag, text in said["labels"].items()}
    named = {f"label_{name}": labels.get(tag) for name, tag in _LANGUAGES}
    return {**said, **named, "iri": iri}


def _describe_edge(said: dict[str, Any]) -> dict[str, Any]:
    return {
        **said,
        "predicate": shorten(said["predicate"]),
        "statement": " ".join(shorten(iri) for iri in said["statements"]),
        "sources": " ".join(shorten(iri) for iri in said["sources"]),
    }


_LANGUAGES = (("en", "en"), ("id", "id"), ("zh", "zh-hans"))


def _texts(said: dict[str, Any], fields: dict[str, str], place: str) -> dict[str, str]:
    """Return the known fields that have a value, as text XML can hold."""
    found = dict(_filled(said, fields))
    for text in found.values():
        refuse_characters_not_in_xml(text, shorten(place))
    return found


def _filled(said: dict[str, Any], fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in fields:
        value = said.get(name)
        if value not in (None, ""):
            text = shorten(value) if name in ("type", "stance") else str(value)
            yield name, text.lower() if fields[name] == "boolean" else text
