import pytest

import taobao_kg
from taobao_kg.ask.formats import write_answer
from taobao_kg.ask.results import Rows
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.knowledge_graph import KnowledgeGraph
from taobao_kg.show.view import render_view
from taobao_kg.vocab import expand


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


def test_charts_and_timelines(kg, tmp_path):
    chart = kg.chart("internet-adoption-rate", lang="id", by="place", years=(2016, None))
    assert repr(chart).endswith("33,1 (2016).")
    chart.save(str(tmp_path / "chart.csv"))
    assert "observation:tiny-2020-0003" in (tmp_path / "chart.csv").read_text(encoding="utf-8")
    assert [lane.entries[0].name for lane in kg.timeline(years="2013..2016").drawing.lanes] == [
        "Broadband Strategy"
    ]


def test_the_module_shows_what_it_offers():
    assert dir(taobao_kg) == ["KnowledgeGraph", "TaobaoKgError", "__version__", "open"]
    assert all(getattr(taobao_kg, name) for name in dir(taobao_kg))
    assert taobao_kg.KnowledgeGraph is KnowledgeGraph


@pytest.mark.parametrize("years", ["2013..2015", "2013", 2013, (2013, 2015), [2013, None]])
def test_years_of_a_network(kg, years):
    assert expand("policy:broadband-strategy") in kg.network(years=years)


@pytest.mark.parametrize("years", ["soon", "", "..", (2015, 2013), (2013,), ("2013", "2015"), True])
def test_years_nobody_can_read(kg, years):
    with pytest.raises(UsageError, match="no range of years; write 2010"):
        kg.network(years=years)


def test_names_in_one_text(kg):
    assert set(kg.network(types="policy")) == set(kg.network(types=["policy"]))
    both = kg.network(types="policy, StateBody", sources="tiny-2020")
    assert expand("actor:state-council") in both
    with pytest.raises(UsageError, match="did you mean policy"):
        kg.network(types="polcy")


@pytest.mark.parametrize(
    "ask",
    [
        lambda kg: kg.questions(lang="xx"),
        lambda kg: kg.why("broadband-strategy", "issuedBy", "state-council", lang="xx"),
        lambda kg: kg.search("council", lang="xx"),
        lambda kg: kg.card("state-council", lang="xx"),
        lambda kg: kg.network(lang="xx"),
        lambda kg: kg.chart("internet-adoption-rate", lang="xx"),
        lambda kg: kg.timeline(lang="xx"),
        lambda kg: kg.query("SELECT ?p { ?p tkg:issuedIn ?y }").to_pandas(lang="xx"),
        lambda kg: write_answer(kg.query("SELECT ?p { ?p tkg:issuedIn ?y }"), "md", lang="xx"),
        lambda kg: render_view(kg._graph, lang="xx"),
    ],
)
def test_a_language_nobody_speaks(kg, ask):
    with pytest.raises(UsageError, match="no language 'xx'; choose en, id, zh"):
        ask(kg)


def test_notebooks_see_pages_and_triples(kg):
    reason = kg.why("broadband-strategy", "issuedBy", "state-council", lang="zh")._repr_html_()
    assert reason.startswith('<article lang="zh-Hans">')
    assert "mengumumkan" in reason
    card = kg.card("internet-adoption")._repr_html_()
    assert card.count("<table>") == card.count("<h4>Numbers") == 1
    triples = kg.query("CONSTRUCT { ?p tkg:issuedIn ?y } { ?p tkg:issuedIn ?y }")._repr_html_()
    assert triples.startswith("<table>")
    assert ">tkg:issuedIn</a>" in triples


def test_notebooks_see_names_as_text(monkeypatch, tiny_built):
    hostile = KnowledgeGraph(tiny_built)
    text = '<img src=x onerror="alert(1)">'
    monkeypatch.setattr(hostile._graph, "label", lambda iri, lang="en": text)
    construct = "CONSTRUCT { ?p rdfs:label ?l } { ?p tkg:issuedIn ?y BIND('<b>&' AS ?l) }"
    pages = (
        hostile.card("state-council"),
        hostile.why("broadband-strategy", "issuedBy", "state-council"),
        hostile.query(construct),
    )
    for page in pages:
        html = page._repr_html_()
        assert "<img" not in html
        assert "<b>" not in html
        assert "&lt;" in html
