"""Answering, in a worker: a SPARQL text becomes an answer in a format, whole or not at all."""

import csv
from io import TextIOWrapper
from typing import Any, NamedTuple

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from taobao_kg.ask.questions import Question
from taobao_kg.ask.results import Triples, read_answer
from taobao_kg.engines.answers import Constructed, Solutions
from taobao_kg.engines.embedded import EmbeddedEngine, Graphs
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.serve.formats import ROWS, TRIPLES, choose
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.screening import LENS_GRAPH, Dataset, choose_graphs, screen
from taobao_kg.serve.spool import Spool
from taobao_kg.vocab import PREFIXES

_ROW_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_TRIPLE_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
#: No row is shorter in any format, so a smaller answer need not be counted.
_SHORTEST_ROW = 2


class Query(NamedTuple):
    """A query as it was asked.

    Attributes:
        text: SPARQL.
        dataset: graphs named beside it.
        accept: the Accept header.
        why: whether the evidence behind each row is wanted.
        lang: ``en``, ``id`` or ``zh``, of a page.
        again: the text that finds the same rows over the lens, prefixes and all; set when it is
            answered.
    """

    text: str
    dataset: Dataset
    accept: str
    why: bool
    lang: str
    again: str | None = None


def answer_query(graph: Graph, query: Query, limits: Limits, spool: Spool) -> str:
    """Write the answer of a query into the spool and return its media type.

    Raises:
        Refusal: when it is not asked, or its answer is too large or fits no format accepted.
    """
    text, form, named = screen(query.text)
    offered = ROWS if form in ("SELECT", "ASK") else TRIPLES
    chosen = choose(offered, query.accept)
    if chosen is None:
        types = ", ".join(media for types in offered.values() for media in types)
        raise Refusal(406, f"a {form} is answered as one of: {types}")
    name, media = chosen
    asked = graph
    graphs: Graphs | None = None
    if not (query.dataset.is_whole and named.is_whole):
        dataset = choose_graphs(query.dataset, named, graph.graphs())
        asked, graphs = _over(graph, dataset)
    try:
        found = asked.query(text) if graphs is None else asked.query_over(text, graphs)
        # What lies behind a row is asked by the query again, over the lens.
        again = text if graphs is None else None
        _write(graph, found, name, query._replace(again=again), limits, spool)
    except UsageError as error:
        place = Question("", "query", query.text, {}, {}, (), (), ())
        raise _not_sparql(error, place, text, query.text) from error
    except ValueError as error:
        raise Refusal(400, f"the query cannot be answered: {error}") from error
    return media


def _write(graph: Graph, found: Any, name: str, query: Query, limits: Limits, spool: Spool) -> None:
    output: Any = spool
    if name == "html" or (query.why and isinstance(found, Solutions)):
        _write_with_python(graph, found, name, query, limits, spool)
    elif isinstance(found, Solutions):
        found.write(output, _ROW_FORMATS[name])
        _refuse_many_rows(name, limits.rows, spool)
    elif isinstance(found, QueryBoolean):
        found.serialize(output, format=_ROW_FORMATS[name])
    elif isinstance(found, Constructed):
        write_triples(found, name, limits, spool)


def write_triples(found: Any, name: str, limits: Limits, spool: Spool) -> None:
    """Write triples, each once and sorted, so that the same answer is the same bytes.

    Raises:
        Refusal: 422 for more than the limit, or what a format cannot hold.
    """
    triples = set()
    for triple in found:
        triples.add(triple)
        if len(triples) > limits.rows:
            raise Refusal(422, f"the answer has more than {limits.rows} triples; add LIMIT")
    ordered = sorted(triples, key=str)
    prefixes = {} if name == "nt" else dict(PREFIXES)
    try:
        serialize(ordered, spool, format=_TRIPLE_FORMATS[name], prefixes=prefixes)  # type: ignore[arg-type]
    except ValueError as error:
        raise Refusal(422, f"{name} cannot hold the answer: {error}; take text/turtle") from error


def _write_with_python(
    graph: Graph, found: Any, name: str, query: Query, limits: Limits, spool: Spool
) -> None:
    """Write an answer as a page, or with the evidence behind its rows."""
    from itertools import islice

    from taobao_kg.ask.formats import write_answer
    from taobao_kg.ask.results import Rows

    if isinstance(found, Solutions):
        columns = [variable.value for variable in found.variables]
        places = range(len(columns))
        rows = [[row[place] for place in places] for row in islice(found, limits.rows + 1)]
        if len(rows) > limits.rows:
            raise Refusal(422, f"the answer has more than {limits.rows} rows; add LIMIT")
        answer: Any = Rows(columns, rows, graph, query.again)
    else:
        answer = read_answer(found, graph)
    if name == "html":
        from taobao_kg.serve.pages import answer_page

        text = answer_page(graph, query.text, answer, query.lang, why=query.why)
    else:
        text = write_answer(
            answer, name, lang=query.lang, why=query.why and not _is_triples(answer)
        )
    spool.write(text.encode())


def _is_triples(answer: object) -> bool:
    return isinstance(answer, Triples)


def _over(graph: Graph, dataset: Dataset) -> tuple[Graph, Graphs]:
    """Return what to ask for a dataset, and how.

    The engine does not merge default graphs: a triple in two of them would count twice. So
    several are put into a store in memory first.
    """
    named = [NamedNode(iri) for iri in dataset.named if iri != LENS_GRAPH]
    lens = NamedNode(LENS_GRAPH)
    if LENS_GRAPH not in dataset.named and len(dataset.default) <= 1:
        default = [
            DefaultGraph() if iri == LENS_GRAPH else NamedNode(iri) for iri in dataset.default
        ]
        return graph, (default, named)
    engine = EmbeddedEngine()
    for iri in dataset.default:
        engine.extend(_quad(triple) for triple in _triples(graph, iri))
    for iri in dataset.named:
        engine.extend(_quad(triple, NamedNode(iri)) for triple in _triples(graph, iri))
    if LENS_GRAPH in dataset.named:
        named.append(lens)
    return Graph(engine, queries=graph.queries, lens=graph.lens), ([DefaultGraph()], named)


def _quad(triple: Triple, graph: NamedNode | None = None) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph or DefaultGraph())


def _triples(graph: Graph, iri: str) -> Any:
    if iri == LENS_GRAPH:
        return graph.triples()
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    return graph.query_over(text, ([NamedNode(iri)], []))


def _refuse_many_rows(name: str, most: int, spool: Spool) -> None:
    """Refuse an answer with too many rows; a small one cannot have them and is not counted."""
    if spool.size < most * _SHORTEST_ROW:
        return
    with spool.open() as file:
        if name == "csv":
            with TextIOWrapper(file, "utf-8", newline="") as text:
                count = sum(1 for _ in csv.reader(text)) - 1
        else:
            rows: Any = parse_query_results(file, format=_ROW_FORMATS[name])
            count = sum(1 for _ in rows)
    if count > most:
        raise Refusal(422, f"the answer has {count} rows, at most {most} are sent; add LIMIT")


def _not_sparql(error: UsageError, question: Question, text: str, own: str) -> Refusal:
    """Return what is wrong with a query, with its line and column."""
    if not isinstance(error.__cause__, SyntaxError):
        return Refusal(400, str(error))
    from taobao_kg.ask.syntax import not_sparql

    opening = text[: len(text) - len(own)]
    return Refusal(400, str(not_sparql(error.__cause__, question, own, opening)))
