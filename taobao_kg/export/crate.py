"""A research object: the graph, its tables and its ontology in one folder that says what it is."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from taobao_kg import __version__
from taobao_kg.export.choice import Choice
from taobao_kg.export.rdf import write_nquads, write_triples_as_turtle
from taobao_kg.export.tables import LICENCE, TABLES, write_tables
from taobao_kg.graph import Graph
from taobao_kg.release import read_release
from taobao_kg.vocab import BASE

NAME = "Taobao-KG"
SUMMARY = (
    "A knowledge graph of China's rural e-commerce and Taobao villages: who issued which policy, "
    "when, and what it led to, each statement with the words of its source."
)
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
METADATA = "ro-crate-metadata.json"
CHECKSUMS = "SHA256SUMS"
LICENCE_TEXT = f"""\
{NAME}, version {__version__}. Copyright (c) the {NAME} contributors.
Licensed under the Creative Commons Attribution 4.0 International Public License:
{LICENCE}legalcode
Short quotations from sources belong to their authors; they are quoted, with their place, as
evidence.
"""
_TABLE_TEXTS = {f"tables/{table.name}.csv": table.summary for table in TABLES}
_TEXTS = {
    "graph.nq": ("The whole graph as N-Quads, one named graph a source.", "application/n-quads"),
    "graph.ttl": ("The whole graph as Turtle, to read.", "text/turtle"),
    "LICENSE.txt": ("What you may do with the files.", "text/plain"),
    "tables/csv-metadata.json": ("CSV on the Web: what each column means.", "application/ld+json"),
    CHECKSUMS: ("SHA-256 of each file; check with sha256sum -c.", "text/plain"),
    **{path: (text, "text/csv") for path, text in _TABLE_TEXTS.items()},
}


class Part(NamedTuple):
    """One part of a crate.

    Attributes:
        path: in the crate; that of a folder ends in a slash, and the rest is empty then.
        summary: what it holds.
        media_type: as registered with IANA.
        size: in bytes.
        digest: SHA-256 in hex.
    """

    path: str
    summary: str
    media_type: str = ""
    size: int = 0
    digest: str = ""


def write_crate(graph: Graph, choice: Choice) -> dict[str, str]:
    """Return the files of an RO-Crate 1.2 (https://w3id.org/ro/crate/1.2), by path inside it.

    Args:
        graph: where it is read.
        choice: which named graphs the data files hold.
    """
    tables = write_tables(graph, choice)
    files = {
        "graph.nq": write_nquads(graph, choice),
        "graph.ttl": write_triples_as_turtle(graph, choice),
        "LICENSE.txt": LICENCE_TEXT,
        **{f"tables/{name}": text for name, text in tables.items()},
    }
    files[CHECKSUMS] = "".join(f"{_digest(text)}  {path}\n" for path, text in sorted(files.items()))
    parts = (
        Part(path, *_TEXTS[path], len(text.encode()), _digest(text)) for path, text in files.items()
    )
    return {METADATA: write_metadata(describe_crate(parts, graph)), **files}


def write_metadata(described: dict[str, object]) -> str:
    """Return the metadata of a crate as the text of its file."""
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def describe_crate(parts: Iterable[Part], graph: Graph) -> dict[str, object]:
    """Return the metadata of a crate that holds some files and folders about a graph."""
    lens = "" if graph.lens.is_all else f" {graph.lens.footer()}"
    parts = sorted(parts)
    descriptor = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": SPECIFICATION},
    }
    dataset = {
        "@id": "./",
        "@type": "Dataset",
        "name": NAME,
        "description": SUMMARY + lens,
        "identifier": BASE,
        "version": __version__,
        "datePublished": read_release().date,  # a clock would change the bytes
        "license": {"@id": LICENCE},
        "author": {"@id": "#contributors"},
        "hasPart": [{"@id": part.path} for part in parts],
    }
    licence = {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International",
    }
    authors = {"@id": "#contributors", "@type": "Organization", "name": f"{NAME} contributors"}
    return {
        "@context": f"{SPECIFICATION}/context",
        "@graph": [descriptor, dataset, licence, authors, *map(_describe_part, parts)],
    }


def _describe_part(part: Part) -> dict[str, object]:
    if part.path.endswith("/"):
        return {"@id": part.path, "@type": "Dataset", "name": part.summary}
    return {
        "@id": part.path,
        "@type": "File",
        "name": part.summary,
        "encodingFormat": part.media_type,
        "contentSize": str(part.size),
        "sha256": part.digest,
        "license": {"@id": LICENCE},
    }


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
