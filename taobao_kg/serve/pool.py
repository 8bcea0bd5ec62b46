"""The pool: a job gets a worker when it is its turn, and loses it when it takes too long.

Two lanes: short queries get the processors; what is not done after `Limits.short_seconds`, or a
tenth of that when others wait, goes on at low priority; when too much goes on there already, it
begins again when it is its turn. Clients that had much work lately start there. So who sends heavy
queries waits for others of their kind, not others for them.
"""

import asyncio
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from taobao_kg.serve.clients import Account, Clients, Turns
from taobao_kg.serve.crew import Crew
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.process import Setup, Worker, WorkerDiedError
from taobao_kg.serve.refusals import CLIENT_LEFT, Refusal, try_later
from taobao_kg.serve.wire import Frame

#: How often a job is asked again when a worker ended that was not to blame.
_TRIES = 3
_LONGEST_WAIT = 10.0
#: A query is long when it had a processor for so much of the time a short one may take.
_SHARE = 0.6
#: How much less that time is while others wait, and how often in it the query is looked at.
_HURRY, _LOOKS = 10, 2
#: What `taobao_kg.serve.worker` understands, packed for the wire.
Job = bytes
Left = Callable[[], Awaitable[None]]


class Reply(NamedTuple):
    """What a worker answered.

    Attributes:
        header: ``status``, ``type``, ``encoding``, ``file``, or ``error``.
        body: the bytes, empty when they are in a file.
        mark: the fingerprint of the build that was asked.
        seconds: of the clock it took, waiting not counted.
    """

    header: dict[str, Any]
    body: bytes
    mark: str
    seconds: float


class _LongError(Exception):
    """A query is long, and too many of its kind are at work: it waits for its turn among them."""


