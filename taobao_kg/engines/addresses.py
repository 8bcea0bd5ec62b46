"""Addresses: where a SPARQL server is reached, and with which credentials.

What is not on the command line comes from the environment (`VARIABLES`), then from a TOML file:
``$TAOBAO_KG_ENDPOINTS``, else ``taobao-kg/endpoints.toml`` in the user's configuration folder. A
table of that file is named by the address, or by a name that stands for it::

    [lab]
    query = "https://example.org/sparql"
    update = "https://example.org/sparql-auth"
    graph-store = "https://example.org/sparql-graph-crud-auth"
    user = "dba"
    password = "…"
    auth = "digest"
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import show_path

#: The variable of the environment for each key of a table.
VARIABLES = {
    "query": "TAOBAO_KG_QUERY",
    "update": "TAOBAO_KG_UPDATE",
    "graph-store": "TAOBAO_KG_GRAPH_STORE",
    "user": "TAOBAO_KG_USER",
    "password": "TAOBAO_KG_PASSWORD",
    "auth": "TAOBAO_KG_AUTH",
    "token": "TAOBAO_KG_TOKEN",
    "timeout": "TAOBAO_KG_TIMEOUT",
}
FILE_VARIABLE = "TAOBAO_KG_ENDPOINTS"
#: Seconds the whole of one request may take, where nothing else is said.
TIMEOUT = 300.0


class Addresses(NamedTuple):
    """Where a server is reached.

    Attributes:
        query: of the SPARQL 1.1 query service.
        update: of the update service; empty when it is not known.
        graph_store: of the SPARQL 1.1 Graph Store HTTP Protocol; empty when it is not known.
        user: a name, or nothing.
        password: to the name.
        auth: ``basic`` or ``digest``.
        token: sent as ``Authorization: Bearer``, or nothing.
        timeout: seconds one request may take, with all of its answer.
    """

    query: str
    update: str = ""
    graph_store: str = ""
    user: str = ""
    password: str = ""
    auth: str = "basic"
    token: str = ""
    timeout: float = TIMEOUT


def read_addresses(endpoint: str, environment: Mapping[str, str] | None = None) -> Addresses:
    """Return all that is known of an endpoint.

    Args:
        endpoint: the address of the query service, or the name of a table of the file.
        environment: variables; None for those of this process.

    Raises:
        UsageError: for what is neither an http address nor a table, an unknown way of
            authentication, and a timeout that is no number of seconds.
        DataError: when the file cannot be read.
    """
    environment = os.environ if environment is None else environment
    path = _file(environment)
    tables = _read_tables(path)
    found = {"query": endpoint, **tables.get(endpoint, {})}
    if endpoint not in tables and not _is_address(endpoint):
        known = f"; {show_path(path)} names {', '.join(sorted(tables))}" if tables else ""
        raise UsageError(f"--endpoint {endpoint}: not an http address{known}")
    for key, variable in VARIABLES.items():
        if environment.get(variable):
            found[key] = environment[variable]
    for key in ("query", "update", "graph-store"):
        _require_address(key, found.get(key, ""))
    auth = found.get("auth", "basic")
    if auth not in ("basic", "digest"):
        raise UsageError(f"auth of {endpoint} is {auth!r}; write basic or digest")
    return Addresses(
        query=found["query"],
        update=found.get("update", ""),
        graph_store=found.get("graph-store", ""),
        user=found.get("user", ""),
        password=found.get("password", ""),
        auth=auth,
        token=found.get("token", ""),
        timeout=_seconds(found.get("timeout", "")),
    )


def _file(environment: Mapping[str, str]) -> Path:
    if environment.get(FILE_VARIABLE):
        return Path(environment[FILE_VARIABLE])
    home = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "taobao-kg" / "endpoints.toml"


def _read_tables(path: Path) -> dict[str, dict[str, str]]:
    import tomllib

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error}); check it", show_path(path)) from error
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is not TOML: {error}; mend it there", show_path(path)) from error
    for name, table in read.items():
        if not isinstance(table, dict):
            raise DataError(f"{name!r} is no table; write [{name}]", show_path(path))
        for key in table.keys() - VARIABLES.keys():
            known = ", ".join(VARIABLES)
            raise DataError(f"[{name}] has the key {key!r}; known are {known}", show_path(path))
    return {name: {key: str(value) for key, value in table.items()} for name, table in read.items()}


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _require_address(key: str, text: str) -> None:
    if text and not _is_address(text):
        raise UsageError(f"{key} address {text!r}: not an http address; mend it")
    if "@" in urlsplit(text).netloc:
        named = f"{VARIABLES['user']} and {VARIABLES['password']}"
        raise UsageError(f"the {key} address holds credentials, which logs keep; give {named}")


def _seconds(text: str) -> float:
    try:
        seconds = float(text) if text else TIMEOUT
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(f"timeout {text!r}: not a number of seconds; write such as 300")
    return seconds
