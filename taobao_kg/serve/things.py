"""Things: ``/id/…`` redirects to the page or the data of a thing, ``/doc/…`` and ``/data/…``."""

from taobao_kg.serve.files import find_file, send_file
from taobao_kg.serve.formats import choose
from taobao_kg.serve.http import Answer, header
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.service import Request
from taobao_kg.serve.urls import iri_of, name_of
from taobao_kg.site.addresses import ENDINGS
from taobao_kg.vocab import ID, KINDS

#: Endings of the data of a thing: the format and its media type.
DATA = {
    "ttl": ("turtle", "text/turtle"),
    "jsonld": ("jsonld", "application/ld+json"),
    "nt": ("nt", "application/n-triples"),
    "rdf": ("rdfxml", "application/rdf+xml"),
}
_ALIASES = {"json": "jsonld"}
_OFFERED = {
    "html": ("text/html", "application/xhtml+xml"),
    "ttl": ("text/turtle", "application/x-turtle"),
    "jsonld": ("application/ld+json", "application/json"),
    "nt": ("application/n-triples", "text/plain"),
    "rdf": ("application/rdf+xml", "application/xml", "text/xml"),
}


async def redirect_thing(request: Request) -> Answer:
    """Answer the address of a thing with 303 to what a client accepts (httpRange-14, 2005).

    Raises:
        Refusal: 404 for a thing that is not in the graph, 406.
    """
    kind, slug = request.scope["path_params"]["kind"], request.scope["path_params"]["slug"]
    chosen = choose(_OFFERED, header(request.scope, b"accept"))
    if chosen is None:
        types = ", ".join(types[0] for types in _OFFERED.values())
        raise Refusal(406, f"a thing is described as one of: {types}")
    iri = f"{ID}{kind}/{slug}"
    if kind not in KINDS:
        raise Refusal(404, f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    await request.work({"job": "has", "iri": iri})
    up = "../" * (2 + slug.count("/"))
    ending = chosen[0]
    folder = "doc" if ending == "html" else "data"
    target = f"{up}{folder}/{name_of(iri)}.{ending}"
    return Answer(303, b"", {"location": target, "vary": "Accept", **_links(iri, up)})


async def send_data(request: Request) -> Answer:
    """Send a thing as RDF: ``/data/<kind>/<name>.ttl``, ``.jsonld``, ``.nt``, ``.rdf``.

    Raises:
        Refusal: 404 for a thing that is not in the graph, or another ending.
    """
    kind = request.scope["path_params"]["kind"]
    name, _, ending = request.scope["path_params"]["name"].rpartition(".")
    ending = _ALIASES.get(ending, ending)
    iri = iri_of(kind, name)
    if iri is None or ending not in DATA:
        raise Refusal(404, f"there is no such file; the endings are {', '.join(DATA)}")
    form, media = DATA[ending]
    job = {"job": "data", "iri": iri, "form": form, "type": media}
    answer = await request.work(job)
    return answer._replace(headers={**answer.headers, **_links(iri, "../../", ending)})


async def send_page(request: Request) -> Answer:
    """Send the page of a thing: from the site, else a plain one; ``.ttl`` and ``.json`` go on.

    Raises:
        Refusal: 404 for a thing that is not in the graph.
    """
    kind, name = request.scope["path_params"]["kind"], request.scope["path_params"]["name"]
    stem, _, ending = name.rpartition(".")
    ending = _ALIASES.get(ending, ending)
    if ending in DATA:
        return Answer(303, b"", {"location": f"../../data/{kind}/{stem}.{ending}"})
    page = name if ending == "html" else f"{name}.html"
    if request.service.site and (file := find_file(request.service.site, f"doc/{kind}/{page}")):
        return await send_file(request.scope, file)
    lang = next((one for one in ("id", "zh") if page.endswith(ENDINGS[one])), "en")
    iri = iri_of(kind, page.removesuffix(ENDINGS[lang]))
    if iri is None:
        raise Refusal(404, "there is no such page; see /")
    answer = await request.work({"job": "page", "iri": iri, "lang": lang})
    return answer._replace(headers={**answer.headers, **_links(iri, "../../", "html")})


async def shorten_address(request: Request) -> Answer:
    """Answer ``/claim/…``, ``/source/…`` and ``/discrepancy/…`` with the address of the thing."""
    _, kind, slug = request.scope["path"].split("/", 2)
    return Answer(303, b"", {"location": f"{'../' * (1 + slug.count('/'))}id/{kind}/{slug}"})


def _links(iri: str, up: str, present: str = "") -> dict[str, str]:
    """Return where else the description is (RFC 8288), and what it is about."""
    name = name_of(iri) if iri.startswith(ID) else ""
    if not name:
        return {}
    links = [
        f'<{up}data/{name}.{ending}>; rel="alternate"; type="{media}"'
        for ending, (_, media) in DATA.items()
        if ending != present
    ]
    if present != "html":
        links.append(f'<{up}doc/{name}.html>; rel="alternate"; type="text/html"')
    about = iri.encode("ascii", "ignore").decode()
    return {"link": ", ".join([*links, f'<{about}>; rel="describes"'])}
