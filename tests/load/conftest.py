"""Servers to load: each test gets them empty."""

from collections.abc import Iterator

import pytest

from taobao_kg.engines.addresses import Addresses
from taobao_kg.engines.protocol import Server
from tests.servers import run_oxigraph, run_virtuoso


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[Addresses]:
    """A running Oxigraph."""
    with run_oxigraph() as addresses:
        yield addresses


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """A running Virtuoso 7."""
    with run_virtuoso(tmp_path_factory.mktemp("virtuoso")) as addresses:
        yield addresses


@pytest.fixture(params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.slow)])
def server(request: pytest.FixtureRequest) -> Server:
    """A server without any graph of ours."""
    return emptied(request.getfixturevalue(request.param))


@pytest.fixture
def quick_server(oxigraph: Addresses) -> Server:
    """An Oxigraph without any graph."""
    return emptied(oxigraph)


def emptied(addresses: Addresses) -> Server:
    """Return a server after all graphs of ours were removed from it."""
    found = Server(addresses)
    rows = found.query(
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } "
        'FILTER(STRSTARTS(STR(?g), "https://w3id.org/taobao-kg/")) }'
    )
    if graphs := [row["g"].value for row in rows]:
        found.update(";\n".join(f"CLEAR SILENT GRAPH <{iri}>" for iri in graphs))
    return found
