"""Tables: one row a statement, readable by anything that reads CSV."""

import csv
import io
import json

import pytest
from pyoxigraph import Literal

from taobao_kg.export.choice import Choice
from taobao_kg.export.tables import (
    FORMULA_SIGNS,
    write_safe_tables,
    write_statements,
    write_tables,
)

ALL = Choice()


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_claim_is_one_row_with_its_quotation(small):
    (claim,) = [r for r in rows(write_statements(small, ALL)) if r["kind"] == "claim"]
    filled = {name: cell for name, cell in claim.items() if cell}
    assert filled == {
        "id": "claim:wang-2020-0001",
        "kind": "claim",
        "subject": "policy:opinion-7",
        "subject_label": "Opinion No. 7",
        "predicate": "tkg:issuedBy",
        "predicate_label": "tkg:issuedBy",
        "object": "actor:state-council",
        "object_label": "State Council",
        "year": "2015",
        "stance": "tkg:asserted",
        "quotation": "the State Council",
        "start": "10",
        "end": "27",
        "source": "source:wang-2020",
        "source_label": "Wang 2020",
    }


def test_an_observation_has_value_and_unit(small):
    (row,) = [r for r in rows(write_statements(small, ALL)) if r["kind"] == "observation"]
    assert (row["subject"], row["value"], row["unit"]) == ("actor:state-council", "30", "unit:cny")


def test_entities_and_sources_have_their_own_tables(small):
    tables = write_tables(small, ALL)
    entities = {row["id"]: row for row in rows(tables["entities.csv"])}
    assert entities["actor:state-council"]["label_zh"] == "国务院"
    assert "source:wang-2020" not in entities
    assert [row["id"] for row in rows(tables["sources.csv"])] == ["source:wang-2020"]


def test_every_statement_of_the_paper_has_a_row(real_graph):
    wanted = "SELECT ?s WHERE { ?s tkg:statedIn ?source }"
    prefix = "PREFIX tkg: <https://w3id.org/taobao-kg/ontology#> "
    statements = {row["s"].value for row in real_graph.query(prefix + wanted)}
    found = rows(write_statements(real_graph, ALL))
    assert len(found) == len(statements)
    assert all(row["source"] and (row["quotation"] or row["locator"]) for row in found)


def test_the_description_names_every_column(small):
    tables = write_tables(small, ALL)
    for table in json.loads(tables["csv-metadata.json"])["tables"]:
        columns = [column["name"] for column in table["tableSchema"]["columns"]]
        assert columns == list(csv.reader(io.StringIO(tables[table["url"]])).__next__())


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_formula_is_kept_or_disarmed(make_graph, sign):
    formula = f'{sign}HYPERLINK("http://x")'
    graph = make_graph(("entities", "actor:a", "rdfs:label", Literal(formula, language="en")))
    plain, safe = (
        {row["id"]: row["label_en"] for row in rows(write(graph, ALL)["entities.csv"])}
        for write in (write_tables, write_safe_tables)
    )
    assert plain["actor:a"] == formula
    assert safe["actor:a"] == f"'{formula}"


def test_a_chosen_graph_keeps_labels_of_the_others(small):
    choice = Choice(("https://w3id.org/taobao-kg/id/graph/wang-2020",))
    tables = write_tables(small, choice)
    assert rows(tables["statements.csv"])[0]["subject_label"] == "Opinion No. 7"
    assert "actor:state-council" not in [row["id"] for row in rows(tables["entities.csv"])]
