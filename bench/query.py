"""A question from the command line, against bare Python and against rdflib."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import measure, program, runs_wanted, show

QUESTION = "policies-and-outcomes"
HERE = Path(__file__).parent


def main() -> None:
    """Print one line a command."""
    runs = runs_wanted(__doc__)
    with TemporaryDirectory() as folder:
        lens = str(Path(folder) / "lens.ttl")
        subprocess.run([program(), "export", "--lens", "all", "-o", lens], check=True)
        ours = [program(), "query", QUESTION, "-f", "csv"]
        query = str(HERE.parent / "queries" / f"{QUESTION}.rq")
        theirs = [sys.executable, str(HERE / "ask_with_rdflib.py"), lens, query]
        _refuse_other_answer(ours, theirs)
        nothing = [sys.executable, "-c", "pass"]
        bare, cost, peer = measure(nothing, ours, theirs, runs=runs)
    show("python -c pass", bare)
    show(f"taobao-kg query {QUESTION}", cost, against=bare)
    show("rdflib: parse the same triples, ask the same", peer, against=cost)


def _refuse_other_answer(ours: list[str], theirs: list[str]) -> None:
    """Stop when the two do not find the same number of rows: then nothing is compared."""
    rows = [_run(command).count("\n") for command in (ours, theirs)]
    if rows[0] != rows[1]:
        sys.exit(f"not the same answer: {rows[0]} lines here, {rows[1]} from rdflib")


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
