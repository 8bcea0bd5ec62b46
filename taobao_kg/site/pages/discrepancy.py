"""The page of a discrepancy: both sides in full, the rule, the likely cause, the verdicts."""

from decimal import Decimal
from typing import Any

from taobao_kg.ask.discrepancies import in_language
from taobao_kg.ask.screen import clean
from taobao_kg.site.atlas import Thing
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import shorten
from taobao_kg.words.numbers import round_digits, write_number


def discrepancy_values(wording: Wording, thing: Thing) -> dict[str, Any]:
    """Return what the template of a discrepancy is given."""
    one = wording.atlas.discrepancies[thing.iri]
    return {
        "thing": thing,
        "short": shorten(thing.iri),
        "label": clean(in_language(one.titles, wording.lang)),
        "misfit": wording.misfit(one),
        "factor": write_number(round_digits(Decimal(one.factor)), wording.lang)
        if one.factor
        else "",
        "concerns": [wording.link(iri) for iri in one.concerns],
        "rule": _rule(wording, one.kind),
        "severity": wording.phrase(f"severity.{one.severity}"),
    }


def _rule(wording: Wording, kind: str) -> str:
    """Return the text of the rule that found it, as it stands in its file."""
    path = wording.atlas.folders.queries / "checks" / f"{kind}.rq"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
