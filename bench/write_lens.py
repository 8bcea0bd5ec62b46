"""Write a lens as N-Triples: of the paper, or made up. Usage: write_lens.py FILE [TRIPLES]."""

import sys
from pathlib import Path

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
    if size:
        world = make_world(int(size[0]) // PER_STATEMENT, seed=1)
        triples, _ = plant(world, "value", FAULTS, seed=1)
    else:
        files = sorted(find_folders().data.glob("**/*.ttl"))
        triples = [triple for file in files for triple in parse_turtle(file)]
    Path(target).write_text(make_lens(triples), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
