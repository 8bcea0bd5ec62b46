"""The application: which handler answers which address."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.routing import Route

from taobao_kg.serve import about, library, things
from taobao_kg.serve.files import send_site
from taobao_kg.serve.gate import Gate
from taobao_kg.serve.http import Answer, Receive, Scope, Send
from taobao_kg.serve.service import Request, Service
from taobao_kg.serve.sparql import answer_sparql

Handler = Callable[[Request], Awaitable[Answer]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
#: In the order in which they are tried.
_ROUTES: tuple[tuple[str, Handler, tuple[str, ...]], ...] = (
    ("/sparql", answer_sparql, ("GET", "POST")),
    ("/q", library.list_library, ("GET",)),
    ("/q/{name}", library.answer_question, ("GET",)),
    ("/id/{kind}/{slug:path}", things.redirect_thing, ("GET",)),
    ("/data/{kind}/{name}", things.send_data, ("GET",)),
    ("/doc/{kind}/{name}", things.send_page, ("GET",)),
    ("/claim/{slug:path}", things.shorten_address, ("GET",)),
    ("/source/{slug:path}", things.shorten_address, ("GET",)),
    ("/discrepancy/{slug:path}", things.shorten_address, ("GET",)),
    ("/health", about.tell_health, ("GET",)),
    ("/metrics", about.tell_metrics, ("GET",)),
    ("/openapi.json", about.send_openapi, ("GET",)),
    ("/prefixes", about.send_prefixes, ("GET",)),
    ("/.well-known/void", about.send_void, ("GET",)),
    ("/void.ttl", about.send_void, ("GET",)),
    ("/robots.txt", about.send_robots, ("GET",)),
    ("/sitemap.xml", about.send_sitemap, ("GET",)),
    ("/sitemap-{part:int}.xml", about.send_sitemap, ("GET",)),
    ("/", about.send_front, ("GET",)),
    ("/{path:path}", send_site, ("GET",)),
)


def make_app(service: Service, *tasks: Callable[[], Awaitable[None]]) -> App:
    """Return the ASGI application of a service.

    Args:
        service: its workers are started and ended with the application.
        *tasks: what runs beside it as long as it does.
    """

    @contextlib.asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        await service.pool.crew.open()
        running = [asyncio.ensure_future(task()) for task in tasks]
        try:
            yield
        finally:
            for task in running:
                task.cancel()
            await service.pool.crew.close()

    gates = {
        path: Gate(path, _bound(handler, service), service.journal, methods)
        for path, handler, methods in _ROUTES
    }
    app = Starlette(routes=[Route(*pair) for pair in gates.items()], lifespan=alive)
    sparql = gates["/sparql"]

    async def enter(scope: Scope, receive: Receive, send: Send) -> None:
        # Most requests are queries: they need not look for their way.
        if scope["type"] == "http" and scope["path"] == "/sparql":
            await sparql(scope, receive, send)
        else:
            await app(scope, receive, send)

    return enter


def _bound(handler: Handler, service: Service) -> Callable[[Scope, Receive], Awaitable[Answer]]:
    async def answer(scope: Scope, receive: Receive) -> Answer:
        return await handler(Request(service, scope, receive))

    return answer
