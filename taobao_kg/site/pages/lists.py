"""Pages that list: things of a kind, sources, contradictions, questions, and the start."""

from collections import Counter
from typing import Any

from taobao_kg.site.pages.source import STANDINGS
from taobao_kg.site.pictures.overview import draw_overview
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import TKG
from taobao_kg.words.numbers import write_digits

#: Kinds with a list of their own, in the order of the menu.
KINDS = (
    *("policy", "actor", "place", "platform", "concept", "event"),
    *("indicator", "year", "period", "unit", "source", "class", "term"),
)
_TELLING = 6


def start_values(wording: Wording) -> dict[str, Any]:
    """Return what the start page is given: key figures, and the most telling contradictions."""
    atlas = wording.atlas
    standings = Counter(one.standing for one in atlas.statements.values())
    alone = standings["singleSourced"]
    telling = sorted(atlas.discrepancies.values(), key=_telling)[:_TELLING]
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
        "misfits": [wording.misfit(one) for one in telling],
        "overview": draw_overview(wording),
    }


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
    return {"kind": kind, "rows": sorted(rows, key=lambda row: row[0].text)}


def misfit_values(wording: Wording) -> dict[str, Any]:
    """Return all discrepancies, those between sources first, then by severity."""
    found = sorted(wording.atlas.discrepancies.values(), key=_telling)
    return {"misfits": [wording.misfit(one) for one in found]}
