"""A crawler: what stands in a page that can lead somewhere, run, or be out of order."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

#: Pages whose script reads the fragment of the address.
READ_BY_SCRIPT = ("explore", "workbench")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class Page(NamedTuple):
    """What is in one page, and what is wrong with it by itself."""

    links: frozenset[str]
    assets: frozenset[str]
    ids: frozenset[str]
    lang: str
    root: str
    title: str
    policy: str
    faults: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.assets: set[str] = set()
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.faults: list[str] = []
        self.html: dict[str, str] = {}
        self.policy = self.title = ""
        self.headings: list[str] = []
        self.open: list[str] = []
        self.script = False

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if len(said) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        for name, text in said.items():
            if name.startswith("on") or name == "style":
                self.faults.append(f"<{tag} {name}={text!r}>")
        if tag in ("iframe", "object", "embed", "base", "img", "style", "frame"):
            self.faults.append(f"<{tag}>")
        if tag == "html":
            self.html = said
        if tag == "meta" and said.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = said["content"]
        if tag == "script":
            self.script = said.get("type") == "application/ld+json"
            if not self.script and "src" not in said:
                self.faults.append("a script without src")
        if "id" in said:
            self.ids.append(said["id"])
        for name in _POINTING:
            self.pointed.update(said.get(name, "").split())
        if copied := said.get("data-copy", ""):
            self.pointed.add(copied.removeprefix("#"))
            if not copied.startswith("#"):
                self.faults.append(f"a button would copy the word {copied!r}")
        if tag in ("a", "form", "area"):
            self._lead(tag, said)
        elif "href" in said and said.get("rel") == "alternate":
            self.links.add(said["href"])
        elif "src" in said or not said.get("href", "#").startswith("#"):
            self.assets.add(said.get("src") or said["href"])
        if tag not in _VOID:
            self.open.append(tag)

    def _lead(self, tag, said):
        to = said.get("href", said.get("action"))
        if to is None:
            return
        parts = urlsplit(to)
        if parts.scheme or parts.netloc:
            if parts.scheme not in ("http", "https") or not parts.netloc:
                self.faults.append(f"a link to {to[:60]!r}")
            elif "noopener" not in said.get("rel", ""):
                self.faults.append(f"a link out without noopener: {to[:60]!r}")
        else:
            self.links.add(to)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass  # an end that may be left out; html5lib judges that

    def handle_data(self, data):
        inside = self.open[-1] if self.open else ""
        if inside == "script" and data.strip() and not self.script:
            self.faults.append(f"a script with content: {data[:60]!r}")
        elif inside == "title" and "svg" not in self.open:
            self.title += data
        elif "h1" in self.open:
            self.headings[-1:] = [self.headings[-1] + data] if self.headings else [data]


def read_page(text: str) -> Page:
    """Return what is in a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    faults = reader.faults
    faults += [
        f"a Python object: {found}" for found in re.findall(r"&lt;[^&]{1,80} at 0x\w+", text)
    ]
    if text.count("<h1") != 1 or not "".join(reader.headings).strip():
        faults.append(f"{text.count('<h1')} first headings: {reader.headings}")
    faults += [f"id {one!r} twice" for one, count in Counter(reader.ids).items() if count > 1]
    faults += [f"nothing has the id {one!r}" for one in sorted(reader.pointed - set(reader.ids))]
    return Page(
        frozenset(reader.links),
        frozenset(reader.assets),
        frozenset(reader.ids),
        reader.html.get("lang", ""),
        reader.html.get("data-root", ""),
        reader.title.strip(),
        reader.policy,
        tuple(faults),
    )


def crawl(site: Path) -> tuple[list[str], dict[str, Page]]:
    """Read every page of a site.

    Returns:
        What is wrong, with the page where it stands; the pages by their path from the root.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    names = sorted(name for name in files if name.endswith(".html"))
    pages = {name: read_page((site / name).read_text(encoding="utf-8")) for name in names}
    wrong = [f"{name}: {fault}" for name, page in pages.items() for fault in page.faults]

    @cache
    def target(folder: str, to: str) -> tuple[str, str]:
        parts = urlsplit(to)
        path = normpath(f"{folder}/{unquote(parts.path)}").removeprefix("./") if parts.path else ""
        return path, unquote(parts.fragment)

    for name, page in pages.items():
        folder = name.rpartition("/")[0] or "."
        if page.root != "../" * name.count("/"):
            wrong.append(f"{name}: its root is {page.root!r}")
        for to in page.links | page.assets:
            path, fragment = target(folder, to)
            path = path or name
            if path not in files:
                wrong.append(f"{name}: {to} leads nowhere")
            elif (
                fragment
                and path.partition(".")[0] not in READ_BY_SCRIPT
                and fragment not in pages[path].ids
            ):
                wrong.append(f"{name}: {to}, there is no such place")
    return wrong, pages
