"""Ask one engine questions. Usage: ask_all.py ENGINE RUNS PLACE QUERY…; prints JSON.

ENGINE is ``ours`` (PLACE is data and build folder, joined by a colon), ``memory`` (pyoxigraph),
``oxrdflib``, ``rdflib`` (PLACE is N-Triples) or ``http`` (PLACE is the address of an endpoint, and
graphs are named after ``#``). For each question: the median seconds, how many rows came, and a hash
of what they hold, in which numbers and order of rows do not depend on how they are written. A
question that a server refuses, or does not answer in a minute, has the seconds until then and no
rows.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from statistics import median
from typing import Any

Rows = Iterable[Sequence[object]]
Ask = Callable[[str], Rows]

#: Seconds that a server may take for one question.
HTTP_LIMIT = 60


def main() -> None:
    """Print one object: seconds of opening, and what each question gave."""
    engine, runs, place, *queries = sys.argv[1:]
    start = time.perf_counter()
    ask = OPEN[engine](place)
    opening = time.perf_counter() - start
    answers = {}
    for path in map(Path, queries):
        text = path.read_text(encoding="utf-8")
        times: list[float] = []
        rows: list[list[str]] | None = []
        while rows is not None and len(times) < int(runs):
            start = time.perf_counter()
            rows = _ask(ask, text)
            times.append(time.perf_counter() - start)
        if rows is None:
            answers[path.stem] = {"seconds": times[-1], "rows": 0, "hash": ""}
            continue
        digest = sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()[:16]
        answers[path.stem] = {"seconds": median(times), "rows": len(rows), "hash": digest}
    print(json.dumps({"opening": opening, "answers": answers}))


def _ask(ask: Ask, text: str) -> list[list[str]] | None:
    """Return the rows, None when a server gives none."""
    try:
        return [[_plain(cell) for cell in row] for row in ask(text)]
    except (OSError, HTTPException):
        return None


def _plain(cell: object) -> str:
    """Return the value of a term: without type and language, a number as the number it is."""
    text = str(getattr(cell, "value", cell) if cell is not None else "")
    try:
        return format(Decimal(text).normalize(), "f")
    except InvalidOperation:
        return text


def _ours(place: str) -> Ask:
    from taobao_kg.folders import find_folders
    from taobao_kg.graph import open_graph

    data, build = map(Path, place.split(":"))
    graph = open_graph(find_folders(data, build))
    return lambda text: graph.query(text)  # type: ignore[return-value]


def _memory(place: str) -> Ask:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.bulk_load(path=place, format=RdfFormat.N_TRIPLES)
    return lambda text: store.query(text)  # type: ignore[return-value]


def _rdflib(place: str) -> Ask:
    from rdflib import Graph

    graph = Graph().parse(place, format="nt")
    return lambda text: graph.query(text)  # type: ignore[return-value]


def _oxrdflib(place: str) -> Ask:
    from rdflib import Dataset

    graph = Dataset(store="Oxigraph").parse(place, format="ox-nt")
    return lambda text: graph.query(text)  # type: ignore[return-value]


def _http(place: str) -> Ask:
    from urllib.parse import urlencode
    from urllib.request import Request, urlopen

    from pyoxigraph import QueryResultsFormat, parse_query_results

    address, _, graph = place.partition("#")

    def ask(text: str) -> Rows:
        fields = {"query": text, **({"default-graph-uri": graph} if graph else {})}
        wanted = {"Accept": "application/sparql-results+json"}
        with urlopen(
            Request(address, urlencode(fields).encode(), wanted), timeout=HTTP_LIMIT
        ) as answer:
            content = answer.read()
        return parse_query_results(content, QueryResultsFormat.JSON)  # type: ignore[return-value]

    return ask


OPEN: dict[str, Callable[[str], Any]] = {
    "ours": _ours,
    "memory": _memory,
    "rdflib": _rdflib,
    "oxrdflib": _oxrdflib,
    "http": _http,
}

if __name__ == "__main__":
    main()
