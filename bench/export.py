"""The lens as Turtle, from the command line, against rdflib and against bare pyoxigraph."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from fingerprint import take_fingerprint
from made import Made, make
from measure import Cost, measure, program, show
from pyoxigraph import RdfFormat
from sizes import Result, exponent

HERE = Path(__file__).parent
#: Larger graphs take rdflib minutes.
RDFLIB_LIMIT = 300_000
#: Beyond that a command is run once, after a warming one.
ONCE = 2_000_000


def main() -> None:
    """Print one line a command and size, and how ours grows."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each command (default: 3)")
    sizes = [20_000, 200_000, 1_000_000, 10_000_000]
    parser.add_argument("--triples", type=int, nargs="*", default=sizes)
    options = parser.parse_args()
    results: list[Result] = []
    for size in sorted(options.triples):
        with TemporaryDirectory() as folder:
            made = make(Path(folder), size, record=True)
            cost = _compare(made, Path(folder), 1 if size > ONCE else options.runs)
            results.append({"triples": made.triples, "seconds": cost.seconds})
    power = exponent(results, "seconds")
    if power is not None:
        print(f"\ntaobao-kg grows with the number of triples to the power of {power:.2f}")


def _compare(made: Made, folder: Path, runs: int) -> Cost:
    """Measure each command, mark what is not the lens; return what ours costs."""
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
    wanted = take_fingerprint(made.lens, RdfFormat.N_TRIPLES)
    print(f"\n{made.triples:,} triples; how many times ours each takes")
    for name, cost in costs.items():
        found = take_fingerprint(outputs[name], RdfFormat.TURTLE)
        same = "" if found == wanted else " (other triples!)"
        show(f"  {name}{same}", cost, against=costs["taobao-kg"])
    return costs["taobao-kg"]


if __name__ == "__main__":
    main()
