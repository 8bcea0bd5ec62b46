"""Downloads: the graph in every format, with checksums, and what catalogues and crawlers read."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from taobao_kg.export.choice import choose_graphs
from taobao_kg.export.formats import FORMATS
from taobao_kg.graph import Graph

#: The formats of one file that are offered, with their file names.
_FILES = {
    "turtle": "taobao-kg.ttl",
    "trig": "taobao-kg.trig",
    "nq": "taobao-kg.nq",
    "jsonld": "taobao-kg.jsonld",
    "rdfxml": "taobao-kg.rdf",
    "graphml": "taobao-kg.graphml",
    "gexf": "taobao-kg.gexf",
    "codebook": "codebook.md",
    "void": "void.ttl",
    "bibtex": "sources.bib",
    "ris": "sources.ris",
    "csl-json": "sources.json",
}
_FOLDERS = ("csv",)


class Download(NamedTuple):
    """One file to take away: its path from the root, what it holds, its bytes and SHA-256."""

    path: str
    summary: str
    size: int
    digest: str


def write_downloads(graph: Graph, folder: Path) -> list[Download]:
    """Write the graph in every format and return what was written, in a fixed order."""
    made = []
    for path, summary, text in _texts(graph):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        target.write_bytes(content)
        made.append(Download(path, summary, len(content), sha256(content).hexdigest()))
    lines = (f"{one.digest}  {one.path}\n" for one in made)
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return made


def write_sitemap(folder: Path) -> None:
    """Write which pages there are; addresses are relative, for the host is not known here."""
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    (folder / "sitemap.txt").write_text("".join(f"{page}\n" for page in pages), encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")


def _texts(graph: Graph) -> Iterator[tuple[str, str, str]]:
    choice = choose_graphs(graph, (), False)
    for name, file in _FILES.items():
        if write := FORMATS[name].write:
            place = file if name == "void" else f"downloads/{file}"
            yield place, FORMATS[name].summary, write(graph, choice)
    for name in _FOLDERS:
        yield from _files(graph, name)


def _files(graph: Graph, name: str) -> Iterable[tuple[str, str, str]]:
    chosen = FORMATS[name]
    if chosen.write_files:
        for path, text in chosen.write_files(graph, choose_graphs(graph, (), False)).items():
            yield f"downloads/{name}/{path}", chosen.summary, text
