"""The site of the data, and of the data with made-up observations: time and size for each thing."""

import gzip
import resource
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from chromium import NoChromiumError, time_workbench
from measure import program
from sheets import make_sheet

from taobao_kg.folders import find_folders

#: How many times as long a thing may take when there are twice as many; kilobytes, megabytes.
GROWTH, FIRST_PAGE, SINGLE_FILE = 1.5, 150, 10
#: Seconds of the clock for our data, on two processors with nothing else to do.
FOLDER = 60
#: Seconds of the clock until the engine of the workbench has the whole graph.
READY = 1.5
#: How often the workbench is opened.
RUNS = 3

#: What a browser asks for when it opens the first page.
_FIRST = ("index.html", "assets/site.css", "assets/atlas.js")


class Cost(NamedTuple):
    """What the site of one size of data costs.

    Attributes:
        things: how many have a page.
        files: of the folder.
        folder, single: seconds of the processors, and of the clock.
        first: bytes of the first page with what it loads, zipped.
        file: bytes of the single file.
        ready: seconds of the clock until the workbench can be asked, each time it was opened;
            none without a browser.
    """

    things: int
    files: int
    folder: tuple[float, float]
    single: tuple[float, float]
    first: int
    file: int
    ready: list[float]


def main() -> None:
    """Print a line a measure, a column a size."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rows", type=int, nargs="*", default=[0, 5_000], help="made-up observations beside ours"
    )
    costs = [_measure(rows) for rows in sorted(parser.parse_args().rows)]
    _line("things with a page", [f"{cost.things:,}" for cost in costs])
    _line("files of the folder", [f"{cost.files:,}" for cost in costs])
    for name, parts in (("folder", [c.folder for c in costs]), ("file", [c.single for c in costs])):
        _line(f"{name}, s of processors", [f"{processors:.1f}" for processors, _ in parts])
        aim = f" (aim: {FOLDER})" if name == "folder" else ""
        _line(f"{name}, s of the clock{aim}", [f"{clock:.1f}" for _, clock in parts])
    each = [1000 * cost.folder[0] / cost.things for cost in costs]
    _line("folder, ms of processors a thing", [f"{one:.1f}" for one in each])
    if len(each) > 1:
        _line(f"against the least (aim: {GROWTH} ×)", [f"{one / each[0]:.2f} ×" for one in each])
    _line(f"first page, kB zipped (aim: {FIRST_PAGE})", [f"{c.first / 1e3:.0f}" for c in costs])
    _line(f"single file, MB (aim: {SINGLE_FILE})", [f"{c.file / 1e6:.1f}" for c in costs])
    for name, choose in (
        ("workbench ready, s, first time", lambda times: times[0]),
        (f"workbench, best of {RUNS} (aim: {READY})", min),
    ):
        _line(name, [f"{choose(c.ready):.2f}" if c.ready else "-" for c in costs])


def _measure(rows: int) -> Cost:
    with TemporaryDirectory() as temporary:
        data = Path(temporary) / "graph_data"
        shutil.copytree(find_folders().data, data)
        build = Path(temporary) / "build"
        folders = ["--data", str(data), "--build", str(build)]
        if rows:
            sheet = Path(temporary) / "observations.csv"
            sources = make_sheet(rows, sheet)
            _run("import", "--data", str(data), str(sources), str(sheet))
        _run("build", *folders)
        site, file = Path(temporary) / "site", Path(temporary) / "atlas.html"
        folder = _run("site", *folders, "-o", str(site))
        single = _run("site", *folders, "--single-file", "-o", str(file))
        return Cost(
            things=sum(1 for _ in site.glob("doc/*/*.zh.html")),
            files=sum(1 for path in site.rglob("*") if path.is_file()),
            folder=folder,
            single=single,
            first=sum(len(gzip.compress((site / name).read_bytes(), 9)) for name in _FIRST),
            file=file.stat().st_size,
            ready=_ready(site),
        )


def _ready(site: Path) -> list[float]:
    """Open the workbench several times; without a browser say so and return nothing."""
    try:
        return time_workbench(site, RUNS)
    except NoChromiumError as error:
        print(f"workbench not measured: {error}")
        return []


def _run(*arguments: str) -> tuple[float, float]:
    """Run a command of ours; return its seconds of processors, and of the clock."""
    before, since = _children(), time.perf_counter()
    command = [program(), *arguments, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    return _children() - before, time.perf_counter() - since


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _line(name: str, values: list[str]) -> None:
    print(f"{name:<38}" + "".join(f"{value:>14}" for value in values))


if __name__ == "__main__":
    main()
