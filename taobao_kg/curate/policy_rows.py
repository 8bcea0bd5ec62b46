"""Rows that describe policies: every cell a claim of the source of the row."""

import re

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.actor_rows import find_class, find_known
from taobao_kg.curate.dates import date_literal
from taobao_kg.curate.desk import Desk, thing_iri, unknown
from taobao_kg.curate.drafts import Thing, Value, make_draft
from taobao_kg.curate.labels import make_labels
from taobao_kg.curate.names import make_slug
from taobao_kg.curate.relations import read_relations
from taobao_kg.vocab import term
from taobao_kg.words.message import Message

Claim = tuple[str, Value, str]

#: A remark that the title was put together by whoever filled the sheet.
_NOT_PRINTED = re.compile(
    r"title (?:reconstructed|back-translated|inferred|not on page)|formal title not on page"
)
_LEVEL = re.compile(r"(?P<level>[^(]+?)\s*(?:\((?P<place>[^)]*)\))?")


def describe_policy(desk: Desk) -> str:
    """Put down the policy a row describes, and return its IRI."""
    source, names = desk.source(), _names(desk)
    written = [desk.cell("policy_id"), desk.cell("document_no"), names["zh-Hans"], names["en"]]
    known = find_known(desk, written, ("policy",), "policy_id")
    if known and not desk.made_by_row(known, "policy_id"):
        return known
    return _describe(desk, source, names, known)


def state_policy(desk: Desk, iri: str) -> None:
    """Put down what the source of the row says of its policy."""
    source = desk.source()
    note = desk.cell("note")
    claims = [
        *([] if _made_up(desk) else _printed_names(desk, source, _names(desk))),
        *_issue(desk),
        *_kind(desk),
        *(
            ("tkg:hasTarget", Literal(item, language="en"), "asserted")
            for item in desk.items("targets")
        ),
    ]
    subject = NamedNode(iri)
    triples = [(subject, name, value, stance) for name, value, stance in claims]
    triples += read_relations(desk, subject)
    instruments = _instruments(desk)
    triples += [(subject, "tkg:usesInstrument", thing, "asserted") for thing in instruments]
    year = (desk.cell("date_issued") or "")[:4]
    for number, (about, name, value, stance) in enumerate(triples):
        content: dict[str, Value | None] = {
            "rdf:subject": about,
            "rdf:predicate": term(name),
            "rdf:object": value,
            "tkg:statedIn": source,
            "tkg:stance": term(f"tkg:{stance}"),
        }
        if name == "tkg:issuedBy" and year:
            content["tkg:year"] = NamedNode(thing_iri("year", year))
        if note and number == 0:
            content["skos:editorialNote"] = Literal(note, language="en")
        elif name == "tkg:usesInstrument" and isinstance(value, NamedNode):
            content["skos:editorialNote"] = Literal(instruments[value], language="en")
        desk.reading.drafts.append(
            make_draft("claim", source.value, content, desk.evidence(source))
        )


def _names(desk: Desk) -> dict[str, str | None]:
    return {
        "en": desk.cell("title_en"),
        "id": desk.cell("title_id"),
        "zh-Hans": desk.cell("title_zh"),
        "zh-Latn": desk.cell("pinyin"),
    }


def _made_up(desk: Desk) -> bool:
    return bool(_NOT_PRINTED.search((desk.cell("note") or "").lower()))


def _describe(
    desk: Desk, source: NamedNode, names: dict[str, str | None], known: str | None
) -> str:
    cls = find_class(desk, desk.cell("legal_type"), "Policy", "legal_type")
    name = names["en"] or names["zh-Latn"] or names["zh-Hans"] or desk.need("title_en")
    year = (desk.cell("date_issued") or "")[:4]
    slug = make_slug(re.sub(r"\(.*?\)", "", name), desk.catalogue.slugs("policy"), suffix=year)
    iri = known or thing_iri("policy", slug)
    language = desk.catalogue.one(source.value, "dcterms:language")
    triples: list[tuple[str, Value]] = [(term("rdf:type").value, NamedNode(cls))]
    who = source.value.rpartition("/")[2]
    triples += make_labels(names, who, language, ours=_made_up(desk), known=bool(known))
    if row_id := desk.cell("policy_id"):
        sheet_id = Literal(f"{desk.catalogue.sheet_set}:{row_id}")
        triples.append((term("tkg:sheetId").value, sheet_id))
    desk.describe(Thing(iri, "policies", triples))
    return iri


def _printed_names(desk: Desk, source: NamedNode, names: dict[str, str | None]) -> list[Claim]:
    """Return the title in the language of the source: only that is printed there for certain."""
    language = desk.catalogue.one(source.value, "dcterms:language")
    tag = "zh-Hans" if language == "zh" else language or ""
    title = names.get(tag)
    return [("tkg:printedName", Literal(title, language=tag), "asserted")] if title else []


def _issue(desk: Desk) -> list[Claim]:
    claims: list[Claim] = []
    for item in desk.items("issuing_bodies"):
        found = [NamedNode(match.iri) for match in desk.catalogue.find_all(item, ("actor",))]
        if not found:
            message = Message("curate.reason.unknown_issuer", written=repr(item))
            desk.leave_out("issuing_bodies", message)
        claims += [("tkg:issuedBy", actor, "asserted") for actor in found]
    if date := desk.cell("date_issued"):
        claims.append(("dcterms:issued", date_literal("date_issued", date), "asserted"))
    if number := desk.cell("document_no"):
        claims.append(("dcterms:identifier", Literal(number), "asserted"))
    return claims


def _kind(desk: Desk) -> list[Claim]:
    claims: list[Claim] = []
    if word := desk.cell("legal_type"):
        claims.append(("tkg:legalType", Literal(word), "asserted"))
    if text := desk.cell("level"):
        parts = _LEVEL.fullmatch(text)
        words = parts["level"].split("/") if parts else [text]
        for word in words:
            level = desk.find(f"{word} level", ["ontology"], "level") or desk.find(
                word, ["ontology"], "level"
            )
            kinds = desk.catalogue.classes(level.value) if level else []
            if level is None or term("tkg:Level").value not in kinds:  # "county" is a place too
                desk.leave_out("level", Message("curate.reason.unknown_level", word=repr(word)))
            else:
                claims.append(("tkg:level", level, "asserted"))
        if parts and parts["place"]:
            name = parts["place"].split(",")[0].strip()
            place = desk.find(name, ["place"], "level")
            if place is None:
                desk.leave_out("level", unknown("place", name))
            else:
                claims.append(("tkg:appliesIn", place, "asserted"))
    return claims


def _instruments(desk: Desk) -> dict[NamedNode, str]:
    """Return the instruments of the row, each with the words in which the sheet names it."""
    found: dict[NamedNode, list[str]] = {}
    for item in desk.items("instruments"):
        instrument = desk.find(item, ["concept"], "instruments")
        if instrument is None:
            message = Message("curate.reason.unknown_instrument", written=repr(item))
            desk.leave_out("instruments", message)
        else:
            found.setdefault(instrument, []).append(item)
    return {thing: f"In the sheet: {'; '.join(items)}." for thing, items in found.items()}
