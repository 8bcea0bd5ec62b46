"""One script at several sizes, each in a process of its own; costs, exponents, answers as JSON."""

import json
import resource
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from math import log
from typing import Any, TypeVar

Result = dict[str, Any]
_T = TypeVar("_T")


def options(description: str | None, sizes: Sequence[int], peers: int) -> Namespace:
    """Return what was asked for.

    Attributes of it: ``triples``, the sizes; ``peers``, up to which size the slow peers run;
    ``json``; ``one``, the size when this is the process for one.
    """
    parser = ArgumentParser(description=description)
    parser.add_argument("--triples", type=int, nargs="*", default=sizes, help="sizes")
    parser.add_argument(
        "--peers",
        type=int,
        default=peers,
        help="up to this size beside peers (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--one", type=int, help="only this size, as JSON")
    return parser.parse_args()


def run_sizes(chosen: Namespace) -> list[Result]:
    """Run the script that was started once more for each size; stop when one fails."""
    results: list[Result] = []
    for size in sorted(chosen.triples):
        command = [sys.executable, sys.argv[0], "--one", str(size), "--peers", str(chosen.peers)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            sys.exit(f"failed: {' '.join(command)}")
        results.append(json.loads(done.stdout))
    return results


def say(step: str) -> None:
    """Write to stderr what is being done, with the seconds of processors until then."""
    print(f"{processor_seconds():8.0f} s  {step}", file=sys.stderr, flush=True)


def spend(job: Callable[[], _T]) -> tuple[float, _T]:
    """Do a job; return the seconds of processors it took, with those of its children."""
    before = processor_seconds()
    answer = job()
    return processor_seconds() - before, answer


def processor_seconds() -> float:
    """Return the seconds of processors that this process has taken, and children that ended."""
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def megabytes() -> float:
    """Return the highest memory of this process, or of a child."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(who).ru_maxrss for who in both)
    # Linux counts kibibytes, macOS bytes.
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def exponent(results: Sequence[Result], cost: str) -> float | None:
    """Return b where a cost grows as the size to the power of b, from the least to the greatest."""
    if len(results) < 2:
        return None
    first, last = results[0], results[-1]
    return log(last[cost] / first[cost]) / log(last["triples"] / first["triples"])


def tell(name: str, results: list[Result], chosen: Namespace, cost: str = "ours") -> None:
    """Print results: as JSON, or one line a number."""
    power = exponent(results, cost)
    if chosen.json:
        print(json.dumps({"name": name, "sizes": results, "exponent": power}, indent=2))
        return
    for result in results:
        print(f"{result['triples']:,} triples")
        for key, value in result.items():
            if key != "triples":
                shown = f"{value:12,.3f}" if isinstance(value, float) else f"{value!s:>12}"
                print(f"  {key.replace('_', ' '):<40}{shown}")
    if power is not None:
        print(f"exponent of growth{power:36.2f}")
