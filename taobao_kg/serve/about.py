"""About the endpoint itself: health, metrics, prefixes, VoID, OpenAPI, and words for crawlers."""

import json

from taobao_kg import __version__
from taobao_kg.serve.files import find_file, send_file
from taobao_kg.serve.http import Answer, json_answer, text_answer
from taobao_kg.serve.openapi import describe_endpoint
from taobao_kg.serve.service import Request
from taobao_kg.serve.urls import base_url
from taobao_kg.vocab import PREFIXES

_METRICS = "text/plain; version=0.0.4; charset=utf-8"


async def tell_health(request: Request) -> Answer:
    """Tell whether queries can be answered: 200, or 503 when no worker is alive."""
    crew = request.service.pool.crew
    told = {
        "status": "ok" if crew.alive else "no worker",
        "version": __version__,
        "build": crew.mark,
        "lens": request.service.lens,
        "workers": crew.alive,
    }
    answer = json_answer(told)
    headers = {**answer.headers, "cache-control": "no-store"}
    return answer._replace(status=200 if crew.alive else 503, headers=headers)


async def tell_metrics(request: Request) -> Answer:
    """Tell what was counted, for Prometheus."""
    pool = request.service.pool
    gauges: dict[str, tuple[str, str, float]] = {
        "bytes_sent_total": ("counter", "Bytes of bodies.", request.service.journal.sent),
        "workers": ("gauge", "Worker processes alive.", pool.crew.alive),
        "workers_started_total": ("counter", "Worker processes started.", pool.crew.started),
        "jobs_running": ("gauge", "Jobs at work.", pool.running),
        "jobs_waiting": ("gauge", "Jobs that wait for a worker.", pool.waiting),
        f'build{{mark="{pool.crew.mark[:12]}"}}': ("gauge", "The build that is served.", 1),
    }
    for reason in ("died", "left", "stale", "stopped"):
        name = f'workers_ended_total{{reason="{reason}"}}'
        gauges[name] = ("counter", "Workers that were ended.", pool.ended[reason])
    return text_answer(
        200, request.service.journal.write_metrics(gauges).rstrip("\n"), {"content-type": _METRICS}
    )


async def send_prefixes(_: Request) -> Answer:
    """Send the prefixes as a JSON-LD context."""
    body = json.dumps({"@context": PREFIXES}, indent=1).encode() + b"\n"
    return Answer(200, body, {"content-type": "application/ld+json"})


async def send_void(request: Request) -> Answer:
    """Send the description of the data set: that of the site, which knows its files, or ours."""
    if request.service.site and (file := find_file(request.service.site, "void.ttl")):
        return await send_file(request.scope, file)
    return await request.work({"job": "void"})


async def send_openapi(request: Request) -> Answer:
    """Send the description of all this for programs (OpenAPI 3.1)."""
    return json_answer(describe_endpoint(request.service.folders.queries, base_url(request.scope)))


async def send_robots(request: Request) -> Answer:
    """Ask crawlers to read the pages and leave the queries alone (RFC 9309)."""
    lines = ["User-agent: *", "Disallow: /sparql", "Disallow: /q/*?", "Allow: /", ""]
    lines.append(f"Sitemap: {base_url(request.scope)}sitemap.xml")
    return text_answer(200, "\n".join(lines))


async def send_sitemap(request: Request) -> Answer:
    """Send the map of the pages, or a part of it.

    Raises:
        Refusal: 404 for a part that is not there.
    """
    name = request.scope["path"].rpartition("/")[2]
    if request.service.site and (file := find_file(request.service.site, name)):
        return await send_file(request.scope, file)
    job = {"job": "sitemap", "url": base_url(request.scope), "name": name}
    return await request.work(job)


async def send_front(request: Request) -> Answer:
    """Send the first page: that of the site, or the list of questions."""
    if request.service.site and (file := find_file(request.service.site, "index.html")):
        return await send_file(request.scope, file)
    from taobao_kg.serve.library import list_library

    return await list_library(request, ("html", "json"))
