"""Limits: what one request, one client and the whole endpoint may take."""

import os
from typing import NamedTuple


class Limits(NamedTuple):
    """What is refused, and from where on.

    Attributes:
        workers: queries that run side by side while they are short.
        long_workers: queries that go on, at low priority, after `short_seconds`.
        short_seconds: after so long a query gives its place to others.
        timeout: seconds of the clock a query may run.
        memory: MiB of address space that a query may take.
        rows: solutions or triples in one answer.
        answer_bytes: size of one answer before compression.
        query_bytes: size of a query text.
        body_bytes: size of a request body.
        line_bytes: size of a request line, so of a query in a GET.
        head_bytes: size of request line and headers together.
        head_seconds: time in which a request head must have come, and its body.
        stalled_seconds: after so long without a byte taken a reader is cut off.
        queue: requests that wait for a worker.
        client_parallel: requests of one client that run or wait.
        client_connections: open connections of one client.
        client_seconds: seconds of work, forgotten by half each minute, after which a client must
            pause; one query after another never comes to 87.
        heavy_seconds: the same, after which a client only gets workers of low priority.
    """

    workers: int = max(2, os.cpu_count() or 1)
    long_workers: int = 2 * max(2, os.cpu_count() or 1)
    short_seconds: float = 0.5
    timeout: float = 30.0
    memory: int = 1024
    rows: int = 100_000
    answer_bytes: int = 64 * 2**20
    query_bytes: int = 100_000
    body_bytes: int = 400_000
    line_bytes: int = 16_000
    head_bytes: int = 64_000
    head_seconds: float = 10.0
    stalled_seconds: float = 30.0
    queue: int = 256
    client_parallel: int = 64
    client_connections: int = 128
    client_seconds: float = 120.0
    heavy_seconds: float = 5.0
