import pytest
from pyoxigraph import Literal

from taobao_kg.ask.ranking import Ranking, number_of, ranking_of, ranks_of
from taobao_kg.ask.results import Rows
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph

GRAPH = Graph(EmbeddedEngine())


def rows(*numbers):
    cells = [[Literal("x"), None if n is None else Literal(n)] for n in numbers]
    return Rows(("name", "count"), cells, GRAPH)


@pytest.mark.parametrize(
    ("order", "ranking"),
    [
        ("ORDER BY DESC(?count) ?name", Ranking("count", True)),
        ("order by desc ( ?count )", Ranking("count", True)),
        ("ORDER BY ?count", Ranking("count", False)),
        ("ORDER BY ASC(?count) LIMIT 3", Ranking("count", False)),
        ("ORDER BY ?name DESC(?count)", None),
        ("ORDER BY ?other", None),
        ("ORDER BY STRLEN(?name)", None),
        ("LIMIT 3", None),
        ("", None),
    ],
)
def test_it_is_the_number_sorted_by_first(order, ranking):
    inner = "{ SELECT ?name WHERE { ?name ?p ?o } ORDER BY DESC(?count) }"
    assert ranking_of(f"SELECT ?name ?count WHERE {{ {inner} }} {order}", rows(1, 2)) == ranking


def test_a_column_without_numbers_ranks_nothing():
    assert ranking_of("SELECT ?count { } ORDER BY ?count", rows("a", "b")) is None


def test_equal_numbers_share_a_rank():
    assert ranks_of(rows(9, 7, 7, None, 1), Ranking("count", True)) == [1, 2, 2, None, 4]
    assert ranks_of(rows(1, 2, 2, 3), Ranking("count", False)) == [1, 2, 2, 4]


def test_what_is_no_finite_number_is_none():
    assert number_of(Literal(1.5)) is not None
    assert [number_of(cell) for cell in (None, Literal("1"), Literal(float("nan")))] == [None] * 3
