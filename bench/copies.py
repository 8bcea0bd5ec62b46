"""Copies of a built graph, each with things of its own: what is larger than a build can hold."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from taobao_kg.engines.seal import write_seal
from taobao_kg.vocab import BASE, ID, term

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


def copy_lines(source: Path, target: Path, copies: int) -> int:
    """Write lines several times, each with things of its own; return how many.

    What speaks of no thing of ours, as the ontology, is written once. A copy is as fit as what it
    is made of: addresses keep their form from ``/id/`` on, and no two things have the same label.
    Quads stay in their graphs, so that the union of these is the copy of their union.
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


def copy_build(one: Path, build: Path, lens: Path, copies: int) -> None:
    """Write the store of a copied lens where a build of the same data would lie.

    Args:
        one: the build that is copied.
        build: where the copy is published when it is whole.
        lens: what was copied of its lens already.
        copies: of its record, whose lines are then not sorted; none leaves the record empty.
    """
    current = build / "copies"
    current.mkdir(parents=True)
    for name in ("build.json", "inputs.stamp"):
        shutil.copy(one / name, current)
    record = current / "graph.nq"
    if copies:
        write_seal(record, copy_lines(one / record.name, record, copies))
    else:
        record.touch()
        write_seal(record, 0)
    # In a process of its own, which gives the memory back.
    command = [sys.executable, "-c", _WRITE, *map(str, (current / "store", lens, record))]
    subprocess.run(command, check=True)
    (build / "current").symlink_to(current.name)
