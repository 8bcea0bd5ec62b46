"""Times of rows: years, and periods with a beginning and an end."""

from pyoxigraph import Literal, NamedNode

from taobao_kg.curate.desk import Desk, RefusedCell, thing_iri
from taobao_kg.curate.drafts import Thing, Value
from taobao_kg.curate.marks import CellError
from taobao_kg.curate.periods import Time, read_time
from taobao_kg.vocab import term


def find_time(desk: Desk, text: str | None, column: str) -> dict[str, Value | None]:
    """Return the year or the period of a cell, described where it is new.

    Raises:
        RefusedCell: when the cell holds no time.
    """
    if text is None:
        return {}
    try:
        time = read_time(text)
    except CellError as error:
        raise RefusedCell(column, error.reason) from error
    iri = thing_iri(time.kind, time.slug)
    if iri not in desk.catalogue.things:
        _describe(desk, iri, time)
    return {f"tkg:{time.kind}": NamedNode(iri)}


def _describe(desk: Desk, iri: str, time: Time) -> None:
    is_year = time.kind == "year"
    bounds = (
        {"tkg:gYear": time.begin} if is_year else {"tkg:begin": time.begin, "tkg:end": time.end}
    )
    values: list[tuple[str, Value]] = [
        (term("rdf:type").value, term("tkg:Year" if is_year else "tkg:Period"))
    ]
    for name, date in bounds.items():
        values.append((term(name).value, Literal(date.lexical, datatype=NamedNode(date.datatype))))
    for tag, text in time.labels.items():
        values.append((term("rdfs:label").value, Literal(text, language=tag)))
        values.append((term("tkg:labelSource").value, Literal(f"{tag}=ours")))
    desk.describe(Thing(iri, "years", values))
