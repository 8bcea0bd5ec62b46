"""The single file: every page of the site, its data and its scripts in one HTML file.

Pages stand in it in packs, each zipped as a whole, so that what all pages share costs little; the
address after the file name, ``?p=doc/actor/alibaba-group.html``, says which one is shown. A small
script unpacks one pack and puts the page in place; then the scripts of the site run as always.
"""

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from tempfile import TemporaryDirectory

from taobao_kg.errors import UsageError
from taobao_kg.export.delivery import deliver_file
from taobao_kg.folders import Folders
from taobao_kg.site.publishing import ASSETS, write_parts

#: Pages in one pack: more make the file smaller and each page slower.
_PACKED = 80
#: Scripts of the site, in the order they would stand in a page.
_SCRIPTS = ("atlas", "explore", "workbench")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_LINK = re.compile(r'(?P<name> href| action)="(?P<path>[^"#?:]+)(?P<rest>[#?][^"]*)?"')
_FORM = re.compile(r'(<form role="search" class="search") action="([^"]*)">')


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
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    pages = sorted(path.relative_to(made).as_posix() for path in made.rglob("*.html"))
    known = frozenset(pages)
    packs = [
        _pack({page: _page(made, page, known) for page in pages[first : first + _PACKED]})
        for first in range(0, len(pages), _PACKED)
    ]
    style = (ASSETS / "site.css").read_text(encoding="utf-8")
    start = (ASSETS / "single.js").read_text(encoding="utf-8")
    scripts = {name: (ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS}
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    hashes = " ".join(map(_hash, (start, *scripts.values())))
    return environment.get_template("single.html").render(
        policy=f"default-src 'none'; script-src 'wasm-unsafe-eval' {hashes}; "
        f"style-src {_hash(style)}; img-src data: blob:; worker-src blob:; base-uri 'none'",
        style=Markup(style),  # noqa: S704 - our own file
        start=Markup(start),  # noqa: S704 - our own file
        scripts={name: Markup(text) for name, text in scripts.items()},  # noqa: S704 - likewise
        firsts=pages[::_PACKED],
        packs=packs,
        data=[(name, Markup(value)) for name, value in _data(made)],  # noqa: S704 - no "<" in it
    )


def _data(made: Path) -> Iterator[tuple[str, str]]:
    """Yield name and JSON value of each file of data, as the scripts look for them."""
    files = [*sorted((made / "assets" / "data").glob("*.js")), ASSETS / "engine.js"]
    for path in files:
        text = path.read_text(encoding="utf-8")
        yield path.stem, text[text.index(",") + 1 : text.rindex(")")]


def _page(made: Path, page: str, known: frozenset[str]) -> list[str]:
    """Return title, language, way to the root, script and body of a page."""
    text = (made / page).read_text(encoding="utf-8")
    title, body = _TITLE.search(text), _BODY.search(text)
    if title is None or body is None:
        raise UsageError(f"{page}: is no page of ours; write the site anew")
    place = PurePosixPath(page).parent

    def point(found: re.Match[str]) -> str:
        path = normpath(str(place / unescape(found["path"])))
        if path not in known:
            return found[0]
        return f'{found["name"]}="?p={path}{found["rest"] or ""}"'

    search = _FORM.search(body[1])
    inner = body[1]
    if search:
        path = normpath(str(place / search[2]))
        field = f'<input type="hidden" name="p" value="{path}">'
        inner = _FORM.sub(rf"\1>{field}", inner, count=1)
    script = next((name for name in _SCRIPTS[1:] if f"assets/{name}.js" in text), "")
    lang = text[text.index('lang="') + 6 :].partition('"')[0]
    return [unescape(title[1]), lang, script, _LINK.sub(point, inner)]


def _pack(pages: dict[str, list[str]]) -> str:
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
