"""Import observations of a made-up sheet, then derive and check; ten times the rows beside."""

import json
import resource
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measure import program
from sheets import make_sheet

from taobao_kg.build.pipeline import check
from taobao_kg.errors import FindingsError
from taobao_kg.folders import find_folders

#: How many times as long ten times the rows may take; what the largest may take by the clock.
GROWTH, SECONDS, MEGABYTES = 12, 60, 2000

_SELF, _CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN

#: Seconds of a step: of the processors, and of the clock.
Cost = tuple[float, float]


def main() -> None:
    """Print the seconds of each step, two columns a size."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000], help="of sheets")
    parser.add_argument("--build", type=Path, help="only derive and check this data folder")
    options = parser.parse_args()
    if options.build:
        print(json.dumps(_check(options.build)))
        return
    _show(sorted(options.rows), [_measure(rows) for rows in sorted(options.rows)])


def _measure(rows: int) -> dict[str, Any]:
    """Import so many rows into a copy of the data; return costs by step, triples, megabytes."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "graph_data"
        shutil.copytree(find_folders().data, data)
        sheet = Path(folder) / "observations.csv"
        sources = make_sheet(rows, sheet)
        before = _children(), time.perf_counter()
        _run([program(), "import", "--quiet", "--data", str(data), str(sources), str(sheet)])
        importing = _children() - before[0], time.perf_counter() - before[1]
        measured = json.loads(_run([sys.executable, __file__, "--build", str(data)]))
    # The largest of all processes; the largest size comes last.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # Linux counts kibibytes, macOS bytes.
    megabytes = max(measured["megabytes"], peak / (1e6 if sys.platform == "darwin" else 1e3))
    steps = {"import": importing, **measured["steps"]}
    return {"steps": steps, "triples": measured["triples"], "megabytes": megabytes}


def _check(data: Path) -> dict[str, Any]:
    """Do all of a build but store it; return the cost of each step, triples, megabytes."""
    steps: dict[str, Cost] = {}
    name, since = "", (_here(), time.perf_counter())

    def note(line: str) -> None:
        nonlocal name, since
        now = _here(), time.perf_counter()
        if name:
            steps[name] = now[0] - since[0], now[1] - since[1]
        name, since = line.partition(":")[0], now

    try:
        report = check(find_folders(data), progress=note)
    except FindingsError as error:
        sys.exit(f"made-up data that does not fit: {error}")
    note("")
    # The children share the memory of their parent; what they have of their own comes on top.
    peak = max(resource.getrusage(w).ru_maxrss for w in (_SELF, _CHILDREN))
    megabytes = peak / (1e6 if sys.platform == "darwin" else 1e3)
    return {"steps": steps, "triples": sum(report.counts.values()), "megabytes": megabytes}


def _show(sizes: list[int], results: list[dict[str, Any]]) -> None:
    print(f"{'seconds of processors, of the clock':<38}" + "".join(f"{n:>20,}" for n in sizes))
    for step in results[0]["steps"]:
        _line(step, [result["steps"][step] for result in results])
    totals = [
        (sum(c[0] for c in r["steps"].values()), sum(c[1] for c in r["steps"].values()))
        for r in results
    ]
    _line(f"all (aim: {SECONDS} s of the clock)", totals)
    for name, key in (("triples", "triples"), (f"memory, MB (aim: {MEGABYTES:,})", "megabytes")):
        print(f"{name:<38}" + "".join(f"{result[key]:>20,.0f}" for result in results))
    if len(sizes) > 1:
        allowed = sizes[-1] / sizes[0] * GROWTH / 10
        ratio = totals[-1][0] / totals[0][0]
        print(
            f"{sizes[-1] / sizes[0]:.1f} × the rows, {ratio:.1f} × the time ({allowed:g} allowed)"
        )


def _line(name: str, costs: list[Cost]) -> None:
    print(f"{name:<38}" + "".join(f"{cost[0]:11.1f}{cost[1]:9.1f}" for cost in costs))


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    return done.stdout


def _children() -> float:
    return _seconds(_CHILDREN)


def _here() -> float:
    """Return the processor seconds of this process and of those it waited for."""
    return _seconds(_SELF) + _seconds(_CHILDREN)


def _seconds(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
