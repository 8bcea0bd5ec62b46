"""Made-up data of a size, built: what scripts here compare engines on.

A build holds what it makes in memory, 2.6 GB for 1.2 million triples of the lens. So a larger
graph is several copies of a built one, each with things of its own, in a store that is written as a
build writes it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from measure import program
from world import make_world, plant, write_world

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.engines.seal import write_seal
from taobao_kg.folders import find_folders
from taobao_kg.vocab import BASE, ID, term

#: Triples of the lens that one statement makes, and those of the ontology and of one nation.
PER_STATEMENT, FIXED = 22, 12_000
#: Conflicts of value put into a world, so that there is something to find.
FAULTS = 2
#: The largest graph that is built; a larger one is copies of one of this size.
BUILT = 1_000_000
#: Names a folder in which scripts that run one after the other share what is made.
SHARED = "TAOBAO_KG_BENCH_MADE"
#: A thing of ours, but no graph.
_THING = re.compile(rf"{ID}(?!graph/)".encode())
_LABEL = f'{term("rdfs:label")} "'.encode()
#: Writes a store. Usage: PATH LENS RECORD.
_WRITE = """
import sys
from pathlib import Path
from taobao_kg.engines.writing import write_store
path, lens, record = map(Path, sys.argv[1:])
write_store(path, lens.read_bytes(), record)
"""


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


def make(folder: Path, triples: int) -> Made:
    """Make up data of about so many triples in an empty folder, and build it.

    Raises:
        SystemExit: when the build finds fault with it.
    """
    if shared := os.environ.get(SHARED):
        folder = Path(shared) / str(triples)
    if triples > BUILT * 2:
        return _copy(make(folder / "one", BUILT), folder, triples)
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


def copy_lines(source: Path, target: Path, copies: int) -> int:
    """Write lines several times, each with things of its own; return how many.

    What speaks of no thing of ours, as the ontology, is written once. A copy is as fit as what it
    is made of: addresses keep their form from ``/id/`` on, and no two things have the same label.
    """
    with source.open("rb") as lines:
        own = [line for line in lines if _THING.search(line)]
    count = len(own) * (copies - 1)
    things = b"".join(own)
    del own
    with target.open("wb") as file, source.open("rb") as first:
        for line in first:
            file.write(line)
            count += 1
        for copy in range(1, copies):
            text = _THING.sub(f"{BASE}{copy}/id/".encode(), things)
            file.write(text.replace(_LABEL, _LABEL + f"{copy} ".encode()))
    return count


def _copy(one: Made, folder: Path, triples: int) -> Made:
    """Write copies of a built graph and their store where a build of the same data would lie.

    Its record is that of the lens alone: named graphs are not copied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lens, current = folder / "lens.nt", folder / "build" / "copies"
    if (folder / "build" / "current").exists():
        return Made(one.data, folder / "build", lens, _count_lines(lens))
    count = copy_lines(one.lens, lens, round(triples / one.triples))
    current.mkdir(parents=True)
    for name in ("build.json", "inputs.stamp"):
        shutil.copy(find_folders(one.data, one.build).current / name, current)
    record = current / "graph.nq"
    record.write_bytes(b"")
    write_seal(record, 0)
    # In a process of its own, which gives the memory back.
    command = [sys.executable, "-c", _WRITE, *map(str, (current / "store", lens, record))]
    subprocess.run(command, check=True)
    (folder / "build" / "current").symlink_to(current.name)
    return Made(one.data, folder / "build", lens, count)


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
