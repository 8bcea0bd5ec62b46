"""Statements: claims and observations with their evidence, as a picture needs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from taobao_kg.vocab import ID, TKG, expand

#: What one subject says: predicate IRI and object.
Row = list[tuple[str, NamedNode | Literal]]
Years = tuple[int | None, int | None]

MEASURED_BY = expand("tkg:measuredBy")


@dataclass(frozen=True)
class Statement:
    """One claim or observation with its evidence.

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
        """Whether the source presents it as so, not as advice or forecast."""
        return self.stance in ("asserted", "reported")


def kind_of(iri: str) -> str | None:
    """Return the kind in ``…/id/<kind>/<slug>``, or None for an IRI that is not one of ours.

    >>> kind_of("https://w3id.org/taobao-kg/id/actor/state-council")
    'actor'
    >>> kind_of("https://example.org/")
    """
    return iri[len(ID) :].partition("/")[0] if iri.startswith(ID) else None


def read_statement(iri: str, rows: Mapping[str, Row]) -> Statement | None:
    """Return a claim or observation, or None when it lacks what it is about or what it says."""
    row = rows[iri]
    kind = kind_of(iri) or ""
    if kind == "observation":
        subject, predicate = _iri(row, "tkg:about") or _iri(row, "tkg:place"), MEASURED_BY
        target, text = _iri(row, "tkg:indicator"), _text(row, "tkg:value")
    else:
        subject, predicate = _iri(row, "rdf:subject"), _iri(row, "rdf:predicate") or ""
        target, text = _iri(row, "rdf:object"), _text(row, "rdf:object")
    if not subject or not predicate or (target is None and text is None):
        return None
    dates = [_iri(row, "tkg:year"), _iri(row, "tkg:period")]
    years = next((years_of(date, rows) for date in dates if date), (None, None))
    return Statement(
        iri,
        kind,
        subject,
        predicate,
        target,
        text,
        years,
        tuple(_iris(row, "tkg:statedIn") + _iris(row, "tkg:attributedTo")),
        (_iri(row, "tkg:stance") or "asserted").removeprefix(TKG),
        _read_details(row, rows),
    )


def years_of(iri: str, rows: Mapping[str, Row]) -> Years:
    """Return the first and last year of a year or period; of a year both are the same.

    A period "before 2007" has no first year.
    """
    row = rows.get(iri, [])
    exact = _year(_text(row, "tkg:gYear"))
    if exact is not None:
        return exact, exact
    return _year(_text(row, "tkg:begin")), _year(_text(row, "tkg:end"))


def _read_details(row: Row, rows: Mapping[str, Row]) -> dict[str, str]:
    evidence = rows.get(_iri(row, "tkg:evidence") or "", [])
    quote = _literal(evidence, "oa:exact")
    named = {
        "quote": quote.value if quote else None,
        "quote_tag": quote.language if quote else None,
        "section": _text(evidence, "tkg:section"),
        "page": _text(evidence, "tkg:page"),
        "start": _text(evidence, "oa:start"),
        "end": _text(evidence, "oa:end"),
        "locator": _text(evidence, "tkg:locator"),
        "printed": _text(row, "tkg:asPrinted"),
        "note": _text(row, "skos:editorialNote"),
        "cited": _text(row, "tkg:citedAs"),
        "unit": _iri(row, "tkg:unit"),
        "bound": (_iri(row, "tkg:bound") or "").removeprefix(TKG),
        "place": _iri(row, "tkg:place"),
        "year": _iri(row, "tkg:year"),
        "period": _iri(row, "tkg:period"),
    }
    return {name: value for name, value in named.items() if value}


def _iris(row: Row, name: str) -> list[str]:
    predicate = expand(name)
    return sorted({o.value for p, o in row if p == predicate and isinstance(o, NamedNode)})


def _iri(row: Row, name: str) -> str | None:
    return next(iter(_iris(row, name)), None)


def _literal(row: Row, name: str) -> Literal | None:
    predicate = expand(name)
    found = [o for p, o in row if p == predicate and isinstance(o, Literal)]
    return min(found, key=lambda o: (o.language or "", o.value), default=None)


def _text(row: Row, name: str) -> str | None:
    literal = _literal(row, name)
    return literal.value if literal else None


def _year(text: str | None) -> int | None:
    """Return the year of a gYear, gYearMonth or date; None for anything else."""
    if not text:
        return None
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    first = digits.partition("-")[0]
    return sign * int(first) if first.isdigit() and len(first) >= 4 else None
