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
    rows = [{"sum": decimal("3000000"), "unit": CNY, "when": YEAR}]
    sentence = "{sum unit}[ in {when}]."
    assert fill_sentence(sentence, rows, "en", names) == "RMB 3 million in 2013."
    assert fill_sentence(sentence, rows, "zh", names) == "300万人民币元 in 2013."


def test_what_has_no_value_is_left_out_with_its_brackets(names):
    rows = [{"share": decimal("14.9"), "unit": PERCENT}]
    assert fill_sentence("{share unit}[ in {when}]{gone}.", rows, "en", names) == "14.9 %."
    assert fill_sentence("{share unit}", rows, "zh", names) == "14.9%"


def test_several_values_are_joined_in_order(names):
    rows = [{"n": decimal("20")}, {"n": decimal("3")}, {"n": decimal("3.0")}]
    assert fill_sentence("{n}", rows, "en", names) == "3, 20"
    assert fill_sentence("{n}", rows, "zh", names) == "3、20"


def test_a_computed_number_is_rounded_to_three_digits(names):
    rows = [{"n": decimal("10.888888888888888888")}]
    assert fill_sentence("{n}", rows, "id", names) == "10,9"


def test_a_text_with_braces_is_not_filled_again(names):
    rows = [{"a": Literal("{b} [x]\n\n y"), "b": Literal("hidden")}]
    assert fill_sentence("{a}", rows, "en", names) == "{b} [x] y"


def test_a_thing_without_a_label_has_its_short_name(names):
    rows = [{"a": NamedNode("https://w3id.org/taobao-kg/id/actor/nobody")}]
    assert fill_sentence("{a}", rows, "en", names) == "actor:nobody"


def test_who_says_what_stands_behind_each_value(names):
    rows = [
        {"n": decimal("353"), "unit": PERCENT, "who": Literal("Xinhua, 2018")},
        {"n": decimal("4"), "unit": PERCENT, "who": Literal("Zhao, 2020")},
        {"n": decimal("353.0"), "unit": PERCENT, "who": Literal("Abbey 2012")},
        {"n": decimal("5"), "unit": PERCENT},
    ]
    wanted = "4 % (Zhao, 2020), 5 %, 353 % (Abbey 2012; Xinhua, 2018)."
    assert fill_sentence("{n unit by who}.", rows, "en", names) == wanted
    wanted = "4%（Zhao, 2020）、5%、353%（Abbey 2012；Xinhua, 2018）"
    assert fill_sentence("[{n unit by who}]", rows, "zh", names) == wanted
    assert fill_sentence("[{n unit by nobody}]", rows, "en", names) == ""
