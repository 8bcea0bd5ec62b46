"""Write a lens as N-Triples: of our data, or made up. Usage: write_lens.py FILE [SIZE].

A SIZE such as 1000000 is triples of a world where everything fits, but for a few faults. A large
one is copies of a smaller, as what follows from it is made in memory. One such as 1000rows is
observations of a made-up sheet, imported beside our data; much there does not fit.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from copies import copy_lines
from made import BUILT
from measure import program
from pyoxigraph import Triple
from sheets import make_sheet
from world import make_lens, make_world, plant

from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle

#: Triples of the lens that one statement makes, measured.
PER_STATEMENT = 22
#: Conflicts of value put into a world, so that there is something to find.
FAULTS = 2


def main() -> None:
    """Write one file."""
    target, *sizes = sys.argv[1:]
    path, size, copies = Path(target), "".join(sizes), 1
    if size.endswith("rows"):
        triples: Iterable[Triple] = _import(int(size.removesuffix("rows")))
    elif size:
        wanted = int(size)
        copies = round(wanted / BUILT) if wanted > 2 * BUILT else 1
        world = make_world(wanted // copies // PER_STATEMENT, seed=1)
        triples, _ = plant(world, "value", FAULTS, seed=1)
    else:
        triples = _read(find_folders().data)
    path.write_text(make_lens(triples), encoding="utf-8", newline="\n")
    if copies > 1:
        one = path.rename(path.with_suffix(".one"))
        copy_lines(one, path, copies)
        one.unlink()


def _read(data: Path) -> list[Triple]:
    return [triple for file in sorted(data.glob("**/*.ttl")) for triple in parse_turtle(file)]


def _import(rows: int) -> list[Triple]:
    """Return our data after the import of a made-up sheet of so many observations."""
    with TemporaryDirectory() as folder:
        data, sheet = Path(folder) / "graph_data", Path(folder) / "observations.csv"
        shutil.copytree(find_folders().data, data)
        sources = make_sheet(rows, sheet)
        command = [program(), "import", "--quiet", "--data", data, sources, sheet]
        subprocess.run(list(map(str, command)), check=True, stdout=sys.stderr)
        return _read(data)


if __name__ == "__main__":
    main()
