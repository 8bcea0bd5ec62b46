"""Check: what a curator must mend before the graph is published."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Store

from taobao_kg.build.load import LoadedFile
from taobao_kg.build.places import Places
from taobao_kg.build.references import check_references
from taobao_kg.build.shapes import ShapeResult, validate_shapes
from taobao_kg.build.vocabularies import check_vocabularies
from taobao_kg.errors import Finding
from taobao_kg.folders import Folders
from taobao_kg.vocab import shorten

_IRI = re.compile(r"https?://[^\s<>\"(),;]*[^\s<>\"(),;.]")
_LONGEST_VALUE = 60


class Findings(NamedTuple):
    """What the checks found.

    Attributes:
        errors: nothing is published with these; sorted by file and line.
        warnings: worth a look; sorted likewise.
    """

    errors: list[Finding]
    warnings: list[Finding]


def check_names(files: list[LoadedFile], places: Places, shapes: Path) -> list[Finding]:
    """Return findings on names alone, sorted; cheap, and before anything is derived.

    Raises:
        DataError: when the shapes, whose terms are known, cannot be read.
    """
    found = [*check_references(files, places), *check_vocabularies(files, places, shapes)]
    return _sorted(found)


def check_shapes(folders: Folders, lens: Iterable[bytes], places: Places, store: Store) -> Findings:
    """Check everything known against ``ontology/shapes.ttl``.

    Args:
        folders: where the shapes lie; without the file nothing is found.
        lens: what is asserted and derived, as parts in N-Triples.
        places: of the files it was made of.
        store: holds the lens.

    Raises:
        DataError: when the shapes cannot be used.
    """
    shapes = folders.ontology / "shapes.ttl"
    results = validate_shapes(lens, shapes, store) if shapes.is_file() else []
    return Findings(
        _sorted(_place(result, places) for result in results if not result.is_warning),
        _sorted(_place(result, places) for result in results if result.is_warning),
    )


def _place(result: ShapeResult, places: Places) -> Finding:
    """Return the finding of a shape: where, what thing, which property and value, the message."""
    about = shorten(result.focus)
    mention = None
    if result.path:
        about += f" {shorten(result.path)}"
        mention = shorten(result.path)
    if result.value and result.value != result.focus:
        value = " ".join(shorten(result.value).split())
        about += f" {value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + '…'}"
        mention = result.value.rpartition("#")[2].rpartition("/")[2].strip('"') or mention

    def say(message: str) -> str:
        return f"{about}: {_IRI.sub(lambda found: shorten(found[0]), message)}"

    found = places.finding(result.focus, say(result.message), mention=mention)
    return found._replace(translations=tuple((la, say(text)) for la, text in result.translations))


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(set(findings), key=lambda f: (f.file, f.line or 0, f.message))
