"""Write a lens as N-Triples: of the paper, or made up. Usage: write_lens.py FILE [TRIPLES].

A large one is copies of a smaller, as what follows from it is made in memory.
"""

import sys
from pathlib import Path

from copies import copy_lines
from made import BUILT
from world import make_lens, make_world, plant

from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle

#: Triples of the lens that one statement makes, measured.
PER_STATEMENT = 22
#: Conflicts of value put into a world, so that there is something to find.
FAULTS = 2


def main() -> None:
    """Write one file."""
    target, *size = sys.argv[1:]
    copies = 1
    if size:
        wanted = int(size[0])
        copies = round(wanted / BUILT) if wanted > 2 * BUILT else 1
        world = make_world(wanted // copies // PER_STATEMENT, seed=1)
        triples, _ = plant(world, "value", FAULTS, seed=1)
    else:
        files = sorted(find_folders().data.glob("**/*.ttl"))
        triples = [triple for file in files for triple in parse_turtle(file)]
    path = Path(target)
    path.write_text(make_lens(triples), encoding="utf-8", newline="\n")
    if copies > 1:
        one = path.rename(path.with_suffix(".one"))
        copy_lines(one, path, copies)
        one.unlink()


if __name__ == "__main__":
    main()
