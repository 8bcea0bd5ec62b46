"""The network page, against only importing the library that draws it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import measure, program, runs_wanted, show


def main() -> None:
    """Print one line a command."""
    runs = runs_wanted(__doc__)
    with TemporaryDirectory() as folder:
        page = Path(folder) / "network.html"
        view = [program(), "view", "--quiet", "-o", str(page)]
        bare = [sys.executable, "-c", "import pyvis.network"]
        cost, floor = measure(view, bare, runs=runs)
        kilobytes = page.stat().st_size / 1000
    show("python -c 'import pyvis.network'", floor)
    show(f"taobao-kg view ({kilobytes:.0f} kB of HTML)", cost, against=floor)


if __name__ == "__main__":
    main()
