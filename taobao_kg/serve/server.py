"""The server: sockets, signals and the end of it all."""

import ipaddress
import socket
from collections.abc import Sequence
from pathlib import Path

from taobao_kg.ask.lenses import open_lens
from taobao_kg.errors import TaobaoKgError, UsageError, install_hint
from taobao_kg.folders import Folders
from taobao_kg.serve.journal import Journal
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.pool import Pool
from taobao_kg.serve.process import Setup
from taobao_kg.serve.spool_folder import open_spool_folder
from taobao_kg.serve.validators import Kept

#: Seconds in which requests may still be answered when the endpoint is told to stop.
_GRACE = 10
_BACKLOG = 1024


def serve(
    folders: Folders,
    lens: Sequence[str],
    address: tuple[str, int],
    limits: Limits,
    *,
    site: Path | None = None,
    lines: bool = False,
    proxy: bool = False,
) -> None:
    """Answer requests until SIGINT or SIGTERM comes.

    Args:
        folders: of an up-to-date build.
        lens: through which the graph is seen.
        address: host and port; port 0 takes a free one.
        limits: what is refused.
        site: the folder of the atlas, if there is one.
        lines: whether each request is written down on stderr.
        proxy: whether X-Forwarded-For of a client on this machine is believed.

    Raises:
        UsageError: when the address cannot be used.
        TaobaoKgError: when the server is not installed, or the graph cannot be opened.
    """
    try:
        import httptools  # noqa: F401 - what the server parses with
        import uvicorn

        from taobao_kg.serve.app import make_app
        from taobao_kg.serve.connections import Connections
        from taobao_kg.serve.service import Service
    except ImportError as error:
        message = f"{error.name} is not installed, which serving needs; {install_hint('serve')}"
        raise TaobaoKgError(message) from error

    open_lens(folders, lens)  # what is wrong with the graph is said here, before anything starts
    journal = Journal(lines=lines)
    listening = open_socket(*address)
    spool, remove_spool = open_spool_folder()
    setup = Setup(folders, lens, limits, spool)
    pool = Pool(setup, lambda text: journal.say("worker", text=text))
    service = Service(folders, " + ".join(lens) or "all", limits, site, pool, journal, Kept())
    # A proxy has all connections of all its clients, whom it bounds itself.
    connections = Connections(limits._replace(client_connections=10**6) if proxy else limits)
    config = uvicorn.Config(
        make_app(service, connections.sweep),
        http=connections.protocol(),
        ws="none",
        access_log=False,
        log_level="warning",
        proxy_headers=proxy,
        server_header=False,
        timeout_keep_alive=int(limits.head_seconds),
        timeout_graceful_shutdown=_GRACE,
        backlog=_BACKLOG,
    )
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    journal.say("listening", url=f"http://{shown}:{port}/", lens=service.lens)
    server = uvicorn.Server(config)
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()
        remove_spool()
    if not server.started:
        raise TaobaoKgError("the graph cannot be served; the lines above say why")


def is_loopback(host: str) -> bool:
    """Return whether an address is reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback("example.org")
    (False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address.

    Raises:
        UsageError: when that cannot be.
    """
    listening = None
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        if listening is not None:
            listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{host} port {port}: cannot be listened on ({reason}); give another with --port"
        raise UsageError(message) from error
    return listening
