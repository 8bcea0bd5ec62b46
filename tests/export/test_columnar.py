"""Parquet: typed columns that any engine for tables reads, and all triples."""

import io
import json
from decimal import Decimal

import pytest
from pyoxigraph import Literal

from taobao_kg.errors import TaobaoKgError
from taobao_kg.export.choice import Choice
from taobao_kg.export.columnar import DIGITS, PLACES, write_parquet
from taobao_kg.export.formats import export_graph
from taobao_kg.vocab import ID, expand, term

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra parquet)")
parquet = pytest.importorskip("pyarrow.parquet")

ALL = Choice()
SAID = term("tkg:statedIn")


def read(content):
    return parquet.read_table(io.BytesIO(content))


def rows(content):
    return {row.pop("id"): row for row in read(content).to_pylist()}


def test_statements_have_typed_cells(small):
    statements = rows(write_parquet(small, ALL)["statements.parquet"])
    claim = statements[f"{ID}claim/wang-2020-0001"]
    assert claim["object"] == f"{ID}actor/state-council"
    assert claim["object_label"] == "State Council"
    assert (claim["year"], claim["start"], claim["value"]) == ([2015], [10], None)
    number = statements[f"{ID}observation/wang-2020-0002"]
    assert (number["value"], number["place"]) == (Decimal(30), [])


def test_a_decimal_keeps_its_digits(make_graph):
    number = "observation:wang-2020-0003"
    long = Literal("123456789012345678.12345678901234567", datatype=term("xsd:decimal"))
    graph = make_graph(
        ("wang-2020", number, "rdf:type", "tkg:Observation"),
        ("wang-2020", number, "tkg:value", long),
    )
    table = read(write_parquet(graph, ALL)["statements.parquet"])
    assert table.schema.field("value").type == pa.decimal128(DIGITS, PLACES)
    values = dict(zip(table["id"].to_pylist(), table["value"].to_pylist(), strict=True))
    # The store keeps 18 digits after the point; all that are here come back.
    assert values[f"{ID}observation/wang-2020-0003"] == Decimal(long.value)


def test_all_triples_are_there_with_type_and_language(small):
    table = read(write_parquet(small, ALL)["triples.parquet"]).to_pylist()
    assert len(table) == len(list(small.quads()))
    labels = [row for row in table if row["object"] == "国务院"]
    assert labels == [
        {
            "graph": f"{ID}graph/entities",
            "subject": f"{ID}actor/state-council",
            "predicate": expand("rdfs:label"),
            "object": "国务院",
            "is_literal": True,
            "datatype": expand("rdf:langString"),
            "language": "zh-hans",
        }
    ]


def test_the_schema_says_what_the_files_hold(small):
    files = write_parquet(small, ALL)
    schema = json.loads(files["schema.json"])
    described = {resource["path"]: resource["schema"]["fields"] for resource in schema["resources"]}
    assert described.keys() == files.keys() - {"schema.json"}
    for path, fields in described.items():
        table = read(files[path])
        assert [field["name"] for field in fields] == table.schema.names
        for field in fields:
            kept = table.schema.field(field["name"])
            assert (field["type"] == "list") == pa.types.is_list(kept.type)
            assert kept.metadata[b"description"].decode() == field["description"]


def test_an_empty_graph_has_the_same_columns(small, make_graph):
    chosen = Choice((f"{ID}graph/truths",))
    some, none = write_parquet(small, ALL), write_parquet(small, chosen)
    assert read(none["statements.parquet"]).num_rows == 0
    for path in some.keys() - {"schema.json"}:
        assert read(none[path]).schema == read(some[path]).schema


def test_columns_that_hold_one_value_do_so_in_the_real_data(real_graph):
    files = write_parquet(real_graph, ALL)
    statements = rows(files["statements.parquet"])
    assert statements.keys() == {t.subject.value for t in real_graph.triples(None, SAID)}
    assert all(row["source"].startswith(f"{ID}source/") for row in statements.values())
    numbers = [row for row in statements.values() if row["low"] is not None]
    assert numbers
    assert all(row["low"] <= row["high"] for row in numbers)


def test_the_same_graph_gives_the_same_bytes(small, tmp_path):
    for name in ("one", "two"):
        export_graph(small, str(tmp_path / name), "parquet")
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two


def test_a_column_with_two_values_where_one_is_meant_is_told(make_graph):
    graph = make_graph(("wang-2020", "claim:wang-2020-0001", "tkg:stance", "tkg:reported"))
    with pytest.raises(TaobaoKgError, match="wang-2020-0001: 2 values of stance"):
        write_parquet(graph, ALL)
