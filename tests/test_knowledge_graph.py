import pytest

import taobao_kg
from taobao_kg.ask.results import Rows
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.knowledge_graph import KnowledgeGraph


@pytest.fixture(scope="module")
def kg(tiny_built):
    return KnowledgeGraph(tiny_built)


def test_open_builds_what_is_not_there(tiny):
    with pytest.warns(UserWarning, match="building"):
        kg = taobao_kg.open(tiny.data, tiny.build)
    assert "triples" in repr(kg)


def test_open_an_unknown_folder(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        taobao_kg.open(tmp_path / "none")


def test_query(kg):
    rows = kg.query("SELECT ?p ?y { ?p tkg:issuedIn ?y }", y="year:2013")
    assert isinstance(rows, Rows)
    assert len(rows) == 1
    assert rows[0].y == rows[0]["y"]
    assert rows[0].as_dict().keys() == {"p", "y"}
    with pytest.raises(AttributeError, match="there are: p, y"):
        rows[0].z  # noqa: B018


def test_to_pandas(kg):
    pandas = pytest.importorskip("pandas")
    frame = kg.query("SELECT ?v ?i { ?o tkg:value ?v ; tkg:indicator ?i }").to_pandas(lang="id")
    assert isinstance(frame, pandas.DataFrame)
    assert frame["v"].tolist() == [33.1]


def test_claims_cards_reasons_and_search(kg):
    assert kg.claims("state-council")[0].quotation.value.startswith("国务院")
    assert "Dewan Negara" in repr(kg.card("国务院"))
    assert "mengumumkan" in repr(kg.why("broadband-strategy", "issuedBy", "state-council"))
    assert kg.why("broadband-strategy", "issuedBy", "state-council").to_json()
    assert kg.search("dewan negara")[0].way.value == "exact"
    with pytest.raises(TaobaoKgError, match="near it"):
        kg.why("broadband-strategy", "issuedBy", "2013")


def test_the_rdflib_dataset_has_every_graph(kg):
    names = {str(graph.identifier).rpartition("/")[2] for graph in kg.graph.graphs()}
    assert {"entities", "ontology", "truths", "inferred", "tiny-2020"} <= names


def test_network(kg):
    assert kg.network(lang="zh").number_of_nodes() > 3


def test_notebooks_see_tables(kg):
    assert kg._repr_html_().startswith("<table>")
    assert kg.query("SELECT ?p { ?p tkg:issuedIn ?y }")._repr_html_().startswith("<table>")
    assert kg.card("state-council")._repr_markdown_().startswith("# State Council")


def test_export(kg, tmp_path):
    kg.export(str(tmp_path / "graph.nq"))
    assert (tmp_path / "graph.nq").stat().st_size > 1_000
