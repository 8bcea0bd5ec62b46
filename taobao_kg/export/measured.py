"""Measured networks as GraphML and GEXF: ties with what was measured of every thing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taobao_kg.errors import UsageError
from taobao_kg.export.network_xml import Layout, Part, gexf_text, graphml_text
from taobao_kg.export.xml_text import refuse_characters_not_in_xml
from taobao_kg.measures.report import add_measures
from taobao_kg.vocab import shorten

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("graphml", "gexf")
_NODES = {"label": "string", "type": "string", "group": "string", "iri": "string", "year": "int"}
_MEASURED = {
    "degree": "int",
    "strength": "int",
    "betweenness": "double",
    "pagerank": "double",
    "community": "int",
    "component": "int",
}
_EDGES = {"label": "string", "weight": "int", "statements": "string"}
_OF_TIES = {"predicates": "string"}
_OF_ACTORS = {"policies": "string", "partners": "boolean"}


def write_measured(ties: "nx.DiGraph[str]", form: str, about: str = "") -> str:
    """Return the ties with the measures of every thing; see `taobao_kg.measures.ties`.

    Args:
        ties: the network.
        form: one of `FORMATS`.
        about: a sentence about it, or empty.

    Raises:
        UsageError: for a format that is none of `FORMATS`, or a label that XML cannot hold.
    """
    add_measures(ties)
    return _write(ties, form, Layout(_NODES | _MEASURED, _EDGES | _OF_TIES, about=about))


def write_projection(projected: "nx.Graph[str]", form: str, about: str = "") -> str:
    """Return the actors that are tied; see `taobao_kg.measures.projection.project_actors`.

    Raises:
        UsageError: as for `write_measured`.
    """
    layout = Layout(_NODES, _EDGES | _OF_ACTORS, directed=False, about=about)
    return _write(projected, form, layout)


def _write(network: "nx.Graph[str]", form: str, layout: Layout) -> str:
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format of a network; choose {', '.join(FORMATS)}")
    nodes = [
        Part({"id": shorten(iri)}, _texts({**said, "iri": iri}, layout.nodes, iri))
        for iri, said in network.nodes(data=True)
    ]
    edges = []
    for number, (one, other, said) in enumerate(sorted(network.edges(data=True), key=_ends), 1):
        ends = {"id": f"e{number}", "source": shorten(one), "target": shorten(other)}
        names = said.get("predicates") or said.get("policies") or []
        label = " ".join(shorten(iri) for iri in names)
        edges.append(Part(ends, _texts({**said, "label": label}, layout.edges, one)))
    return (graphml_text if form == "graphml" else gexf_text)(layout, nodes, edges)


def _ends(edge: tuple[str, str, dict[str, Any]]) -> tuple[str, str]:
    return edge[:2]


def _texts(said: dict[str, Any], fields: Mapping[str, str], place: str) -> dict[str, str]:
    """Return the fields that have a value, as text XML can hold."""
    found = {name: _text(said[name]) for name in fields if said.get(name) is not None}
    for text in found.values():
        refuse_characters_not_in_xml(text, shorten(place))
    return found


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, list):
        return " ".join(shorten(iri) for iri in value)
    return shorten(value) if isinstance(value, str) else str(value)
