"""Pages that list: things of a kind, sources, contradictions, questions, and the start."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

from taobao_kg.ask.discrepancies import Discrepancy
from taobao_kg.site.pages.panels import TOLD_OF_THINGS, panel
from taobao_kg.site.pages.source import STANDINGS
from taobao_kg.site.pictures.overview import draw_overview
from taobao_kg.site.wording import Said, Wording
from taobao_kg.vocab import TKG
from taobao_kg.words.numbers import write_digits

#: Kinds with a list of their own, in the order of the menu.
KINDS = (
    *("policy", "actor", "place", "platform", "concept", "event"),
    *("indicator", "year", "period", "unit", "source", "class", "term"),
)
#: What asks for the things of a list.
_LISTED_BY = {
    "source": "sources-by-quality-and-kind",
    "place": "places-and-their-codes",
    "indicator": "indicators-and-their-numbers",
    **dict.fromkeys(("policy", "actor", "platform", "concept", "event"), TOLD_OF_THINGS),
}
_TELLING = 6
#: Judgements by which two figures do not contradict each other.
_NO_FAULT = frozenset((f"{TKG}notComparable", f"{TKG}ruleMistaken"))


def start_values(wording: Wording) -> dict[str, Any]:
    """Return what the start page is given: key figures, and the most telling contradictions."""
    atlas = wording.atlas
    standings = Counter(one.standing for one in atlas.statements.values())
    alone = standings["singleSourced"]
    return {
        "counts": [
            (kind, write_digits(len(atlas.of_kind(kind)), wording.lang))
            for kind in ("policy", "actor", "source")
        ],
        "statements": write_digits(len(atlas.statements), wording.lang),
        "misfit_count": len(atlas.discrepancies),
        "standings": [
            (name, wording.label(TKG + name), write_digits(standings[name], wording.lang))
            for name in STANDINGS
        ],
        "alone_percent": round(100 * alone / max(len(atlas.statements), 1)),
        "misfits": list(islice(_telling_misfits(wording), _TELLING)),
        "asked": {
            "figures": panel(wording, "what-the-graph-holds"),
            "telling": panel(wording, "contradictions-in-their-words"),
        },
        "overview": draw_overview(wording),
    }


def _telling_misfits(wording: Wording) -> Iterator[dict[str, Any]]:
    """Yield discrepancies a reader is told first: one of each title, none that was judged away.

    Between sources and within one they come in turn: those between show what others say, and within
    one, where there are quotations of both sides, stand first.
    """
    ranked = sorted(wording.atlas.discrepancies.values(), key=_telling)
    titles: dict[str, Discrepancy] = {}
    for one in ranked:
        if not any(verdict.given in _NO_FAULT for verdict in one.verdicts):
            titles.setdefault(one.titles.get("en", one.iri), one)
    shown = [
        misfit | {"sides": _sides(misfit["statements"])}
        for misfit in map(wording.misfit, titles.values())
    ]
    across = [one for one in shown if "across" in one["one"].kind]
    within = [one for one in shown if "across" not in one["one"].kind and len(one["sides"]) > 1]
    within.sort(key=lambda one: not all(map(_is_quoted, one["sides"])))
    for pair in zip_longest(across, within):
        yield from filter(None, pair)


def _sides(statements: list[Said]) -> list[Said]:
    """Return two statements for both sides: quoted if any are, unlike in source, else in words."""
    ranked = sorted(statements, key=lambda one: not _is_quoted(one))
    first = ranked[:1]
    others = sorted(
        ranked[1:],
        key=lambda one: (one.source == first[0].source, one.words == first[0].words),
    )
    return [*first, *others[:1]]


def _is_quoted(one: Said) -> bool:
    return any(quotation.text for quotation in one.quotations)


def _telling(one: Any) -> tuple[bool, int, float, str]:
    """Sort first what lies between two sources, is wrong, and differs most."""
    return (
        "across" not in one.kind,
        one.severity,
        -float(one.factor or 0),
        one.iri,
    )


def kind_values(wording: Wording, kind: str) -> dict[str, Any]:
    """Return what the list of a kind is given: a link, types, and how often it is spoken of."""
    rows = []
    for thing in wording.atlas.of_kind(kind):
        types = [wording.link(one) for one in wording.atlas.types(thing.iri)]
        said = len(wording.atlas.statements_about(thing.iri))
        misfits = len(wording.atlas.discrepancies_of(thing.iri))
        rows.append((wording.link(thing.iri), types, said, misfits))
    asked = panel(wording, _LISTED_BY[kind]) if kind in _LISTED_BY else None
    return {"kind": kind, "rows": sorted(rows, key=lambda row: row[0].text), "asked": asked}


def misfit_values(wording: Wording) -> dict[str, Any]:
    """Return all discrepancies, those between sources first, then by severity."""
    found = sorted(wording.atlas.discrepancies.values(), key=_telling)
    return {
        "misfits": [wording.misfit(one) for one in found],
        "asked": panel(wording, "discrepancies-by-kind"),
    }
