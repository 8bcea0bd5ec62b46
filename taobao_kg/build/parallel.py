"""Parallel: jobs in threads, so that one that fails or does not end takes no other along.

The store works outside Python's lock, so that two threads need half the time of one. A thread
cannot be killed: one whose job takes too long is left behind, and ends with the process. Processes
can be (`taobao_kg.build.isolated`), but the engine notes in the memory of the store who reads it,
so that each process copies what it reads; where jobs read nearly all, that is half their time.
"""

import os
import resource
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, SimpleQueue

from taobao_kg.build.isolated import LANES, Job, Outcome
from taobao_kg.errors import DataError

#: Seconds between two looks at the clock and the memory.
_LOOK = 0.1


def run_parallel(
    jobs: Mapping[str, Job], limit: float, room: int | None = None
) -> dict[str, Outcome]:
    """Run jobs, each for at most so many seconds, and return how each of them ended.

    Args:
        jobs: by the file that each comes from, in the order in which they begin.
        limit: seconds.
        room: bytes by which the process may grow; None for half the memory of the machine.

    Raises:
        DataError: when it grows by more, with the file whose job has been running longest.
    """
    room = room or os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    most = _held() + room
    ended: SimpleQueue[tuple[str, Outcome]] = SimpleQueue()
    waiting, running = deque(jobs), dict[str, float]()  # since when, the oldest first
    outcomes: dict[str, Outcome] = {}
    left: list[str] = []
    while waiting or running:
        while waiting and len(running) < LANES:
            name = waiting.popleft()
            running[name] = time.monotonic()
            threading.Thread(target=_work, args=(name, jobs[name], ended), daemon=True).start()
        try:
            name, outcome = ended.get(timeout=min(_LOOK, limit))
        except Empty:
            name = ""
        if running.pop(name, None) is not None:  # else it was left behind, and has ended after all
            outcomes[name] = outcome
        for name in [name for name in running if time.monotonic() - running[name] > limit]:
            del running[name]
            left.append(name)
            outcomes[name] = Outcome(None, f"it did not end within {limit:g} s")
        if _held() > most:
            guess = next(iter([*left, *running]), name)
            needs = f"running it took more than {room / 1e9:.1f} GB of memory"
            raise DataError(f"{needs}; mend it or move it away", guess)
    return outcomes


def _work(name: str, job: Job, ended: "SimpleQueue[tuple[str, Outcome]]") -> None:
    """Do one job and tell how it ended."""
    try:
        outcome = Outcome(job(), "")
    except BaseException as error:  # noqa: BLE001 - told, whatever it is: a panic of the engine, too
        outcome = Outcome(None, f"it fails: {' '.join(str(error).split())}")
    ended.put((name, outcome))


def _held() -> int:
    """Return the bytes that this process holds; where the system does not tell, the most so far.

    Linux tells the most, too, but passes it on to a program that another starts.
    """
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024  # others count kibibytes
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
