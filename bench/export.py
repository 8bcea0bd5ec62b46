"""The lens as Turtle, from the command line, against rdflib and against bare pyoxigraph."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from made import Made, make
from measure import measure, program, show
from pyoxigraph import Quad, RdfFormat, Store

HERE = Path(__file__).parent
#: Larger graphs take rdflib minutes.
RDFLIB_LIMIT = 300_000
#: Beyond that a command is run once, after a warming one.
ONCE = 2_000_000


def main() -> None:
    """Print one line a command and size."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each command (default: 3)")
    parser.add_argument("--triples", type=int, nargs="*", default=[20_000, 200_000, 1_000_000])
    options = parser.parse_args()
    for size in sorted(options.triples):
        with TemporaryDirectory() as folder:
            _compare(make(Path(folder), size), Path(folder), 1 if size > ONCE else options.runs)


def _compare(made: Made, folder: Path, runs: int) -> None:
    outputs = {name: folder / f"{name}.ttl" for name in ("taobao-kg", "pyoxigraph", "rdflib")}
    lens = str(made.lens)
    exporting = [program(), "export", "--quiet", "--lens", "all", *made.options, "-o"]
    commands = {
        "taobao-kg": [*exporting, str(outputs["taobao-kg"])],
        "pyoxigraph": [sys.executable, str(HERE / "write_with_pyoxigraph.py"), lens],
        "rdflib": [sys.executable, str(HERE / "write_with_rdflib.py"), lens],
    }
    if made.triples > RDFLIB_LIMIT:
        del commands["rdflib"]
    for name in commands.keys() - {"taobao-kg"}:
        commands[name].append(str(outputs[name]))
    costs = dict(zip(commands, measure(*commands.values(), runs=runs), strict=True))
    wanted = _read(outputs["taobao-kg"])
    print(f"\n{made.triples:,} triples; how many times ours each takes")
    for name, cost in costs.items():
        same = "" if _read(outputs[name]) == wanted else " (other triples!)"
        show(f"  {name}{same}", cost, against=costs["taobao-kg"])


def _read(path: Path) -> set[Quad]:
    """Return the triples of a file as a store has them: rdflib writes 3 as 3.0."""
    store = Store()
    store.bulk_load(path=path, format=RdfFormat.TURTLE)
    return set(store)


if __name__ == "__main__":
    main()
