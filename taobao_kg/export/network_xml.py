"""GraphML and GEXF: nodes and edges with typed fields, same network, same bytes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring


class Part(NamedTuple):
    """A node or an edge.

    Attributes:
        ends: the XML attributes that identify it: ``id``, of an edge ``source`` and ``target`` too.
        said: what is said about it, by field; texts that XML can hold.
    """

    ends: dict[str, str]
    said: dict[str, str]


class Layout(NamedTuple):
    """What is said about nodes and edges: type (string, int, double, boolean) by field.

    Attributes:
        nodes: the fields of nodes.
        edges: the fields of edges.
        directed: whether an edge has a direction.
        about: a sentence about the whole network, or empty.
    """

    nodes: Mapping[str, str]
    edges: Mapping[str, str]
    directed: bool = True
    about: str = ""


def graphml_text(layout: Layout, nodes: Iterable[Part], edges: Iterable[Part]) -> str:
    """Return a network as GraphML (Brandes and others 2002)."""
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    if layout.about:
        SubElement(root, "desc").text = layout.about
    for fields, owner in ((layout.nodes, "node"), (layout.edges, "edge")):
        for name, kind in fields.items():
            key = {"id": f"{owner}_{name}", "for": owner}
            SubElement(root, "key", {**key, "attr.name": name, "attr.type": kind})
    direction = "directed" if layout.directed else "undirected"
    drawn = SubElement(root, "graph", {"id": "taobao-kg", "edgedefault": direction})
    for owner, parts in (("node", nodes), ("edge", edges)):
        for part in parts:
            element = SubElement(drawn, owner, part.ends)
            for name, text in part.said.items():
                SubElement(element, "data", {"key": f"{owner}_{name}"}).text = text
    return _write_xml(root)


def gexf_text(layout: Layout, nodes: Iterable[Part], edges: Iterable[Part]) -> str:
    """Return a network as GEXF 1.3; each part must say its ``label``.

    The date of making that other writers put in is left out.
    """
    root = Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    if layout.about:
        SubElement(SubElement(root, "meta"), "description").text = layout.about
    direction = "directed" if layout.directed else "undirected"
    drawn = SubElement(root, "graph", {"defaultedgetype": direction, "mode": "static"})
    for fields, owner in ((layout.nodes, "node"), (layout.edges, "edge")):
        declared = SubElement(drawn, "attributes", {"class": owner, "mode": "static"})
        for name, kind in fields.items():
            kind = "integer" if kind == "int" else kind
            SubElement(declared, "attribute", {"id": name, "title": name, "type": kind})
    for owner, parts in (("node", nodes), ("edge", edges)):
        container = SubElement(drawn, f"{owner}s")
        for part in parts:
            element = SubElement(container, owner, {**part.ends, "label": part.said["label"]})
            values = SubElement(element, "attvalues")
            for name, text in part.said.items():
                SubElement(values, "attvalue", {"for": name, "value": text})
    return _write_xml(root)


def _write_xml(root: Element) -> str:
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
