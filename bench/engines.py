"""Questions of the library in several engines: whole processes, then one after the other in one."""

import json
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser
from math import exp, log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import virtuoso
from made import Made, make
from measure import Cost, measure, program, show

HERE = Path(__file__).parent
ROOT = HERE.parent
COLD_QUESTION = "policies-and-outcomes"
#: How many questions are asked one after the other.
QUESTIONS = 15
#: Larger graphs take rdflib minutes to parse, and each question as long again.
RDFLIB_LIMIT = 300_000
#: Beyond that rdflib is given so many seconds to parse and answer one question.
PATIENCE = 120
#: Virtuoso is asked up to here: the tests give it 160 MB of buffers.
VIRTUOSO_LIMIT = 2_000_000
#: On graphs beyond that each question is asked once, and only in one process.
ONCE = 2_000_000
#: Our aims for whole processes: how many times as long rdflib takes, by size of the graph; and at
#: most how many times as long as Oxigraph's own program ours may take.
COLD, PROGRAM = {20_000: 15, 200_000: 40}, 2


def main() -> None:
    """Print what each engine takes on graphs of each size, and how that grows."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="of each question (default: 5)")
    sizes = [20_000, 200_000, 1_000_000]
    parser.add_argument("--triples", type=int, nargs="*", default=sizes, help="sizes of graphs")
    options = parser.parse_args()
    names: list[str] = []
    means: dict[str, list[tuple[int, float]]] = {}
    for size in sorted(options.triples):
        with TemporaryDirectory() as folder:
            made = make(Path(folder), size)
            print(f"\n{made.triples:,} triples")
            runs = options.runs if made.triples <= ONCE else 1
            if made.triples <= ONCE:
                _measure_processes(made, size, runs)
            names = names or _answerable(made)
            for engine, mean in _ask_all(made, names, runs).items():
                means.setdefault(engine, []).append((made.triples, mean))
    _show_growth(means)


def _measure_processes(made: Made, size: int, runs: int) -> None:
    """Ask one question in a new process: ours, Oxigraph's program, and those that parse first."""
    query = str(ROOT / "queries" / f"{COLD_QUESTION}.rq")
    lens = str(made.lens)
    commands = {
        "taobao-kg query": [program(), "query", COLD_QUESTION, "-f", "csv", *made.options],
        "rdflib": [sys.executable, str(HERE / "ask_with_rdflib.py"), lens, query],
        "oxrdflib": [sys.executable, str(HERE / "ask_with_oxrdflib.py"), lens, query],
    }
    oxigraph = Path(program()).with_name("oxigraph")
    if oxigraph.exists():
        store = str(made.build / "oxigraph")
        _run([str(oxigraph), "load", "--location", store, "--file", lens])
        asked = ["--query-file", query, "--results-format", "csv"]
        commands["oxigraph query"] = [str(oxigraph), "query", "--location", store, *asked]
    if roqet := shutil.which("roqet"):
        commands["roqet"] = [roqet, "-q", "-r", "csv", "-F", "ntriples", "-D", lens, query]
    slow = commands.pop("rdflib") if made.triples > RDFLIB_LIMIT and "rdflib" in commands else None
    lines = {name: _count_lines(command) for name, command in commands.items()}
    for name in [name for name, count in lines.items() if count is None]:
        print(f"{name} cannot answer {COLD_QUESTION}")
        del commands[name]
    costs = dict(zip(commands, measure(*commands.values(), runs=runs), strict=True))
    ours = costs["taobao-kg query"]
    print(f"{COLD_QUESTION}, whole processes; how many times ours each takes")
    for name, cost in costs.items():
        same = "" if lines[name] == lines["taobao-kg query"] else f" ({lines[name]} lines!)"
        show(f"  {name}{same}", cost, against=ours)
    if slow:
        _be_patient(slow, ours)
    if size in COLD:
        _aim(f"rdflib takes {COLD[size]} ×", costs["rdflib"].seconds >= COLD[size] * ours.seconds)
    if "oxigraph query" in costs:
        least = costs["oxigraph query"].seconds
        _aim(f"at most {PROGRAM} × of oxigraph query", ours.seconds <= PROGRAM * least)


