import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from taobao_kg.errors import DataError, TaobaoKgError
from taobao_kg.turtle import (
    natural_key,
    parse_turtle,
    rewrite_turtle,
    subject_lines,
    write_things,
    write_turtle,
)
from taobao_kg.vocab import ID, PREFIXES, TKG

XSD = PREFIXES["xsd"]


def read(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text.encode(), RdfFormat.TURTLE)]


any_text = st.text(st.characters(exclude_categories=["Cs"]))
slugs = st.from_regex(r"[a-z0-9]([a-z0-9.%:~_-]{0,12}[a-z0-9])?(/[a-z0-9-]+)?", fullmatch=True)
named = st.builds(
    lambda space, slug: NamedNode(space + slug),
    st.sampled_from([ID, ID + "claim/", TKG, PREFIXES["rdfs"], "https://example.org/ä?x=1&y#"]),
    slugs.filter(lambda slug: "%" not in slug),
)
literals = st.one_of(
    st.builds(Literal, any_text),
    st.builds(
        lambda text, tag: Literal(text, language=tag),
        any_text,
        st.sampled_from(["en", "id", "zh-hans", "zh-latn", "ar", "bo", "x-a"]),
    ),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(XSD + name)),
        st.one_of(any_text, st.sampled_from(["1.50", "007", "1e3", ".5", "+1", "1.", "true", "1"])),
        st.sampled_from(["integer", "decimal", "double", "boolean", "gYear", "date", "int"]),
    ),
)
triples = st.builds(Triple, named, named, st.one_of(named, literals))


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(triples, max_size=12))
def test_what_is_written_reads_back(world):
    text = write_turtle(world)
    back = read(text)
    assert set(back) == set(world)
    assert write_turtle(back) == text


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(triples, max_size=8).flatmap(lambda w: st.tuples(st.just(w), st.permutations(w))))
def test_order_and_repetition_do_not_matter(worlds):
    first, second = worlds
    assert write_turtle(first) == write_turtle([*second, *first])


@settings(deadline=None)  # a busy machine is no fault
@given(any_text)
def test_a_hostile_literal_stays_what_it_is(text):
    triple = Triple(NamedNode(ID + "actor/a"), NamedNode(TKG + "x"), Literal(text, language="zh"))
    assert read(write_turtle([triple])) == [triple]


def test_scripts_are_written_as_themselves():
    text = "国务院 दिल्ली سوق 🌾 é"
    assert unicodedata.is_normalized("NFC", text)
    assert text in write_turtle([Triple(NamedNode(ID + "a"), NamedNode(TKG + "x"), Literal(text))])


def test_the_one_form():
    text = """\
@base <https://w3id.org/taobao-kg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tkg: <https://w3id.org/taobao-kg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<actor/a-2>
  a tkg:Actor ;
  rdfs:label
    "State Council"@en ,
    "国务院"@zh-Hans ;
  <https://example.org/seen> "2006"^^xsd:gYear ;
  tkg:value 1.50 ;
  .

<actor/a-10>
  a tkg:Actor ;
  .
"""
    assert write_turtle(read(text)) == text


def test_a_blank_node_is_refused():
    with pytest.raises(TaobaoKgError, match="needs a name"):
        write_turtle([Triple(BlankNode("b"), NamedNode(TKG + "x"), Literal("y"))])


def test_natural_order_is_total():
    names = ["a-10", "a-2", "a-02", "a", "b-1", "10", "2", ""]
    assert sorted(names, key=natural_key) == ["", "2", "10", "a", "a-02", "a-2", "a-10", "b-1"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"@prefix a: <http://a/> .\na:b a:c\n", 3, "not Turtle"),
        (b"<http://a> <http://a> <http://a> .\n<b> unknown:x <c> .\n", 2, "unknown:"),
        (b'<a> <b> "x\ny" .', 1, "not Turtle"),
        (b"<a> <b> <c> .\n\n<a> <b> 'caf\xe9' .", 3, "not UTF-8: byte 0xe9; save the file"),
    ],
)
def test_broken_files_are_named_with_their_line(tmp_path, monkeypatch, content, line, words):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "broken.ttl"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        parse_turtle(path)
    assert (caught.value.file, caught.value.line) == ("broken.ttl", line)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unreadable_file_is_named(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        parse_turtle(tmp_path / "missing.ttl")


def test_subject_lines_are_where_an_editor_shows_them(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(
        "@base <https://w3id.org/taobao-kg/id/> .\n"
        "@prefix tkg: <https://w3id.org/taobao-kg/ontology#> .\n"
        "@prefix mine: <mine/> .\n\n"
        "<actor/a> a tkg:Actor ;\n  tkg:partOf <actor/b> .\n"
        "tkg:Actor a tkg:X .\nmine:b a tkg:X .\n<https://example.org/> a tkg:X .\n",
        encoding="utf-8",
    )
    assert subject_lines(path) == {
        ID + "actor/a": 5,
        TKG + "Actor": 7,
        ID + "mine/b": 8,
        "https://example.org/": 9,
    }


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(triples, max_size=8))
def test_subject_lines_find_all_that_the_formatter_wrote(tmp_path_factory, world):
    path = tmp_path_factory.getbasetemp() / "subjects.ttl"
    path.write_text(write_turtle(world), encoding="utf-8", newline="\n")
    assert set(subject_lines(path)) == {t.subject.value for t in world}


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(triples, max_size=8))
def test_a_file_is_rewritten_as_n_triples_in_its_order(tmp_path_factory, world):
    path = tmp_path_factory.getbasetemp() / "rewritten.ttl"
    path.write_text(write_turtle(world), encoding="utf-8", newline="\n")
    lines = parse(rewrite_turtle(path), RdfFormat.N_TRIPLES)
    assert [quad.triple for quad in lines] == parse_turtle(path)


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(triples, max_size=8))
def test_what_is_grouped_is_written_as_its_triples(world):
    things = {}
    for subject, predicate, value in world:
        things.setdefault(subject.value, {}).setdefault(predicate.value, set()).add(value)
    assert write_things(things) == write_turtle(world)


def test_a_query_in_a_shape_keeps_its_lines():
    query = 'SELECT $this\n  WHERE {\n    $this ?p "a\\\\b" .\n  }'
    triple = Triple(NamedNode(ID + "a"), NamedNode(TKG + "select"), Literal(query))
    text = write_turtle([triple])
    assert "\n    $this ?p" in text
    assert read(text) == [triple]
