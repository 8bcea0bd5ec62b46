"""Files: those of the site, and nothing else of the disk."""

import gzip
import os
from hashlib import sha256
from pathlib import Path

from taobao_kg.serve.formats import accepts_gzip
from taobao_kg.serve.http import Answer, Scope, header
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.service import REVALIDATE, Request

#: Media types by ending; what has another is sent as bytes.
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle; charset=utf-8",
    "trig": "application/trig",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "rdf": "application/rdf+xml",
    "rq": "application/sparql-query; charset=utf-8",
    "xml": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "wasm": "application/wasm",
    "woff2": "font/woff2",
    "graphml": "application/xml",
    "gexf": "application/xml",
}
_NAMED = {
    "prefixes": "application/ld+json",
    ".well-known/void": "text/turtle; charset=utf-8",
    "SHA256SUMS": "text/plain; charset=utf-8",
}
#: What gains from compression, up to a size that does not hold up others.
_PACKED = ("text/", "application/json", "application/ld+json", "application/wasm", "image/svg")
_LARGEST_PACKED = 4 * 2**20


async def send_site(request: Request) -> Answer:
    """Send a file of the site.

    Raises:
        Refusal: 404 when there is none, or no site.
    """
    path = request.scope["path_params"].get("path", "")
    file = request.service.site and find_file(request.service.site, path)
    if file:
        return await send_file(request.scope, file)
    missing = request.service.site and find_file(request.service.site, "404.html")
    if missing and "text/html" in header(request.scope, b"accept"):
        answer = await send_file(request.scope, missing)
        kept = {name: text for name, text in answer.headers.items() if name != "etag"}
        return answer._replace(status=404, headers=kept)
    raise Refusal(404, "there is nothing at this address; see / and /openapi.json")


def find_file(root: Path, path: str) -> Path | None:
    """Return the file of a path below a folder, or None: also for what leads out of it.

    Links are followed only to where they stay inside; names that begin with a dot are ours alone,
    but for ``.well-known``.
    """
    parts = path.split("/")
    if "\0" in path or "\\" in path or ".." in parts:
        return None
    if any(part.startswith(".") and part != ".well-known" for part in parts):
        return None
    home = os.path.realpath(root)
    found = Path(os.path.realpath(os.path.join(home, *parts)))  # noqa: PTH118 - no root of its own
    try:
        if not found.is_relative_to(home):
            return None
        if found.is_dir():
            found /= "index.html"
        return found if found.is_file() and not found.is_symlink() else None
    except OSError:  # a name that is too long
        return None


async def send_file(scope: Scope, file: Path) -> Answer:
    """Return a file as an answer, compressed where that is accepted and worth it."""
    import asyncio

    name = "/".join(file.parts[-2:])
    known = _NAMED.get(file.name) or _NAMED.get(name)
    media = known or TYPES.get(file.suffix[1:].lower(), "application/octet-stream")
    stat = file.stat()
    packed = (
        accepts_gzip(header(scope, b"accept-encoding"))
        and media.startswith(_PACKED)
        and 1024 <= stat.st_size <= _LARGEST_PACKED
    )
    mark = sha256(f"{file} {stat.st_size} {stat.st_mtime_ns} {packed}".encode()).hexdigest()[:32]
    headers = {"content-type": media, "cache-control": REVALIDATE, "etag": f'"{mark}"'}
    headers["vary"] = "Accept-Encoding"
    if not packed:
        return Answer(200, b"", headers, file)
    body = await asyncio.to_thread(_pack, file)
    return Answer(200, body, {**headers, "content-encoding": "gzip"})


def _pack(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 4, mtime=0)
