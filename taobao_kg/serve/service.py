"""The service: what all handlers share, and how they get something done by a worker."""

from pathlib import Path
from typing import Any, NamedTuple

from taobao_kg.folders import Folders
from taobao_kg.serve.formats import accepts_gzip, content_type
from taobao_kg.serve.http import Answer, Receive, Scope, header
from taobao_kg.serve.journal import Journal
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.pages import POLICY
from taobao_kg.serve.pool import Pool
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.validators import Kept, make_etag, matches
from taobao_kg.serve.wire import pack

#: Kept by who asked, but asked for again each time: a new build may be there (RFC 9111 §5.2.2.4).
REVALIDATE = "public, no-cache"
VARY = "Accept, Accept-Encoding"


class Service(NamedTuple):
    """What the endpoint consists of.

    Attributes:
        folders: where the graph and its questions lie.
        lens: through which the graph is seen, as it was typed.
        limits: what is refused.
        site: the folder of the atlas, if there is one.
        pool: does the work.
        journal: counts it.
        kept: answers given lately.
    """

    folders: Folders
    lens: str
    limits: Limits
    site: Path | None
    pool: Pool
    journal: Journal
    kept: Kept


class Request(NamedTuple):
    """A request to the service: its ASGI scope, and what receives the rest of it."""

    service: Service
    scope: Scope
    receive: Receive

    async def work(self, job: dict[str, Any], *, steady: bool = True) -> Answer:
        """Let a worker do a job and return its answer.

        Args:
            job: what `taobao_kg.serve.worker` understands.
            steady: whether the answer is the same as long as the build is; then it has an ETag,
                is kept, and is not made at all for a client that has it.

        Raises:
            Refusal: what the worker refuses, and when there is too much to do.
        """
        service, scope = self.service, self.scope
        packed = accepts_gzip(header(scope, b"accept-encoding"))
        frame = pack({**job, "gzip": packed})
        headers = {"cache-control": REVALIDATE if steady else "no-store", "vary": VARY}
        if steady:
            headers["etag"] = make_etag(service.pool.crew.mark, service.lens, frame)
            if matches(headers["etag"], header(scope, b"if-none-match")):
                return Answer(200, b"", headers)  # the gate makes a 304 of it
            if found := service.kept.get(headers["etag"]):
                return found

        async def left() -> None:
            while (await self.receive())["type"] != "http.disconnect":
                pass

        client = (scope.get("client") or ("",))[0]
        reply = await service.pool.do(client, frame, left)
        if reply.header["status"] != 200:
            raise Refusal(
                reply.header["status"], reply.header["error"], reply.header.get("headers")
            )
        media = reply.header["type"]
        headers["content-type"] = content_type(media)
        if media == "text/html":
            headers["content-security-policy"] = POLICY
        if "encoding" in reply.header:
            headers["content-encoding"] = reply.header["encoding"]
        if steady:
            headers["etag"] = make_etag(reply.mark, service.lens, frame)
        file = Path(reply.header["file"]) if "file" in reply.header else None
        answer = Answer(200, reply.body, headers, file, passing=True)
        if steady:
            service.kept.put(headers["etag"], answer)
        return answer
