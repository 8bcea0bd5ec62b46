"""The sources as a bibliography: BibTeX, RIS, CSL-JSON."""

from pyoxigraph import NamedNode

from taobao_kg.ask.cite import bibtex, csl, ris
from taobao_kg.ask.cite.works import Work, read_work
from taobao_kg.export.choice import Choice, chosen_triples
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import term


def write_bibtex(graph: Graph, choice: Choice) -> str:
    """Return the chosen sources as BibTeX; see `chosen_works`."""
    return bibtex.write_bibtex(chosen_works(graph, choice))


def write_ris(graph: Graph, choice: Choice) -> str:
    """Return the chosen sources as RIS; see `chosen_works`."""
    return ris.write_ris(chosen_works(graph, choice))


def write_csl_json(graph: Graph, choice: Choice) -> str:
    """Return the chosen sources as CSL-JSON; see `chosen_works`."""
    return csl.write_csl_json(chosen_works(graph, choice))


def chosen_works(graph: Graph, choice: Choice) -> list[Work]:
    """Return the records of all sources, sorted by key.

    Of chosen graphs: of those sources only which these graphs name. So the graph of one source
    gives that source and the works it is quoted from.
    """
    kind = term("tkg:Source")
    sources = {triple.subject for triple in graph.triples(p=term("rdf:type"), o=kind)}
    if choice.graphs:
        triples = chosen_triples(graph, choice)
        sources &= {node for triple in triples for node in (triple.subject, triple.object)}
    named = (node.value for node in sources if isinstance(node, NamedNode))
    return [read_work(graph, iri) for iri in sorted(named, key=natural_key)]
