"""Run every check on a lens, print as JSON what it cost. Usage: run_checks.py LENS RUNS.

Before and after, the rules of the normal form and those of the standing run once; the lens has the
normal form already, so that they make it again.

Seconds are those of the clock. All checks are run as a build runs them, in two threads; each
check alone is its query in one.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from pyoxigraph import QuerySolutions, RdfFormat, Store

from taobao_kg.build.checks import Check, list_checks, read_check
from taobao_kg.build.constructs import run_constructs
from taobao_kg.build.discrepancies import run_checks
from taobao_kg.folders import find_folders

HERE = Path(__file__).parent


def main() -> None:
    """Print one object: seconds by what took them, faults, and the highest memory in MB."""
    path, runs = sys.argv[1:]
    store = Store()
    start = time.perf_counter()
    store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
    load, triples = time.perf_counter() - start, len(store)
    checks = [read_check(file) for file in list_checks(find_folders().queries / "checks")]
    scan = (HERE / "scan.rq").read_text(encoding="utf-8")
    scans = [_clock(lambda: _ask(store, scan)) for _ in range(int(runs))]
    whole = (HERE / "read.rq").read_text(encoding="utf-8")
    readings = [_clock(lambda: _count(store, whole)) for _ in range(int(runs))]
    costs = [_run(store, checks) for _ in range(int(runs))]
    rules = find_folders().ontology / "rules"
    normal, _ = _clock(lambda: run_constructs(store, rules, "measure"))
    for _, outcome in run_checks(store, checks):
        store.bulk_load((outcome.text or "").encode(), RdfFormat.N_TRIPLES)
    standing, _ = _clock(lambda: run_constructs(store, rules, "standing"))
    result: dict[str, Any] = {
        "triples": triples,
        "statements": int(scans[0][1][0][0]),
        "load": load,
        "scan": median(seconds for seconds, _ in scans),
        "reading": median(seconds for seconds, _ in readings),
        "read": readings[0][1],
        "normal": normal,
        "standing": standing,
        "all": median(total for total, _, _ in costs),
        "checks": {c.name: median(one[c.name] for _, one, _ in costs) for c in checks},
        "faults": costs[0][2],
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kibibytes, macOS bytes.
    result["megabytes"] = peak / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps(result))


def _run(store: Store, checks: list[Check]) -> tuple[float, dict[str, float], list[str]]:
    """Run all checks once; return the seconds of all, those of each, and what went wrong."""
    seconds, outcomes = _clock(lambda: list(run_checks(store, checks)))
    faults = [f"{check.name}: {outcome.fault}" for check, outcome in outcomes if outcome.fault]
    costs = {check.name: _clock(lambda c=check: _ask(store, c.select))[0] for check in checks}
    return seconds, costs, faults


def _ask(store: Store, query: str) -> list[Any]:
    rows = store.query(query)
    if not isinstance(rows, QuerySolutions):
        raise TypeError("not a SELECT")
    return [[getattr(t, "value", t) for t in row] for row in rows]


def _count(store: Store, query: str) -> int:
    """Return how many rows come; none of them is kept."""
    return sum(1 for _ in store.query(query))


def _clock(job: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = job()
    return time.perf_counter() - start, answer


if __name__ == "__main__":
    main()
