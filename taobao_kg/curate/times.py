"""Times of rows: years, and periods with a beginning and an end."""

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.cells import Time, read_time
from taobao_kg.curate.desk import Desk, RefusedCell, thing_iri
from taobao_kg.curate.drafts import Thing, Value
from taobao_kg.vocab import term

_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def find_time(desk: Desk, text: str | None, column: str) -> dict[str, Value | None]:
    """Return the year or the period of a cell, described where it is new.

    Raises:
        RefusedCell: when the cell holds no time.
    """
    if text is None:
        return {}
    try:
        time = read_time(text)
    except ValueError as error:
        raise RefusedCell(column, str(error)) from error
    iri = thing_iri(time.kind, time.slug)
    if iri not in desk.catalogue.things:
        _describe(desk, iri, time)
    return {f"tkg:{time.kind}": NamedNode(iri)}


def _describe(desk: Desk, iri: str, time: Time) -> None:
    if time.kind == "year":
        texts = {t: time.slug for t in ("en", "id")}
        texts |= {"zh-Hans": f"{time.slug}年", "zh-Latn": f"{time.slug} nian"}
        values: list[tuple[str, Value]] = [
            (term("rdf:type").value, term("tkg:Year")),
            (term("tkg:gYear").value, Literal(time.slug, datatype=term("xsd:gYear"))),
        ]
    else:
        texts = dict(time.labels)
        values = [(term("rdf:type").value, term("tkg:Period"))]
        for name, text in (("tkg:begin", time.begin), ("tkg:end", time.end)):
            values.append((term(name).value, Literal(text, datatype=term(_TYPES[len(text)]))))
    for tag, text in texts.items():
        values.append((term("rdfs:label").value, Literal(text, language=tag)))
        values.append((term("tkg:labelSource").value, Literal(f"{tag}=ours")))
    desk.describe(Thing(iri, "years", values))
