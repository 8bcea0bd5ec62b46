"""The graph as JSON-LD: short keys, explained by one ``@context`` in the file itself."""

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.export.choice import Choice, chosen_quads, chosen_triples, graph_of
from taobao_kg.export.rdf import by_graph, used_prefixes
from taobao_kg.graph import Graph
from taobao_kg.vocab import PREFIXES, language_tag, shorten, term

XSD_STRING = PREFIXES["xsd"] + "string"


def write_jsonld(graph: Graph, choice: Choice) -> str:
    """Return the chosen quads as JSON-LD 1.1, one object a subject, one a named graph.

    Each subject has a line of its own. Numbers stay strings with a type: JSON would rewrite 1.50.
    Nothing is fetched to read the file.
    """
    if choice.lens:
        triples = chosen_triples(graph, choice)
        context = make_context(triples)
        content = _write_subjects(triples, context)
    else:
        quads = chosen_quads(graph, choice)
        context = make_context([quad.triple for quad in quads], {graph_of(quad) for quad in quads})
        content = ",\n".join(
            f'{{"@id": {_write(shorten(name))}, "@graph": [\n{_write_subjects(some, context)}\n]}}'
            for name, some in by_graph(quads).items()
        )
    head = json.dumps(context, ensure_ascii=False, indent=1)
    return f'{{"@context": {head},\n"@graph": [\n{content}\n]}}\n'


def _write_subjects(triples: Iterable[Triple], context: dict[str, Any]) -> str:
    return ",\n".join(map(_write, describe_subjects(triples, context)))


def _write(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def make_context(triples: Iterable[Triple], graphs: Iterable[str] = ()) -> dict[str, Any]:
    """Return the context for some triples: the prefixes, then how each predicate is to be read.

    A predicate whose values are all things, all texts with a language, or all literals of one
    type is declared as such, so its values stand without further words.

    Args:
        triples: everything the document says.
        graphs: IRIs of its named graphs.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    iris = set(graphs)
    for triple in triples:
        kinds[triple.predicate.value].add(_kind(triple.object))
        iris.update(node.value for node in triple if isinstance(node, NamedNode))
        if isinstance(triple.object, Literal):
            iris.add(triple.object.datatype.value)
    context: dict[str, Any] = {"@version": 1.1, **used_prefixes(iris)}
    for predicate in sorted(kinds):
        if predicate != term("rdf:type").value and len(kinds[predicate]) == 1:
            (kind,) = kinds[predicate]
            reading = {"@container": kind} if kind == "@language" else {"@type": shorten(kind)}
            if kind != XSD_STRING:
                context[shorten(predicate)] = {"@id": predicate, **reading}
    return context


def describe_subjects(triples: Iterable[Triple], context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one JSON object a subject.

    Args:
        triples: sorted by subject and predicate.
        context: made by `make_context` for these triples.
    """
    return [
        {"@id": subject, **_describe(list(group), context)}
        for subject, group in groupby(triples, key=_subject)
    ]


def _subject(triple: Triple) -> str:
    return shorten(getattr(triple.subject, "value", ""))


def _describe(triples: list[Triple], context: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {}
    for predicate, group in groupby(triples, key=lambda triple: triple.predicate.value):
        objects: list[Any] = [triple.object for triple in group]
        key = shorten(predicate)
        if predicate == term("rdf:type").value:
            types = _one_or_many([shorten(node.value) for node in objects])
            described = {"@type": types, **described}
        elif "@container" in context.get(key, {}):
            described[key] = _by_language(objects)
        else:
            described[key] = _one_or_many([_value(node, key in context) for node in objects])
    return described


def _by_language(literals: list[Literal]) -> dict[str, Any]:
    texts: dict[str, list[Any]] = defaultdict(list)
    for literal in literals:
        texts[language_tag(literal.language or "")].append(literal.value)
    return {language: _one_or_many(values) for language, values in sorted(texts.items())}


def _value(node: Any, declared: bool) -> Any:
    if isinstance(node, NamedNode):
        return shorten(node.value) if declared else {"@id": shorten(node.value)}
    if declared or node.datatype.value == XSD_STRING:
        return node.value
    if node.language:
        return {"@value": node.value, "@language": language_tag(node.language)}
    return {"@value": node.value, "@type": shorten(node.datatype.value)}


def _kind(node: Any) -> str:
    if isinstance(node, NamedNode):
        return "@id"
    return "@language" if node.language else str(node.datatype.value)


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
