"""Wording: statements and links as pages show them."""

import pytest
from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.lens_choice import choose_lens, select_statements
from taobao_kg.site.lenses import lenses_of
from taobao_kg.site.wording import Link, Wording
from taobao_kg.vocab import ID, TKG, expand

ANY_URI = NamedNode(expand("xsd:anyURI"))


def test_a_thing_is_linked_in_the_language_of_the_page(wording, chinese):
    iri = f"{ID}actor/ministry-of-commerce"
    assert wording.link(iri).file == "doc/actor/ministry-of-commerce.html"
    assert chinese.link(iri).file == "doc/actor/ministry-of-commerce.zh.html"
    assert wording.link(iri).text == "Ministry of Commerce"
    assert chinese.link(iri).text == "商务部"
    assert wording.link(f"{TKG}Policy").file == "doc/class/Policy.html"


def test_a_list_is_told_by_what_it_holds(wording):
    assert wording.link(f"{TKG}chain-activeIn-1") == Link("issued → issued in")


def test_a_statement_is_linked_by_what_it_says(wording):
    iri = f"{ID}observation/blog-2018-0003"
    link = wording.link(iri)
    assert link.file == "doc/observation/blog-2018-0003.html"
    assert link.text == wording.said(iri).words
    assert "800" in link.text


@pytest.mark.parametrize(
    ("node", "link"),
    [
        (NamedNode("https://example.org/a"), Link("https://example.org/a", url="https://example.org/a")),
        (NamedNode("javascript:alert(1)"), Link("javascript:alert(1)")),
        (NamedNode("data:text/html,x"), Link("data:text/html,x")),
        (NamedNode(f"{ID}actor/nobody"), Link("actor:nobody")),
        (Literal("javascript:alert(1)", datatype=ANY_URI), Link("javascript:alert(1)")),
        (Literal("https://a.example/", datatype=ANY_URI), Link("https://a.example/", url="https://a.example/")),
        (Literal("村", language="zh-Hans"), Link("村", tag="zh-Hans")),
        (Literal("village", language="en"), Link("village")),
        (Literal("a\u202eb\n c", language="en"), Link("a\\u202eb  c")),
    ],
)  # fmt: skip
def test_only_web_addresses_and_pages_are_links(wording, node, link):
    assert wording.link(node) == link


def test_who_says_it_on_whose_word_and_how_it_stands(wording):
    said = wording.said(f"{ID}claim/paper-2020-0002")
    assert said.source.file == "doc/source/paper-2020.html"
    assert [one.file for one in said.attributed] == ["doc/source/blog-2018.html"]
    assert (said.rank, said.standing) == ("disputed", wording.label(f"{TKG}disputed"))
    assert said.contested
    assert not wording.said(f"{ID}observation/statistics-2014-0003").contested


def test_a_quotation_keeps_its_words_and_its_place(tiny_graph, tiny_built):
    from taobao_kg.site.atlas import Atlas

    wording = Wording(Atlas(tiny_graph, tiny_built), "en")
    (one,) = wording.said(f"{ID}claim/tiny-2020-0002").quotations
    assert one.text == "meningkatkan adopsi internet di desa 🌾"
    assert one.tag == "id"
    assert one.place == "page 1, characters 81–119"
    (note,) = wording.said(f"{ID}observation/tiny-2020-0003").notes
    assert (note.text, note.tag) == ("Printed as “33,1 persen”", "")


def test_marks_say_what_the_lenses_go_by(wording):
    marks = dict(wording.said(f"{ID}claim/paper-2020-0002").marks)
    assert marks["data-source"] == "paper-2020"
    assert marks["data-attributed"] == "blog-2018"
    assert marks["data-year"] == "2020"
    assert marks["data-standing"] == "disputed"
    assert "data-year" not in dict(wording.said(f"{ID}observation/page-undated-0001").marks)


def test_every_lens_offered_keeps_the_statements_its_file_keeps(wording):
    """The rules of web/src/lens.ts over the marks, against the queries of the lenses."""
    graph, queries = wording.atlas.graph, wording.atlas.folders.queries
    offered = [value for value, _ in lenses_of(wording) if value != "all"]
    assert len(offered) > 8
    for value in offered:
        choice = choose_lens(graph, queries, value.replace(":", "=", 1))
        kept = {iri for iri in wording.atlas.statements if _counts(value, wording.said(iri).marks)}
        assert kept == select_statements(graph, choice), value


def _counts(lens, marks):
    name, _, value = lens.partition(":")
    marks = dict(marks)
    attributed = marks.get("data-attributed", "").split()
    match name:
        case "uncontested":
            settled = marks.get("data-standing") not in ("disputed", "contradicted")
            return settled and "data-severe" not in marks
        case "corroborated":
            return marks.get("data-standing") == "corroborated"
        case "without-weak-sources":
            return "data-weak" not in marks
        case "official":
            return "data-official" in marks
        case "only":
            return marks["data-source"] == value
        case "without":
            return marks["data-source"] != value and set(attributed) != {value}
        case "as-of":
            return "data-year" in marks and int(marks["data-year"]) <= int(value)
    raise AssertionError(f"a lens nobody knows: {lens}")


def test_lenses_are_told_in_the_language(wording, chinese):
    english, told = dict(lenses_of(wording)), dict(lenses_of(chinese))
    assert english.keys() == told.keys()
    assert all(english[value] != told[value] for value in english)
