"""Isolated: jobs in processes of their own, so that one that loops or dies takes no other along.

The store has no way to cancel a query, and while it works Python cannot interrupt it; only killing
its process does. Forking is quick, but a child copies what it reads of a store; where that is most
of it, `taobao_kg.build.parallel` takes two thirds of the time.
"""

import os
import resource
import select
import signal
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

#: Processes at a time; more would not pay, as each job is short.
LANES = 2
_END = b"\0"
#: Bytes of the number of a job in the queue.
_WIDTH = 4
_DIED = "its process died"
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


def run_isolated(jobs: Sequence[Job], limit: float) -> list[Outcome]:
    """Run jobs, each for at most so many seconds, and return their outcomes in their order.

    They are done by `LANES` child processes, each of which takes the next when it has done one;
    where a job was stopped, or took its process with it, a new one goes on.

    Args:
        jobs: at most some thousands, as many as a pipe holds the numbers of; each returns a text
            without NUL characters. What it raises is its fault.
        limit: seconds.
    """
    outcomes: dict[int, Outcome] = {}
    pipes: set[int] = set()
    # Forked children read on where another of them stopped; a file would need room on the disk.
    queue, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_WIDTH) for number in range(len(jobs))))
    os.close(writing)
    lanes = [_Lane(jobs, queue, limit, pipes) for _ in range(min(LANES, len(jobs)))]
    try:
        while working := {lane.pipe: lane for lane in lanes if lane.works}:
            wait = max(0.0, min(lane.deadline for lane in working.values()) - time.monotonic())
            ready, _, _ = select.select(list(working), [], [], wait)
            for pipe, lane in working.items():
                outcomes.update(lane.read() if pipe in ready else lane.look())
    finally:
        for lane in lanes:
            lane.stop()
        os.close(queue)
    lost = Outcome(None, _DIED)  # taken, but its process died before it could say so
    return [outcomes.get(number, lost) for number in range(len(jobs))]


class _Lane:
    """A child process that does jobs of a queue one after the other."""

    def __init__(self, jobs: Sequence[Job], queue: int, limit: float, pipes: set[int]) -> None:
        """Start the first child; ``pipes`` are the reading ends that all lanes of a run hold."""
        self._jobs, self._queue, self._limit, self._pipes = jobs, queue, limit, pipes
        self._number: int | None = None  # of the job that is being done
        self.pipe, self._child, self.deadline, self._rest = 0, 0, 0.0, bytearray()
        self._start()

    @property
    def works(self) -> bool:
        """Tell whether there still is a child."""
        return bool(self._child)

    def read(self) -> dict[int, Outcome]:
        """Return what has come: the outcomes of jobs that ended, by their numbers."""
        piece = os.read(self.pipe, 1 << 16)
        if not piece:
            return self._give_up(_DIED)
        self._rest += piece  # grows in place: a long text would be copied once a piece
        if _END not in piece:
            return {}
        *texts, self._rest = self._rest.split(_END)
        done = {}
        for text in texts:
            self.deadline = time.monotonic() + self._limit
            if self._number is None:
                self._number = int(text)
                continue
            words = text[1:].decode()
            good = text.startswith(b"+")
            done[self._number] = Outcome(words, "") if good else Outcome(None, f"it fails: {words}")
            self._number = None
        return done

    def look(self) -> dict[int, Outcome]:
        """Return the outcome of the job that is being done when it has taken too long."""
        late = time.monotonic() >= self.deadline
        return self._give_up(f"it was stopped after {self._limit:g} s") if late else {}

    def stop(self) -> None:
        """Kill the child, if there still is one."""
        if self._child:
            self._pipes.remove(self.pipe)
            os.close(self.pipe)
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self._child = 0

    def _give_up(self, fault: str) -> dict[int, Outcome]:
        """Blame the job that was being done and go on in a new child; without one, all are done."""
        self.stop()
        if self._number is None:
            return {}
        number, self._number = self._number, None
        self._start()
        return {number: Outcome(None, fault)}

    def _start(self) -> None:
        self.pipe, writing = os.pipe()
        self._pipes.add(self.pipe)
        self._rest = bytearray()
        self._child = os.fork()
        if not self._child:
            # Should the parent be killed, nobody else may read what is written, so that writing
            # fails and ends the child; one that never writes ends with the time of all its jobs.
            for pipe in self._pipes:
                os.close(pipe)
            seconds = int(self._limit * len(self._jobs)) + _GRACE
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            if hard == resource.RLIM_INFINITY or seconds < hard:
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
            _work(self._jobs, self._queue, writing)
        os.close(writing)
        self.deadline = time.monotonic() + self._limit


def _work(jobs: Sequence[Job], queue: int, writing: int) -> None:
    """Do jobs of a queue, write number and result of each into a pipe; never returns."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            while taken := os.read(queue, _WIDTH):
                number = int.from_bytes(taken)
                pipe.write(str(number).encode() + _END)
                pipe.flush()
                pipe.write(_result(jobs[number]) + _END)
                pipe.flush()
    finally:
        os._exit(0)  # nothing of the parent may run twice, not even its clean-up


def _result(job: Job) -> bytes:
    """Return ``+`` and what a job returns, or ``-`` and why it failed."""
    try:
        return b"+" + job().encode()
    except Exception as error:  # noqa: BLE001 - told by the parent, whatever it is
        return b"-" + " ".join(str(error).split()).encode()
