"""The catalogue: what harvesters of data sets and archives read of the site.

VoID and DCAT (``void.ttl``, and again where RFC 8615 has it), RO-Crate, and the prefixes.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal

from taobao_kg.export.choice import Choice
from taobao_kg.export.crate import METADATA, Part, describe_crate, write_metadata
from taobao_kg.export.tables import LICENCE
from taobao_kg.export.void import DATASET, DOCUMENT, MEDIA_TYPE, Said, write_void
from taobao_kg.graph import Graph
from taobao_kg.site.downloads import Download
from taobao_kg.vocab import PREFIXES, term

_SPDX = "http://spdx.org/rdf/terms#"
#: Folders and pages of the site, for the crate.
_PARTS = {
    "assets/": "Style, scripts and the data they load.",
    "browse/": "Lists of things by kind, in three languages.",
    "data/": "What each page of a thing says, as Turtle and JSON-LD.",
    "doc/": "A page for each thing, statement and term, in three languages.",
    "q/": "Questions with their answers, in three languages, and as SPARQL, CSV and JSON.",
}
#: Formats that hold the whole graph, for those who load it.
_DUMPS = ("turtle", "trig", "nq", "jsonld", "rdfxml")
_SUMS = "SHA-256 of each download; check with sha256sum -c."
_VOID = "Description of the data set for catalogues: VoID and DCAT."
_PREFIXES = "The prefixes of the graph, as a JSON-LD context."


def write_catalogue(graph: Graph, folder: Path, downloads: Sequence[Download], url: str) -> None:
    """Write what catalogues read.

    Args:
        graph: an opened graph.
        folder: the root of the site, with its downloads and their checksums.
        downloads: what lies there.
        url: where the site will be, ending in a slash; empty when nobody knows. Then the
            distributions bear no address, for an address must be whole.
    """
    void = write_void(graph, Choice(), list(describe_downloads(downloads, url)))
    prefixes = json.dumps({"@context": PREFIXES}, indent=1) + "\n"
    (folder / ".well-known").mkdir()
    for path, text in (("void.ttl", void), (".well-known/void", void), ("prefixes", prefixes)):
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    parts = [
        *(Part(one.path, one.summary, *one[3:]) for one in downloads),
        *(Part(path, summary) for path, summary in _PARTS.items()),
        _part(folder, "SHA256SUMS", _SUMS, "text/plain"),
        _part(folder, "void.ttl", _VOID, "text/turtle"),
        _part(folder, "prefixes", _PREFIXES, "application/ld+json"),
    ]
    metadata = write_metadata(describe_crate(parts, graph))
    (folder / METADATA).write_text(metadata, encoding="utf-8", newline="\n")


def describe_downloads(downloads: Sequence[Download], url: str) -> Iterator[Said]:
    """Yield what DCAT 3 says of each download: size, type, checksum, and where it is."""
    for one in downloads:
        name = "".join(mark if mark.isalnum() else "-" for mark in one.path)
        part, checksum = f"{DOCUMENT}#{name}", f"{DOCUMENT}#{name}-sha256"
        yield DATASET, "dcat:distribution", part
        yield part, "rdf:type", term("dcat:Distribution").value
        yield part, "dcterms:title", Literal(one.path)
        yield part, "dcterms:description", Literal(one.summary, language="en")
        yield part, "dcterms:license", LICENCE
        yield part, "dcat:mediaType", MEDIA_TYPE + one.media_type
        yield part, "dcat:byteSize", Literal(str(one.size), datatype=term("xsd:nonNegativeInteger"))
        yield part, f"{_SPDX}checksum", checksum
        yield checksum, "rdf:type", f"{_SPDX}Checksum"
        yield checksum, f"{_SPDX}algorithm", f"{_SPDX}checksumAlgorithm_sha256"
        yield (
            checksum,
            f"{_SPDX}checksumValue",
            Literal(one.digest, datatype=term("xsd:hexBinary")),
        )
        if url:
            yield part, "dcat:accessURL", f"{url}data.html"
            yield part, "dcat:downloadURL", url + one.path
            if one.kind in _DUMPS:
                yield DATASET, "void:dataDump", url + one.path


def _part(folder: Path, path: str, summary: str, media_type: str) -> Part:
    content = (folder / path).read_bytes()
    return Part(path, summary, media_type, len(content), sha256(content).hexdigest())
