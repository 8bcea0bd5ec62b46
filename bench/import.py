"""Import observations of a made-up sheet, then derive and check; ten times the rows beside."""

import json
import resource
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import program
from sheets import make_sheet

from taobao_kg.build.pipeline import check
from taobao_kg.errors import FindingsError
from taobao_kg.folders import find_folders

#: How many times as long ten times the rows may take; what the largest may take.
GROWTH, SECONDS, MEGABYTES = 12, 60, 2000


def main() -> None:
    """Print the processor seconds of each step, a column a size."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000], help="of sheets")
    parser.add_argument("--build", type=Path, help="only derive and check this data folder")
    options = parser.parse_args()
    if options.build:
        print(json.dumps(_check(options.build)))
        return
    _show(sorted(options.rows), [_measure(rows) for rows in sorted(options.rows)])


def _measure(rows: int) -> dict[str, float]:
    """Import so many rows into a copy of the data; return seconds by step, and megabytes."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "graph_data"
        shutil.copytree(find_folders().data, data)
        sheet = Path(folder) / "observations.csv"
        sources = make_sheet(rows, sheet)
        before = _children()
        _run([program(), "import", "--quiet", "--data", str(data), str(sources), str(sheet)])
        importing = _children() - before
        answer = _run([sys.executable, __file__, "--build", str(data)])
        steps: dict[str, float] = json.loads(answer)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # Linux counts kibibytes, macOS bytes; the largest size comes last.
    megabytes = peak / (1e6 if sys.platform == "darwin" else 1e3)
    return {"import": importing, **steps, "megabytes": megabytes}


def _check(data: Path) -> dict[str, float]:
    """Do all of a build but store it; return the seconds of each step."""
    steps: dict[str, float] = {}
    name, since = "", _here()

    def note(line: str) -> None:
        nonlocal name, since
        if name:
            steps[name] = steps.get(name, 0) + _here() - since
        name, since = line.partition(":")[0], _here()

    try:
        check(find_folders(data), progress=note)
    except FindingsError as error:
        sys.exit(f"made-up data that does not fit: {error}")
    note("")
    return steps


def _show(sizes: list[int], results: list[dict[str, float]]) -> None:
    print(f"{'processor seconds for so many rows':<36}" + "".join(f"{n:>12,}" for n in sizes))
    for step in results[0]:
        if step != "megabytes":
            _line(step, [result[step] for result in results])
    totals = [sum(v for k, v in result.items() if k != "megabytes") for result in results]
    _line(f"all (aim: {SECONDS} s)", totals)
    _line(f"highest memory, MB (aim: {MEGABYTES})", [result["megabytes"] for result in results])
    if len(sizes) > 1:
        allowed = sizes[-1] / sizes[0] * GROWTH / 10
        ratio = totals[-1] / totals[0]
        print(
            f"{sizes[-1] / sizes[0]:.1f} × the rows, {ratio:.1f} × the time ({allowed:g} allowed)"
        )


def _line(name: str, numbers: list[float]) -> None:
    print(f"{name:<36}" + "".join(f"{number:12.1f}" for number in numbers))


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    return done.stdout


def _children() -> float:
    return _seconds(resource.RUSAGE_CHILDREN)


def _here() -> float:
    """Return the processor seconds of this process and of those it waited for."""
    return _seconds(resource.RUSAGE_SELF) + _seconds(resource.RUSAGE_CHILDREN)


def _seconds(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
