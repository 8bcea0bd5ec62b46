"""Protocol: the requests of SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol."""

from collections.abc import Mapping, Sequence

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Variable

from taobao_kg.engines.addresses import VARIABLES, Addresses, read_addresses
from taobao_kg.engines.binding import bind_terms, query_form
from taobao_kg.engines.embedded import Term
from taobao_kg.engines.replies import (
    N_TRIPLES,
    RESULTS_JSON,
    read_rows,
    read_triples,
)
from taobao_kg.engines.transport import MAX_ANSWER, RefusedError, Transport, deny_usage
from taobao_kg.errors import UsageError

#: What a server answers a query with that it does not understand.
_NOT_UNDERSTOOD = frozenset((400, 415, 422))


class Server:
    """A SPARQL 1.1 server."""

    def __init__(self, addresses: Addresses, max_answer: int = MAX_ANSWER) -> None:
        """Prepare to talk to a server; nothing is sent yet.

        Args:
            addresses: where it is.
            max_answer: bytes an answer may have.
        """
        self.addresses = addresses
        self._transport = Transport(addresses, max_answer)

    @classmethod
    def at(cls, endpoint: str) -> "Server":
        """Return the server of an endpoint; see `taobao_kg.engines.addresses.read_addresses`."""
        return cls(read_addresses(endpoint))

    @property
    def url(self) -> str:
        """The address of its query service."""
        return self.addresses.query

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def query(
        self,
        sparql: str,
        default: str = "",
        named: Sequence[str] = (),
        substitutions: Mapping[Variable, Term] | None = None,
        renamed: tuple[str, str] | None = None,
    ) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query.

        Args:
            sparql: the query with its prefixes.
            default: IRI of the graph that is the default graph; empty for the server's own.
            named: IRIs of the named graphs. With a default graph given, SPARQL 1.1 Protocol
                (§2.1.4) leaves no other named graph: Oxigraph keeps to it, Virtuoso does not.
            substitutions: values for variables, bound as terms.
            renamed: how IRIs begin in the server's answer, and how they shall begin instead.

        Raises:
            UsageError: when the server does not understand the query.
            TaobaoKgError: when there is no usable answer.
        """
        text = bind_terms(sparql, substitutions)
        makes_triples = query_form(text) in ("CONSTRUCT", "DESCRIBE")
        form: dict[str, str | Sequence[str]] = {"query": text}
        if default:
            form["default-graph-uri"] = default
        if named:
            form["named-graph-uri"] = list(named)
        # One type alone: Virtuoso picks another where several are named.
        headers = {"Accept": N_TRIPLES if makes_triples else RESULTS_JSON}
        try:
            reply = self._transport.send("POST", self.url, form=form, headers=headers, is_read=True)
        except RefusedError as error:
            if error.status in _NOT_UNDERSTOOD:
                raise deny_usage(error) from error
            raise
        return read_triples(reply, renamed) if makes_triples else read_rows(reply, renamed)

    def update(self, sparql: str) -> None:
        """Run an update, once: it is never sent again by itself.

        Raises:
            UsageError: when the address of the update service is not known.
            TaobaoKgError: when the server does not do it, or it is not known whether it did.
        """
        url = self._require("update", self.addresses.update)
        headers = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        self._transport.send("POST", url, content=sparql.encode(), headers=headers)

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Replace a named graph by some N-Triples.

        Raises:
            UsageError: when the address of the graph store is not known.
            TaobaoKgError: when the server does not do it.
        """
        url = self._require("graph-store", self.addresses.graph_store)
        headers = {"Content-Type": N_TRIPLES, "Accept": "*/*"}
        self._transport.send("PUT", url, params={"graph": graph}, content=triples, headers=headers)

    def add_triples(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a named graph.

        Raises:
            UsageError: when the address of the graph store is not known.
            TaobaoKgError: when the server does not do it.
        """
        url = self._require("graph-store", self.addresses.graph_store)
        headers = {"Content-Type": N_TRIPLES, "Accept": "*/*"}
        params = {"graph": graph}
        self._transport.send("POST", url, params=params, content=triples, headers=headers)

    def _require(self, key: str, address: str) -> str:
        if not address:
            raise UsageError(
                f"{self.url}: its {key} address is not known; give it with {VARIABLES[key]} or in"
                " the file of endpoints"
            )
        return address
