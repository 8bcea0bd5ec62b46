"""The single file: every page of the site, its data and its scripts in one HTML file.

Pages stand in it in packs, and what many pages share stands once, in a pack of its own; the address
after the file name, ``?p=doc/actor/alibaba-group.html``, says which page is shown. A small script
unpacks it and puts it in place; then the scripts of the site run as always.

Packs of pages are LZMA, which makes them almost half as large as gzip does: it remembers the whole
pack, gzip the last 32 kB, less than a page with its pictures. The decoder is ours, web/src/lzma.ts.
What is wanted at once, data and scripts, is gzip, which browsers unpack themselves.
"""

import gzip
import json
import lzma
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from taobao_kg.errors import UsageError
from taobao_kg.export.delivery import deliver_file
from taobao_kg.folders import Folders
from taobao_kg.site.parts import write_parts
from taobao_kg.site.publishing import ASSETS
from taobao_kg.site.rendering import make_environment

#: Pages in one pack: more make the file smaller and each page slower.
_PACKED = 200
#: How packs are compressed; lc, lp and pb are what web/src/lzma.ts reads.
LZMA = [{"id": lzma.FILTER_LZMA1, "preset": 6, "lc": 3, "lp": 0, "pb": 2}]
#: Scripts of the site, in the order they would stand in a page.
_SCRIPTS = ("atlas", "explore", "workbench")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_LINK = re.compile(r'(?P<name> href| action)="(?P<path>[^"#?:]+)(?P<rest>[#?][^"]*)?"')
_FORM = re.compile(r'(<form role="search" class="search") action="([^"]*)">')
#: What only a folder can offer; the templates put no such element into another.
_FILES = re.compile(r'<(span|div) class="files">.*?</\1>', re.DOTALL)
#: Parts that many pages have alike.
_PARTS = re.compile(
    r'<li class="statement".*?</li>|<tr class="statement".*?</tr>'
    r'|<article class="misfit">.*?</article>|<nav .*?</nav>'
    r'|<form class="lens">.*?</form>|<footer.*?</footer>',
    re.DOTALL,
)


class Page(NamedTuple):
    """One page as it is packed: title, language, name of its own script or empty, body."""

    title: str
    language: str
    script: str
    body: str


def write_single_file(
    folders: Folders, lens: Sequence[str], output: str, said: Callable[[str], None], jobs: int = 0
) -> None:
    """Write the site as one file; see `taobao_kg.site.publishing.write_site` for the arguments.

    Raises:
        UsageError: when it cannot be written.
    """
    target = Path(output)
    if target.is_dir():
        raise UsageError(f"{output} is a folder; give -o a file such as atlas.html")
    with TemporaryDirectory(prefix="taobao-kg-") as temporary:
        made = Path(temporary)
        write_parts(folders, lens, made, said, jobs, alone=True)
        deliver_file(pack_site(made), output)


def pack_site(made: Path) -> str:
    """Return the single file of a site in a folder."""
    from markupsafe import Markup

    names = sorted(path.relative_to(made).as_posix() for path in made.rglob("*.html"))
    known = frozenset(names)
    pages = {name: _read_page(made, name, known) for name in names}
    shared = _shared_parts(pages.values())
    packed = {
        name: page._replace(body=_without_shared(page, shared[page.language]))
        for name, page in pages.items()
    }
    packs = [
        {name: packed[name] for name in names[first : first + _PACKED]}
        for first in range(0, len(names), _PACKED)
    ]
    zipped: dict[str, Any] = {
        f"shared-{language}": list(parts) for language, parts in shared.items()
    }
    zipped["firsts"] = names[::_PACKED]
    scripts = {name: _asset(f"{name}.js") for name in _SCRIPTS}
    style, start = _asset("site.css"), _asset("single.js")
    hashes = " ".join(map(_hash, (start, *scripts.values())))
    return (
        make_environment()
        .get_template("single.html")
        .render(
            policy=f"default-src 'none'; script-src 'wasm-unsafe-eval' {hashes}; "
            f"style-src {_hash(style)}; img-src data: blob:; worker-src blob:; base-uri 'none'",
            style=Markup(style),  # noqa: S704 - our own file
            start=Markup(start),  # noqa: S704 - our own file
            zipped=[
                *((name, _zip(_json(value))) for name, value in zipped.items()),
                *((f"script-{name}", _zip(text)) for name, text in scripts.items()),
                *((f"data-{name}", _zip(value)) for name, value in _data(made)),
            ],
            packs=[(f"pack-{place}", text) for place, text in enumerate(_pack_all(packs))],
            engine=Markup(_value(_asset("engine.js"))),  # noqa: S704 - base64
        )
    )


def _read_page(made: Path, name: str, known: frozenset[str]) -> Page:
    """Return a page, its links to pages made to what the single file answers to."""
    text = (made / name).read_text(encoding="utf-8")
    title, body, language = _TITLE.search(text), _BODY.search(text), _LANGUAGE.search(text)
    if title is None or body is None or language is None:
        raise UsageError(f"{name}: is no page of ours; write the site anew")
    place = PurePosixPath(name).parent

    def point(found: re.Match[str]) -> str:
        path = normpath(str(place / unescape(found["path"])))
        return f'{found["name"]}="?p={path}{found["rest"] or ""}"' if path in known else found[0]

    def ask(found: re.Match[str]) -> str:
        path = normpath(str(place / found[2]))
        return f'{found[1]}><input type="hidden" name="p" value="{path}">'

    script = next((one for one in _SCRIPTS[1:] if f"assets/{one}.js" in text), "")
    inner = _LINK.sub(point, _FORM.sub(ask, _FILES.sub("", body[1]), count=1))
    return Page(unescape(title[1]), language[1], script, inner)


def _shared_parts(pages: Iterable[Page]) -> dict[str, dict[str, int]]:
    """Return the parts that stand in several pages of a language, each with its number."""
    counts: dict[str, Counter[str]] = {}
    for page in pages:
        counts.setdefault(page.language, Counter()).update(_PARTS.findall(page.body))
    return {
        language: {
            part: place
            for place, part in enumerate(sorted(one for one, count in found.items() if count > 1))
        }
        for language, found in counts.items()
    }


def _without_shared(page: Page, shared: dict[str, int]) -> str:
    def stand_in(found: re.Match[str]) -> str:
        return f"<!--{shared[found[0]]}-->" if found[0] in shared else found[0]

    return _PARTS.sub(stand_in, page.body)


def _data(made: Path) -> Iterator[tuple[str, str]]:
    """Yield name and JSON value of each file of data, as the scripts look for them."""
    for path in sorted((made / "assets" / "data").glob("*.js")):
        yield path.stem, _value(path.read_text(encoding="utf-8"))


def _value(script: str) -> str:
    """Return the value of a file of data, as JSON."""
    return script[script.index(",") + 1 : script.rindex(")")]


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _zip(text: str) -> str:
    return b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _pack_all(packs: Iterable[dict[str, Page]]) -> list[str]:
    with ThreadPoolExecutor() as pool:  # the compressor lets other threads run
        return list(pool.map(lambda pack: _pack(_json(pack)), packs))


def _pack(text: str) -> str:
    """Return base64 of a raw stream of LZMA1 that ends with its mark, as web/src/lzma.ts reads."""
    return b64encode(lzma.compress(text.encode(), lzma.FORMAT_RAW, filters=LZMA)).decode()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
