"""Rows that hold one number each."""

import re
from decimal import Decimal, localcontext

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.areas import find_area
from taobao_kg.curate.desk import Desk, RefusedCell, thing_iri, unknown
from taobao_kg.curate.drafts import Thing, Value, make_draft
from taobao_kg.curate.labels import make_labels
from taobao_kg.curate.marks import CellError
from taobao_kg.curate.names import make_slug
from taobao_kg.curate.numbers import MOST_DIGITS, read_number
from taobao_kg.curate.remarks import read_remark
from taobao_kg.curate.times import find_time
from taobao_kg.curate.units import read_unit
from taobao_kg.vocab import term
from taobao_kg.words.message import Message

_CHINA = "place/china"


def state_observation(desk: Desk) -> None:
    """Put down the number of a row.

    Raises:
        RefusedCell: when a cell does not say what it must.
    """
    source = desk.source()
    unit, factor = read_unit(desk, desk.need("unit"))
    indicator = _indicator(desk, unit)
    _compare_dimensions(desk, indicator, unit)
    try:
        with localcontext(prec=2 * MOST_DIGITS):  # the usual 28 digits would round what is written
            value = read_number(desk.need("value"), decimal="point") * factor
    except CellError as error:
        raise RefusedCell("value", error.reason) from error
    place, bearer = find_area(desk, indicator)
    remark = read_remark(desk, indicator)
    said: dict[str, Value | None] = {
        "tkg:indicator": indicator,
        "tkg:about": bearer,
        "tkg:place": place,
        "tkg:value": Literal(_plain(value), datatype=term("xsd:decimal")),
        "tkg:unit": unit,
        "tkg:bound": remark.bound,
        "tkg:stance": remark.stance,
        "tkg:compiledBy": remark.compiled_by,
        "tkg:setBy": _policy(desk),
        "tkg:attributedTo": _attributed(desk),
        "tkg:statedIn": source,
        **find_time(desk, desk.cell("year_or_date"), "year_or_date"),
    }
    if printed := desk.cell("as_printed"):
        said["tkg:asPrinted"] = Literal(printed)
    said["skos:editorialNote"] = desk.note()
    desk.reading.drafts.append(make_draft("observation", source.value, said, desk.evidence(source)))


def _indicator(desk: Desk, unit: NamedNode) -> NamedNode:
    """Return the indicator of the row; an unknown one is described as far as the row tells."""
    written = desk.need("indicator")
    found = desk.find(written, ["indicator"], "indicator")
    if found:
        return found
    words = written.replace("_", " ").strip()
    iri = thing_iri("indicator", make_slug(words, desk.catalogue.slugs("indicator")))
    triples: list[tuple[str, Value]] = [(term("rdf:type").value, term("tkg:Indicator"))]
    triples += make_labels({"en": words[:1].upper() + words[1:]}, "ours", None)
    triples.append((term("skos:notation").value, Literal(written)))
    triples.append((term("tkg:usualUnit").value, unit))
    if dimension := desk.catalogue.one(unit.value, "tkg:dimension"):
        triples.append((term("tkg:dimension").value, Literal(dimension)))
    desk.describe(Thing(iri, "indicators", triples))
    return NamedNode(iri)


def _compare_dimensions(desk: Desk, indicator: NamedNode, unit: NamedNode) -> None:
    wanted = {node.value for node in desk.catalogue.values(indicator.value, "tkg:dimension")}
    given = {node.value for node in desk.catalogue.values(unit.value, "tkg:dimension")}
    usual = desk.catalogue.one(indicator.value, "tkg:usualUnit")
    if wanted and given and not _agree(wanted, given) and unit.value != usual:
        said = {"unit": repr(desk.cell("unit")), "indicator": desk.cell("indicator")}
        dimensions = {
            "given": tuple(map(repr, sorted(given))),
            "wanted": tuple(map(repr, sorted(wanted))),
        }
        raise RefusedCell("unit", Message("curate.reason.dimension", **said, **dimensions))


def _agree(wanted: set[str], given: set[str]) -> bool:
    # An amount a head or a place has the unit of the amount: RMB per person is printed as RMB.
    roots = {re.split(r"-per-", dimension)[0] for dimension in wanted}
    return bool((wanted | roots) & given)


def _policy(desk: Desk) -> NamedNode | None:
    written = desk.cell("set_by")
    if written is None:
        return None
    if found := desk.find(written, ["policy"], "set_by"):
        return found
    raise RefusedCell("set_by", unknown("policy", written))


def _attributed(desk: Desk) -> NamedNode | None:
    written = desk.cell("attributed_to")
    if written is None:
        return None
    if found := desk.find(written, ["source"], "attributed_to"):
        return found
    raise RefusedCell("attributed_to", unknown("source", written))


def _plain(value: Decimal) -> str:
    """Return a decimal without exponent and without zeros that the factor brought."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
