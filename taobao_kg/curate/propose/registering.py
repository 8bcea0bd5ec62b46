"""Registering: the description of a new source in ``sources.ttl``, with the digest of its text."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.curate.propose.known import Known
from taobao_kg.curate.propose.languages import guess_language, is_language_tag
from taobao_kg.curate.propose.texts import Text
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders, show_path
from taobao_kg.turtle import parse_turtle, write_turtle
from taobao_kg.vocab import ID, term

QUALITIES = ("strong", "ordinary", "copy", "weak")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60

#: Names of our own graphs: a source so called would be taken for one of them.
_OURS = frozenset(
    ["all", "ontology", "entities", "truths", "inferred", "derivations", "discrepancies", "lens"]
)
_DATES = (
    (re.compile(r"\d{4}"), "xsd:gYear"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"), "xsd:date"),
)


class Particulars(NamedTuple):
    """What a person tells of a new source; all but the slug may be missing.

    Attributes:
        slug: its name, such as ``renolafitri-2020``.
        title: as printed.
        creator: as printed.
        date: ``2020``, ``2020-04`` or ``2020-04-05``.
        language: its tag, such as ``id``; else it is told from the text.
        kind: such as ``article``.
        quality: ``strong``, ``ordinary``, ``copy`` or ``weak``.
    """

    slug: str
    title: str | None = None
    creator: str | None = None
    date: str | None = None
    language: str | None = None
    kind: str | None = None
    quality: str | None = None


class Registered(NamedTuple):
    """A source with a text: its language, and whether its description was written just now."""

    language: str
    new: bool


def register_source(folders: Folders, known: Known, told: Particulars, text: Text) -> Registered:
    """Describe a source in ``sources.ttl``, unless it is there with this very text.

    The text itself is not copied. The file is replaced in one step, in the one form of Turtle.

    Raises:
        UsageError: when something that was told is wrong, the name is taken by another source, the
            text belongs to another source, or the file cannot be written.
        DataError: when the file is there and cannot be read.
    """
    _refuse_wrong(told)
    iri = f"{ID}source/{told.slug}"
    for other in known.things("source"):
        if other != iri and text.digest in known.all(other, "tkg:textSha256"):
            slug = other.removeprefix(f"{ID}source/")
            raise UsageError(
                f"{told.slug}: this very text is that of {slug}; take that name, or another text"
            )
    if known.types(iri):
        return Registered(_known_language(known, iri, told, text), new=False)
    language = told.language or guess_language(text.content)
    if not language:
        raise UsageError(
            f"{told.slug}: the text tells no language; give it with --language, such as en"
        )
    path = folders.data / "sources.ttl"
    before = parse_turtle(path) if path.exists() else []
    _replace(path, write_turtle([*before, *describe_source(told, text, language)]))
    return Registered(language, new=True)


def describe_source(told: Particulars, text: Text, language: str) -> list[Triple]:
    """Return what is said of a new source: names of ours, what was told, digest and length."""
    source = term(f"source/{told.slug}")
    name = " ".join(part[:1].upper() + part[1:] for part in told.slug.split("-"))
    tag = "zh-Hans" if language == "zh" else language
    values: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", term("tkg:Source")),
        *(("rdfs:label", Literal(name, language=label)) for label in ("en", "id", "zh-Hans")),
        *(("tkg:labelSource", Literal(f"{label}=ours")) for label in ("en", "id", "zh-Hans")),
        ("dcterms:language", Literal(language)),
        ("tkg:textSha256", Literal(text.digest)),
        ("tkg:textLength", Literal(len(text.content))),
    ]
    if text.page_count:
        values.append(("bibo:numPages", Literal(text.page_count)))
    if told.title:
        values.append(("dcterms:title", Literal(_line(told.title), language=tag)))
    if told.date:
        kind = next(name for pattern, name in _DATES if pattern.fullmatch(told.date))
        values.append(("dcterms:issued", Literal(told.date, datatype=term(kind))))
    for property_, value in (
        ("dcterms:creator", told.creator),
        ("tkg:sourceKind", told.kind),
        ("tkg:quality", told.quality),
    ):
        if value:
            values.append((property_, Literal(_line(value))))
    return [Triple(source, term(property_), value) for property_, value in values]


def _refuse_wrong(told: Particulars) -> None:
    """Refuse what nobody could mean: each is told with what would be right."""
    slug = told.slug
    if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG:
        hint = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:_LONGEST_SLUG].strip("-")
        offer = f", such as {hint}" if hint else ", such as li-2017"
        raise UsageError(
            f"{slug!r} is no name for a source; write author-year in small letters, digits and"
            f" single hyphens, at most {_LONGEST_SLUG}{offer}"
        )
    if slug in _OURS:
        raise UsageError(f"{slug} is the name of a graph of ours; write author-year")
    if told.language and not is_language_tag(told.language):
        raise UsageError(f"{told.language!r} is no language tag; write en, id, zh or the like")
    if told.date and not any(pattern.fullmatch(told.date) for pattern, _ in _DATES):
        raise UsageError(f"{told.date!r} is no date; write 2020, 2020-04 or 2020-04-05")
    if told.quality and told.quality not in QUALITIES:
        raise UsageError(f"{told.quality!r} is no quality; choose {', '.join(QUALITIES)}")


def _known_language(known: Known, iri: str, told: Particulars, text: Text) -> str:
    """Return the language of a source that is described already.

    Raises:
        UsageError: unless it is described with this very text.
    """
    digest = known.one(iri, "tkg:textSha256")
    if digest == text.digest:
        return known.one(iri, "dcterms:language") or told.language or guess_language(text.content)
    if digest:
        raise UsageError(
            f"{told.slug} is taken: it has another text; choose another name, such as"
            f" {_next_name(known, told.slug)}"
        )
    raise UsageError(
        f"{told.slug} is described already, without a text; write into its block of sources.ttl"
        f' tkg:textSha256 "{text.digest}" ; tkg:textLength {len(text.content)} ; and call again'
    )


def _next_name(known: Known, slug: str) -> str:
    taken = {iri.removeprefix(f"{ID}source/") for iri in known.things("source")}
    letters: Iterable[str] = "bcdefghijklmnopqrstuvwxyz"
    return next((slug + letter for letter in letters if slug + letter not in taken), slug + "-2")


def _line(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def _replace(path: Path, content: str) -> None:
    """Write a file beside its place and move it there, so that it is never half-written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(content, encoding="utf-8", newline="\n")
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"{show_path(path)}: cannot be written ({reason}); check its rights"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
