"""The guide: how claim, evidence, standing, triple, discrepancy and lens hang together.

It follows one claim of the graph through all of them; which one, a query decides.
"""

from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import NamedNode

from taobao_kg.engines.answers import Solutions
from taobao_kg.engines.embedded import Term
from taobao_kg.site.lenses import lenses_of
from taobao_kg.site.wording import Link, Said, Wording
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import joined

_QUERY = Path(__file__).parent.parent / "example.rq"
#: Marks of a statement that tell of a lens, and whether a statement that bears it passes.
_MARKS = {
    "data-severe": ("uncontested", False),
    "data-weak": ("without-weak-sources", False),
    "data-official": ("official", True),
}


class Example(NamedTuple):
    """One claim followed through.

    Attributes:
        said: the claim with its quotation.
        triple: subject, predicate and object a rule made of it; empty when none did.
        rule: the name of that rule, or empty.
        misfit: a discrepancy it stands in, as pages show it; None when it stands in none.
        hidden: titles of the lenses that leave it out, as one text.
    """

    said: Said
    triple: tuple[Link, ...]
    rule: str
    misfit: dict[str, Any] | None
    hidden: str


def find_example(wording: Wording) -> Example | None:
    """Return the claim the guide follows; None when the graph has no claim with a quotation."""
    found = wording.atlas.graph.query(_QUERY.read_text(encoding="utf-8"))
    row = next(iter(found), None) if isinstance(found, Solutions) else None
    if row is None or _iri(row["statement"]) not in wording.atlas.statements:
        return None
    said = wording.said(_iri(row["statement"]))
    parts = [row[name] for name in ("subject", "predicate", "object")]
    discrepancy = wording.atlas.discrepancies.get(_iri(row["discrepancy"]))
    return Example(
        said=said,
        triple=tuple(wording.link(part) for part in parts if part is not None),
        rule=shorten(_iri(row["rule"])).partition(":")[2],
        misfit=wording.misfit(discrepancy) if discrepancy else None,
        hidden=_hidden(wording, said),
    )


def _hidden(wording: Wording, said: Said) -> str:
    titles = dict(lenses_of(wording))
    marks = dict(said.marks)
    hidden = [titles[lens] for mark, (lens, passes) in _MARKS.items() if (mark in marks) != passes]
    return joined("semicolon", wording.lang, hidden)


def _iri(node: Term | None) -> str:
    return node.value if isinstance(node, NamedNode) else ""
