"""The template of workers: a process that has imported all they need, and forks them.

It is run as ``python -m taobao_kg.serve.template FD`` by the endpoint. A fork takes some
milliseconds where a new Python takes some tenths of a second. It never opens a store: the engine
has threads, which no fork survives.

Over its socket it is told ``f`` with the descriptor of a worker's socket, and answers with the id
of the process; or ``w`` and such an id, and answers, when that process has ended, with its exit
code. Until then the system keeps the id, so that no other process can be killed by it.
"""

import contextlib
import gc
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable

#: What is asked, and of which process.
ASKED = struct.Struct("!cI")
#: Of which process, and with which exit code it ended; `FORKED` for one that has begun.
TOLD = struct.Struct("!Ii")
FORKED = 1 << 30
#: How often to look whether a process has ended that is waited for.
_LOOK_SECONDS = 0.01


def main() -> int:
    """Fork workers until the endpoint goes away."""
    from taobao_kg.ask import lenses  # noqa: F401 - for the import itself
    from taobao_kg.serve import worker

    # A terminal sends Ctrl-C to all: the endpoint alone says when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = socket.socket(fileno=int(sys.argv[1]))
    waited: set[int] = set()
    gc.collect()
    gc.freeze()  # a collection would copy the pages that are shared
    while True:
        try:
            message, descriptors, _, _ = socket.recv_fds(connection, ASKED.size, 1)
        except TimeoutError:
            message = b""
        else:
            if not message:
                return 0
            kind, pid = ASKED.unpack(message)
            if kind == b"w":
                waited.add(pid)
            else:
                pid = os.fork()
                if pid == 0:
                    connection.close()
                    _work(worker.main, descriptors[0])
                os.close(descriptors[0])
                connection.send(TOLD.pack(pid, FORKED))
        for pid in tuple(waited):
            _tell_end(connection, pid, waited)
        connection.settimeout(_LOOK_SECONDS if waited else None)


def _tell_end(connection: socket.socket, pid: int, waited: set[int]) -> None:
    """Tell how a process ended, if it has."""
    code = None
    with contextlib.suppress(ChildProcessError):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if not ended:
            return
        code = os.waitstatus_to_exitcode(status)
    waited.discard(pid)
    connection.send(TOLD.pack(pid, 0 if code is None else code))


def _work(work: Callable[[int], int], descriptor: int) -> None:
    """Be a worker, and end as one: nothing of the template goes on here."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        code = work(descriptor)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and this process ends
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
