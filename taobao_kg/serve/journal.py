"""The journal: one JSON line a request on stderr, and counts for Prometheus."""

import json
import sys
from bisect import bisect_left
from collections import Counter
from datetime import UTC, datetime
from typing import Any

#: Upper bounds, in seconds, of the buckets in which requests are counted.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_LONGEST_TEXT = 500


class Journal:
    """What happened, for people who run the endpoint.

    Attributes:
        requests: how many, by route, method and status.
        sent: bytes of bodies.
    """

    def __init__(self, *, lines: bool) -> None:
        """Begin to count; ``lines`` says whether each request is also written down."""
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.sent = 0
        self._lines = lines
        self._seconds = 0.0
        self._buckets = [0] * (len(BUCKETS) + 1)

    def note(self, route: str, status: int, seconds: float, sent: int, **details: Any) -> None:
        """Count a request and write it down.

        Args:
            route: the pattern of its address.
            status: of HTTP.
            seconds: from its head to the end of the answer.
            sent: bytes of the body.
            **details: ``id``, ``client``, ``method``, ``path``, ``query`` …, for the line alone.
        """
        self.requests[route, str(details.get("method", "")), status] += 1
        self.sent += sent
        self._seconds += seconds
        self._buckets[bisect_left(BUCKETS, seconds)] += 1
        if self._lines:
            told = {"route": route, "status": status, "ms": round(seconds * 1000, 1), "bytes": sent}
            self.say("request", **told, **details)

    def say(self, event: str, **details: Any) -> None:
        """Write one line; long texts are cut."""
        cut = {
            name: value[:_LONGEST_TEXT] if isinstance(value, str) else value
            for name, value in details.items()
        }
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        print(json.dumps({"time": time, "event": event, **cut}), file=sys.stderr, flush=True)

    def write_metrics(self, gauges: dict[str, tuple[str, str, float]]) -> str:
        """Return the counts in Prometheus' text format 0.0.4.

        Args:
            gauges: other values by name: their type, what they are, and the value. A name may end
                in labels.
        """
        lines = ["# HELP taobao_kg_requests_total Requests by route, method and status."]
        lines.append("# TYPE taobao_kg_requests_total counter")
        for (route, method, status), count in sorted(self.requests.items()):
            labels = f'route="{_escape(route)}",method="{_escape(method)}",status="{status}"'
            lines.append(f"taobao_kg_requests_total{{{labels}}} {count}")
        lines.append("# HELP taobao_kg_request_seconds Seconds from request to end of answer.")
        lines.append("# TYPE taobao_kg_request_seconds histogram")
        total = 0
        for bound, count in zip((*BUCKETS, "+Inf"), self._buckets, strict=True):
            total += count
            lines.append(f'taobao_kg_request_seconds_bucket{{le="{bound}"}} {total}')
        lines.append(f"taobao_kg_request_seconds_sum {self._seconds:.6f}")
        lines.append(f"taobao_kg_request_seconds_count {total}")
        told = set()
        for name, (kind, what, value) in gauges.items():
            bare = name.partition("{")[0]
            if bare not in told:
                told.add(bare)
                lines += [f"# HELP taobao_kg_{bare} {what}", f"# TYPE taobao_kg_{bare} {kind}"]
            lines.append(f"taobao_kg_{name} {value:g}")
        return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
