"""The peers of `taobao-kg serve`: the bare engine in the server's process, and rdflib-endpoint."""

import sys
from typing import Any


def serve_engine(store: str, port: int) -> None:
    """Serve a store in this process: the same server, no worker, no limit, nothing else."""
    import uvicorn
    from pyoxigraph import QueryResultsFormat, Store
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    engine = Store.read_only(store)

    async def answer(request: Request) -> Response:
        found: Any = engine.query(request.query_params["query"])
        body = found.serialize(format=QueryResultsFormat.JSON)
        return Response(body, media_type="application/sparql-results+json")

    app = Starlette(routes=[Route("/sparql", answer)])
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


def serve_rdflib(lens: str, port: int) -> None:
    """Serve N-Triples with rdflib-endpoint."""
    import uvicorn
    from rdflib import Dataset
    from rdflib_endpoint import SparqlEndpoint

    graph = Dataset(default_union=True)
    graph.parse(lens, format="nt")
    app = SparqlEndpoint(graph=graph, path="/sparql")
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    kind, path, number = sys.argv[1:]
    (serve_engine if kind == "engine" else serve_rdflib)(path, int(number))
