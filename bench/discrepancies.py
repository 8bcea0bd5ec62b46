"""Checks, normal form and standing: on our data, and on made-up graphs against one scan."""

import json
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
#: What all checks may take on the paper, and on a graph beside three scans, in seconds.
PAPER, BESIDE = 0.5, 5.0
#: How many times as long they may take on ten times as many triples.
GROWTH = 12
#: How many times as long as one reading of all that statements say they may take.
READINGS = 3
#: How many times as long the self-join of one check takes as all checks together, at least; up to
#: how many triples it is made, and how many seconds it gets with loading.
FASTER, JOINED, PATIENCE = 10, 2_500_000, 300


def main() -> None:
    """Print the cost of all checks and of each, on graphs of several sizes."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of all checks (default: 3)")
    sizes = [100_000, 300_000, 1_000_000]
    parser.add_argument(
        "--triples", type=int, nargs="*", default=sizes, help="sizes of made-up graphs"
    )
    parser.add_argument("--rows", type=int, default=100_000, help="of a sheet beside our data")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        lens = Path(folder) / "lens.nt"
        paper = _measure(lens, options.runs)
        made = [_measure(lens, options.runs, size) for size in sorted(options.triples)]
        rows = _measure(lens, options.runs, f"{options.rows}rows")
    _show_paper(paper)
    for result in made:
        _show_made(result)
    _show_made(rows, f"our data and a sheet of {options.rows:,} figures, many of which do not fit")
    _show_checks([paper, rows, *made])
    _show_growth(made)


def _measure(lens: Path, runs: int, size: int | str = "") -> dict[str, Any]:
    """Write a lens and run the checks on it, each in a process of its own.

    Args:
        lens: where to write it.
        runs: of all checks.
        size: of the lens, as `write_lens` takes it; our data when empty.
    """
    start = time.perf_counter()
    _python("write_lens.py", str(lens), *([str(size)] if size else []))
    making = time.perf_counter() - start
    answer: dict[str, Any] = json.loads(_python("run_checks.py", str(lens), str(runs)))
    join = _join(lens) if size and answer["triples"] <= JOINED else {}
    if isinstance(size, int) and any(join.get("found", [])[1:]):
        sys.exit(f"not the same answer of groups and of pairs: {join['found']}")
    return {**answer, **join, "making": making}


def _join(lens: Path) -> dict[str, Any]:
    """Return the seconds of a self-join, or none when it was stopped."""
    try:
        return dict(json.loads(_python("join_values.py", str(lens), limit=PATIENCE)))
    except subprocess.TimeoutExpired:
        return {"joined": None}


def _python(script: str, *arguments: str, limit: float | None = None) -> str:
    """Return what a script here prints; stop with its message when it fails.

    Raises:
        subprocess.TimeoutExpired: when it takes more seconds than the limit; it is killed.
    """
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    if done.returncode:
        sys.exit(f"failed: {script}\n{done.stderr}")
    return done.stdout


def _show_paper(result: dict[str, Any]) -> None:
    print(f"the paper: {result['statements']:,} statements, {result['triples']:,} triples")
    _line("all checks", result["all"], f"{result['all'] / PAPER:8.2f} × the {PAPER:g} s allowed")


def _show_made(result: dict[str, Any], title: str = "made up, where all fits") -> None:
    scan, every = result["scan"], result["all"]
    allowed = 3 * scan + BESIDE
    print(f"\n{title}: {result['statements']:,} statements, {result['triples']:,} triples")
    _line("write and derive", result["making"])
    _line("load", result["load"])
    _line("one scan of the statements", scan)
    reading = result["reading"]
    _line("reading all they say", reading, f"{reading / scan:8.2f} × for {result['read']:,} rows")
    _line("normal form of the statements", result["normal"], f"{result['normal'] / scan:8.2f} ×")
    _line("all checks", every, f"{every / allowed:8.2f} × three scans and {BESIDE:g} s")
    _line("the same, in scans", every, f"{every / scan:8.2f} ×")
    _line("the same, in readings", every, f"{every / reading:8.2f} × ({READINGS} allowed)")
    _line("standing of the statements", result["standing"], f"{result['standing'] / scan:8.2f} ×")
    if "joined" in result:
        _show_join(result)
    print(f"  {'highest memory':<36}{result['megabytes']:10.0f} MB")
    for fault in result["faults"]:
        print(f"  {fault}")


def _show_join(result: dict[str, Any]) -> None:
    """Print what the self-join of the check "value" took, beside it and beside all checks."""
    joined, every = result["joined"], result["all"]
    if joined is None:
        times = f"over {PATIENCE / every:.0f} × all checks ({FASTER} wanted)"
        print(f"  the self-join of one check was stopped after {PATIENCE} s: {times}")
        return
    _line("conflicts of value, by groups", result["grouped"])
    _line("the same, each against each", joined, f"{joined / result['grouped']:8.2f} ×")
    both, grouped, paired = result["found"]
    if grouped or paired:
        print(f"  both find {both:,} statements, the groups {grouped:,} more, the pairs {paired:,}")
    for place, seconds in (("in memory", joined), ("on disk", result["joined_on_disk"])):
        times = f"{seconds / every:8.2f} × all checks ({FASTER} wanted)"
        _line(f"the same {place}", seconds, times)


def _show_checks(results: list[dict[str, Any]]) -> None:
    """Print a line a check: its milliseconds on each graph, and its share of the largest."""
    last = results[-1]
    every = sum(last["checks"].values())
    heads = "".join(f"{result['triples']:>12,}" for result in results)
    print(f"\n{'milliseconds on so many triples':<34}{heads}   share")
    for name in sorted(last["checks"], key=lambda name: -last["checks"][name]):
        costs = "".join(f"{1000 * result['checks'][name]:12.1f}" for result in results)
        print(f"{name:<34}{costs}{last['checks'][name] / every:8.1%}")


def _show_growth(made: list[dict[str, Any]]) -> None:
    """Print how much longer the checks take on the largest graph than on the smallest."""
    if len(made) > 1:
        triples = made[-1]["triples"] / made[0]["triples"]
        seconds = made[-1]["all"] / made[0]["all"]
        allowed = triples * GROWTH / 10
        print(
            f"\n{triples:.1f} × the triples take {seconds:.1f} × the time ({allowed:.1f} allowed)"
        )


def _line(name: str, seconds: float, note: str = "") -> None:
    print(f"  {name:<36}{seconds * 1000:10.0f} ms{note}")


if __name__ == "__main__":
    main()
