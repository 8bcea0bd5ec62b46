import pytest
from pyoxigraph import Literal

from taobao_kg.ask.card import make_card
from taobao_kg.ask.footers import with_footer
from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.pages import card_page
from taobao_kg.ask.results import Rows
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.lens import Lens
from taobao_kg.vocab import expand

TITLE = dict.fromkeys(("en", "id", "zh"), "only <b>|x*")
LENS = Lens("official", TITLE, 1, 2)


@pytest.fixture
def graph():
    return Graph(EmbeddedEngine(), lens=LENS)


def test_where_every_statement_counts_nothing_is_added():
    graph = Graph(EmbeddedEngine())
    assert all(with_footer("x\n", graph, form) == "x\n" for form in ("table", "md", "html", "csv"))


@pytest.mark.parametrize("form", ["csv", "json", "turtle", "", "xml"])
def test_data_stays_data(graph, form):
    assert with_footer("x\n", graph, form) == "x\n"


def test_below_a_table_stands_the_lens(graph):
    text = with_footer("x\n", graph, "table", "id")
    assert text == "x\n\nLensa: official (only <b>|x*); 1 dari 2 pernyataan\n"


def test_it_is_escaped_where_it_could_be_markup(graph):
    assert "<b>" not in with_footer("x\n", graph, "md")
    assert "&lt;b&gt;" in with_footer("<p>x</p>", graph, "html")


def test_rows_and_pages_in_a_notebook_name_it(graph, lenses_built):
    rows = Rows(("n",), [[Literal(1)]], graph)
    assert "Lens: official" in repr(rows)
    assert "<p>Lens: official" in rows._repr_html_()
    seen = open_lens(lenses_built, "as-of=2014")
    page = card_page(seen, make_card(seen, expand("actor:state-council"), "zh"), "zh", 5)
    assert "视角：as-of=2014" in repr(page)
    assert "视角：as-of=2014" in page._repr_html_()
    assert "Lens" not in page.to_json()
