"""Virtuoso with a graph loaded, on loopback, as the tests start it."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GRAPH = "urn:x-bench:lens"


def is_installed() -> bool:
    """Return whether there is a server, its loader, and what the starter of the tests needs."""
    return bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))


@contextmanager
def loaded(folder: Path, lens: Path) -> Iterator[tuple[str, float]]:
    """Load N-Triples; give the place that ``ask_all.py http`` asks, and the seconds of loading.

    Args:
        folder: exists, and is empty.
        lens: copied into it, as the server reads nothing else.

    Raises:
        SystemExit: when the loader fails.
    """
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.servers import run_virtuoso

    shutil.copy(lens, folder / "lens.nt")
    with run_virtuoso(folder) as addresses:
        text = (folder / "virtuoso.ini").read_text(encoding="utf-8")
        port = re.findall(r"ServerPort = 127\.0\.0\.1:(\d+)", text)[0]
        start = time.monotonic()
        order = f"ld_dir('.', 'lens.nt', '{GRAPH}'); rdf_loader_run(); checkpoint;"
        command = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={order}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or "Error" in done.stderr:
            sys.exit(f"failed: isql-vt\n{done.stdout}{done.stderr}")
        yield f"{addresses.query}#{GRAPH}", time.monotonic() - start
