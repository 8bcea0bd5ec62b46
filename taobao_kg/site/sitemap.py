"""The map of the site for search engines (sitemaps.org 0.9), and robots.txt.

A map names whole addresses, so there is one only where it is known where the site will be.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from taobao_kg.errors import UsageError
from taobao_kg.site.addresses import ENDINGS, file_of
from taobao_kg.words.languages import TAGS

#: Pages in one map. The limits are 50,000 and 50 MB; each page names its other languages too.
_MOST = 20_000
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?/([A-Za-z0-9._~%-]+/)*")
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def require_url(url: str) -> str:
    """Return the address of a site, ending in a slash.

    >>> require_url("https://example.org/atlas")
    'https://example.org/atlas/'

    Raises:
        UsageError: when it is not an http(s) address of a folder.
    """
    whole = url if url.endswith("/") else f"{url}/"
    if not _URL.fullmatch(whole):
        raise UsageError(
            f"--url {url!r} is not the address of a folder; "
            "give one such as https://example.org/atlas/"
        )
    return whole


def write_sitemap(folder: Path, url: str) -> None:
    """Write ``robots.txt`` and, where the address of the site is known, ``sitemap.xml``.

    Args:
        folder: the site, with all its pages.
        url: its address, ending in a slash, or empty.
    """
    robots = "User-agent: *\nAllow: /\n"
    if url:
        robots += f"\nSitemap: {url}sitemap.xml\n"
        for name, text in sitemaps(_pages(folder), url):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "robots.txt").write_text(robots, encoding="utf-8", newline="\n")


def sitemaps(pages: Iterable[str], url: str, most: int = _MOST) -> Iterator[tuple[str, str]]:
    """Yield name and text of the map, or of its index and its parts when it is too long for one.

    Args:
        pages: without their endings; each is there in every language.
        url: the address of the site.
        most: addresses in one part.
    """
    entries = ["".join(_entries(page, url)) for page in sorted(pages)]
    at_once = max(1, most // len(ENDINGS))
    texts = [
        _document("urlset", "".join(entries[first : first + at_once]))
        for first in range(0, len(entries), at_once)
    ]
    if len(texts) == 1:
        yield "sitemap.xml", texts[0]
        return
    names = [f"sitemap-{place}.xml" for place in range(1, len(texts) + 1)]
    listed = "".join(f"<sitemap><loc>{url}{name}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", _document("sitemapindex", listed)
    yield from zip(names, texts, strict=True)


def _pages(folder: Path) -> Iterator[str]:
    """Yield the pages that are there in every language; 404.html is not one."""
    for path in folder.rglob("*.zh.html"):
        yield path.relative_to(folder).as_posix().removesuffix(ENDINGS["zh"])


def _entries(page: str, url: str) -> Iterator[str]:
    """Yield a page in each language; each names all of them, itself too, as search engines ask."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{TAGS[lang]}" href={quoteattr(url + name)}/>\n'
        for lang in ENDINGS
        if (name := file_of(page, lang))
    )
    for lang in ENDINGS:
        yield f"<url><loc>{url}{file_of(page, lang)}</loc>\n{others}</url>\n"


def _document(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {_SPACES}>\n{inner}</{name}>\n'
