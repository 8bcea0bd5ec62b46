"""Citing an answer and checking the citation, against asking the same question."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import measure, program, runs_wanted, show

QUESTION = "policies-and-outcomes"


def main() -> None:
    """Print one line a command."""
    runs = runs_wanted(__doc__)
    with TemporaryDirectory() as folder:
        cited = str(Path(folder) / "cited.bib")
        subprocess.run([program(), "cite", QUESTION, "-o", cited], check=True)
        ask = [program(), "query", QUESTION, "-f", "csv", "--why"]
        cite = [program(), "cite", QUESTION, "-f", "bibtex"]
        check = [program(), "cite", "--check", cited]
        asked, written, checked = measure(ask, cite, check, runs=runs)
    show(f"taobao-kg query {QUESTION} --why", asked)
    show(f"taobao-kg cite {QUESTION}", written, against=asked)
    show("taobao-kg cite --check", checked, against=asked)


if __name__ == "__main__":
    main()
