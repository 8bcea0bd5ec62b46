"""Numbers and names in sentences, in three languages."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from taobao_kg.build.wording import Names, Values, fill_sentence
from taobao_kg.vocab import term

CNY, PERCENT, YEAR = term("unit:cny"), term("unit:percent"), term("year:2013")


@pytest.fixture
def store():
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
    return store


@pytest.fixture
def names(store):
    return Names(store)


def decimal(text):
    return Literal(text, datatype=term("xsd:decimal"))


def test_a_sentence_names_things_and_amounts(names):
    values = Values([{"sum": decimal("3000000"), "unit": CNY, "when": YEAR}], names)
    sentence = "{sum unit}[ in {when}]."
    assert fill_sentence(sentence, values, "en") == "RMB 3 million in 2013."
    assert fill_sentence(sentence, values, "zh") == "300万人民币元 in 2013."


def test_what_has_no_value_is_left_out_with_its_brackets(names):
    values = Values([{"share": decimal("14.9"), "unit": PERCENT}], names)
    assert fill_sentence("{share unit}[ in {when}]{gone}.", values, "en") == "14.9 %."
    assert fill_sentence("{share unit}", values, "zh") == "14.9%"


def test_several_values_are_joined_in_order(names):
    values = Values([{"n": decimal("20")}, {"n": decimal("3")}, {"n": decimal("3.0")}], names)
    assert fill_sentence("{n}", values, "en") == "3, 20"
    assert fill_sentence("{n}", values, "zh") == "3、20"


def test_a_computed_number_is_rounded_to_three_digits(names):
    values = Values([{"n": decimal("10.888888888888888888")}], names)
    assert fill_sentence("{n}", values, "id") == "10,9"


def test_a_text_with_braces_is_not_filled_again(names):
    values = Values([{"a": Literal("{b} [x]\n\n y"), "b": Literal("hidden")}], names)
    assert fill_sentence("{a}", values, "en") == "{b} [x] y"


def test_a_thing_without_a_label_has_its_short_name(names):
    values = Values([{"a": NamedNode("https://w3id.org/taobao-kg/id/actor/nobody")}], names)
    assert fill_sentence("{a}", values, "en") == "actor:nobody"


def test_who_says_what_stands_behind_each_value(names):
    rows = [
        {"n": decimal("353"), "unit": PERCENT, "who": Literal("Xinhua, 2018")},
        {"n": decimal("4"), "unit": PERCENT, "who": Literal("Zhao, 2020")},
        {"n": decimal("353.0"), "unit": PERCENT, "who": Literal("Abbey 2012")},
        {"n": decimal("5"), "unit": PERCENT},
    ]
    values = Values(rows, names)
    wanted = "4 % (Zhao, 2020), 5 %, 353 % (Abbey 2012; Xinhua, 2018)."
    assert fill_sentence("{n unit by who}.", values, "en") == wanted
    wanted = "4%（Zhao, 2020）、5%、353%（Abbey 2012；Xinhua, 2018）"
    assert fill_sentence("[{n unit by who}]", values, "zh") == wanted
    assert fill_sentence("[{n unit by nobody}]", values, "en") == ""


def test_two_values_that_read_alike_are_said_once_with_all_their_sayers(names):
    rows = [
        {"n": decimal("4"), "who": Literal("Zhao, 2020")},
        {"n": decimal("4.0"), "who": Literal("Abbey 2012")},
        {"n": decimal("4.0")},
    ]
    values = Values(rows, names)
    assert fill_sentence("{n by who}", values, "en") == "4 (Abbey 2012; Zhao, 2020)"
    assert fill_sentence("{n}", values, "id") == "4"


@pytest.mark.parametrize(
    ("lang", "with_unit", "bare"),
    [
        ("en", "7 %, 1,234.5 %", "7, 1,234"),
        ("id", "7 %, 1.234,5 %", "7, 1.234"),
        ("zh", "7%、1234.5%", "7、1234"),
    ],
)
def test_a_place_reads_alike_wherever_it_stands_and_otherwise_without_its_unit(
    names, lang, with_unit, bare
):
    rows = [{"n": decimal("1234.5"), "unit": PERCENT}, {"n": decimal("7"), "unit": PERCENT}]
    values = Values(rows, names)
    for _ in range(2):
        assert fill_sentence("{n unit}[ {n unit}]", values, lang) == f"{with_unit} {with_unit}"
        assert fill_sentence("{n}", values, lang) == bare


def test_numbers_are_held_by_size_and_everything_else_by_text(names):
    rows = [{"n": decimal(n), "who": Literal(who)} for n, who in (("20", "B"), ("3", "a"))]
    values = Values(rows, names)
    assert values.held("n") == [decimal("3"), decimal("20")]
    assert values.held("who") == [Literal("B"), Literal("a")]
    assert not values.held("nobody")


def test_a_thing_and_a_unit_are_looked_up_once(store):
    asked = []

    class Workspace:
        def quads_for_pattern(self, *pattern):
            asked.append(pattern[:2])
            return store.quads_for_pattern(*pattern)

    names = Names(Workspace())
    for number in ("1", "2.5", "1"):
        values = Values([{"n": decimal(number), "unit": CNY, "when": YEAR}], names)
        for lang in ("en", "id", "zh"):
            fill_sentence("{n unit} {when} {unit}", values, lang)
    said = ("rdfs:label", "tkg:symbol", "tkg:dimension")
    wanted = [(CNY, term(name)) for name in said] + [(YEAR, term("rdfs:label"))]
    assert sorted(asked, key=str) == sorted(wanted, key=str)
