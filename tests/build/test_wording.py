"""Numbers and names in sentences, in three languages."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from taobao_kg.build.wording import Names, fill_sentence
from taobao_kg.vocab import term

CNY, PERCENT, YEAR = term("unit:cny"), term("unit:percent"), term("year:2013")


@pytest.fixture
def names():
    store = Store()
    store.extend(
        [
            Quad(CNY, term("rdfs:label"), Literal("renminbi yuan", language="en")),
            Quad(CNY, term("rdfs:label"), Literal("人民币元", language="zh-Hans")),
            Quad(CNY, term("tkg:symbol"), Literal("RMB")),
            Quad(CNY, term("tkg:dimension"), Literal("money")),
            Quad(PERCENT, term("tkg:symbol"), Literal("%")),
            Quad(PERCENT, term("tkg:dimension"), Literal("share")),
            Quad(YEAR, term("rdfs:label"), Literal("2013", language="en")),
        ]
    )
    return Names(store)


def decimal(text):
    return Literal(text, datatype=term("xsd:decimal"))


def test_a_sentence_names_things_and_amounts(names):
    values = {"sum": {decimal("3000000")}, "unit": {CNY}, "when": {YEAR}}
    sentence = "{sum unit}[ in {when}]."
    assert fill_sentence(sentence, values, "en", names) == "RMB 3 million in 2013."
    assert fill_sentence(sentence, values, "zh", names) == "300万人民币元 in 2013."


def test_what_has_no_value_is_left_out_with_its_brackets(names):
    values = {"share": {decimal("14.9")}, "unit": {PERCENT}}
    assert fill_sentence("{share unit}[ in {when}]{gone}.", values, "en", names) == "14.9 %."
    assert fill_sentence("{share unit}", values, "zh", names) == "14.9%"


def test_several_values_are_joined_in_order(names):
    values = {"n": {decimal("20"), decimal("3"), decimal("3.0")}}
    assert fill_sentence("{n}", values, "en", names) == "3, 20"
    assert fill_sentence("{n}", values, "zh", names) == "3、20"


def test_a_computed_number_is_rounded_to_three_digits(names):
    values = {"n": {decimal("10.888888888888888888")}}
    assert fill_sentence("{n}", values, "id", names) == "10,9"


def test_a_text_with_braces_is_not_filled_again(names):
    values = {"a": {Literal("{b} [x]\n\n y")}, "b": {Literal("hidden")}}
    assert fill_sentence("{a}", values, "en", names) == "{b} [x] y"


def test_a_thing_without_a_label_has_its_short_name(names):
    values = {"a": {NamedNode("https://w3id.org/taobao-kg/id/actor/nobody")}}
    assert fill_sentence("{a}", values, "en", names) == "actor:nobody"
