"""The graph as RDF text: Turtle, TriG, N-Triples, N-Quads, RDF/XML and RDF 1.2."""

import re
from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from taobao_kg.errors import UsageError
from taobao_kg.export.choice import Choice, chosen_quads, chosen_triples, graph_of, read_triples
from taobao_kg.export.triple_terms import reify_with_triple_terms
from taobao_kg.export.xml_text import refuse_characters_not_in_xml
from taobao_kg.graph import Graph
from taobao_kg.turtle import write_turtle
from taobao_kg.vocab import ID, PREFIXES, shorten, term

#: An element name, as far as our predicates need one (Namespaces in XML 1.0, NCName).
XML_NAME_AT_END = re.compile(r"[A-Za-z_][\w.-]*$")


def write_triples_as_turtle(graph: Graph, choice: Choice) -> str:
    """Return the chosen triples as Turtle: one subject a block, one value a line, prefixed."""
    return write_turtle(read_triples(graph, choice), ID, PREFIXES)


def write_graphs_as_turtle(graph: Graph, choice: Choice) -> dict[str, str]:
    """Return one Turtle text a named graph, by file name (``renolafitri-2020.ttl``)."""
    quads = chosen_quads(graph, choice)
    return {
        f"{name.rpartition('/')[2]}.ttl": write_turtle(triples, ID, PREFIXES)
        for name, triples in by_graph(quads).items()
    }


def write_trig(graph: Graph, choice: Choice) -> str:
    """Return the chosen quads as TriG: Turtle, one block of braces a named graph."""
    if choice.lens:
        return write_triples_as_turtle(graph, choice)
    declarations = {f"@base <{ID}> ."}
    blocks = []
    for name, triples in by_graph(chosen_quads(graph, choice)).items():
        head, _, body = write_turtle(triples, ID, PREFIXES).partition("\n\n")
        declarations.update(head.splitlines())
        blocks.append(f"\n<{name.removeprefix(ID)}> {{\n\n{body}}}\n")
    return "".join(f"{line}\n" for line in sorted(declarations)) + "".join(blocks)


def write_ntriples(graph: Graph, choice: Choice) -> str:
    """Return the chosen triples as sorted N-Triples, each once."""
    return "".join(f"{triple} .\n" for triple in chosen_triples(graph, choice))


def write_nquads(graph: Graph, choice: Choice) -> str:
    """Return the chosen quads as sorted N-Quads; a lens has no graph names."""
    if choice.lens:
        return write_ntriples(graph, choice)
    return "".join(f"{quad} .\n" for quad in chosen_quads(graph, choice))


def write_rdfxml(graph: Graph, choice: Choice) -> str:
    """Return the chosen triples of the lens as RDF/XML, one element a subject.

    Raises:
        UsageError: a literal or predicate that XML 1.0 has no way to write.
    """
    is_type = term("rdf:type")
    triples = sorted(
        chosen_triples(graph, choice._replace(lens=True)),
        key=lambda triple: (str(triple.subject), triple.predicate != is_type),
    )
    for triple in triples:
        _refuse_what_xml_cannot_hold(triple)
    element_names = {triple.predicate.value for triple in triples}
    element_names |= {str(t.object).strip("<>") for t in triples if t.predicate == is_type}
    prefixes = used_prefixes(element_names)
    content = serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes) or b""
    # A carriage return inside a text would be read back as a line feed (XML 1.0, section 2.11).
    return content.decode("utf-8").replace("\r", "&#xD;") + "\n"


def write_triple_terms(graph: Graph, choice: Choice) -> str:
    """Return the chosen quads as N-Quads of RDF 1.2, claims with ``rdf:reifies``."""
    quads = reify_with_triple_terms(chosen_quads(graph, choice))
    if choice.lens:
        return "".join(sorted({f"{quad.triple} .\n" for quad in quads}))
    return "".join(sorted(f"{quad} .\n" for quad in quads))


def used_prefixes(iris: Iterable[str]) -> dict[str, str]:
    """Return the prefixes that shorten some of these IRIs, sorted."""
    used = {short.partition(":")[0] for iri in iris if (short := shorten(iri)) != iri}
    return {name: PREFIXES[name] for name in sorted(used)}


def by_graph(quads: Iterable[Quad]) -> dict[str, list[Triple]]:
    """Return the triples of each named graph, by its IRI, both sorted."""
    ordered = sorted(quads, key=graph_of)
    return {name: [quad.triple for quad in group] for name, group in groupby(ordered, graph_of)}


def _refuse_what_xml_cannot_hold(triple: Triple) -> None:
    if isinstance(triple.object, Literal):
        refuse_characters_not_in_xml(triple.object.value, str(triple.subject))
    if not XML_NAME_AT_END.search(triple.predicate.value):
        raise UsageError(
            f"{triple.predicate}: no name at its end, which RDF/XML needs; export as turtle"
        )
