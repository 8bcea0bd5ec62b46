"""The report of an import, for the person at the sheet."""

from collections import Counter

from taobao_kg.curate.catalogue import WAYS, short
from taobao_kg.curate.importing import ImportReport
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.numbers import write_digits

_DONE = ("new", "changed", "kept", "said")


def tell_report(report: ImportReport, *, dry: bool, written: bool, lang: str = "en") -> str:
    """Return what an import did in lines of text.

    Args:
        report: of the import.
        dry: nothing was to be written.
        written: something was.
        lang: ``en``, ``id`` or ``zh``.
    """
    lines = [*_tell_counts(report, lang), *_tell_matches(report, lang), *_tell_new(report, lang)]
    lines += _section(phrase("curate.left_out", lang), _left_out(report, lang))
    lines += _section(phrase("curate.refused", lang), [one.told(lang) for one in report.refusals])
    lines += _section(phrase("curate.orphans", lang), report.orphans)
    if dry:
        lines.append(phrase("curate.dry", lang))
    elif not written and report.refusals:
        lines.append(phrase("curate.mend", lang))
    elif not report.files:
        lines.append(phrase("curate.unchanged", lang))
    else:
        lines += _section(
            phrase("curate.files", lang), [f"graph_data/{name}" for name in report.files]
        )
    return "\n".join(lines) + "\n"


def _tell_counts(report: ImportReport, lang: str) -> list[str]:
    refused = write_digits(len({_row(r) for r in report.refusals}), lang)
    lines = [phrase("curate.rows", lang, count=len(report.taken), refused=refused)]
    kinds: dict[str, Counter[str]] = {}
    for row in report.taken:
        for name, done in row.made:
            kinds.setdefault(name.partition("/")[0], Counter())[done] += 1
    for kind, counts in sorted(kinds.items()):
        parts = [
            phrase(f"curate.made.{done}", lang, count=counts[done])
            for done in _DONE
            if counts[done]
        ]
        lines.append(f"  {_counted(kind, joined('comma', lang, parts), lang)}")
    return lines


def _tell_matches(report: ImportReport, lang: str) -> list[str]:
    ways: dict[str, set[tuple[str, str]]] = {}
    for written, match in report.matched:
        ways.setdefault(match.way, set()).add((written, match.iri))
    lines = [
        "  " + phrase(f"curate.ways.{way}", lang, count=len(ways[way]))
        for way in WAYS
        if way in ways and way != "row"
    ]
    unsure = sorted(
        "  " + phrase("curate.by_pinyin", lang, written=repr(written), thing=short(iri))
        for written, iri in ways.get("pinyin", ())
    )
    return [phrase("curate.found", lang), *lines, *unsure, ""] if lines else []


def _tell_new(report: ImportReport, lang: str) -> list[str]:
    alike = [
        phrase("curate.alike", lang, name=new.name, near=joined("list", lang, new.near))
        for new in report.new
        if new.near
    ]
    kinds = Counter(new.name.partition("/")[0] for new in report.new)
    counts = [
        _counted(kind, write_digits(number, lang), lang) for kind, number in sorted(kinds.items())
    ]
    return [
        *_section(phrase("curate.new_things", lang), counts),
        *_section(phrase("curate.to_decide", lang), alike),
    ]


def _counted(kind: str, counts: str, lang: str) -> str:
    name = phrase(f"curate.kind.{kind}", lang)
    return phrase("curate.counted", lang, kind=name, counts=counts)


def _left_out(report: ImportReport, lang: str) -> list[str]:
    return [
        f"{row.sheet}:{row.row}:{column}: {reason.told(lang)}"
        for row in report.taken
        for column, reason in row.left_out
    ]


def _row(refusal: object) -> tuple[str, int]:
    return getattr(refusal, "sheet", ""), getattr(refusal, "row", 0)


def _section(title: str, lines: list[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines), ""] if lines else []
