"""How a statement stands beside what other sources say, in words."""

from collections.abc import Iterable

from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement
from taobao_kg.graph import Graph
from taobao_kg.vocab import TKG, expand, term
from taobao_kg.words.catalogue import joined


def standing_text(graph: Graph, statement: Statement, lang: str) -> str:
    """Return the standing of a statement: in words, by how many sources, by which, against which.

    The words are the labels of the ontology. Empty where the graph has no standing for it.
    """
    if not statement.standing:
        return ""
    parts = [("tkg:standing", graph.label(TKG + statement.standing, lang))]
    if statement.independent > 1:
        parts.append(("tkg:independentSources", str(statement.independent)))
    if statement.corroborated:
        parts.append(("tkg:corroboratedBy", _sources(graph, statement.corroborated, lang)))
    if statement.opposed:
        parts.append(("tkg:opposedBy", _sources(graph, statement.opposed, lang)))
    said = (joined("colon", lang, (graph.label(expand(n), lang), text)) for n, text in parts)
    return clean(joined("semicolon", lang, said))


def _sources(graph: Graph, statements: Iterable[str], lang: str) -> str:
    """Return the names of the sources that state something."""
    found = (t.object for iri in statements for t in graph.triples(iri, term("tkg:statedIn")))
    names = sorted({graph.label(node.value, lang) for node in found if hasattr(node, "value")})
    return joined("list", lang, names)
