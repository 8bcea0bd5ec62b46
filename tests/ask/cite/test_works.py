"""Works as the graph has them."""

from pyoxigraph import Literal, NamedNode, Quad

from taobao_kg.ask.cite.works import read_work
from taobao_kg.vocab import ID, graph_iri, term


def source(world, **said):
    """Return a world with one more source, and its IRI."""
    iri = NamedNode(f"{ID}source/made-up-2020")
    graph = NamedNode(graph_iri("entities"))
    quads = [Quad(iri, term(name), Literal(text), graph) for name, text in said.items()]
    return world(extra=quads), iri.value


def test_names_in_one_text_keep_their_order(world):
    graph, iri = source(world, **{"dcterms:creator": "Wang, Li; 张三; Abbey, James"})
    work = read_work(graph, iri)
    assert [author.name for author in work.authors] == ["Wang, Li", "张三", "Abbey, James"]


def test_a_venue_is_the_publisher_of_a_book_that_names_no_other(world):
    venue = {"tkg:venue": "Jakarta: Pustaka", "tkg:sourceKind": "book"}
    assert read_work(*source(world, **venue)).publisher == "Jakarta: Pustaka"


def test_a_venue_is_what_holds_an_article_or_what_names_its_publisher_too(world):
    for said in ({"tkg:sourceKind": "article"}, {"dcterms:publisher": "Elsevier"}):
        work = read_work(*source(world, **{"tkg:venue": "Journal of Rural Studies"}, **said))
        assert work.container == "Journal of Rural Studies"
        assert work.publisher == said.get("dcterms:publisher", "")
