"""Writing the store of a build, against the bare engine's bulk loader on the same quads.

The quads are those of a made-up graph that was built, as often as the size needs, each time with
things of its own: the record, and the lens of it. Sizes are all quads in the store. Ours also
compacts the store for questions, counts its quads and seals its files. Each way runs in a process
of its own; the answer to one question must be the same, or it stops.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from copies import copy_lines
from made import make
from pyoxigraph import RdfFormat, Store
from sizes import Result, megabytes, processor_seconds, spend, tell

from taobao_kg.engines.writing import write_store
from taobao_kg.folders import find_folders

#: Asked of both: counts what has each predicate, in the lens and in all named graphs.
QUESTION = "SELECT ?p (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?p"
#: The graph that is copied.
ONE = 20_000


def main() -> None:
    """Measure both ways."""
    parser = ArgumentParser(description=__doc__)
    sizes = [20_000, 1_000_000, 10_000_000]
    parser.add_argument("--triples", type=int, nargs="*", default=sizes, help="sizes of stores")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--way", choices=["bare", "ours"], help="only this, in --folder")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.way:
        print(json.dumps(_load(chosen.way, chosen.folder)))
        return
    tell("load", [_measure(size) for size in sorted(chosen.triples)], chosen)


def _measure(size: int) -> Result:
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, size)
        bare, ours = (_run(way, folder) for way in ("bare", "ours"))
    if bare.pop("answer") != ours.pop("answer"):
        sys.exit("the two stores answer differently")
    return {
        "triples": ours["quads"],
        "ours": ours["seconds"],
        "bare": bare["seconds"],
        "share_of_bare_speed": bare["seconds"] / ours["seconds"],
        "ours_megabytes": ours["megabytes"],
        "bare_megabytes": bare["megabytes"],
        "times_bare_megabytes": ours["megabytes"] / bare["megabytes"],
        "same": True,
    }


def _write(folder: Path, size: int) -> None:
    """Write the record of several graphs, their lens, and both in one file."""
    made = make(folder / "made", ONE)
    record = find_folders(made.data, made.build).current / "graph.nq"
    with record.open("rb") as lines:
        copies = max(1, round(size / (sum(1 for _ in lines) + made.triples)))
    copy_lines(record, folder / "record.nq", copies)
    copy_lines(made.lens, folder / "lens.nt", copies)
    with (folder / "all.nq").open("wb") as target:
        for part in ("record.nq", "lens.nt"):
            with (folder / part).open("rb") as source:
                copyfileobj(source, target)


def _run(way: str, folder: Path) -> Result:
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}")
    result: Result = json.loads(done.stdout)
    return result


def _load(way: str, folder: Path) -> Result:
    """Make a store in one way; return what it cost and how it answers."""
    path = folder / way
    job = _load_bare if way == "bare" else _load_ours
    seconds, _ = spend(lambda: job(path, folder))
    cost = {"seconds": seconds, "megabytes": megabytes(), "all": processor_seconds()}
    store = Store.read_only(str(path))
    rows = store.query(QUESTION)
    answer = sorted([str(row["p"]), str(row["n"])] for row in rows)  # type: ignore[union-attr]
    return {**cost, "quads": len(store), "answer": answer}


def _load_bare(path: Path, folder: Path) -> None:
    Store(str(path)).bulk_load(path=folder / "all.nq", format=RdfFormat.N_QUADS)


def _load_ours(path: Path, folder: Path) -> None:
    write_store(path, (folder / "lens.nt").read_bytes(), folder / "record.nq")


if __name__ == "__main__":
    main()
