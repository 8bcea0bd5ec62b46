"""Isolated: jobs in processes of their own, so that one that loops or dies takes no other along.

The store has no way to cancel a query, and while it works Python cannot interrupt it; only killing
its process does. Forking is cheap here: the children share the memory of the store. But what they
read they copy, page by page, as the store counts its readers in place.
"""

import os
import resource
import select
import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from threading import Lock, Thread
from typing import BinaryIO, NamedTuple

#: Jobs at a time; more would not pay, as each is short.
LANES = 2
_END = b"\0"
#: Bytes of the number of a job.
_WIDTH = 4
_DIGITS = 2 * _WIDTH  # of it, as text
#: Processor seconds that an orphan may use beyond the time of its jobs.
_GRACE = 5

Job = Callable[[], str]


class Outcome(NamedTuple):
    """How a job ended.

    Attributes:
        text: what it returned; None when it did not end well.
        fault: why it did not, in a few words; empty when it did.
    """

    text: str | None
    fault: str


def run_isolated(jobs: Sequence[Job], limit: float, *, together: bool = False) -> list[Outcome]:
    """Run jobs, each for at most so many seconds, and return their outcomes in their order.

    `LANES` are done at a time, and whoever is free gets the next. Where a job was stopped, or took
    its process with it, a new process goes on with the others, one at a time: then it is known
    which one is to blame.

    Args:
        jobs: each returns a text without NUL characters. What it raises is its fault.
        limit: seconds.
        together: do them in threads of one child and not in several; for jobs that wait for an
            engine which lets other threads run.
    """
    outcomes: dict[int, Outcome] = {}
    waiting = deque(range(len(jobs)))
    pipes: set[int] = set()
    threads = LANES if together else 1
    lanes = [_Lane(jobs, waiting, limit, threads, pipes) for _ in range(LANES // threads)]
    try:
        while working := {lane.pipe: lane for lane in lanes if lane.due}:
            soonest = min(min(lane.due.values()) for lane in working.values())
            ready, _, _ = select.select(list(working), [], [], max(0.0, soonest - time.monotonic()))
            for pipe, lane in working.items():
                outcomes.update(lane.read() if pipe in ready else lane.look())
    finally:
        for lane in lanes:
            lane.stop()
    return [outcomes[number] for number in range(len(jobs))]


class _Lane:
    """A child process that does the jobs it is given."""

    def __init__(
        self,
        jobs: Sequence[Job],
        waiting: deque[int],
        limit: float,
        threads: int,
        pipes: set[int],
    ) -> None:
        """Start the first child; ``pipes`` are the ends that all lanes of a run hold."""
        self._jobs, self._waiting, self._limit = jobs, waiting, limit
        self._threads, self._pipes = threads, pipes
        self.due: dict[int, float] = {}  # by when the jobs given must be done
        self.pipe, self._orders, self._child, self._rest = 0, 0, 0, bytearray()
        if waiting:
            self._start()

    def read(self) -> dict[int, Outcome]:
        """Return what has come: the outcomes of jobs that ended, by their numbers."""
        piece = os.read(self.pipe, 1 << 16)
        if not piece:
            # Of several that were being done nobody knows who it was.
            return self._go_on("its process died", self.due if len(self.due) == 1 else ())
        self._rest += piece  # grows in place: a long text would be copied once a piece
        if _END not in piece:
            return {}
        *texts, self._rest = self._rest.split(_END)
        done = {}
        for text in texts:
            number, words = int(text[:_DIGITS], 16), text[_DIGITS + 1 :].decode()
            good = text[_DIGITS:].startswith(b"+")
            done[number] = Outcome(words, "") if good else Outcome(None, f"it fails: {words}")
            del self.due[number]
            self._give()
        return done

    def look(self) -> dict[int, Outcome]:
        """Return the outcomes of jobs that have taken too long."""
        now = time.monotonic()
        late = [number for number, end in self.due.items() if end <= now]
        return self._go_on(f"it was stopped after {self._limit:g} s", late) if late else {}

    def stop(self) -> None:
        """Kill the child, if there still is one."""
        if self._child:
            self._pipes -= {self.pipe, self._orders}
            os.close(self.pipe)
            os.close(self._orders)
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self._child = 0

    def _go_on(self, fault: str, blamed: Collection[int]) -> dict[int, Outcome]:
        """Blame some of the jobs that were being done, and go on with the others in a new child."""
        outcomes = {number: Outcome(None, fault) for number in blamed}
        self.stop()
        self._waiting.extendleft(number for number in self.due if number not in outcomes)
        self.due.clear()
        self._threads = 1
        if self._waiting:
            self._start()
        return outcomes

    def _start(self) -> None:
        orders, self._orders = os.pipe()
        self.pipe, writing = os.pipe()
        self._pipes |= {self.pipe, self._orders}
        self._rest = bytearray()
        self._child = os.fork()
        if not self._child:
            # Should the parent be killed, nobody else may read what is written or give orders, so
            # that the child ends; one that does neither ends with the time of all its jobs.
            for pipe in self._pipes:
                os.close(pipe)
            seconds = int(self._limit * len(self._jobs)) + _GRACE
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            if hard == resource.RLIM_INFINITY or seconds < hard:
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
            results, lock = os.fdopen(writing, "wb"), Lock()
            for _ in range(self._threads - 1):
                Thread(target=_work, args=(self._jobs, orders, results, lock)).start()
            _work(self._jobs, orders, results, lock)
        os.close(orders)
        os.close(writing)
        for _ in range(self._threads):
            self._give()

    def _give(self) -> None:
        """Have the child do the next job, if one waits."""
        if self._waiting:
            number = self._waiting.popleft()
            self.due[number] = time.monotonic() + self._limit
            with suppress(BrokenPipeError):  # a child that has died is found out by reading
                os.write(self._orders, number.to_bytes(_WIDTH))


def _work(jobs: Sequence[Job], orders: int, results: BinaryIO, lock: Lock) -> None:
    """Do jobs as ordered and write number and result of each; never returns."""
    try:
        while order := os.read(orders, _WIDTH):
            result = _result(jobs[int.from_bytes(order)])
            with lock:
                results.write(order.hex().encode() + result + _END)
                results.flush()
    finally:
        os._exit(0)  # nothing of the parent may run twice, not even its clean-up


def _result(job: Job) -> bytes:
    """Return ``+`` and what a job returns, or ``-`` and why it failed."""
    try:
        return b"+" + job().encode()
    except Exception as error:  # noqa: BLE001 - told by the parent, whatever it is
        return b"-" + " ".join(str(error).split()).encode()
