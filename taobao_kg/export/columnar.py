"""The graph as Parquet: the tables of `taobao_kg.export.tables`, and every triple.

Things are whole IRIs, so that tables join. A column of which a thing may have several values holds
lists; its empty list says that there is none.
"""

import io
import json
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.errors import TaobaoKgError, install_hint
from taobao_kg.export.choice import Choice, chosen_quads, graph_of
from taobao_kg.export.columns import NORMAL, Column
from taobao_kg.export.subjects import Subjects
from taobao_kg.export.tables import LICENCE, TABLES, read_subjects, rows_of
from taobao_kg.graph import Graph
from taobao_kg.vocab import shorten

if TYPE_CHECKING:
    import pyarrow as pa

#: Digits of a decimal number, and how many of them stand after the point. Open intervals of the
#: normal form end at 10²⁰, which leaves 17 of the 38 digits that Parquet's widest decimal has.
DIGITS, PLACES = 38, 17
_SMALLEST = Decimal(1).scaleb(-PLACES)
_EXACT = Context(prec=80)


class Field(NamedTuple):
    """One column of a Parquet table.

    Attributes:
        name: snake_case.
        type: as Parquet's logical types go: ``string``, ``integer``, ``decimal``, ``year``.
        many: whether each cell is a list.
        summary: what a cell holds, in one phrase.
    """

    name: str
    type: str
    many: bool
    summary: str


TRIPLES = (
    Field("graph", "string", False, "IRI of the named graph"),
    Field("subject", "string", False, "IRI of the subject"),
    Field("predicate", "string", False, "IRI of the predicate"),
    Field("object", "string", False, "IRI or text of the object"),
    Field("is_literal", "boolean", False, "whether the object is a text, number or date"),
    Field("datatype", "string", False, "IRI of the type of a literal"),
    Field("language", "string", False, "language tag of a text, lower case"),
)
_TYPES = {"gYear": "year"}


def write_parquet(graph: Graph, choice: Choice) -> dict[str, str | bytes]:
    """Return the Parquet tables and ``schema.json``, by file name.

    Args:
        graph: where they are read.
        choice: which named graphs rows are taken from; labels come from everywhere.

    Raises:
        TaobaoKgError: when pyarrow is not installed, and where a thing has two values of what is
            said once.
    """
    chosen, everything = read_subjects(graph, choice)
    files: dict[str, str | bytes] = {}
    schemas: dict[str, tuple[str, Sequence[Field]]] = {}
    for table in TABLES:
        columns = (*table.columns, *(NORMAL if table.name == "statements" else ()))
        fields = [field_of(column) for column in columns]
        things = list(rows_of(table, chosen))
        cells = [
            [_cell(column, field, everything, thing) for thing in things]
            for column, field in zip(columns, fields, strict=True)
        ]
        schemas[table.name] = (table.summary, fields)
        files[f"{table.name}.parquet"] = _pack(fields, cells, graph)
    schemas["triples"] = ("One row a triple of a named graph, derived ones too.", TRIPLES)
    files["triples.parquet"] = _pack(TRIPLES, list(zip(*_quads(graph, choice), strict=True)), graph)
    files["schema.json"] = _describe(schemas, graph)
    return files


def field_of(column: Column) -> Field:
    """Return how a column of the tables is kept in Parquet."""
    kind = _TYPES.get(column.datatype, column.datatype)
    return Field(column.name, kind, not column.once, column.summary)


def _cell(column: Column, field: Field, subjects: Subjects, thing: NamedNode) -> Any:
    values = [_value(field, node.value) for node in column.read(subjects, thing)]
    if field.many:
        return values
    if len(values) > 1:
        raise TaobaoKgError(
            f"{shorten(thing.value)}: {len(values)} values of {field.name}, where Parquet has room "
            "for one; run 'taobao-kg check'"
        )
    return values[0] if values else None


def _value(field: Field, text: str) -> Any:
    if field.type in ("integer", "year"):
        return int(text)
    if field.type == "decimal":
        return Decimal(text).quantize(_SMALLEST, context=_EXACT)
    return text


def _quads(graph: Graph, choice: Choice) -> Iterator[tuple[Any, ...]]:
    for quad in chosen_quads(graph, choice):
        subject, value = quad.subject, quad.object
        said: tuple[Any, ...]
        if isinstance(value, Literal):
            said = (value.value, True, value.datatype.value, value.language)
        elif isinstance(value, NamedNode):
            said = (value.value, False, None, None)
        else:
            raise TypeError(f"{quad}: neither a name nor a literal")
        yield (graph_of(quad), str(subject)[1:-1], quad.predicate.value, *said)


def _pack(fields: Sequence[Field], columns: Sequence[Sequence[Any]], graph: Graph) -> bytes:
    """Return a Parquet file; the same columns give the same bytes."""
    pa = _import_pyarrow()
    from pyarrow import parquet

    about = {"licence": LICENCE, "lens": graph.lens.text}
    schema = pa.schema(
        [
            pa.field(field.name, _type(field), metadata={"description": field.summary})
            for field in fields
        ],
        metadata=about,
    )
    lists = [list(column) for column in columns] or [list[Any]() for _ in fields]
    table = pa.table(lists, schema=schema)
    packed = io.BytesIO()
    parquet.write_table(table, packed, compression="zstd")
    return packed.getvalue()


def _type(field: Field) -> "pa.DataType":
    pa = _import_pyarrow()
    known = {
        "string": pa.string(),
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "year": pa.int32(),
        "decimal": pa.decimal128(DIGITS, PLACES),
    }
    return pa.list_(known[field.type]) if field.many else known[field.type]


def _import_pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise TaobaoKgError(f"Parquet needs pyarrow; {install_hint('parquet')}") from error
    return pyarrow


def _describe(schemas: dict[str, tuple[str, Sequence[Field]]], graph: Graph) -> str:
    """Return the written schema, after Frictionless' Table Schema."""
    resources = [
        {
            "name": name,
            "path": f"{name}.parquet",
            "description": summary,
            "schema": {
                "fields": [
                    {
                        "name": field.name,
                        "type": "list" if field.many else field.type,
                        **({"itemType": field.type} if field.many else {}),
                        "description": field.summary,
                    }
                    for field in fields
                ]
            },
        }
        for name, (summary, fields) in schemas.items()
    ]
    about = {"licenses": [{"path": LICENCE}], "description": graph.lens.footer()}
    return json.dumps({**about, "resources": resources}, ensure_ascii=False, indent=1) + "\n"
