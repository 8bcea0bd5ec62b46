"""Made-up data of a size, built: what scripts here compare engines on."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from measure import program
from world import make_world, plant, write_world

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.folders import find_folders

#: Triples of the lens that one statement makes, and those of the ontology and of one nation.
PER_STATEMENT, FIXED = 22, 12_000
#: Conflicts of value put into a world, so that there is something to find.
FAULTS = 2


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
    statements = max(450, (triples - FIXED) // PER_STATEMENT)
    data, build = folder / "data", folder / "build"
    write_world(data, plant(make_world(statements, seed=1), "value", FAULTS, seed=1)[0])
    command = [program(), "build", "--quiet", "--data", str(data), "--build", str(build)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    lens = folder / "lens.nt"
    count = write_lens(find_folders(data, build).current.resolve() / "graph.nq", lens)
    return Made(data, build, lens, count)


def write_lens(record: Path, lens: Path) -> int:
    """Write the triples of a record once each, reasons left out; return how many."""
    apart = f"<{DERIVATIONS}> .\n".encode()
    with record.open("rb") as quads:
        kept = {quad[: quad.rindex(b" <")] for quad in quads if not quad.endswith(apart)}
    with lens.open("wb") as triples:
        triples.writelines(triple + b" .\n" for triple in sorted(kept))
    return len(kept)
