"""Run every script here and write what they print to RESULTS.md; takes the better part of an hour.

With ``--small`` each runs once on the smallest graphs, to see that all of them work. Named scripts
run alone: the other sections of the file stay as they are. The file is written anew after each
script, so that nothing is lost when one fails: its section then says so, the others go on, and the
exit code is 1.
"""

import compileall
import os
import platform
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from made import SHARED

HERE = Path(__file__).parent
#: Seconds that one script may take.
LIMIT = 1_500
PACKAGES = (
    *("pyoxigraph", "oxigraph", "rdflib", "oxrdflib", "pyshacl", "shacl-rust"),
    *("owlrl", "rdflib-endpoint", "uvicorn", "starlette", "altair", "vl-convert-python"),
)


class Section(NamedTuple):
    """One part of the results; without arguments a script chooses its own.

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
    Section("Why for every row", "why.py", ("--runs", "1")),
    Section("Build", "build.py", ("--runs", "1")),
    Section("Site", "site.py", ("--rows", "0")),
    Section("Endpoint", "endpoint.py", ("--seconds", "1", "--rounds", "1")),
    Section("Endpoint with bombs", "endpoint.py", ("--bombs", "0.1"), ("--bombs", "10")),
    Section("Writing the store", "load.py", ("--triples", "20000")),
    Section("Closure", "closure.py", ("--triples", "20000", "--peers", "0")),
    Section(
        "Questions in several engines",
        "engines.py",
        ("--runs", "1", "--triples", "20000"),
        ("--runs", "3", "--triples", "20000", "200000", "1000000", "10000000"),
    ),
    Section(
        "Discrepancies",
        "discrepancies.py",
        ("--runs", "1", "--triples", "100000", "--rows", "1000"),
        ("--triples", "100000", "1000000", "10000000"),
    ),
    Section("Shapes", "shapes.py", ("--triples", "20000", "--peers", "0")),
    Section("Import and all of a build but storing", "import.py", ("--rows", "1000")),
    Section("Export", "export.py", ("--runs", "1", "--triples", "20000")),
    Section("Pictures", "view.py", ("--runs", "1")),
    Section("Pictures in a browser", "pictures.py", ("--small",)),
    Section("Charts", "chart.py", ("--runs", "1")),
    Section("Measures of the network", "network.py", ("--runs", "1")),
    Section("Citing", "cite.py", ("--runs", "1")),
)


def main() -> None:
    """Write the file; the exit code is 1 when a script failed."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="quickly, on the smallest graphs")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("scripts", nargs="*", help="only these, in the file that is there")
    options = parser.parse_args()
    chosen = [one for one in SECTIONS if not options.scripts or one.script in options.scripts]
    # As pip leaves what it installs; a checkout is else compiled by its first command, or by each.
    compileall.compile_dir(HERE.parent / "taobao_kg", quiet=1)
    parts, failed = _kept(options.output) if options.scripts else {}, 0
    with TemporaryDirectory() as made:
        for section in chosen:
            text, is_fine = _run(section, section.small if options.small else section.large, made)
            parts[section.title] = text
            failed += not is_fine
            written = [parts[one.title] for one in SECTIONS if one.title in parts]
            head = _head("--small" if options.small else "")
            options.output.write_text("\n".join([head, *written]), encoding="utf-8")
    if failed:
        sys.exit(f"{failed} of {len(chosen)} failed, see {options.output}")


def _kept(results: Path) -> dict[str, str]:
    """Return the sections of an earlier file by title; none when there is no file."""
    text = results.read_text(encoding="utf-8") if results.exists() else ""
    parts = text.split("\n## ")[1:]
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}


def _run(section: Section, arguments: tuple[str, ...], made: str) -> tuple[str, bool]:
    """Run a script; return its section, and whether it ended as it should."""
    command = " ".join(["python", f"bench/{section.script}", *arguments])
    print(command, file=sys.stderr, end=" ", flush=True)
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, str(HERE / section.script), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, SHARED: made},
        start_new_session=True,
    )
    try:
        printed, told = process.communicate(timeout=LIMIT)
        fault = f"exit code {process.returncode}" if process.returncode else ""
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        printed, told = process.communicate()
        fault = f"stopped after {LIMIT:,} seconds"
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    print(f"{time.monotonic() - start:.0f} s {fault}", file=sys.stderr, flush=True)
    if fault:
        printed = f"{printed}\nFAILED: {fault}\n{told[-3000:]}"
        print(told, file=sys.stderr)
    return f"## {section.title}\n\n`{command}`\n\n```text\n{printed.strip()}\n```\n", not fault


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