def _be_patient(command: list[str], ours: Cost) -> None:
    """Print how many times ours rdflib takes at least."""
    start = time.perf_counter()
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=PATIENCE)
        told = ""
    except subprocess.TimeoutExpired:
        told = f", stopped after {PATIENCE} s: a lower bound"
    seconds = time.perf_counter() - start
    print(f"  rdflib{seconds:45.1f} s, {seconds / ours.seconds:.0f} ×{told}")


def _count_lines(command: list[str]) -> int | None:
    """Return how many lines a command prints, None when it fails: roqet lacks parts of SPARQL."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout.count("\n")


def _answerable(made: Made) -> list[str]:
    """Return names of questions that have an answer in a lens, evenly spread over the library.

    What asks named graphs is left out: rdflib and Oxigraph mean different things by them.
    """
    paths = sorted((ROOT / "queries").glob("*.rq"))
    names = [path.stem for path in paths if "GRAPH" not in path.read_text(encoding="utf-8")]
    answers = _ask("ours", f"{made.data}:{made.build}", names, 1)["answers"]
    found = [name for name in names if answers[name]["rows"]]
    return found[:: max(1, len(found) // QUESTIONS)][:QUESTIONS]


def _ask_all(made: Made, names: list[str], runs: int) -> dict[str, float]:
    """Ask each engine each question; print the milliseconds; return the geometric means."""
    ours = f"{made.data}:{made.build}"
    results = {
        "taobao-kg": _ask("ours", ours, names, runs),
        "pyoxigraph in memory": _ask("memory", str(made.lens), names, runs),
        "oxrdflib": _ask("oxrdflib", str(made.lens), names, runs),
    }
    if made.triples <= RDFLIB_LIMIT:
        results["rdflib"] = _ask("rdflib", str(made.lens), names, 1)
    if made.triples <= VIRTUOSO_LIMIT and virtuoso.is_installed():
        folder = made.build.parent / "virtuoso"
        folder.mkdir()
        with virtuoso.loaded(folder, made.lens) as (place, seconds):
            results["Virtuoso by HTTP"] = {**_ask("http", place, names, runs), "opening": seconds}
        shutil.rmtree(folder)
    print(f"\n{'milliseconds in one process':<44}" + "".join(f"{name:>22}" for name in results))
    print(f"{'opening, with parsing where there is no store':<44}", end="")
    print("".join(f"{1000 * result['opening']:22.0f}" for result in results.values()))
    for name in names:
        known = results["taobao-kg"]["answers"][name]
        cells = []
        for result in results.values():
            answer = result["answers"][name]
            mark = "" if answer["hash"] == known["hash"] else "!"
            cells.append(f"{1000 * answer['seconds']:21.1f}{mark or ' '}")
        print(f"{name:<44}{''.join(cells)}")
    means = {name: _mean(result["answers"]) for name, result in results.items()}
    print(f"{'geometric mean':<44}" + "".join(f"{1000 * mean:21.1f} " for mean in means.values()))
    print("(! marks an answer that is not the same, or none within a minute)")
    return means


def _mean(answers: dict[str, dict[str, Any]]) -> float:
    return exp(sum(log(one["seconds"]) for one in answers.values()) / len(answers))


def _ask(engine: str, place: str, names: list[str], runs: int) -> dict[str, Any]:
    queries = [str(ROOT / "queries" / f"{name}.rq") for name in names]
    script = str(HERE / "ask_all.py")
    answer: dict[str, Any] = json.loads(
        _run([sys.executable, script, engine, str(runs), place, *queries])
    )
    return answer


def _show_growth(means: dict[str, list[tuple[int, float]]]) -> None:
    """Print with which power of the number of triples each engine's mean grows."""
    print()
    for engine, points in means.items():
        if len(points) > 1:
            (few, quick), (many, slow) = points[0], points[-1]
            power = log(slow / quick) / log(many / few)
            print(f"{engine}: grows with the number of triples to the power of {power:.2f}")


def _aim(text: str, met: bool) -> None:
    print(f"  aim: {text}: {'met' if met else 'NOT MET'}")


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
