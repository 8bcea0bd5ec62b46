"""Send queries over plain sockets and tell how fast they were answered; one JSON line.

A process of its own, with nothing between it and the socket, so that it is never what is measured.
"""

import asyncio
import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from itertools import count
from secrets import token_hex
from time import perf_counter
from urllib.parse import quote

ACCEPT = "application/sparql-results+json"
#: Each is written anew for each request, with a number: no server can answer from what it kept.
SMALL = (
    "SELECT ?actor WHERE {{ <https://w3id.org/taobao-kg/id/policy/{slug}>"
    " <https://w3id.org/taobao-kg/ontology#issuedBy> ?actor }} # {number}"
)
#: What SAFETY tells of: products, sorts and groups of everything, endless paths, nesting.
BOMBS = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {number}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} ORDER BY ?c ?f ?a # {number}",
    "SELECT ?x (COUNT(?y) AS ?n) {{ ?x (!<urn:a>|^!<urn:a>)* ?y }} GROUP BY ?x # {number}",
    "SELECT (GROUP_CONCAT(?c; SEPARATOR='') AS ?all) {{ ?a ?b ?c . ?d ?e ?f }} # {number}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {number}",
)
NESTED = "SELECT * {{ " + "(" * 50_000 + " }} # {number}"


class Times:
    """What came of the requests of one kind."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.statuses: Counter[int] = Counter()

    def told(self, duration: float) -> dict[str, object]:
        """Return rate, median and 99th percentile in milliseconds, and statuses."""
        ordered = sorted(self.seconds) or [0.0]
        return {
            "rate": len(self.seconds) / duration,
            "p50": ordered[len(ordered) // 2] * 1e3,
            "p99": ordered[int(len(ordered) * 0.99)] * 1e3,
            "worst": ordered[-1] * 1e3,
            "statuses": {str(code): number for code, number in sorted(self.statuses.items())},
        }


async def run_client(args: Namespace, number: int, texts: list[str], times: Times) -> None:
    """Ask one query after the other over one connection until the time is over."""
    end = perf_counter() + args.seconds
    nonce = token_hex(4)
    # Addresses of their own (all of 127/8 is this machine), so that each is another client.
    own = (f"127.0.{1 + number // 200}.{2 + number % 200}", 0) if args.spread else None
    counter = count(number * 1_000_000)
    reader = writer = None
    while perf_counter() < end:
        here = next(counter)
        query = texts[here % len(texts)].replace("{number}", f"{nonce} {here}")
        head = f"Host: localhost\r\nAccept: {ACCEPT}\r\n"
        if len(query) < 4_000:
            request = f"GET {args.path}?query={quote(query)} HTTP/1.1\r\n{head}\r\n"
        else:
            request = (
                f"POST {args.path} HTTP/1.1\r\n{head}Content-Type: application/sparql-query\r\n"
                f"Content-Length: {len(query)}\r\n\r\n{query}"
            )
        start = perf_counter()
        try:
            if reader is None or writer is None:
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", args.port, local_addr=own, limit=2**22
                )
            writer.write(request.encode())
            status, keep = await read_answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            status, keep = 0, False
        times.statuses[status] += 1
        times.seconds.append(perf_counter() - start)
        if not keep and writer is not None:
            writer.close()
            reader = writer = None
        if status == 0:
            await asyncio.sleep(0.05)


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """Read one answer whole; return its status and whether the connection stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    _, _, rest = head.partition(b"content-length:")
    await reader.readexactly(int(rest.split(b"\r", 1)[0]))
    return int(head[9:12]), b"connection: close" not in head


async def main(args: Namespace) -> None:
    """Run all clients and print what came of them."""
    slugs = json.loads(sys.stdin.read())
    small = [SMALL.format(slug=slug, number="{number}") for slug in slugs]
    bombs = [text.format(number="{number}") for text in (*BOMBS, NESTED)]
    light, heavy = Times(), Times()
    clients = [
        run_client(args, n, bombs if n < args.bombs else small, heavy if n < args.bombs else light)
        for n in range(args.connections)
    ]
    start = perf_counter()
    await asyncio.gather(*clients)
    duration = perf_counter() - start
    print(json.dumps({"small": light.told(duration), "bombs": heavy.told(duration)}))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", default="/sparql")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--bombs", type=int, default=0, help="how many of them send bombs")
    parser.add_argument("--spread", action="store_true", help="each from an address of its own")
    asyncio.run(main(parser.parse_args()))
