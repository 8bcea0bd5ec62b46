"""The network as GraphML and GEXF, for Gephi, yEd, Cytoscape, igraph and networkx."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from taobao_kg.export.choice import Choice
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
    nodes, edges = _read_network(graph, choice)
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for fields, owner in ((NODE_FIELDS, "node"), (EDGE_FIELDS, "edge")):
        for name, kind in fields.items():
            key = {"id": f"{owner}_{name}", "for": owner}
            SubElement(root, "key", {**key, "attr.name": name, "attr.type": kind})
    drawn = SubElement(root, "graph", {"id": "taobao-kg", "edgedefault": "directed"})
    for owner, rows in (("node", nodes), ("edge", edges)):
        for attributes, said in rows:
            element = SubElement(drawn, owner, attributes)
            for name, text in said.items():
                SubElement(element, "data", {"key": f"{owner}_{name}"}).text = text
    return _write_xml(root)


def write_gexf(graph: Graph, choice: Choice) -> str:
    """Return the network as GEXF 1.3; arguments and errors as for `write_graphml`.

    The date of making that other writers put in is left out: same graph, same bytes.
    """
    nodes, edges = _read_network(graph, choice)
    root = Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    drawn = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for fields, owner in ((NODE_FIELDS, "node"), (EDGE_FIELDS, "edge")):
        declared = SubElement(drawn, "attributes", {"class": owner, "mode": "static"})
        for name, kind in fields.items():
            kind = "integer" if kind == "int" else kind
            SubElement(declared, "attribute", {"id": name, "title": name, "type": kind})
    for owner, rows in (("node", nodes), ("edge", edges)):
        container = SubElement(drawn, f"{owner}s")
        for attributes, said in rows:
            element = SubElement(container, owner, {**attributes, "label": said["label"]})
            values = SubElement(element, "attvalues")
            for name, text in said.items():
                SubElement(values, "attvalue", {"for": name, "value": text})
    return _write_xml(root)


Rows = list[tuple[dict[str, str], dict[str, str]]]


def _read_network(graph: Graph, choice: Choice) -> tuple[Rows, Rows]:
    """Return nodes and edges, each as its XML attributes and what is said about it."""
    sources = [f"source:{iri.rpartition('/')[2]}" for iri in choice.graphs]
    network = build_network(graph, sources=sources)
    nodes = [
        ({"id": shorten(iri)}, _texts(_describe_node(iri, said), NODE_FIELDS, iri))
        for iri, said in network.nodes(data=True)
    ]
    edges = []
    numbered = enumerate(network.edges(keys=True, data=True), start=1)
    for number, (source, target, key, said) in numbered:
        ends = {"source": shorten(source), "target": shorten(target)}
        texts = _texts(_describe_edge(said), EDGE_FIELDS, key)
        edges.append(({"id": f"e{number}", **ends}, texts))
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


def _write_xml(root: Element) -> str:
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
