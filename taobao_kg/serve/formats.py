"""Formats: media types of answers, and which of them a request accepts."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

#: Media types by name of the format, best first: what wins when a client likes all the same.
ROWS: dict[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "html": ("text/html", "application/xhtml+xml"),
}
TRIPLES: dict[str, tuple[str, ...]] = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "nt": ("application/n-triples", "text/plain"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "jsonld": ("application/ld+json", "application/json"),
    "html": ("text/html", "application/xhtml+xml"),
}
ANSWERS: dict[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "xml": ("application/sparql-results+xml",),
    "md": ("text/markdown",),
    "html": ("text/html", "application/xhtml+xml"),
}
#: Types that are text, and in which charset they are sent.
_TEXT = ("text/", "application/json")
_MOST_RANGES = 64
#: How exactly a range fits that names type and subtype.
_EXACT = 2


class Range(NamedTuple):
    """One media range of an Accept header: ``text/*``, and how much it is liked, 0 to 1."""

    type: str
    subtype: str
    quality: float


def read_accept(header: str) -> list[Range]:
    """Return the ranges of an Accept header (RFC 9110 §12.5.1); what is none is left out.

    >>> read_accept("text/turtle;q=0.5, */*;q=0.1, nonsense")
    [Range(type='text', subtype='turtle', quality=0.5), Range(type='*', subtype='*', quality=0.1)]
    """
    found = []
    for part in header.split(",")[:_MOST_RANGES]:
        media, *parameters = (one.strip().lower() for one in part.split(";"))
        kind, slash, subtype = media.partition("/")
        if not slash or not kind or not subtype or (kind == "*" and subtype != "*"):
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _quality(value.strip())
        found.append(Range(kind, subtype, quality))
    return found


def choose(offered: Mapping[str, Sequence[str]], accept: str | None) -> tuple[str, str] | None:
    """Return name and media type of the format a client likes best, or None for none.

    Args:
        offered: media types by name of the format, the preferred one first.
        accept: the header; None or blank accepts everything.

    >>> choose(ROWS, "text/csv;q=0.5, application/json"), choose(ROWS, "image/png")
    (('json', 'application/json'), None)
    """
    ranges = _ranges(accept.strip()) if accept and accept.strip() else (Range("*", "*", 1.0),)
    best: tuple[float, int, str, str] | None = None
    for name, types in offered.items():
        for media in types:
            quality, exactness = _liking(media, ranges)
            if media != types[0] and exactness < _EXACT:
                continue  # a wildcard asks for nothing special: it never gets an alias
            if quality > 0 and (best is None or (quality, exactness) > best[:2]):
                best = (quality, exactness, name, media)
    return best and best[2:]


@lru_cache(256)
def _ranges(accept: str) -> tuple[Range, ...]:
    return tuple(read_accept(accept))


def content_type(media: str) -> str:
    """Return the Content-Type of a media type: with the charset where the type has one."""
    return f"{media}; charset=utf-8" if media.startswith(_TEXT[0]) else media


def accepts_gzip(header: str) -> bool:
    """Return whether an Accept-Encoding header lets an answer be compressed (RFC 9110 §12.5.3).

    >>> accepts_gzip("br, gzip;q=0.5"), accepts_gzip("gzip;q=0"), accepts_gzip("*")
    (True, False, True)
    """
    liked = {}
    for part in header.lower().split(",")[:_MOST_RANGES]:
        name, _, parameter = part.partition(";")
        key, _, value = parameter.partition("=")
        liked[name.strip()] = _quality(value.strip()) if key.strip() == "q" else 1.0
    return liked.get("gzip", liked.get("x-gzip", liked.get("*", 0.0))) > 0


@lru_cache(4096)
def _liking(media: str, ranges: tuple[Range, ...]) -> tuple[float, int]:
    """Return how much a media type is liked, by the most exact range, and how exact that is."""
    kind, _, subtype = media.partition("/")
    quality, exactness = 0.0, -1
    for one in ranges:
        fit = _EXACT if one[:2] == (kind, subtype) else 1 if one[:2] == (kind, "*") else 0
        if fit == 0 and one[:2] != ("*", "*"):
            continue
        if fit > exactness:
            quality, exactness = one.quality, fit
    return quality, exactness


def _quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return min(1.0, max(0.0, quality)) if isfinite(quality) else 0.0
