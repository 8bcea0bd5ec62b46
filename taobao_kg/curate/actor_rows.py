"""Rows that describe actors, platforms and places."""

import re

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.desk import Desk, RefusedCell, thing_iri
from taobao_kg.curate.drafts import Thing, Value, make_draft
from taobao_kg.curate.labels import make_labels
from taobao_kg.curate.names import make_slug
from taobao_kg.vocab import TKG, term
from taobao_kg.words.message import Message

_WIKIDATA = "http://www.wikidata.org/entity/"

#: The kind of IRI and the file of each branch of classes.
BRANCHES = {
    "Actor": ("actor", "actors"),
    "Place": ("place", "places"),
    "Platform": ("platform", "platforms"),
    "Policy": ("policy", "policies"),
    "Event": ("event", "events"),
}
_KINDS = tuple(kind for kind, _ in BRANCHES.values())


def describe_actor(desk: Desk) -> str:
    """Put down the actor a row describes, and return its IRI."""
    source = desk.source()
    names = {
        "en": desk.cell("name_en"),
        "id": desk.cell("name_id"),
        "zh-Hans": desk.cell("name_zh"),
        "zh-Latn": desk.cell("pinyin"),
    }
    written = [desk.cell("actor_id"), names["zh-Hans"], names["en"], desk.cell("abbreviation")]
    known = find_known(desk, written, _KINDS, "actor_id")
    if known and not desk.made_by_row(known, "actor_id"):
        return known
    return _describe(desk, source, names, known)


def state_actor(desk: Desk, iri: str) -> None:
    """Put down what the row says of its actor."""
    source = desk.source()
    said: dict[str, Value | None] = {
        "rdf:subject": NamedNode(iri),
        "tkg:statedIn": source,
        "tkg:stance": _STANCE,
    }
    claims: list[tuple[str, Value]] = []
    if role := desk.cell("role"):
        claims.append(("tkg:actsAs", Literal(role, language="en")))
    for column, name in (("part_of", "tkg:partOf"), ("succeeds", "tkg:succeedsBody")):
        for item in desk.items(column):
            found = desk.find(item, _KINDS, column)
            if found is None:
                kinds = Message("curate.reason.actor_or_place")
                message = Message("curate.reason.unknown", kind=kinds, written=repr(item))
                raise RefusedCell(column, message)
            claims.append((name, found))
    note = desk.cell("note")
    for number, (name, value) in enumerate(claims):
        content: dict[str, Value | None] = said | {
            "rdf:predicate": term(name),
            "rdf:object": value,
        }
        if note and number == 0:
            content["skos:editorialNote"] = Literal(note, language="en")
        desk.reading.drafts.append(
            make_draft("claim", source.value, content, desk.evidence(source))
        )


def find_known(
    desk: Desk, written: list[str | None], kinds: tuple[str, ...], column: str
) -> str | None:
    """Return the thing that bears one of some writings, the first that is found.

    The first writing is the number of the row: what it does not denote, none of the names does.
    """
    barred = desk.catalogue.barred(written[0]) if written[0] else set()
    for text in written:
        if text and (found := desk.find(text, kinds, column, barred)):
            return found.value
    return None


def find_class(desk: Desk, word: str | None, root: str, column: str) -> str:
    """Return the class that bears a word as label or other name, below a root or in any branch.

    Raises:
        RefusedCell: when no class bears it.
    """
    if word is None:
        return TKG + root
    found = desk.find(word, ["ontology"], column)
    branches = [root] if root != "Actor" else list(BRANCHES)
    if found and any(desk.catalogue.is_a(found.value, TKG + branch) for branch in branches):
        return found.value
    raise RefusedCell(column, Message("curate.reason.unknown_class", word=repr(word)))


def _describe(
    desk: Desk, source: NamedNode, names: dict[str, str | None], known: str | None
) -> str:
    cls = find_class(desk, desk.cell("kind"), "Actor", "kind")
    kind, file = next(
        found for branch, found in BRANCHES.items() if desk.catalogue.is_a(cls, TKG + branch)
    )
    name = names["en"] or names["zh-Latn"] or names["zh-Hans"] or names["id"]
    if name is None:
        raise RefusedCell("name_en", Message("curate.reason.no_name"))
    slug = make_slug(re.sub(r"\(.*?\)", "", name), desk.catalogue.slugs(kind))
    iri = known or thing_iri(kind, slug)
    language = desk.catalogue.one(source.value, "dcterms:language")
    triples: list[tuple[str, Value]] = [(term("rdf:type").value, NamedNode(cls))]
    triples += make_labels(names, source.value.rpartition("/")[2], language, known=bool(known))
    if row_id := desk.cell("actor_id"):
        sheet_id = Literal(f"{desk.catalogue.sheet_set}:{row_id}")
        triples.append((term("tkg:sheetId").value, sheet_id))
    for part in re.split(r"\s*/\s*", desk.cell("abbreviation") or ""):
        if part:
            triples.append((term("skos:altLabel").value, Literal(part, language="en")))
    if item := desk.cell("wikidata_qid"):
        if not re.fullmatch(r"Q[1-9]\d*", item):
            message = Message("curate.reason.not_wikidata", text=repr(item))
            raise RefusedCell("wikidata_qid", message)
        triples.append((term("skos:exactMatch").value, NamedNode(_WIKIDATA + item)))
    desk.describe(Thing(iri, file, triples))
    return iri


_STANCE = term("tkg:asserted")
