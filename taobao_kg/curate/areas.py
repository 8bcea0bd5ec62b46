"""Areas of rows: what a number is about, and where it holds."""

import re

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.desk import Desk, RefusedCell, thing_iri
from taobao_kg.curate.drafts import Thing, Value
from taobao_kg.curate.labels import make_labels
from taobao_kg.curate.names import has_han, make_slug
from taobao_kg.vocab import ID, term
from taobao_kg.words.message import Message

_PARTS = re.compile(r"(?P<name>[^(]+?)\s*\((?P<within>[^()]+)\)")
_CODE = re.compile(r"[1-9]\d{5}")


def find_area(desk: Desk, indicator: NamedNode) -> tuple[NamedNode | None, NamedNode]:
    """Return where the number of a row holds, and what it is about.

    A number of a place is about the usual bearer of its indicator, else about the place itself.
    An unknown area with a code or with the name of what it lies in is described.

    Raises:
        RefusedCell: when the area is unknown and the row does not tell where it lies.
    """
    written, code = desk.need("area"), desk.cell("area_code_if_known")
    found = _by_code(desk, code) or desk.find(written, ["place", "actor", "platform"], "area")
    found = found or _describe(desk, written, code)
    if not found.value.startswith(f"{ID}place/"):
        return None, found
    usual = desk.catalogue.values(indicator.value, "tkg:usualBearer")
    bearer = usual[0] if usual and isinstance(usual[0], NamedNode) else found
    return found, bearer


def _by_code(desk: Desk, code: str | None) -> NamedNode | None:
    if code is None or not _CODE.fullmatch(code):
        return None
    return desk.find(code, ["place"], "area_code_if_known")


def _describe(desk: Desk, written: str, code: str | None) -> NamedNode:
    parts = _PARTS.fullmatch(written)
    name = parts["name"] if parts else written
    parent = _parent(desk, parts["within"] if parts else None, code)
    if parent is None:
        raise RefusedCell("area", Message("curate.reason.unknown_area", written=repr(written)))
    if (same := desk.find(name, ["place"], "area")) and _lies_in(desk, same, parent):
        return same
    iri = thing_iri("place", make_slug(name, desk.catalogue.slugs("place")))
    names: dict[str, str | None] = {"zh-Hans" if has_han(name) else "en": name}
    values: list[tuple[str, Value]] = [
        (term("rdf:type").value, term("tkg:Place")),
        (term("tkg:partOf").value, parent),
        *make_labels(names, "ours", None, ours=True),
    ]
    if code and _CODE.fullmatch(code):
        zeros = len(code) - len(code.rstrip("0"))
        tier = "1" if zeros >= 4 else "2" if zeros >= 2 else "3"
        values.append((term("tkg:areaCode").value, Literal(code)))
        values.append((term("tkg:tier").value, Literal(tier, datatype=term("xsd:integer"))))
    desk.describe(Thing(iri, "places", values))
    return NamedNode(iri)


def _lies_in(desk: Desk, place: NamedNode, whole: NamedNode) -> bool:
    """Return whether a place is part of another, over however many steps."""
    above = list(desk.catalogue.values(place.value, "tkg:partOf"))
    seen = {place.value}
    while above:
        node = above.pop()
        if node.value == whole.value:
            return True
        if node.value not in seen:
            seen.add(node.value)
            above += desk.catalogue.values(node.value, "tkg:partOf")
    return False


def _parent(desk: Desk, within: str | None, code: str | None) -> NamedNode | None:
    for prefix in [code[:4] + "00", code[:2] + "0000"] if code and _CODE.fullmatch(code) else []:
        if prefix != code and (found := desk.find(prefix, ["place"], "area_code_if_known")):
            return found
    for name in (within or "").split(","):
        if name.strip() and (found := desk.find(name.strip(), ["place"], "area")):
            return found
    return None
