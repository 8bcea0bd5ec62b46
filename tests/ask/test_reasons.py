import json

import pytest
from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.pages import write_reason
from taobao_kg.ask.reasons import explain, read_triple
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.vocab import expand


def reason(graph, *names):
    return explain(graph, read_triple(graph, *names))


def test_a_fact_rests_on_its_claim(tiny_graph):
    found = reason(tiny_graph, "broadband-strategy", "issuedBy", "Dewan Negara")
    assert found.holds
    assert [s.iri.rpartition("/")[2] for s in found.statements] == ["tiny-2020-0001"]
    assert "mengumumkan" in found.statements[0].quotes[0].text
    assert found.rules == ("claim-to-triple",)


def test_a_derived_fact_goes_down_to_the_text(tiny_graph):
    found = reason(tiny_graph, "state-council", "tkg:creditedWith", "internet-adoption")
    assert found.rules
    text = write_reason(tiny_graph, found)
    for part in ("derived by rule:closure-chain-of-two", "axiom: ", "mengumumkan", "meningkatkan"):
        assert part in text
    assert json.loads(write_reason(tiny_graph, found, "json"))["premises"]
    assert write_reason(tiny_graph, found, "md").startswith("# State Council")


def test_a_number_says_what_is_measured(tiny_graph):
    found = reason(tiny_graph, "internet-adoption", "measuredBy", "internet-adoption-rate")
    assert found.statements[0].value == "33.1"


def test_what_our_files_record_names_its_graph(tiny_graph):
    assert reason(tiny_graph, "state-council", "a", "tkg:StateBody").recorded == ("entities",)
    label = reason(tiny_graph, "state-council", "rdfs:label", '"State Council"@en')
    assert label.recorded == ("entities",)
    assert label.triple.object == Literal("State Council", language="en")


def test_a_triple_that_is_not_there_is_answered_with_the_nearest(tiny_graph):
    with pytest.raises(TaobaoKgError, match="near it: policy:broadband-strategy tkg:issuedBy") as e:
        reason(tiny_graph, "broadband-strategy", "issuedBy", "internet-adoption")
    assert e.value.exit_code == 1


def test_unknown_names(tiny_graph):
    with pytest.raises(UsageError, match="did you mean tkg:issuedBy"):
        read_triple(tiny_graph, "broadband-strategy", "isuedBy", "2013")
    with pytest.raises(UsageError, match="names nothing"):
        read_triple(tiny_graph, "broadband-strategy", "issuedBy", "qqqq")


def test_a_property_by_its_label(tiny_graph):
    triple = read_triple(tiny_graph, "Broadband Strategy", "issued by", "state-council")
    assert triple.predicate == NamedNode(expand("tkg:issuedBy"))
