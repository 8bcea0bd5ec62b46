"""What is tied, on the real data, and over what two things are connected."""

import networkx as nx
import pytest

from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.measures.desk import Measures
from taobao_kg.measures.meanings import explain
from taobao_kg.measures.paths import find_paths
from taobao_kg.measures.projection import cross_actors_and_policies, project_actors
from taobao_kg.measures.report import MEASURES
from taobao_kg.measures.ties import MEASURED, read_ties
from taobao_kg.vocab import expand

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture(scope="module")
def ties(real_graph):
    return read_ties(real_graph)


def test_a_tie_is_weighted_by_its_statements(ties):
    for _, _, said in ties.edges(data=True):
        assert said["weight"] == len(said["statements"]) > 0
        assert said["predicates"] == sorted(set(said["predicates"]))


def test_only_what_is_asserted_or_reported_ties(ties, real_graph):
    advised = expand("policy:taobao-like-policy-for-indonesia")
    assert advised not in ties
    stances = {
        triple.object.value
        for _, _, said in ties.edges(data=True)
        for iri in said["statements"]
        for triple in real_graph.triples(iri, expand("tkg:stance"))
    }
    assert stances == {expand("tkg:asserted"), expand("tkg:reported")}


def test_types_and_years_choose(real_graph):
    chosen = read_ties(real_graph, types="actor,policy", years="2014..2015")
    assert set(nx.get_node_attributes(chosen, "group").values()) == {"actor", "policy"}
    assert len(chosen) < len(read_ties(real_graph, types="actor,policy"))


def test_nothing_left_is_told(real_graph):
    with pytest.raises(TaobaoKgError, match=r"nothing is tied among event dated in 1901\.\.1902;"):
        read_ties(real_graph, types=["event"], years="1901..1902")
    with pytest.raises(UsageError, match="'actr' is not a type of anything here; did you mean"):
        read_ties(real_graph, types="actr")


def test_all_shortest_paths_are_shown_with_their_statements(ties):
    start, end = expand("actor:state-council"), expand("concept:xiaokang-shehui")
    for path in find_paths(ties, start, end):
        assert (path[0].start, path[-1].end) == (start, end)
        assert len(path) == nx.shortest_path_length(ties.to_undirected(), start, end)
        for step in path:
            assert step.predicates or step.inverse


def test_two_names_of_one_thing_are_told(ties):
    thing = expand("actor:state-council")
    with pytest.raises(UsageError, match="both names mean actor:state-council"):
        find_paths(ties, thing, thing)


def test_no_path_is_told_with_both_parts(real_graph):
    ties = read_ties(real_graph, types="actor,policy")
    start, end = expand("actor:itu-china"), expand("actor:state-council")
    with pytest.raises(TaobaoKgError, match=r"two parts of the network, of \d+ and \d+ things"):
        find_paths(ties, start, end)
    with pytest.raises(TaobaoKgError, match="place:china is tied to nothing here; add types"):
        find_paths(ties, start, expand("place:china"))


def test_actors_are_tied_by_common_policies(ties):
    projected = project_actors(ties)
    government, bank = expand("actor:chinese-government"), expand("actor:world-bank")
    tie = projected[government][bank]
    assert tie["policies"] == [expand("policy:poverty-alleviation-through-rural-e-commerce")]
    assert tie["statements"] == [expand(f"claim:renolafitri-2020-052{n}") for n in (3, 5)]
    alibaba = projected[expand("actor:alibaba-group")]
    assert alibaba[expand("actor:local-governments-of-china")]["partners"] is True


def test_the_matrix_counts_statements(real_graph, ties):
    _, _, cells = cross_actors_and_policies(ties)
    rows = Measures(real_graph).matrix()
    counted = sum(int(cell.value) for row in rows for cell in row[1:])
    assert counted == sum(map(len, cells.values())) > 0


def test_the_table_is_sorted_and_whole(real_graph, ties):
    rows = Measures(real_graph).table("betweenness")
    assert rows.columns == ("thing", "group", *MEASURES)
    values = [float(row.betweenness.value) for row in rows]
    assert values == sorted(values, reverse=True)
    assert len(rows) == len(ties)
    with pytest.raises(UsageError, match="'size' is no measure"):
        Measures(real_graph).table("size")


def test_every_measure_says_what_it_means_in_three_languages():
    for lang in ("en", "id", "zh"):
        assert explain(tuple(MEASURES), lang).count("\n") == len(MEASURES) - 1
    assert explain(("degree", "path"), "zh").count("\n") == 1


def test_sources_times_and_numbers_are_not_measured_by_default():
    assert not {"source", "time", "unit", "indicator"} & {*MEASURED}


def test_paths_are_rows_that_know_their_evidence(real_graph):
    rows = Measures(real_graph).paths("State Council", "world-bank", lang="id")
    assert rows[0]["from"].value == expand("actor:state-council")
    assert all(behind for behind in rows.why())
