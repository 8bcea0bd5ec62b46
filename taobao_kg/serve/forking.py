"""Forking: the template of workers as the endpoint sees it, replaced when it dies."""

import asyncio
import os
import socket
import subprocess
import sys
from typing import cast

from taobao_kg.errors import TaobaoKgError
from taobao_kg.serve.template import ASKED, FORKED, TOLD

#: The first fork waits for the imports of the template.
_FORK_SECONDS = 60.0


class Forks(asyncio.Protocol):
    """The template, which forks one process after the other and tells how each ended."""

    def __init__(self) -> None:
        """Start nothing: the first fork does."""
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._forking = asyncio.Lock()
        self._forked: asyncio.Future[int] | None = None
        self._ends: dict[int, asyncio.Future[int | None]] = {}

    async def fork(self, theirs: socket.socket) -> int:
        """Fork a process that has one end of a pair of sockets; return its id.

        Raises:
            TaobaoKgError: when the template has ended or does not answer.
        """
        async with self._forking:
            if self._transport is None or self._transport.is_closing():
                await self._open()
            self._forked = asyncio.get_running_loop().create_future()
            try:
                # A dozen bytes always fit: the template reads what it is told at once.
                socket.send_fds(
                    cast(socket.socket, self._socket), [ASKED.pack(b"f", 0)], [theirs.fileno()]
                )
                return await asyncio.wait_for(self._forked, _FORK_SECONDS)
            except (OSError, TimeoutError) as error:
                self.close()
                raise TaobaoKgError(f"no worker could be forked: {error!r}") from error

    def await_end(self, pid: int) -> "asyncio.Future[int | None]":
        """Return what will be the exit code of a process; None when nobody is left to tell."""
        end: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            end.set_result(None)
        else:
            self._ends[pid] = end
            self._transport.write(ASKED.pack(b"w", pid))
        return end

    def close(self) -> None:
        """End the template; the processes it has forked go on, but nobody tells how they end."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._forked is not None and not self._forked.done():
            self._forked.set_exception(TaobaoKgError("the template of workers has ended"))
        for end in self._ends.values():
            if not end.done():
                end.set_result(None)
        self._ends.clear()

    async def _open(self) -> None:
        self.close()
        ours, theirs = socket.socketpair()
        environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}  # fewer arenas, less address space
        command = [sys.executable, "-m", "taobao_kg.serve.template", str(theirs.fileno())]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], env=environment
        )
        theirs.close()
        self._received.clear()
        self._socket = ours.dup()
        self._socket.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.create_unix_connection(lambda: self, sock=ours)

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the way to the template."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Hand on what it tells."""
        self._received += data
        while len(self._received) >= TOLD.size:
            pid, code = TOLD.unpack_from(self._received)
            del self._received[: TOLD.size]
            if code != FORKED:
                if end := self._ends.pop(pid, None):
                    end.set_result(code)
            elif self._forked is not None and not self._forked.done():
                self._forked.set_result(pid)

    def connection_lost(self, _: Exception | None) -> None:
        """Tell who waits that nothing will come, unless there is another template already."""
        if self._transport is not None and self._transport.is_closing():
            self.close()
