"""Time and memory of whole processes, as the shell sees them."""

import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Cost(NamedTuple):
    """What a command cost: median seconds and highest resident memory in MB."""

    seconds: float
    megabytes: float


def runs_wanted(description: str) -> int:
    """Return how often to run each command: ``--runs``, or 7."""
    parser = ArgumentParser(description=description)
    parser.add_argument("--runs", type=int, default=7, help="of each command (default: 7)")
    return int(parser.parse_args().runs)


def show(name: str, cost: Cost, against: Cost | None = None) -> None:
    """Print one line: what it was, what it cost, and how many times another's seconds that is."""
    ratio = f"{cost.seconds / against.seconds:8.2f} ×" if against else ""
    print(f"{name:<58}{cost.seconds * 1000:8.0f} ms{cost.megabytes:7.0f} MB{ratio}")


def program() -> str:
    """Return the ``taobao-kg`` that belongs to this Python."""
    return str(Path(sys.executable).with_name("taobao-kg"))


def measure(*commands: Sequence[str], runs: int) -> list[Cost]:
    """Run commands in turn, several times, their output thrown away.

    In turn, because a machine that is busy for a while then slows all of them.

    Args:
        commands: program and arguments of each.
        runs: how often; once more before, so that files are in the page cache.

    Raises:
        SystemExit: when a command fails, with what it wrote to stderr.
    """
    results = [[_run_once(command) for command in commands] for _ in range(runs + 1)][1:]
    return [
        Cost(median(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))
        for costs in zip(*results, strict=True)
    ]


def _run_once(command: Sequence[str]) -> Cost:
    """Run a command inside a small process of its own, whose only child it is."""
    inner = [sys.executable, __file__, *command]
    done = subprocess.run(inner, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    seconds, megabytes = done.stdout.split()
    return Cost(float(seconds), float(megabytes))


def _main() -> int:
    start = time.perf_counter()
    done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # Linux counts kibibytes, macOS bytes.
    megabytes = peak / (1e6 if sys.platform == "darwin" else 1e3)
    print(seconds, megabytes)
    return done.returncode


if __name__ == "__main__":
    sys.exit(_main())
