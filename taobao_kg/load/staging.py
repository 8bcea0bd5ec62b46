"""Staging: graphs sent to a server under passing names, so that what is there stays untouched."""

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256

from pyoxigraph import QuerySolutions

from taobao_kg.engines.manifest import LOADING, MANIFEST, Stored
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import TaobaoKgError

#: Is told how many graphs are done, of how many.
Progress = Callable[[int, int], None]
_AT_ONCE = 200


def passing_name(graph: str, stored: Stored) -> str:
    """Return the IRI under which a graph waits: another one for other contents."""
    return LOADING + sha256(f"{graph}\n{stored.hash}".encode()).hexdigest()[:32]


def count_graphs(server: Server, graphs: Collection[str]) -> dict[str, int]:
    """Return how many triples some named graphs have on a server, 0 for one that is not there."""
    found = dict.fromkeys(graphs, 0)
    asked = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    for some in _batches(sorted(graphs)):
        rows = server.query(asked, named=some)
        if not isinstance(rows, QuerySolutions):
            raise TaobaoKgError(f"{server.url}: answers a SELECT by yes or no; is it SPARQL?")
        for row in rows:
            if row["g"].value in found:
                found[row["g"].value] = int(row["n"].value)
    return found


def stage(
    server: Server,
    texts: Mapping[str, bytes],
    graphs: Mapping[str, Stored],
    progress: Progress,
) -> int:
    """Send graphs under their passing names; those that are there complete are not sent again.

    Args:
        server: where to.
        texts: N-Triples by IRI of the graph.
        graphs: their sizes.
        progress: is told after each graph.

    Returns:
        How many graphs were sent.

    Raises:
        TaobaoKgError: when one cannot be sent, or has another size there afterwards.
    """
    names = {iri: passing_name(iri, stored) for iri, stored in graphs.items()}
    there = count_graphs(server, names.values())
    missing = [iri for iri in graphs if there[names[iri]] != graphs[iri].triples]
    for done, iri in enumerate(missing, 1):
        server.put_graph(names[iri], texts[iri])
        progress(len(graphs) - len(missing) + done, len(graphs))
    compare(server, {names[iri]: stored for iri, stored in graphs.items()})
    return len(missing)


def compare(server: Server, graphs: Mapping[str, Stored]) -> None:
    """Compare the sizes of graphs on a server with what they should be.

    Raises:
        TaobaoKgError: for the first that differs.
    """
    counted = count_graphs(server, graphs)
    for iri, stored in graphs.items():
        if counted[iri] != stored.triples:
            raise TaobaoKgError(
                f"{server.url}: counts {counted[iri]} triples in <{iri}> where {stored.triples}"
                " were sent; what was there before stays; look at the server's log and load again"
            )


def list_passing(server: Server) -> list[str]:
    """Return the IRIs of all graphs that wait on a server, also of loads that were broken off."""
    rows = server.query(
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } "
        f'FILTER(STRSTARTS(STR(?g), "{LOADING}")) }}'
    )
    found = rows if isinstance(rows, QuerySolutions) else ()
    return sorted({row["g"].value for row in found} - {MANIFEST})


def remove_passing(server: Server) -> None:
    """Remove all graphs that wait on a server."""
    for some in _batches(list_passing(server)):
        server.update(";\n".join(f"CLEAR SILENT GRAPH <{iri}>" for iri in some))


def _batches(iris: list[str]) -> list[list[str]]:
    return [iris[start : start + _AT_ONCE] for start in range(0, len(iris), _AT_ONCE)]
