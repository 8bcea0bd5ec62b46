"""Downloads: the graph in every format, the ontology, and their checksums."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from taobao_kg.export.choice import choose_graphs
from taobao_kg.export.formats import FORMATS
from taobao_kg.export.media_types import MEDIA_TYPES
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
    "bibtex": "sources.bib",
    "ris": "sources.ris",
    "csl-json": "sources.json",
}
#: Files of the ontology, by the name of the phrase that says what they hold.
_ONTOLOGY = {"ontology": "taobao-kg.ttl", "shapes": "shapes.ttl"}
#: Media types of what `MEDIA_TYPES` leaves out, by the ending of the file.
_OTHER_TYPES = {".md": "text/markdown", ".ttl": "text/turtle", ".json": "application/ld+json"}


class Download(NamedTuple):
    """One file to take away.

    Attributes:
        path: from the root of the site.
        kind: name of its format, ``ontology`` or ``shapes``: of the phrase that says what it is.
        summary: what it holds, in English, for catalogues.
        media_type: as registered with IANA.
        size: in bytes.
        digest: SHA-256 in hex.
    """

    path: str
    kind: str
    summary: str
    media_type: str
    size: int
    digest: str


def write_downloads(graph: Graph, ontology: Path, folder: Path) -> list[Download]:
    """Write the graph in every format and the ontology; return what was written, in fixed order.

    Args:
        graph: an opened graph.
        ontology: the folder of the ontology, whose files are copied.
        folder: the root of the site.
    """
    made = []
    for path, kind, summary, content in _contents(graph, ontology):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        media_type = _media_type(kind, target.suffix)
        digest = sha256(content).hexdigest()
        made.append(Download(path, kind, summary, media_type, len(content), digest))
    lines = (f"{one.digest}  {one.path}\n" for one in made)
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return made


def _contents(graph: Graph, ontology: Path) -> Iterator[tuple[str, str, str, bytes]]:
    choice = choose_graphs(graph, (), False)
    for name, file in _FILES.items():
        if write := FORMATS[name].write:
            text = write(graph, choice)
            yield f"downloads/{file}", name, FORMATS[name].summary, text.encode()
    tables = FORMATS["csv"]
    if tables.write_files:
        for path, table in tables.write_files(graph, choice).items():
            content = table.encode() if isinstance(table, str) else table
            yield f"downloads/csv/{path}", "csv", tables.summary, content
    for name, file in _ONTOLOGY.items():
        yield f"ontology/{file}", name, f"the {name} in Turtle", (ontology / file).read_bytes()


def _media_type(kind: str, suffix: str) -> str:
    if kind == "csv" and suffix != ".csv":
        return _OTHER_TYPES[suffix]
    return MEDIA_TYPES.get(kind) or _OTHER_TYPES[suffix]
