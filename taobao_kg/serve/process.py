"""A worker as the endpoint sees it: a process to ask, to slow down, and to kill."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, cast

from taobao_kg.errors import TaobaoKgError
from taobao_kg.folders import Folders
from taobao_kg.serve.forking import Forks
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.wire import Frame, pack, unpack

#: How nice a long query is to the short ones: it gets what they leave.
_NICENESS = 15
#: A worker that makes a lens takes some seconds to start.
_START_SECONDS = 180.0
#: How long an end may take of a process whose socket is closed.
_END_SECONDS = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")


class WorkerDiedError(TaobaoKgError):
    """A worker ended before it answered."""


class Setup(NamedTuple):
    """What a worker is started with.

    Attributes:
        folders: where the graph lies.
        lens: through which it is seen.
        limits: of the worker and its answers.
        spool: the folder for large answers.
    """

    folders: Folders
    lens: Sequence[str]
    limits: Limits
    spool: Path


class Worker(asyncio.Protocol):
    """One process and the socket to it; it does one job at a time.

    Attributes:
        build: the name of the build it has open.
        mark: the fingerprint of that build.
        pid: the id of the process.
        slowed: whether it was given low priority, which cannot be taken back.
    """

    def __init__(self, forks: Forks) -> None:
        self.build = self.mark = ""
        self.slowed = False
        self.pid = 0
        self._forks = forks
        self._end: asyncio.Future[int | None] | None = None
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Frame] | None = None

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, frame: bytes) -> "asyncio.Future[Frame]":
        """Send a job, packed, and return what will be its answer.

        It fails with `WorkerDiedError` when the process ends before that.
        """
        self._waiting = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            self._waiting.set_exception(WorkerDiedError(f"worker {self.pid} has ended"))
        else:
            self._transport.write(frame)
        return self._waiting

    def worked(self) -> float | None:
        """Return the seconds of processor it has had so far; None where nobody tells."""
        try:
            text = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii")
        except (OSError, ValueError):
            return None
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def slow_down(self) -> None:
        """Leave the processors to the others from now on."""
        self.slowed = True
        try:
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICENESS)
        except OSError:
            return  # it has just ended

    def kill(self) -> None:
        """End the process at once; what it wrote into the spool is for the pool to remove."""
        if self._end is None or not self._end.done():
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
            self._await_end()
        if self._waiting is not None:
            self._waiting.cancel()
        self.close()

    def close(self) -> None:
        """Let the process end by itself, as it does when nobody talks to it any more."""
        if self._transport is not None:
            self._transport.close()

    async def exit_code(self) -> int | None:
        """Return how a process ended that closed its socket: that comes a moment before its end."""
        try:
            return await asyncio.wait_for(asyncio.shield(self._await_end()), _END_SECONDS)
        except TimeoutError:
            return None

    def reap(self) -> bool:
        """Return whether the process has ended; then the system forgets it."""
        return self._await_end().done()

    def _await_end(self) -> "asyncio.Future[int | None]":
        if self._end is None:
            self._end = self._forks.await_end(self.pid)
        return self._end

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the way to the process."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one, but no subclass

    def data_received(self, data: bytes) -> None:
        """Hand on an answer when it is whole."""
        self._received += data
        frame = unpack(self._received)
        if frame is not None and self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(frame)

    def connection_lost(self, _: Exception | None) -> None:
        """Tell who waits that nothing will come."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(WorkerDiedError(f"worker {self.pid} has ended"))


async def start_worker(setup: Setup, forks: Forks) -> Worker:
    """Start a process and return it when it has opened the graph.

    Raises:
        TaobaoKgError: when it cannot open it, in its own words.
    """
    ours, theirs = socket.socketpair()
    worker = Worker(forks)
    try:
        worker.pid = await forks.fork(theirs)
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    loop = asyncio.get_running_loop()
    await loop.create_unix_connection(lambda: worker, sock=ours)
    first = {
        "limits": list(setup.limits),
        "folders": [str(path) for path in setup.folders],
        "lens": list(setup.lens),
        "spool": str(setup.spool),
    }
    try:
        hello, _ = await asyncio.wait_for(worker.ask(pack(first)), _START_SECONDS)
    except BaseException as error:
        worker.kill()
        if isinstance(error, TimeoutError):
            raise TaobaoKgError("a worker did not start in time; the machine is busy") from error
        raise
    if "error" in hello:
        worker.kill()
        raise TaobaoKgError(str(hello["error"]))
    worker.build, worker.mark = hello["build"], hello["mark"]
    return worker