class Pool:
    """Workers for everybody.

    Attributes:
        crew: the processes.
        ended: how many were killed or died, by reason.
        running: jobs at work now.
    """

    def __init__(self, setup: Setup, say: Callable[[str], None]) -> None:
        """Take what workers are started with, and who is told what goes wrong."""
        self.crew = Crew(setup, say)
        self.ended: Counter[str] = Counter()
        self.running = 0
        self._limits: Limits = setup.limits
        self._clients = Clients(setup.limits)
        self._short = Turns(setup.limits.workers)
        self._long = Turns(setup.limits.long_workers)

    @property
    def waiting(self) -> int:
        """Jobs that wait for a worker."""
        return self._short.waiting + self._long.waiting

    async def do(self, client: str, job: Job, left: Left | None = None) -> Reply:
        """Do a job for a client.

        Args:
            client: its address.
            job: see `Job`.
            left: returns when the client went away; then its worker is freed.

        Raises:
            Refusal: 429 or 503 when there is too much work, 503 when the job took too long or too
                much memory, 499 when the client left.
        """
        loop = asyncio.get_running_loop()
        account = self._clients.enter(client, loop.time())
        try:
            heavy = account.spent(loop.time()) > self._limits.heavy_seconds
            for _ in range(_TRIES):
                lane = self._long if heavy else self._short
                if not lane.take_now():
                    await self._wait(lane, account)
                try:
                    reply = await self._work(lane, account, job, left)
                except _LongError:
                    heavy = True
                    continue
                if reply is not None:
                    return reply
            raise try_later("the workers ended before they could answer; try again", 1)
        finally:
            account.present -= 1

    async def _wait(self, lane: Turns, account: Account) -> None:
        if lane.waiting >= self._limits.queue:
            raise try_later("too many queries wait already; try again", 2)
        most = min(self._limits.timeout, _LONGEST_WAIT)
        try:
            await lane.take(account, most)
        except TimeoutError as error:
            raise try_later(f"no worker was free in {most:g} s; try again", 2) from error

    async def _work(
        self, lane: Turns, account: Account, job: Job, left: Left | None
    ) -> Reply | None:
        """Do a job in the place that was taken; give back the place and the worker.

        Returns:
            None when the worker ended through no fault of the job: it may be asked again.
        """
        loop = asyncio.get_running_loop()
        place, worker, start = _Place(lane), None, loop.time()
        self.running += 1
        try:
            worker = await self._choose(lane)
            start = loop.time()
            header, body = await self._watch(worker, place, account, job, left)
            if header.get("last"):  # its build was removed, or it has no memory left
                self._end(worker, "stale")
            else:
                self.crew.give(worker)
            if header.get("again"):
                return None
            return Reply(header, body, worker.mark, loop.time() - start)
        except WorkerDiedError as error:
            code = await worker.exit_code() if worker is not None else None
            if worker is not None:
                self._end(worker, "died")
            if worker is None or code == -signal.SIGKILL:
                return None  # somebody else ended it; a query changes nothing, so ask again
            told = f"the query broke its worker, or took more than {self._limits.memory} MiB"
            raise try_later(f"{told}; ask for less", self._limits.timeout) from error
        except BaseException as error:
            if worker is not None:
                self._end(worker, "left" if _is_leaving(error) else "stopped")
            raise
        finally:
            self.running -= 1
            place.give()
            account.add(loop.time() - start, loop.time())

    async def _choose(self, lane: Turns) -> Worker:
        """Return a worker for a lane; one that was slowed down stays among the long queries."""
        if lane is self._long and (worker := self.crew.take_slow()):
            return worker
        worker = self.crew.take_now()
        if worker is None:
            try:
                worker = await asyncio.wait_for(self.crew.take(), _LONGEST_WAIT)
            except TimeoutError as error:
                raise try_later("no worker could be started; try again", 5) from error
        if lane is self._long:
            self.crew.slow_down(worker)
        return worker

    async def _watch(
        self, worker: Worker, place: "_Place", account: Account, job: Job, left: Left | None
    ) -> Frame:
        """Ask a worker; after a while move it to the lane of long queries, in the end give up."""
        limits, loop = self._limits, asyncio.get_running_loop()
        end, answer = loop.time() + limits.timeout, worker.ask(job)
        window = limits.short_seconds / _HURRY / _LOOKS
        begun: float | None = None
        while not worker.slowed:
            done, _ = await asyncio.wait((answer,), timeout=window)
            if done:
                return answer.result()
            # On a busy machine a short query may take long by the clock: others worked meanwhile.
            now = worker.worked()
            begun = now if begun is None else begun
            short = limits.short_seconds / (_HURRY if self._short.waiting else 1)
            if now is None or begun is None:
                is_long = loop.time() > end - limits.timeout + short
            else:
                is_long = now - begun > _SHARE * short - window
            if is_long or loop.time() > end:
                account.add(limits.heavy_seconds, loop.time())  # the next begins among the long
                if not self._long.take_now():
                    raise _LongError
                place.move(self._long)
                self.crew.slow_down(worker)
        waits: set[asyncio.Future[Any]] = {answer}
        if left is not None:
            waits.add(asyncio.ensure_future(left()))
        rest = max(0.0, end - loop.time())
        try:
            done, _ = await asyncio.wait(waits, timeout=rest, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits - {answer}:
                one.cancel()
        if answer in done:
            return answer.result()
        if done:
            raise Refusal(CLIENT_LEFT, "the client went away")
        told = f"the query took longer than {limits.timeout:g} s and was stopped"
        raise try_later(f"{told}; ask for less", limits.timeout)

    def _end(self, worker: Worker, reason: str) -> None:
        """End a worker and what it wrote."""
        self.ended[reason] += 1
        self.crew.kill(worker)
        self.crew.sweep(worker)


def _is_leaving(error: BaseException) -> bool:
    return isinstance(error, asyncio.CancelledError) or (
        isinstance(error, Refusal) and error.status == CLIENT_LEFT
    )


class _Place:
    """A place in a lane, which may be changed for one in another."""

    def __init__(self, lane: Turns) -> None:
        self._lane = lane

    def move(self, lane: Turns) -> None:
        """Give the place back and hold one in another lane that was taken already."""
        self._lane.give()
        self._lane = lane

    def give(self) -> None:
        """Give the place back."""
        self._lane.give()
