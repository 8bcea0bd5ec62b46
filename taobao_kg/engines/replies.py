"""Answers of a server, read into the terms and solutions that the embedded engine gives too."""

import json
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from taobao_kg.engines.literals import canonical_term
from taobao_kg.engines.transport import Reply, shorten_text
from taobao_kg.errors import TaobaoKgError

#: How some IRIs begin, and how they shall begin instead.
Renamed = tuple[str, str]

RESULTS_JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"

#: Types under which servers send the two; the first is asked for.
_JSON = frozenset((RESULTS_JSON, "application/json"))
_TRIPLES = frozenset((N_TRIPLES, "text/plain", "text/ntriples", "text/turtle"))


def read_rows(reply: Reply, renamed: Renamed | None = None) -> QuerySolutions | QueryBoolean:
    """Read the SPARQL 1.1 results in JSON.

    Args:
        reply: what the server sent.
        renamed: how some IRIs begin, and how they shall begin instead.

    Raises:
        TaobaoKgError: when it is something else, is cut off, or the server says that it left out
            a part.
    """
    _refuse_partial(reply)
    if reply.kind not in _JSON:
        raise _other(reply, "SPARQL results in JSON")
    try:
        said = json.loads(reply.body, strict=False)
        if isinstance(said.get("boolean"), bool):
            read = {"head": {}, "boolean": said["boolean"]}
        else:
            names = said["head"]["vars"]
            rows = [_row(row, renamed) for row in said["results"]["bindings"]]
            _refuse_cut(reply, len(rows))
            read = {"head": {"vars": names}, "results": {"bindings": rows}}
        text = json.dumps(read, ensure_ascii=False)
        return parse_query_results(text.encode(), format=QueryResultsFormat.JSON)
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise _broken(reply, "SPARQL results", error) from error


def read_triples(reply: Reply, renamed: Renamed | None = None) -> QueryTriples:
    """Read N-Triples.

    Raises:
        TaobaoKgError: as `read_rows`.
    """
    store = Store()
    try:
        text = _triples_text(reply)
        if renamed:
            text = text.replace(f"<{renamed[0]}".encode(), f"<{renamed[1]}".encode())
        store.load(text, RdfFormat.TURTLE)
    except (ValueError, SyntaxError) as error:
        raise _broken(reply, "triples", error) from error
    found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    if not isinstance(found, QueryTriples):
        raise TypeError("a CONSTRUCT makes triples")
    return found


def _triples_text(reply: Reply) -> bytes:
    _refuse_partial(reply)
    if reply.kind not in _TRIPLES:
        raise _other(reply, "N-Triples")
    # Virtuoso has this comment where there are no triples.
    return b"" if reply.body.startswith(b"# Empty") else reply.body


def _row(row: dict[str, Any], renamed: Renamed | None) -> dict[str, Any]:
    return {name: _node(said, renamed) for name, said in row.items()}


def _node(said: dict[str, Any], renamed: Renamed | None) -> dict[str, Any]:
    """Return one node of a row with its literal in the form of the embedded engine."""
    kind, value = said["type"], said["value"]
    if kind == "uri":
        NamedNode(value)  # a ValueError for what is none
        if renamed and value.startswith(renamed[0]):
            value = renamed[1] + value.removeprefix(renamed[0])
        return {"type": "uri", "value": value}
    if kind == "bnode":
        return {"type": "bnode", "value": value.removeprefix("nodeID://").removeprefix("_:")}
    if kind == "triple":
        return said
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"a node of the type {kind!r}")
    if said.get("xml:lang"):
        return {"type": "literal", "value": value, "xml:lang": said["xml:lang"]}
    if not said.get("datatype"):
        return {"type": "literal", "value": value}
    found = canonical_term(Literal(value, datatype=NamedNode(said["datatype"])))
    if not isinstance(found, Literal):
        raise TypeError("a literal stays one")
    return {"type": "literal", "value": found.value, "datatype": found.datatype.value}


def _refuse_partial(reply: Reply) -> None:
    """Refuse what Virtuoso answers when its time was over: 200, and a part of the rows."""
    if state := reply.headers.get("x-sql-state"):
        said = reply.headers.get("x-sql-message", state)
        raise TaobaoKgError(f"{reply.url}: only a part of the answer came ({said}); ask for less")


def _refuse_cut(reply: Reply, rows: int) -> None:
    """Refuse what is as long as the server lets any answer be."""
    most = reply.headers.get("x-sparql-maxrows", "")
    if most.isdigit() and rows >= int(most):
        raise TaobaoKgError(
            f"{reply.url}: the server cuts answers at {most} rows; raise its limit"
            " (Virtuoso: ResultSetMaxRows) or ask for less"
        )


def _other(reply: Reply, wanted: str) -> TaobaoKgError:
    kind = reply.kind or "nothing it names"
    return TaobaoKgError(
        f"{reply.url}: answers {kind}, not {wanted} ({shorten_text(reply.body[:120])!r}); is it"
        " the address of a SPARQL service?"
    )


def _broken(reply: Reply, what: str, error: Exception) -> TaobaoKgError:
    fact = " ".join(str(error).split()) or type(error).__name__
    return TaobaoKgError(f"{reply.url}: broken or cut off {what} ({fact[:200]}); try again")
