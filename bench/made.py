"""Made-up data of a size, built: what scripts here compare engines on.

A build holds what it makes in memory, 2.6 GB for 1.2 million triples of the lens. So a larger
graph is several copies of a built one, each with things of its own, in a store that is written as a
build writes it.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from copies import copy_build, copy_lines
from measure import program
from world import make_world, plant, write_world

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.folders import find_folders

#: Triples of the lens that one statement makes, and those of the ontology and of one nation.
PER_STATEMENT, FIXED = 22, 12_000
#: Conflicts of value put into a world, so that there is something to find.
FAULTS = 2
#: The largest graph that is built; a larger one is copies of one of this size.
BUILT = 1_000_000
#: Names a folder in which scripts that run one after the other share what is made.
SHARED = "TAOBAO_KG_BENCH_MADE"


class Made(NamedTuple):
    """Built data.

    Attributes:
        data: a folder like ``graph_data``.
        build: where it is built.
        lens: every triple once, as N-Triples, for engines that are not ours.
        triples: how many these are.
    """

    data: Path
    build: Path
    lens: Path
    triples: int

    @property
    def options(self) -> list[str]:
        """Return what makes a command of ours read this."""
        return ["--data", str(self.data), "--build", str(self.build)]


def make(folder: Path, triples: int, *, record: bool = False) -> Made:
    """Make up data of about so many triples in an empty folder, and build it.

    Args:
        folder: where it lies, unless scripts share what they make.
        triples: beyond twice `BUILT` the graph is copies.
        record: whether copies need named graphs, too, as exports do; a build has them anyway.

    Raises:
        SystemExit: when the build finds fault with it.
    """
    if shared := os.environ.get(SHARED):
        folder = Path(shared) / str(triples)
    if triples > BUILT * 2:
        return _copy(make(folder / "one", BUILT), folder, triples, record)
    data, build, lens = folder / "data", folder / "build", folder / "lens.nt"
    if lens.is_file():
        return Made(data, build, lens, _count_lines(lens))
    folder.mkdir(parents=True, exist_ok=True)
    statements = max(450, (triples - FIXED) // PER_STATEMENT)
    write_world(data, plant(make_world(statements, seed=1), "value", FAULTS, seed=1)[0])
    command = [program(), "build", "--quiet", "--data", str(data), "--build", str(build)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    count = write_lens(find_folders(data, build).current.resolve() / "graph.nq", lens)
    return Made(data, build, lens, count)


def _copy(one: Made, folder: Path, triples: int, record: bool) -> Made:
    """Write copies of a built graph; a build without their record is not taken for one with it."""
    folder.mkdir(parents=True, exist_ok=True)
    lens, build = folder / "lens.nt", folder / ("recorded" if record else "build")
    if (build / "current").exists():
        return Made(one.data, build, lens, _count_lines(lens))
    copies = round(triples / one.triples)
    count = copy_lines(one.lens, lens, copies)
    copy_build(find_folders(one.data, one.build).current, build, lens, copies if record else 0)
    return Made(one.data, build, lens, count)


def _count_lines(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def write_lens(record: Path, lens: Path) -> int:
    """Write the triples of a record once each, reasons left out; return how many."""
    apart = f"<{DERIVATIONS}> .\n".encode()
    with record.open("rb") as quads:
        kept = {quad[: quad.rindex(b" <")] for quad in quads if not quad.endswith(apart)}
    with lens.open("wb") as triples:
        triples.writelines(triple + b" .\n" for triple in sorted(kept))
    return len(kept)
