"""Run every script here and write what they print to RESULTS.md; takes the better part of an hour.

With ``--small`` each runs once on the smallest graphs, to see that all of them work.
"""

import os
import platform
import subprocess
import sys
from argparse import ArgumentParser
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PACKAGES = (
    *("pyoxigraph", "oxigraph", "rdflib", "oxrdflib", "pyshacl", "shacl-rust"),
    *("owlrl", "rdflib-endpoint", "uvicorn", "starlette", "altair", "vl-convert-python"),
)


class Section(NamedTuple):
    """One part of the results.

    Attributes:
        title: its heading.
        script: the file that prints it.
        small: arguments for a quick look.
        large: arguments for the record.
    """

    title: str
    script: str
    small: tuple[str, ...] = ()
    large: tuple[str, ...] = ()


SECTIONS = (
    Section("A question of the library", "query.py", ("--runs", "1")),
    Section(
        "Questions in several engines",
        "engines.py",
        ("--runs", "1", "--triples", "20000"),
        ("--triples", "20000", "200000", "1000000", "10000000"),
    ),
    Section("Why for every row", "why.py", ("--runs", "1")),
    Section("Build", "build.py", ("--runs", "1")),
    Section("Writing the store", "load.py", ("--copies", "1")),
    Section("Import and all of a build but storing", "import.py", ("--rows", "1000")),
    Section(
        "Discrepancies",
        "discrepancies.py",
        ("--runs", "1", "--triples", "100000"),
        ("--triples", "100000", "1000000", "10000000"),
    ),
    Section("Closure", "closure.py", ("--triples", "20000", "--peers", "0")),
    Section("Shapes", "shapes.py", ("--triples", "20000", "--peers", "0")),
    Section("Export", "export.py", ("--runs", "1", "--triples", "20000")),
    Section("Pictures", "view.py", ("--runs", "1")),
    Section("Charts", "chart.py", ("--runs", "1")),
    Section("Measures of the network", "network.py", ("--runs", "1")),
    Section("Citing", "cite.py", ("--runs", "1")),
    Section("Site", "site.py", ("--rows", "0")),
    Section("Endpoint", "endpoint.py", ("--seconds", "1", "--rounds", "1")),
    Section("Endpoint with bombs", "endpoint.py", ("--bombs", "0.1"), ("--bombs", "10")),
)


def main() -> None:
    """Write the file; stop where a script fails."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="quickly, on the smallest graphs")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("scripts", nargs="*", help="only these")
    options = parser.parse_args()
    chosen = [one for one in SECTIONS if not options.scripts or one.script in options.scripts]
    parts = [_head("--small" if options.small else "")]
    for section in chosen:
        arguments = section.small if options.small else section.large
        command = " ".join(["python", f"bench/{section.script}", *arguments])
        print(command, file=sys.stderr)
        done = subprocess.run(
            [sys.executable, str(HERE / section.script), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"failed: {command}\n{done.stdout}{done.stderr}")
        parts.append(f"## {section.title}\n\n`{command}`\n\n```text\n{done.stdout.strip()}\n```\n")
    options.output.write_text("\n".join(parts), encoding="utf-8")


def _head(option: str) -> str:
    """Return what was measured on: processors, memory, versions."""
    command = " ".join(filter(None, ["python bench/results.py", option]))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [
        "# Results",
        "",
        f"Written by `{command}` on "
        f"{platform.system()}, {os.cpu_count()} processors ({platform.machine()}), "
        f"{memory:.0f} GB, Python {platform.python_version()}.",
        "[README.md](README.md) says what each script compares and why, and of each aim that is",
        "not met, what stands in its way.",
        "",
        "Versions: " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES) + ".",
        "",
    ]
    return "\n".join(lines)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    main()
