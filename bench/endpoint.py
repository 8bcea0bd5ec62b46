"""The endpoint: requests a second and latency beside its peers; and with bombs among them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from endpoint_load import ACCEPT, SMALL
from measure import program

HERE = Path(__file__).parent
CONNECTIONS = (8, 64)
_START_SECONDS = 180


def main() -> None:
    """Print one line a server and number of connections, or what bombs do."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement (default: 5)")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each (default: 3)")
    parser.add_argument(
        "--bombs", type=float, metavar="MINUTES", help="16 of 64 clients send bombs"
    )
    args = parser.parse_args()
    slugs = policies()
    if args.bombs:
        throw_bombs(slugs, args.bombs * 60)
    else:
        compare(slugs, args.seconds, args.rounds)


def compare(slugs: list[str], seconds: float, rounds: int) -> None:
    """Measure all servers in turn, several times, while all of them run."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        lens = Path(folder) / "lens.nt"
        export = [program(), "export", "--quiet", "--lens", "all", "-f", "nt", "-o", str(lens)]
        subprocess.run(export, check=True)
        store = current_store()
        peers = str(HERE / "endpoint_peers.py")
        # As many requests as it can from one address: the bounds of a client are not in question.
        ours = [program(), "serve", "--per-client", "1000", "--port"]
        servers = {
            "taobao-kg serve": stack.enter_context(running(ours)),
            "engine in the server's process": stack.enter_context(
                running([sys.executable, peers, "engine", store])
            ),
            "rdflib-endpoint": stack.enter_context(
                running([sys.executable, peers, "rdflib", str(lens)])
            ),
        }
        refuse_other_answers(servers, slugs)
        for connections in CONNECTIONS:
            found: dict[str, list[dict[str, Any]]] = {name: [] for name in servers}
            for _ in range(rounds):
                for name, port in servers.items():
                    told = load(slugs, port, seconds, "--connections", str(connections))["small"]
                    if set(told["statuses"]) != {"200"}:
                        sys.exit(f"{name}: not every answer was 200: {told['statuses']}")
                    found[name].append(told)
            print(
                f"{connections} connections{'':<24}requests/s    p50      p99   p99/p50   ours is"
            )
            own = median(told["rate"] for told in found["taobao-kg serve"])
            for name, tolds in found.items():
                rate, p50, p99 = (median(t[key] for t in tolds) for key in ("rate", "p50", "p99"))
                print(
                    f"{name:<38}{rate:8.0f}{p50:8.1f} ms{p99:7.1f} ms{p99 / p50:7.1f}"
                    f"{own / rate:9.2f} ×"
                )


def throw_bombs(slugs: list[str], seconds: float) -> None:
    """Compare the others' answers with and without bombs, and watch memory."""
    with running([program(), "serve", "--timeout", "10", "--port"]) as port:
        pid = _PIDS[port]
        clients = ("--connections", "64", "--spread")
        load(slugs, port, 5, *clients)
        quiet = load(slugs, port, max(5.0, min(60.0, seconds / 5)), *clients)["small"]
        print_line("64 clients, all quiet", quiet)
        over, peak = Event(), [0.0]
        watch = Thread(target=watch_memory, args=(pid, over, peak))
        watch.start()
        told = load(slugs, port, seconds, *clients, "--bombs", "16")
        over.set()
        watch.join()
        print_line("48 of them beside 16 with bombs", told["small"], quiet)
        print_line("those with bombs", told["bombs"])
        print(f"memory of all processes, at most: {peak[0]:.0f} MB")
        with urlopen(f"http://127.0.0.1:{port}/health") as answer:
            print(f"afterwards: {json.load(answer)['status']}")
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith("taobao_kg_workers"):
                    print(f"  {line}")


def print_line(name: str, told: dict[str, Any], against: dict[str, Any] | None = None) -> None:
    """Print what came of requests of one kind."""
    ratio = f"  p99 is {told['p99'] / against['p99']:.2f} × that" if against else ""
    times = f"p50 {told['p50']:.1f} ms  p99 {told['p99']:.1f} ms  worst {told['worst']:.0f} ms"
    print(f"{name:<34}{told['rate']:7.0f}/s  {times}  {told['statuses']}{ratio}")


_PIDS: dict[int, int] = {}


@contextmanager
def running(command: list[str]) -> Iterator[int]:
    """Start a server with its port as last argument; yield the port when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([*command, str(port)], stderr=subprocess.DEVNULL)
    _PIDS[port] = process.pid
    try:
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and process.poll() is None:
            try:
                urlopen(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", timeout=10).close()
                break
            except OSError:
                time.sleep(0.2)
        else:
            sys.exit(f"{' '.join(command)} does not answer")
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def load(slugs: list[str], port: int, seconds: float, *options: str) -> dict[str, Any]:
    """Return what the load generator tells."""
    command = [sys.executable, str(HERE / "endpoint_load.py"), "--port", str(port)]
    command += ["--seconds", str(seconds), *options]
    done = subprocess.run(
        command, input=json.dumps(slugs), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return dict(json.loads(done.stdout))


def refuse_other_answers(servers: dict[str, int], slugs: list[str]) -> None:
    """Stop when the servers do not find the same: then nothing is compared."""
    for slug in slugs[:20]:
        query = SMALL.format(slug=slug, number=0)
        answers = {name: ask(port, query) for name, port in servers.items()}
        if len({json.dumps(answer) for answer in answers.values()}) != 1:
            sys.exit(f"not the same answers for {slug}: {answers}")


def ask(port: int, query: str) -> list[str]:
    """Return the sorted values a server finds."""
    request = Request(
        f"http://127.0.0.1:{port}/sparql?query={quote(query)}", None, {"Accept": ACCEPT}
    )
    with urlopen(request) as answer:
        rows = json.load(answer)["results"]["bindings"]
    return sorted(value["value"] for row in rows for value in row.values())


def policies() -> list[str]:
    """Return the slugs of all policies with an issuer."""
    sparql = "SELECT DISTINCT ?p { ?p tkg:issuedBy ?a } ORDER BY ?p"
    command = [program(), "query", sparql, "-f", "csv"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return [line.rpartition("/")[2] for line in lines[1:]]


def current_store() -> str:
    """Return the folder of the store that is served."""
    from taobao_kg.folders import find_folders

    return str(find_folders().current.resolve() / "store")


def watch_memory(pid: int, over: Event, peak: list[float]) -> None:
    """Note the most memory, in MB, that a process and its children hold together (Linux)."""
    while not over.wait(0.5):
        pids = [pid, *children(pid)]
        peak[0] = max(peak[0], sum(resident(one) for one in pids) / 1e6)


def children(pid: int) -> list[int]:
    """Return the processes a process has started, and those they have."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            own = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        found += [one for child in own for one in (child, *children(child))]
    return found


def resident(pid: int) -> float:
    """Return the bytes of memory a process holds."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0.0


if __name__ == "__main__":
    main()
