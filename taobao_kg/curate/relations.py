"""Relations between policies as a cell tells them: ``implements P004; implemented by P006``."""

import re

from pyoxigraph import NamedNode

from taobao_kg.curate.desk import Desk, unknown
from taobao_kg.curate.drafts import Value
from taobao_kg.words.message import Message

_ITEM = re.compile(
    r"(?P<inferred>inferred(?:\s*\([^)]*\))?:\s*)?"
    r"(?P<phrase>[a-z][a-z ]*?)\s+(?P<objects>[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)"
    r"(?:\s*\((?:\d{4}|[A-Z]+\d+)\))?"
)

#: Phrases that tell a relation from the other side. Such a phrase stands in the row of the older
#: policy, whose source cannot know the younger one.
_TURNED = {
    "implemented by": "tkg:implements",
    "followed by": "tkg:follows",
    "preceded by": "tkg:precedes",
}
_PHRASES = {
    "successor of": "tkg:succeeds",
    "predecessor of": "tkg:precedes",
    "predecessor": "tkg:precedes",
    "cited together with": "tkg:citedWith",
    "carries out action in": "tkg:carriesOutActionIn",
}

#: Properties of other vocabularies that claims are made with.
_PLAIN = {"dcterms:issued", "dcterms:identifier"}

#: Orderings by date or by series: ours, whatever the sheet says.
_ORDERINGS = {"tkg:succeeds", "tkg:precedes", "tkg:follows"}

#: Of two inverse properties, the one claims are made with.
_TOLD_AS = {"tkg:issued": "tkg:issuedBy"}

Relation = tuple[NamedNode, str, Value, str]


def read_relations(desk: Desk, subject: NamedNode) -> list[Relation]:
    """Return subject, property, object and stance of every relation in the row's cell."""
    found: list[Relation] = []
    for cell in desk.items("relations"):
        for item in _split(cell):
            found += _read(desk, subject, item)
    return found


def find_property(desk: Desk, phrase: str, column: str) -> str | None:
    """Return the property of the ontology a phrase or a word_with_underscores names."""
    if phrase in _PLAIN:
        return phrase
    words = phrase.replace("_", " ").strip()
    if words in _PHRASES:
        return _PHRASES[words]
    found = desk.find(words, ["ontology"], column)
    return f"tkg:{found.value.rpartition('#')[2]}" if found else None


def is_ordering(name: str) -> bool:
    """Return whether a property orders policies by date or series only."""
    return name in _ORDERINGS


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _read(desk: Desk, subject: NamedNode, item: str) -> list[Relation]:
    parts = _ITEM.fullmatch(item)
    if parts is None:
        desk.leave_out("relations", Message("curate.reason.relation", text=repr(item)))
        return []
    phrase = parts["phrase"].strip()
    turned = _TURNED.get(phrase)
    name = turned or find_property(desk, phrase, "relations")
    if name is None:
        message = Message("curate.reason.unknown_property", word=repr(phrase))
        desk.leave_out("relations", message)
        return []
    ours = bool(parts["inferred"]) or bool(turned) or name in _ORDERINGS
    found: list[Relation] = []
    for written in re.split(r"\s*,\s*", parts["objects"]):
        other = desk.find(written, ["policy"], "relations")
        if other is None:
            desk.leave_out("relations", unknown("policy", written))
            continue
        first, second = (other, subject) if turned else (subject, other)
        found.append((first, name, second, "inferred" if ours else "asserted"))
    return found


def turn_round(name: str) -> str | None:
    """Return the inverse property with which a claim is to be told, or None when it stays."""
    return _TOLD_AS.get(name)
