"""Twins: what a page shows, as Turtle and JSON-LD; the numbers of an indicator as CSV."""

import json
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from taobao_kg.ask.formats import write_answer
from taobao_kg.ask.statements import is_statement
from taobao_kg.export.jsonld import describe_subjects, make_context
from taobao_kg.show.charts.points import read_points
from taobao_kg.show.charts.table import table_of_points
from taobao_kg.site.atlas import Atlas, Thing
from taobao_kg.turtle import write_turtle
from taobao_kg.vocab import ID, PREFIXES, term


def twin_texts(atlas: Atlas, thing: Thing) -> dict[str, str]:
    """Return what the lens says of a thing, by the ending of the file."""
    triples = list(_triples(atlas, thing.iri))
    context = make_context(triples)
    document = {"@context": context, "@graph": describe_subjects(triples, context)}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return {"ttl": write_turtle(triples, ID, PREFIXES), "jsonld": f"{text}\n"}


def numbers_csv(atlas: Atlas, thing: Thing) -> str:
    """Return the numbers of an indicator, drawn in its chart or not, with what they rest on."""
    points = read_points(atlas.graph, [thing.iri], lang="en")
    return write_answer(table_of_points(atlas.graph, points, "en"), "csv")


def _triples(atlas: Atlas, iri: str) -> Iterator[Triple]:
    """Yield the triples out of a thing, and of a statement those of its evidence too."""
    for triple in atlas.graph.triples(iri):
        yield triple
        evidence = triple.object if triple.predicate == term("tkg:evidence") else None
        if is_statement(iri) and isinstance(evidence, NamedNode):
            yield from atlas.graph.triples(evidence)
