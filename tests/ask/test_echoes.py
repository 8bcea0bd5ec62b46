"""What a card leaves out because it is said already."""

from pyoxigraph import NamedNode, Triple

from taobao_kg.ask.card import Fact
from taobao_kg.ask.echoes import without_echoes
from taobao_kg.vocab import expand


def fact(s, p, o, *, derived=True):
    triple = Triple(NamedNode(expand(s)), NamedNode(expand(p)), NamedNode(expand(o)))
    return Fact(triple, derived)


def test_wider_words_and_the_other_end_are_echoes(real_graph):
    said = fact("policy:a", "tkg:partOf", "policy:b", derived=False)
    wider = fact("policy:a", "dcterms:isPartOf", "policy:b")
    inverse = fact("policy:b", "tkg:hasPart", "policy:a")
    assert without_echoes(real_graph, [said, wider, inverse]) == [said]


def test_of_two_derived_ends_the_last_stays(real_graph):
    one = fact("policy:a", "tkg:partOf", "policy:b")
    other = fact("policy:b", "tkg:hasPart", "policy:a")
    assert without_echoes(real_graph, [one, other]) == [other]
    assert without_echoes(real_graph, [other, one]) == [one]


def test_what_is_said_and_what_is_new_stays(real_graph):
    facts = [
        fact("policy:a", "tkg:partOf", "policy:b", derived=False),
        fact("policy:b", "tkg:hasPart", "policy:a", derived=False),
        fact("policy:a", "tkg:succeededBy", "policy:b"),
    ]
    assert without_echoes(real_graph, facts) == facts
