"""The crew: worker processes that are kept ready, replaced when they die, and renewed by build."""

import asyncio
import contextlib
import shutil
from collections import deque
from collections.abc import Callable

from taobao_kg.errors import TaobaoKgError
from taobao_kg.serve.forking import Forks
from taobao_kg.serve.process import Setup, Worker, start_worker

#: Processes that wait, started, to take the place of one that is killed.
SPARES = 2
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 10.0
#: How often to look whether there is another build.
_LOOK_SECONDS = 0.3


class Crew:
    """Processes of the current build; those of an older one finish what they do, and end.

    Attributes:
        build: the name of the current build.
        mark: its fingerprint.
        started: how many processes were started so far.
        spool: the folder for large answers.
    """

    def __init__(self, setup: Setup, say: Callable[[str], None]) -> None:
        """Take what processes are started with, and who is told what goes wrong."""
        self.build = self.mark = ""
        self.started = 0
        self.spool = setup.spool
        self._setup = setup
        self._say = say
        self._forks = Forks()
        self._idle: list[Worker] = []
        self._slow: list[Worker] = []
        self._all: set[Worker] = set()
        self._takers: deque[asyncio.Future[None]] = deque()
        self._short = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Start the processes.

        Raises:
            TaobaoKgError: when the first cannot open the graph.
        """
        first = await self._start()
        self.build, self.mark = first.build, first.mark
        self._idle.append(first)
        duties = (self._keep(), self._look())
        self._tasks = [asyncio.create_task(duty) for duty in duties]

    async def close(self) -> None:
        """End all processes."""
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        for worker in self._all:
            worker.kill()
        while not all(worker.reap() for worker in self._all):
            await asyncio.sleep(0.01)
        self._forks.close()
        shutil.rmtree(self.spool, ignore_errors=True)

    def take_now(self) -> Worker | None:
        """Return a process that does nothing, or None when there is none."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive and worker.build == self.build:
                return worker
            self._let_go(worker)
        return None

    async def take(self) -> Worker:
        """Return a process that does nothing, when there is one."""
        while True:
            if worker := self.take_now():
                return worker
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._takers.append(turn)
            self._short.set()
            await turn

    def take_slow(self) -> Worker | None:
        """Return a process of low priority that does nothing, or None when there is none."""
        while self._slow:
            worker = self._slow.pop()
            if worker.alive and worker.build == self.build:
                return worker
            self._let_go(worker)
        return None

    def give(self, worker: Worker) -> None:
        """Take a process back: to be asked again, or to end when its build is an old one."""
        if not worker.alive or worker.build != self.build:
            self._let_go(worker)
        elif not worker.slowed:
            self._rest(worker)
        elif len(self._slow) < self._setup.limits.long_workers:
            self._slow.append(worker)
        else:
            self._let_go(worker)

    def kill(self, worker: Worker) -> None:
        """End a process that must not go on."""
        worker.kill()
        self._short.set()

    def slow_down(self, worker: Worker) -> None:
        """Let a process go on at low priority; another takes its place."""
        worker.slow_down()
        self._short.set()

    def sweep(self, worker: Worker) -> None:
        """Remove what a process left in the spool."""
        for path in self.spool.glob(f"{worker.pid}-*"):
            path.unlink(missing_ok=True)

    @property
    def alive(self) -> int:
        """How many processes can be asked or are being asked."""
        return sum(worker.alive for worker in self._all)

    async def _keep(self) -> None:
        """Start processes whenever there are too few that wait."""
        pause = _FIRST_PAUSE
        while True:
            self._short.clear()
            try:
                while sum(one.build == self.build for one in self._idle) < SPARES + self._missing():
                    self._rest(await self._start())
                pause = _FIRST_PAUSE
            except (TaobaoKgError, OSError) as error:
                self._say(f"a worker cannot be started: {error}")
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            # Not wait_for: that swallows a cancellation that comes at once with what it waits for.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._short.wait()
            self._all = {one for one in self._all if one.alive or not one.reap()}
            self._idle = [one for one in self._idle if one.alive]

    def _rest(self, worker: Worker) -> None:
        """Put a process among those that wait, and wake who waits for one."""
        self._idle.append(worker)
        while self._takers:
            turn = self._takers.popleft()
            if not turn.done():
                turn.set_result(None)
                break

    def _missing(self) -> int:
        """Return how many of the workers for short queries are neither waiting nor working."""
        at_work = sum(
            worker.alive and not worker.slowed and worker.build == self.build
            for worker in self._all
            if worker not in self._idle
        )
        return max(0, self._setup.limits.workers - at_work)

    async def _look(self) -> None:
        """Take over another build: the first process of it makes it the current one."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            name = self._setup.folders.current.resolve().name
            if name == self.build:
                continue
            try:
                worker = await self._start()
            except (TaobaoKgError, OSError) as error:
                self._say(f"the new build {name} cannot be opened: {error}")
                continue
            old, self._idle, self._slow = [*self._idle, *self._slow], [], []
            self.build, self.mark = worker.build, worker.mark
            for one in old:
                self._let_go(one)
            self._rest(worker)
            self._say(f"took over the build {worker.build}")

    async def _start(self) -> Worker:
        worker = await start_worker(self._setup, self._forks)
        self.started += 1
        self._all.add(worker)
        return worker

    def _let_go(self, worker: Worker) -> None:
        worker.close()
        self._short.set()
