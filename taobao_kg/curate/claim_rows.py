"""Rows that hold one claim each: subject, relation, object."""

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.catalogue import short
from taobao_kg.curate.dates import date_literal
from taobao_kg.curate.desk import Desk, RefusedCell, unknown_word
from taobao_kg.curate.drafts import Value, make_draft
from taobao_kg.curate.relations import find_property, is_ordering, turn_round
from taobao_kg.curate.times import find_time
from taobao_kg.vocab import PREFIXES, term
from taobao_kg.words.message import Choice, Message

_THINGS = ("actor", "policy", "platform", "place", "event", "concept", "indicator", "source")
_OBJECT_PROPERTY = PREFIXES["owl"] + "ObjectProperty"


def state_claim(desk: Desk) -> None:
    """Put down the claim of a row.

    Raises:
        RefusedCell: when a cell does not say what it must.
    """
    source = desk.source()
    subject = _thing(desk, "subject")
    relation = find_property(desk, desk.need("relation"), "relation")
    if relation is None:
        word = repr(desk.cell("relation"))
        message = Message("curate.reason.unknown_property", word=word)
        raise RefusedCell("relation", message)
    value = _object(desk, relation)
    if (told := turn_round(relation)) and isinstance(value, NamedNode):
        subject, relation, value = value, told, subject
    content: dict[str, Value | None] = {
        "rdf:subject": subject,
        "rdf:predicate": term(relation),
        "rdf:object": value,
        "tkg:statedIn": source,
        "tkg:stance": term(f"tkg:{_stance(desk, relation)}"),
        **find_time(desk, desk.cell("year"), "year"),
    }
    if desk.cell("place"):
        content["tkg:place"] = _thing(desk, "place", ("place",))
    if desk.cell("attributed_to"):
        content["tkg:attributedTo"] = _thing(desk, "attributed_to", ("source",))
    if printed := desk.cell("as_printed"):
        # Of a citation, what is printed is its form: "(Park, 2006: 41)".
        name = "tkg:citedAs" if relation == "tkg:cites" else "tkg:asPrinted"
        content[name] = Literal(printed)
    content["skos:editorialNote"] = desk.note()
    desk.reading.drafts.append(make_draft("claim", source.value, content, desk.evidence(source)))


def _thing(desk: Desk, column: str, kinds: tuple[str, ...] = _THINGS) -> NamedNode:
    written = desk.need(column)
    found = desk.find(written, kinds, column)
    if found is None:
        near = [iri for kind in kinds for iri in desk.catalogue.near(written, kind, 1)][:2]
        message = Message("curate.reason.unknown_thing", written=repr(written))
        if near:
            said = {"written": repr(written), "near": Choice(map(short, near))}
            message = Message("curate.reason.near_thing", **said)
        raise RefusedCell(column, message)
    return found


def _object(desk: Desk, relation: str) -> Value:
    types = desk.catalogue.classes(term(relation).value)
    if _OBJECT_PROPERTY in types:
        return _thing(desk, "object")
    text = desk.need("object")
    ranges = {node.value for node in desk.catalogue.values(term(relation).value, "rdfs:range")}
    if ranges & {term("xsd:gYear").value, term("xsd:date").value} or relation == "dcterms:issued":
        return date_literal("object", text)
    return Literal(text)


def _stance(desk: Desk, relation: str) -> str:
    text = desk.cell("stance")
    if text is None:
        return "inferred" if is_ordering(relation) else "asserted"
    found = desk.find(text, ["ontology"], "stance")
    if found and term("tkg:Stance").value in desk.catalogue.classes(found.value):
        return found.value.rpartition("#")[2]
    raise RefusedCell("stance", unknown_word(text, "stance", "tkg:Stance"))
