"""Choose and pin the dependencies again: demo.txt to run, test.txt to run and to test.

spark.txt adds what the Spark example needs, for those tests alone.

The files hold for Python 3.11 to 3.13 on Linux and macOS, with the hashes of every file, and name
no server, so that they work with whichever mirror pip is set to.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
CHOICES = {
    "demo.txt": ["--group", "build"],
    "test.txt": [
        *("--group", "build", "--group", "test"),
        *("--extra", "notebook", "--extra", "parquet", "--extra", "reason", "--extra", "serve"),
        *("--constraint", "requirements/demo.txt"),
    ],
    "spark.txt": [*("--extra", "spark"), *("--constraint", "requirements/test.txt")],
}
COMMAND = [
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--upgrade"),
    *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"),
]


def main() -> None:
    """Write both files."""
    for name, groups in CHOICES.items():
        command = [*COMMAND, *groups, "--output-file", f"requirements/{name}"]
        subprocess.run(command, cwd=HERE.parent, check=True)  # noqa: S603 - our own words


if __name__ == "__main__":
    main()
