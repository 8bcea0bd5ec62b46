"""``/sparql``: the SPARQL 1.1 Protocol, its query operation and the description of the service."""

from taobao_kg.serve.formats import TRIPLES, choose
from taobao_kg.serve.http import Answer, header, read_body
from taobao_kg.serve.pages import POLICY, editor_page
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.requests import read_operation
from taobao_kg.serve.service import REVALIDATE, VARY, Request
from taobao_kg.serve.urls import base_url
from taobao_kg.serve.validators import is_steady


async def answer_sparql(request: Request) -> Answer:
    """Answer a query operation, or describe the service where there is no query.

    Raises:
        Refusal: what is malformed, forbidden, too large or too long.
    """
    if len(request.scope["query_string"]) > request.service.limits.line_bytes:
        most = request.service.limits.line_bytes
        raise Refusal(414, f"the address has more than {most} bytes; send the query by POST")
    body = b""
    if request.scope["method"] == "POST":
        body = await read_body(request.scope, request.receive, request.service.limits)
    media = header(request.scope, b"content-type")
    asked = read_operation(
        request.scope["method"], request.scope["query_string"], media, body, request.service.limits
    )
    if asked.query is None:
        return await _describe(request, asked.lang)
    request.scope["taobao_kg.query"] = asked.query
    job = {
        "job": "query",
        "query": asked.query,
        "default": asked.dataset.default,
        "named": asked.dataset.named,
        "accept": header(request.scope, b"accept"),
        "why": asked.why,
        "lang": asked.lang,
    }
    return await request.work(job, steady=is_steady(asked.query))


async def _describe(request: Request, lang: str) -> Answer:
    """Describe the service (SPARQL 1.1 Service Description), or show an editor to a browser."""
    chosen = choose(TRIPLES, header(request.scope, b"accept"))
    if chosen is None:
        raise Refusal(406, "the service is described in RDF: text/turtle, application/rdf+xml, …")
    form, media = chosen
    if form != "html":
        job = {
            "job": "service",
            "form": form,
            "type": media,
            "url": f"{base_url(request.scope)}sparql",
        }
        return await request.work(job)
    if request.service.site and (request.service.site / "workbench.html").is_file():
        return Answer(303, b"", {"location": "workbench.html", "vary": VARY})
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY}
    headers |= {"cache-control": REVALIDATE, "vary": VARY}
    return Answer(200, editor_page(lang).encode(), headers)
