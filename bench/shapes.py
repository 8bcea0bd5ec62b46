"""Validation against our shapes, against pySHACL; the same results, or it stops.

Sizes are the triples of the lens of a made-up world, of which one in two hundred is left out, so
that there is something to find. Seconds are those of processors, reading the data included. pySHACL
takes minutes for 20,000 triples.
"""

import json
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from copies import copy_lines
from made import BUILT, make
from pyshacl_peer import ask_pyshacl
from sizes import Result, megabytes, options, run_sizes, say, spend, tell

from taobao_kg.build.shapes import validate_shapes
from taobao_kg.build.store import load_lens
from taobao_kg.folders import find_folders

SHAPES = find_folders().ontology / "shapes.ttl"
#: One triple of so many is left out.
LEFT_OUT = 200


def main() -> None:
    """Measure each size."""
    chosen = options(__doc__, [20_000, 1_000_000, 10_000_000], 20_000)
    if chosen.one:
        print(json.dumps(_measure(chosen.one, chosen.one <= chosen.peers)))
    else:
        tell("shapes", run_sizes(chosen), chosen)


def _measure(size: int, beside_pyshacl: bool) -> Result:
    lens = _make(size)
    say("loading the store")
    loading, store = spend(lambda: load_lens([lens]))
    say("validating")
    validating, found = spend(lambda: validate_shapes([lens], SHAPES, store))
    seconds = loading + validating
    result: Result = {
        "triples": lens.count(b"\n"),
        "results": len(found),
        "ours": seconds,
        "loading": loading,
        "megabytes": megabytes(),
    }
    if beside_pyshacl:
        say("asking pySHACL")
        result["pyshacl"], theirs = spend(lambda: ask_pyshacl(lens, SHAPES))
        ours = {(r.focus, r.shape, r.path, r.is_warning) for r in found}
        if ours != theirs:
            sys.exit(f"pySHACL finds something else: {sorted(ours ^ theirs, key=str)}")
        result["same"] = True
        result["times_pyshacl"] = result["pyshacl"] / seconds
    return result


def _make(size: int) -> bytes:
    """Return a lens with gaps, as N-Triples; beyond `BUILT`, of copies."""
    random = Random(1)  # noqa: S311 - no secret hangs on it
    say(f"making up {size:,} triples")
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = make(folder / "made", size if size <= 2 * BUILT else BUILT)
        lens = made.lens
        if size > 2 * BUILT:
            lens = folder / "lens.nt"
            copy_lines(made.lens, lens, round(size / made.triples))
        # The ontology stays as it is: with a gap there every member of a class would be in doubt.
        with lens.open("rb") as lines:
            return b"".join(
                line for line in lines if b"/ontology#" in line[:60] or random.randrange(LEFT_OUT)
            )


if __name__ == "__main__":
    main()
