"""The report of an import, for the person at the sheet."""

from collections import Counter

from taobao_kg.curate.catalogue import WAYS, short
from taobao_kg.curate.importing import ImportReport

_DONE = ("new", "changed", "kept", "said")


def tell_report(report: ImportReport, *, dry: bool, written: bool) -> str:
    """Return what an import did in lines of text.

    Args:
        report: of the import.
        dry: nothing was to be written.
        written: something was.
    """
    lines = [*_tell_counts(report), *_tell_matches(report), *_tell_new(report)]
    lines += _section("Left out of rows that were taken", _left_out(report))
    lines += _section("Refused", [str(refusal) for refusal in report.refusals])
    lines += _section("Rows that are gone; what they made stays", report.orphans)
    if dry:
        lines.append("Nothing was written: this was a dry run.")
    elif not written and report.refusals:
        lines.append("Nothing was written; mend these rows, or import the others with --partial.")
    elif not report.files:
        lines.append("Nothing changes: the sheets say what the data folder says.")
    else:
        lines += _section("Files written", [f"graph_data/{name}" for name in report.files])
    return "\n".join(lines) + "\n"


def _tell_counts(report: ImportReport) -> list[str]:
    lines = [f"{len(report.taken)} rows taken, {len({_row(r) for r in report.refusals})} refused"]
    kinds: dict[str, Counter[str]] = {}
    for row in report.taken:
        for name, done in row.made:
            kinds.setdefault(name.partition("/")[0], Counter())[done] += 1
    for kind, counts in sorted(kinds.items()):
        parts = [f"{counts[done]} {_WORDS[done]}" for done in _DONE if counts[done]]
        lines.append(f"  {kind}: {', '.join(parts)}")
    return lines


def _tell_matches(report: ImportReport) -> list[str]:
    ways: dict[str, set[tuple[str, str]]] = {}
    for written, match in report.matched:
        ways.setdefault(match.way, set()).add((written, match.iri))
    lines = [f"  {_WAYS[way]}: {len(ways[way])}" for way in WAYS if way in ways and way != "row"]
    unsure = sorted(
        f"  {written!r} is {short(iri)}, by pinyin" for written, iri in ways.get("pinyin", ())
    )
    return ["Names found", *lines, *unsure, ""] if lines else []


def _tell_new(report: ImportReport) -> list[str]:
    alike = [
        f"{new.name} is new, and much like {', '.join(new.near)}; decide in identity.ttl"
        for new in report.new
        if new.near
    ]
    kinds = Counter(new.name.partition("/")[0] for new in report.new)
    counts = [f"{kind}: {number}" for kind, number in sorted(kinds.items())]
    return [*_section("Things that are new", counts), *_section("To decide", alike)]


def _left_out(report: ImportReport) -> list[str]:
    return [
        f"{row.sheet}:{row.row}:{column}: {reason}"
        for row in report.taken
        for column, reason in row.left_out
    ]


def _row(refusal: object) -> tuple[str, int]:
    return getattr(refusal, "sheet", ""), getattr(refusal, "row", 0)


def _section(title: str, lines: list[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines), ""] if lines else []


_WORDS = {"new": "new", "changed": "changed", "kept": "as before", "said": "said by another row"}
_WAYS = {
    "decision": "by a decision",
    "document number": "by document number",
    "exact": "exactly",
    "alias": "by another name",
    "pinyin": "by pinyin",
}
