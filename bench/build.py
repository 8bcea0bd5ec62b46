"""The whole build of the graph, against rdflib only reading the same Turtle files."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import measure, program, runs_wanted, show

HERE = Path(__file__).parent


def main() -> None:
    """Print one line a command."""
    runs = runs_wanted(__doc__)
    with TemporaryDirectory() as folder:
        build = [program(), "build", "--quiet", "--build", folder]
        theirs = [sys.executable, str(HERE / "read_with_rdflib.py")]
        cost, again, peer = measure([*build, "--force"], build, theirs, runs=runs)
    show("taobao-kg build: load, derive, check, store", cost)
    show("taobao-kg build with nothing changed", again, against=cost)
    show("rdflib: only parse the same Turtle files", peer, against=cost)


if __name__ == "__main__":
    main()
