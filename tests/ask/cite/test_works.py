"""Works as the graph has them."""

from pyoxigraph import Literal, NamedNode, Quad

from taobao_kg.ask.cite.works import read_work
from taobao_kg.vocab import ID, graph_iri, term


def test_names_in_one_text_keep_their_order(world):
    iri = f"{ID}source/made-up-2020"
    creator = Quad(
        NamedNode(iri),
        term("dcterms:creator"),
        Literal("Wang, Li; 张三; Abbey, James"),
        NamedNode(graph_iri("entities")),
    )
    work = read_work(world(extra=[creator]), iri)
    assert [author.name for author in work.authors] == ["Wang, Li", "张三", "Abbey, James"]
