"""Isolated: jobs in a process of their own, so that one that loops or dies takes no other along.

The store has no way to cancel a query, and while it works Python cannot interrupt it; only killing
its process does. Forking is cheap here: the child shares the memory of the store.
"""

import os
import select
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_END = b"\0"


class Outcome(NamedTuple):
    """How a job ended.

    Attributes:
        text: what it returned; None when it did not end well.
        fault: why it did not, in a few words; empty when it did.
    """

    text: str | None
    fault: str


def run_isolated(jobs: Sequence[Callable[[], str]], limit: float) -> Iterator[Outcome]:
    """Run jobs one after the other, each for at most so many seconds, and yield their outcomes.

    All of them share one child process; after a job that was stopped, or that took its process
    with it, the rest go on in a new one.

    Args:
        jobs: each returns a text without NUL characters. What it raises is its fault.
        limit: seconds.
    """
    done = 0
    while done < len(jobs):
        child, pipe = _start(jobs[done:])
        try:
            for outcome in _read(pipe, len(jobs) - done, limit):
                done += 1
                yield outcome
                if outcome.text is None and not outcome.fault.startswith("it fails"):
                    break
        finally:
            os.close(pipe)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _start(jobs: Sequence[Callable[[], str]]) -> tuple[int, int]:
    """Fork a child that writes each job's result into a pipe; return its number and the pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    try:
        with os.fdopen(writing, "wb") as pipe:
            for job in jobs:
                pipe.write(_result(job) + _END)
                pipe.flush()
    finally:
        os._exit(0)  # nothing of the parent may run twice, not even its clean-up


def _result(job: Callable[[], str]) -> bytes:
    """Return ``+`` and what a job returns, or ``-`` and why it failed."""
    try:
        return b"+" + job().encode()
    except Exception as error:  # noqa: BLE001 - told by the parent, whatever it is
        return b"-" + " ".join(str(error).split()).encode()


def _read(pipe: int, count: int, limit: float) -> Iterator[Outcome]:
    """Yield outcomes as they come; the last one when the child dies or is too slow."""
    rest = b""
    for _ in range(count):
        deadline = time.monotonic() + limit
        while _END not in rest:
            ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                yield Outcome(None, f"it was stopped after {limit:g} s")
                return
            piece = os.read(pipe, 1 << 16)
            if not piece:
                yield Outcome(None, "its process died")
                return
            rest += piece
        text, _, rest = rest.partition(_END)
        good = text.startswith(b"+")
        words = text[1:].decode()
        yield Outcome(words, "") if good else Outcome(None, f"it fails: {words}")
