"""A worker: a process that opens the graph read-only, answers one request at a time, and may die.

It is forked by `taobao_kg.serve.template`. The endpoint talks to it over a socket and kills it when
a request takes too long: the engine cannot be interrupted.
"""

import os
import socket
from pathlib import Path
from typing import Any

from taobao_kg.errors import DataError, TaobaoKgError, UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.serve.answering import Query, answer_query
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.screening import Dataset
from taobao_kg.serve.spool import WORTH_COMPRESSING, Spool
from taobao_kg.serve.wire import pack, unpack

_CHUNK = 1 << 16
#: The store is not what it was, as when a new build removed its files: another worker may know.
_LOST = {"again": True, "last": True, "status": 503, "error": "the store cannot be read"}


def main(descriptor: int) -> int:
    """Answer requests over a socket until the endpoint goes away; return the exit code."""
    connection = socket.socket(fileno=descriptor)
    received = bytearray()
    first = _receive(connection, received)
    if first is None:
        return 0
    limits = Limits(*first["limits"])
    folders = Folders(*(Path(path) for path in first["folders"]))
    try:
        graph, hello = _open(folders, first["lens"])
        _warm(graph)
    except TaobaoKgError as error:
        connection.sendall(pack({"error": str(error)}))
        return 1
    _watch(connection)
    _confine(limits)
    connection.sendall(pack(hello))
    number = 0
    while (job := _receive(connection, received)) is not None:
        number += 1
        spool = Spool(f"{first['spool']}/{os.getpid()}-{number}", limits.answer_bytes)
        header, body = _answer(graph, job, limits, spool)
        connection.sendall(pack(header, body))
        if header.get("last"):
            return 1
    return 0


def _answer(
    graph: Graph, job: dict[str, Any], limits: Limits, spool: Spool
) -> tuple[dict[str, Any], bytes]:
    """Return header and body of an answer."""
    try:
        media = _do(graph, job, limits, spool)
    except Refusal as refusal:
        return _refused(refusal), b""
    except (UsageError, DataError) as error:
        return {"status": 400 if isinstance(error, UsageError) else 500, "error": str(error)}, b""
    except MemoryError:
        told = f"the query takes more than {limits.memory} MiB; ask for less"
        return {"status": 503, "error": told, "last": True}, b""
    except RecursionError:
        return {"status": 400, "error": "the query nests too deeply; split it"}, b""
    except ValueError as error:
        return {"status": 400, "error": f"the request cannot be answered: {error}"}, b""
    except (TaobaoKgError, OSError):
        return _LOST, b""
    except RuntimeError as error:
        return {"status": 500, "error": f"the query broke the engine: {error}"}, b""
    packed = bool(job.get("gzip")) and spool.size >= WORTH_COMPRESSING
    body, file = spool.finish(compress=packed)
    header: dict[str, Any] = {"status": 200, "type": media}
    if packed:
        header["encoding"] = "gzip"
    if file is not None:
        header["file"] = str(file)
    return header, body


def _do(graph: Graph, job: dict[str, Any], limits: Limits, spool: Spool) -> str:
    """Do one job, write into the spool, and return the media type."""
    kind = job["job"]
    if kind == "query":
        dataset = Dataset(tuple(job["default"]), tuple(job["named"]))
        query = Query(job["query"], dataset, job["accept"], job["why"], job["lang"])
        return answer_query(graph, query, limits, spool)
    if kind == "question":
        from taobao_kg.serve.asking import write_question

        return write_question(graph, job["name"], job["given"], job["accept"], job["style"], spool)
    from taobao_kg.serve import describing

    if kind == "data":
        describing.describe_thing(graph, job["iri"], job["form"], limits, spool)
        return str(job["type"])
    if kind == "page":
        describing.show_thing(graph, job["iri"], job["lang"], spool)
        return "text/html"
    if kind == "has":
        describing.require(graph, job["iri"])
        return "text/plain"
    if kind == "service":
        describing.describe_service_as(graph, job["url"], job["form"], limits, spool)
        return str(job["type"])
    if kind == "sitemap":
        describing.map_pages(graph, job["url"], job["name"], spool)
        return "application/xml"
    describing.describe_dataset(graph, spool)
    return "text/turtle"


def _refused(refusal: Refusal) -> dict[str, Any]:
    return {"status": refusal.status, "error": str(refusal), "headers": refusal.headers}


def _open(folders: Folders, lens: list[str]) -> tuple[Graph, dict[str, Any]]:
    """Open the published build; tell which it is, by the name of its folder and its fingerprint."""
    import json

    from taobao_kg.ask.lenses import open_lens

    current = folders.current.resolve()
    graph = open_lens(folders, lens)
    try:
        report = json.loads((current / "build.json").read_text(encoding="utf-8"))
        mark = str(report["fingerprint"])
    except (OSError, ValueError, KeyError) as error:
        raise TaobaoKgError(f"{current.name}: the build is gone; there is a newer one") from error
    return graph, {"build": current.name, "mark": mark, "lens": graph.lens.text}


def _warm(graph: Graph) -> None:
    """Do once what the first query would wait for: read the files of the store."""
    graph.query("SELECT * { ?s ?p ?o } LIMIT 1")


def _confine(limits: Limits) -> None:
    """Bound what this process may take; it is the first the system ends when memory is short."""
    import resource

    bounds = {
        resource.RLIMIT_AS: _address_space() + limits.memory * 2**20,
        resource.RLIMIT_FSIZE: 2 * limits.answer_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for which, bound in bounds.items():
        _, hard = resource.getrlimit(which)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        try:
            resource.setrlimit(which, (most, hard))
        except (OSError, ValueError):
            continue  # macOS has no bound of address space
    try:
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")
    except OSError:
        return


def _address_space() -> int:
    """Return the bytes of address space this process has: files of the store are most of it."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 2**29
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _watch(connection: socket.socket) -> None:
    """End this process when the endpoint is gone, in the middle of a query too."""
    import select
    from threading import Thread

    def wait() -> None:
        poll = select.poll()
        poll.register(connection, select.POLLHUP | select.POLLERR)
        poll.poll()
        os._exit(0)

    Thread(target=wait, daemon=True).start()


def _receive(connection: socket.socket, received: bytearray) -> dict[str, Any] | None:
    while (frame := unpack(received)) is None:
        data = connection.recv(_CHUNK)
        if not data:
            return None
        received += data
    return frame[0]
