"""Writing the store of a build, against the bare engine's bulk loader on the same quads.

The quads are those of the built graph, several times under other names, and the lens of them. Ours
also compacts the store for questions, counts its quads and seals its files. Each way runs in a
process of its own; the answer to one question must be the same, or it stops.
"""

import json
import re
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Store
from sizes import Result, megabytes, processor_seconds, spend, tell

from taobao_kg.build.freshness import ensure_built
from taobao_kg.build.lenses import lens_of
from taobao_kg.engines.writing import write_store
from taobao_kg.folders import find_folders
from taobao_kg.vocab import ID

#: Asked of both: counts what has each predicate, in the lens and in all named graphs.
QUESTION = "SELECT ?p (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?p"
#: A thing of ours, but no graph.
_THING = re.compile(rf"{ID}(?!graph/)")


def main() -> None:
    """Measure both ways."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, nargs="*", default=[1, 7], help="of the graph")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--way", choices=["bare", "ours"], help="only this, in --folder")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.way:
        print(json.dumps(_load(chosen.way, chosen.folder)))
        return
    tell("load", [_measure(copies) for copies in sorted(chosen.copies)], chosen)


def _measure(copies: int) -> Result:
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, copies)
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


def _write(folder: Path, copies: int) -> None:
    """Write the record of several graphs, their lens, and both in one file."""
    folders = find_folders()
    ensure_built(folders, lambda _: None)
    lines = (folders.current / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    record = {
        _THING.sub(f"{ID}{copy}-", line) if copy else line
        for copy in range(copies)
        for line in lines
    }
    lens = lens_of(record).encode()
    text = "".join(sorted(record)).encode()
    (folder / "record.nq").write_bytes(text)
    (folder / "lens.nt").write_bytes(lens)
    (folder / "all.nq").write_bytes(text + lens)


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
