import json

import pytest

from taobao_kg.ask.card import make_card
from taobao_kg.ask.pages import write_card
from taobao_kg.ask.things import find_thing
from taobao_kg.errors import UsageError
from taobao_kg.vocab import expand


def card_of(graph, name, lang="en"):
    return make_card(graph, find_thing(graph, name), lang)


def test_a_card_has_names_facts_and_statements(tiny_graph):
    card = card_of(tiny_graph, "broadband-strategy", "zh")
    assert card.label == "宽带中国战略"
    assert [(n.language, n.printed_by) for n in card.names][:2] == [("en", "ours"), ("id", "ours")]
    assert card.types[0] == expand("tkg:Strategy")
    derived = {f.triple.predicate.value: f.derived for f in card.outgoing}
    assert derived[expand("tkg:ledTo")] is False
    assert derived[expand("tkg:contributesTo")] is True
    assert len(card.claims) == 2
    assert not card.observations


@pytest.mark.parametrize(
    "name", ["internet-adoption", "claim:tiny-2020-0001", "2013", "tkg:issuedBy"]
)
@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_every_kind_of_thing_has_a_page(tiny_graph, name, form):
    page = write_card(tiny_graph, card_of(tiny_graph, name), form)
    assert page.endswith("\n")
    if form == "json":
        assert json.loads(page)["iri"]


def test_numbers_are_a_table_and_a_statement_shows_its_quotation(tiny_graph):
    assert "33.1" in write_card(tiny_graph, card_of(tiny_graph, "internet-adoption"))
    assert "mengumumkan" in write_card(tiny_graph, card_of(tiny_graph, "claim:tiny-2020-0001"))


def test_a_misprint_stands_beside_the_usual_form(real_graph):
    text = write_card(real_graph, card_of(real_graph, "claim:renolafitri-2020-0385"))
    lines = (
        "as printed: Dewan Negara mengumumkan",
        "defect of print: jumbled text",
        "usual form: Dewan",
    )
    assert [line in text for line in lines] == [True, True, True]


def test_hostile_labels_are_disarmed(hostile_graph):
    card = make_card(hostile_graph, expand("actor:x"))
    text = write_card(hostile_graph, card)
    assert not set(text) & {"\x1b", "\x9b", "\u202e"}
    assert "<script>" not in write_card(hostile_graph, card, "md")


def test_a_slug_of_two_kinds_is_ambiguous(tiny_graph):
    with pytest.raises(UsageError, match="claim:tiny-2020-0001 or evidence:tiny-2020-0001"):
        find_thing(tiny_graph, "tiny-2020-0001")
