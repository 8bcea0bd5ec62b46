"""What is told of a check and of what it finds is N-Triples, the numbers in them the greatest."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse

from taobao_kg.build.checks import LANGUAGES, read_check
from taobao_kg.build.telling import Teller, describe_check
from taobao_kg.build.wording import Names, Values
from taobao_kg.vocab import term
from tests.build.worlds import CHECKS

NODE = NamedNode("https://w3id.org/taobao-kg/id/discrepancy/one")


@pytest.fixture
def check():
    return read_check(CHECKS / "part-exceeds-whole.rq")


def read(lines):
    """Return what lines say, by predicate."""
    said = {}
    for quad in parse("\n".join(lines).encode(), RdfFormat.N_TRIPLES):
        said.setdefault(quad.predicate, set()).add(quad.object)
    return said


def tell(check, rows):
    """Return what is told of one discrepancy in a world where nothing has a name."""
    return read(Teller(check).tell(NODE, Values(rows, Names(Store()))))


def test_a_check_has_its_reason_and_a_title_in_every_language(check):
    said = read(describe_check(check))
    assert said[term("rdfs:comment")] == {Literal(check.reason, language="en")}
    titles = {Literal(check.titles[lang], language=tag) for lang, tag in LANGUAGES.items()}
    assert said[term("rdfs:label")] == titles


def test_every_value_of_a_variable_is_told_but_of_numbers_the_greatest(check):
    statements = [term("observation:a"), term("observation:b")]
    factors = [Literal("9.5", datatype=term("xsd:decimal")), Literal(10)]
    pairs = zip(statements, factors, strict=True)
    said = tell(check, [{"statement": one, "factor": factor} for one, factor in pairs])
    assert said[term("tkg:between")] == set(statements)
    assert said[term("tkg:factor")] == {Literal(10)}
    assert said[term("tkg:kind")] == {Literal("part-exceeds-whole")}
    assert said[term("tkg:foundBy")] == {term("rule:part-exceeds-whole")}


@pytest.mark.parametrize(
    "value",
    [
        Literal('"a"\n\\', language="zh-Hans"),
        BlankNode("b"),
        Triple(NODE, NODE, Triple(NODE, NODE, Literal("c"))),
    ],
    ids=str,
)
def test_a_value_of_any_kind_comes_back_as_it_was(check, value):
    assert tell(check, [{"factor": value}])[term("tkg:factor")] == {value}


@pytest.mark.parametrize(
    ("computed", "told"),
    [("14.492753623188405797", "14.4927536232"), ("2.000000000000000001", "2"), ("1.50", "1.5")],
)
def test_a_quotient_is_told_to_twelve_digits(check, computed, told):
    said = tell(check, [{"factor": Literal(computed, datatype=term("xsd:decimal"))}])
    assert said[term("tkg:factor")] == {Literal(told, datatype=term("xsd:decimal"))}


def test_things_are_what_it_concerns_and_texts_are_not(check):
    rows = [{"indicator": term("indicator:gdp"), "about": Literal("somewhere")}]
    assert tell(check, rows)[term("tkg:concerns")] == {term("indicator:gdp")}


def test_words_come_back_as_they_were_whatever_stands_in_them(check):
    odd = 'a "quoted" \\ name <b> 中\x07'
    said = tell(check, [{"indicator": Literal(odd), "about": term("place:anhui")}])
    title = next(text for text in said[term("rdfs:label")] if text.language == "en")
    assert title.value == f"{check.titles['en']}: {odd} · place:anhui"
