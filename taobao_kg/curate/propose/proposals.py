"""Proposals: what a new text may say, as two sheets for a person to accept, change or strike."""

from decimal import Decimal
from typing import NamedTuple

from taobao_kg.curate.desk import TO_CHECK
from taobao_kg.curate.propose.claims import (
    ClaimCandidate,
    find_claims,
    find_numbers,
    find_references,
)
from taobao_kg.curate.propose.cues import Cues
from taobao_kg.curate.propose.known import Known
from taobao_kg.curate.propose.layout import Span
from taobao_kg.curate.propose.observations import Candidate, find_observations
from taobao_kg.curate.propose.reading import Lexicon, Reading, within
from taobao_kg.curate.propose.rows import Row
from taobao_kg.curate.propose.tables import find_in_tables
from taobao_kg.vocab import ID
from taobao_kg.words.catalogue import joined
from taobao_kg.words.message import Message


class Proposals(NamedTuple):
    """Rows of the two sheets, in the order of the text."""

    observations: list[Row]
    claims: list[Row]


def propose(
    reading: Reading, lexicon: Lexicon, cues: Cues, slug: str, lang: str = "en"
) -> Proposals:
    """Return the rows a text suggests; nothing is decided: every cell ``decision`` is empty.

    Args:
        reading: what was found in the text.
        lexicon: the names and units it was searched for.
        cues: the words that join things.
        slug: of the source.
        lang: of the notes: ``en``, ``id`` or ``zh``.
    """
    numbers = [*find_observations(reading, lexicon), *find_in_tables(reading, lexicon)]
    claims = [
        *find_claims(reading, lexicon, cues),
        *find_numbers(reading, lexicon),
        *find_references(reading, lexicon, f"source/{slug}"),
    ]
    return Proposals(
        [_observation_row(reading, lexicon, one, slug, lang) for one in sorted(numbers)],
        [
            _claim_row(reading, one, slug, lang)
            for one in sorted(claims, key=lambda c: (c.quotation, c.relation, c.printed))
        ],
    )


def _observation_row(
    reading: Reading, lexicon: Lexicon, one: Candidate, slug: str, lang: str
) -> Row:
    works = _cited_for(reading, lexicon, one)
    return {
        "indicator": _code(lexicon.known, one.indicator),
        "area": one.area.removeprefix(ID),
        "area_code_if_known": lexicon.known.one(one.area, "tkg:areaCode"),
        "year_or_date": one.time,
        "value": plain(one.value),
        "unit": _unit(lexicon.known, one.unit),
        "bound": one.bound,
        "stance": one.stance,
        "attributed_to": works,
        **_evidence(reading, slug, one.quotation, one.section),
        "as_printed": reading.text.content[one.place.start : one.place.end],
        "note": _note(one.notes, lang),
    }


def _claim_row(reading: Reading, one: ClaimCandidate, slug: str, lang: str) -> Row:
    return {
        "subject": one.subject,
        "relation": one.relation,
        "object": one.object,
        "year": one.year,
        "stance": "asserted",
        **_evidence(reading, slug, one.quotation, one.section),
        "as_printed": one.printed,
        "note": _note(one.notes, lang),
    }


def _evidence(reading: Reading, slug: str, quotation: Span, section: str) -> Row:
    page = reading.text.page_at(quotation.start)
    return {
        "source_id": f"source/{slug}",
        "page": str(page) if page else "",
        "section": section,
        "quotation": reading.text.content[quotation.start : quotation.end],
        "start": str(quotation.start),
        "end": str(quotation.end),
    }


def _note(notes: list[Message], lang: str) -> str:
    """Return what a person should look at, marked so that no import takes it for a remark."""
    if not notes:
        return ""
    return f"{TO_CHECK} {joined('semicolon', lang, (note.told(lang) for note in notes))}"


def _cited_for(reading: Reading, lexicon: Lexicon, one: Candidate) -> str:
    """Return the source cited right behind a number, in its sentence."""
    behind = within(reading.citations, Span(one.place.end, one.place.end + 200))
    if not behind:
        return ""
    between = reading.text.content[one.place.end : behind[0].start]
    if ". " in between or "。" in between or "\n\n" in between:
        return ""
    return lexicon.works.match(behind[0].authors, behind[0].year)[0].removeprefix(ID)


def _code(known: Known, indicator: str) -> str:
    """Return how sheets name an indicator: by its code, else by kind and slug."""
    return known.one(indicator, "skos:notation") or indicator.removeprefix(ID)


def _unit(known: Known, unit: str) -> str:
    """Return how sheets name a unit: by kind and slug, or by its code if the graph has it not."""
    if not unit:
        return ""
    iri = f"{ID}unit/{unit}"
    return f"unit/{unit}" if known.types(iri) else unit.upper() if len(unit) == 3 else unit


def plain(value: Decimal) -> str:
    """Return a number without exponent and without zeros behind the point.

    >>> plain(Decimal("3.50E+3")), plain(Decimal("0.30"))
    ('3500', '0.3')
    """
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
