"""Verify: whether every quotation stands in the text of its source, where it says."""

from codecs import BOM_UTF8
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from taobao_kg.build.load import LoadedFile, load_files
from taobao_kg.build.places import Places
from taobao_kg.errors import DataError, Finding, UsageError
from taobao_kg.folders import Folders, show_path
from taobao_kg.turtle import read_utf8
from taobao_kg.vocab import ID, expand, nearest, shorten

_SHA256 = expand("tkg:textSha256")
_SOURCE, _EXACT, _START, _END = (expand(f"oa:{n}") for n in ("hasSource", "exact", "start", "end"))
_NEEDED = frozenset((_SHA256, _SOURCE, _EXACT, _START, _END))


class VerifyReport(NamedTuple):
    """What verifying found.

    Attributes:
        quotations: how many were looked up.
        findings: those that do not stand at their place, sorted by file and line.
    """

    quotations: int
    findings: list[Finding]


def verify(folders: Folders, slug: str, text_file: Path) -> VerifyReport:
    """Look up every quotation from a source in its text.

    Offsets count Unicode characters from 0; the end is not included.

    Args:
        folders: the data, as files; no build is needed.
        slug: of the source, such as ``renolafitri-2020``.
        text_file: the text, in UTF-8.

    Raises:
        UsageError: when there is no such source, or it has no text to verify.
        DataError: when the text cannot be read, or is another one.
    """
    files = load_files(folders)
    described = _describe(files)
    source = f"{ID}source/{slug}"
    content = read_utf8(text_file)
    _refuse_other_text(described, source, content, text_file)
    text = content.decode()
    places = Places(files)
    findings = []
    quotations = 0
    for iri, values in described.items():
        if _EXACT in values and values.get(_SOURCE) == source:
            quotations += 1
            fault = _compare(text, values)
            if fault:
                findings.append(places.finding(iri, fault, mention=shorten(_START)))
    return VerifyReport(quotations, sorted(findings, key=lambda f: (f.file, f.line or 0)))


def _describe(files: list[LoadedFile]) -> dict[str, dict[str, str]]:
    """Return of every thing the values this module needs, by the IRI of the property."""
    described: dict[str, dict[str, str]] = {}
    for file in files:
        for triple in file.triples:
            if triple.predicate.value in _NEEDED:
                values = described.setdefault(getattr(triple.subject, "value", ""), {})
                values[triple.predicate.value] = getattr(triple.object, "value", "")
    return described


def _refuse_other_text(
    described: dict[str, dict[str, str]], source: str, content: bytes, text_file: Path
) -> None:
    expected = described.get(source, {}).get(_SHA256)
    if expected is None:
        with_text = [iri.rpartition("/")[2] for iri in described if _SHA256 in described[iri]]
        known = ", ".join(sorted(with_text)) or "none yet"
        slug = source.rpartition("/")[2]
        near = nearest(slug, with_text)
        hint = f"did you mean {near}?" if near else f"sources with a text: {known}"
        raise UsageError(f"{slug}: no source with a text to verify; {hint}")
    digest = sha256(content).hexdigest()
    if digest != expected:
        fact = f"its SHA-256 is {digest[:12]}…, that of {shorten(source)} {expected[:12]}…"
        hint = _saving_hint(content, expected) or "give the text the quotations come from"
        raise DataError(f"another text: {fact}; {hint}", show_path(text_file))


def _saving_hint(content: bytes, expected: str) -> str | None:
    """Return how a text was saved otherwise than expected when that is all the difference."""
    plain = content.removeprefix(BOM_UTF8)
    unix = plain.replace(b"\r\n", b"\n")
    ends = {plain: None, unix: "LF", unix.replace(b"\n", b"\r\n"): "CRLF"}
    for mark in (b"", BOM_UTF8):
        for body, end in ends.items():
            if sha256(mark + body).hexdigest() != expected:
                continue
            differences, savings = [], []
            if content.startswith(BOM_UTF8) != bool(mark):
                differences.append("the byte order mark")
                savings.append("with BOM" if mark else "without BOM")
            if end and body != plain:
                differences.append("the line ends")
                savings.append(f"with {end} line ends")
            how = " and ".join(savings)
            return f"only {' and '.join(differences)} made the difference; save it as UTF-8 {how}"
    return None


def _compare(text: str, values: dict[str, str]) -> str | None:
    """Return what is wrong with the place of a quotation, or None."""
    quotation = values[_EXACT]
    try:
        start, end = int(values[_START]), int(values[_END])
    except (KeyError, ValueError):
        return "the quotation has no place; give oa:start and oa:end as whole numbers"
    if text[start:end] == quotation:
        return None
    shown = quotation if len(quotation) <= 40 else quotation[:39] + "…"
    elsewhere = text.find(quotation)
    if elsewhere >= 0:
        hint = f"it stands at {elsewhere}–{elsewhere + len(quotation)}"
    else:
        hint = f"there stands {text[start:end][:40]!r}; quote the text letter by letter"
    return f"quotation {shown!r} is not at {start}–{end}; {hint}"
