"""The standing of a statement in words, by the labels of the ontology."""

import pytest

from taobao_kg.ask.standings import standing_text
from taobao_kg.ask.statements import read_statements
from taobao_kg.vocab import ID, TKG, term


@pytest.fixture(scope="module")
def statements(real_graph):
    """Return a statement of each standing, by its local name."""
    found = {}
    for triple in real_graph.triples(p=term("tkg:standing")):
        found.setdefault(triple.object.value.removeprefix(TKG), triple.subject.value)
    return {name: read_statements(real_graph, [iri])[0] for name, iri in found.items()}


def test_what_nobody_repeats_has_one_source(real_graph, statements):
    assert standing_text(real_graph, statements["singleSourced"], "en") == (
        "standing: single-sourced"
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "standing: corroborated; independent sources: "),
        ("id", "kedudukan: dikuatkan; sumber independen: "),
        ("zh", "印证状况：得到印证；独立来源数："),
    ],
)
def test_what_is_corroborated_names_by_how_many_and_whom(real_graph, statements, lang, words):
    text = standing_text(real_graph, statements["corroborated"], lang)
    assert text.startswith(words)
    sources = {
        triple.object.value
        for iri in statements["corroborated"].corroborated
        for triple in real_graph.triples(iri, term("tkg:statedIn"))
    }
    assert sources
    assert all(real_graph.label(source, lang) in text for source in sources)


@pytest.mark.parametrize("standing", ["disputed", "contradicted"])
def test_what_is_opposed_names_by_whom(real_graph, statements, standing):
    text = standing_text(real_graph, statements[standing], "en")
    assert "opposed by: " in text


def test_a_statement_without_standing_says_nothing(real_graph, statements):
    unknown = statements["singleSourced"]._replace(standing="")
    assert standing_text(real_graph, unknown, "en") == ""
    assert unknown.iri.startswith(ID)
