"""Statements as a picture needs them: who is linked to what, when, and what a reader is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.statements import Quote
from taobao_kg.ask.statements import Statement as Said
from taobao_kg.vocab import ID, expand

#: What one subject says: predicate IRI and object.
Row = list[tuple[str, NamedNode | Literal]]
Years = tuple[int | None, int | None]
#: Stances of what a source wishes or expects; what it counts, computes or reads off is said.
AHEAD = frozenset({"recommended", "projected", "targeted"})


@dataclass(frozen=True)
class Statement:
    """One claim or observation.

    Attributes:
        iri: its IRI.
        kind: ``claim`` or ``observation``.
        subject: IRI of what it is about; of an observation the bearer.
        predicate: IRI; of an observation `tkg:measuredBy`.
        target: IRI of the object or of the indicator; None when the object is a literal.
        text: the object when it is a literal, or the number of an observation; else None.
        years: first and last year it speaks of; either may be missing.
        sources: IRIs of the source that states it, then of those it is attributed to.
        stance: local name; ``asserted`` when the data says nothing else.
        details: what else a reader is shown, by name: quote, quote_tag, section, page, start, end,
            locator, printed, note, unit, bound, place, year, period; only what is there.
    """

    iri: str
    kind: str
    subject: str
    predicate: str
    target: str | None
    text: str | None
    years: Years
    sources: tuple[str, ...]
    stance: str
    details: dict[str, str] = field(default_factory=dict)

    @property
    def stated(self) -> bool:
        """Whether the source presents it as so, not as advice, target or forecast."""
        return self.stance not in AHEAD

    @property
    def makes_triple(self) -> bool:
        """Whether the graph has it as a plain triple too, as it has of every number."""
        return self.stated or self.kind == "observation"


def kind_of(iri: str) -> str | None:
    """Return the kind in ``…/id/<kind>/<slug>``, or None for an IRI that is not one of ours.

    >>> kind_of("https://w3id.org/taobao-kg/id/actor/state-council")
    'actor'
    >>> kind_of("https://example.org/")
    """
    return iri[len(ID) :].partition("/")[0] if iri.startswith(ID) else None


def place_statement(said: Said, rows: Mapping[str, Row]) -> Statement | None:
    """Return a statement for a picture, or None when it lacks what it is about or what it says.

    Args:
        said: as it was read.
        rows: where its years and periods are described.
    """
    subject, predicate, target = said.subject, said.predicate, said.object
    text = said.value or (target.value if isinstance(target, Literal) else None)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return None
    if not isinstance(target, NamedNode) and text is None:
        return None
    return Statement(
        iri=said.iri,
        kind=kind_of(said.iri) or "",
        subject=subject.value,
        predicate=predicate.value,
        target=target.value if isinstance(target, NamedNode) else None,
        text=text,
        years=next((years_of(time, rows) for time in said.times), (None, None)),
        sources=tuple(filter(None, (said.source, *said.attributed))),
        stance=said.stance or "asserted",
        details=_details(said),
    )


def years_of(iri: str, rows: Mapping[str, Row]) -> Years:
    """Return the first and last year of a year or period; of a year both are the same.

    A period "before 2007" has no first year.
    """
    row = rows.get(iri, [])
    exact = _year(row, "tkg:gYear")
    if exact is not None:
        return exact, exact
    return _year(row, "tkg:begin"), _year(row, "tkg:end")


def _details(said: Said) -> dict[str, str]:
    quote = said.quotes[0] if said.quotes else Quote("", "", None, None, "", "", "")
    times = {kind_of(time): time for time in said.times}
    named = {
        "quote": quote.text,
        "quote_tag": quote.language,
        "section": quote.section,
        "page": quote.page,
        "start": "" if quote.start is None else str(quote.start),
        "end": "" if quote.end is None else str(quote.end),
        "locator": quote.locator,
        "printed": "; ".join(said.printed),
        "note": " ".join(said.notes),
        "unit": said.unit,
        "bound": said.bound,
        "place": next(iter(said.places), ""),
        "year": times.get("year", ""),
        "period": times.get("period", ""),
    }
    return {name: value for name, value in named.items() if value}


def _year(row: Row, name: str) -> int | None:
    """Return the year of a gYear, gYearMonth or date; None for anything else."""
    predicate = expand(name)
    text = next((o.value for p, o in row if p == predicate and isinstance(o, Literal)), "")
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    first = digits.partition("-")[0]
    return sign * int(first) if first.isdigit() and len(first) >= 4 else None
