"""The reference of the ontology and the pages of its terms say what the ontology says."""

from pathlib import Path

from pyoxigraph import RdfFormat, parse

from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.site.ontology import Branch, Ontology
from taobao_kg.site.pages.reference import reference_values
from taobao_kg.site.pages.term import term_values
from taobao_kg.site.rendering import Renderer
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import PREFIXES, TKG, expand, term

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def of_text(turtle: str) -> Ontology:
    """Return an ontology of a few lines of Turtle."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    text = f"{prefixes} GRAPH graph:ontology {{ {turtle} }}"
    engine = EmbeddedEngine()
    engine.extend(list(parse(text.encode(), RdfFormat.TRIG)))
    return Ontology(Graph(engine))


def local(branches: tuple[Branch, ...] | list[Branch]) -> list:
    return [
        (one.iri.removeprefix(TKG), local(one.narrower)) if one.narrower else one.iri[len(TKG) :]
        for one in branches
    ]


def test_a_class_below_two_others_stands_under_both_but_once_with_what_is_below():
    ontology = of_text(
        "tkg:A a owl:Class . tkg:B a owl:Class . "
        "tkg:C a owl:Class ; rdfs:subClassOf tkg:A , tkg:B , prov:Entity . "
        "tkg:D a owl:Class ; rdfs:subClassOf tkg:C ."
    )
    assert local(ontology.tree()) == [("A", [("C", ["D"])]), ("B", ["C"])]


def test_classes_in_a_circle_are_shown_once():
    ontology = of_text(
        "tkg:A a owl:Class ; rdfs:subClassOf tkg:B . tkg:B a owl:Class ; rdfs:subClassOf tkg:A ."
    )
    assert local(ontology.tree()) == [("A", [("B", ["A"])])]


def test_an_inverse_is_known_from_both_ends():
    ontology = of_text("tkg:p owl:inverseOf tkg:q .")
    assert ontology.inverses(TKG + "p") == [TKG + "q"]
    assert ontology.inverses(TKG + "q") == [TKG + "p"]


def test_vocabularies_count_each_of_our_terms_once():
    ontology = of_text(
        "tkg:A rdfs:subClassOf prov:Entity , tkg:B ; skos:closeMatch prov:Plan , schema:Thing . "
        "prov:Plan rdfs:subClassOf prov:Entity ."
    )
    counts = {prefix: count for prefix, _, count in ontology.vocabularies()}
    assert counts == {"prov": 1, "schema": 1}


def test_every_term_of_the_file_is_in_the_reference_once(wording):
    values = reference_values(wording)
    html = Renderer(wording).render("ontology", "ontology", values)
    kinds = {
        expand(f"owl:{name}")
        for name in ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual")
    }
    terms = {
        triple.subject.value.removeprefix(TKG)
        for triple in parse_turtle(ONTOLOGY / "taobao-kg.ttl")
        if triple.predicate == term("rdf:type")
        and triple.object.value in kinds
        and triple.subject.value.startswith(TKG)
    }
    assert len(terms) > 200
    for name in terms:
        assert html.count(f'<li id="{name}">') == 1, name
    for path in (ONTOLOGY / "rules").glob("*.rq"):
        assert html.count(f'id="rule-{path.stem}"') == 1


def test_members_and_triples_are_those_of_the_lens(wording):
    values = reference_values(wording)
    entries = {leaf.name.text: leaf.entry for leaf in values["tree"]}
    graph = wording.atlas.graph
    count = len(list(graph.triples(p=term("rdf:type"), o=term("tkg:Actor"))))
    assert count > 0
    assert entries["actor"].uses == f"{count} members"


def relations_of(wording, name):
    values = term_values(wording, wording.atlas.things[TKG + name])
    return {one.name: [link.text for link in one.links] for one in values["relations"]}


def test_a_property_tells_how_it_hangs_together(wording):
    told = relations_of(wording, "issuedBy")
    assert told["domain"] == ["policy"]
    assert told["range"] == ["actor"]
    assert told["inverse"] == ["issued"]
    assert "prov:wasAttributedTo" in told["aligned"]
    told = relations_of(wording, "activeIn")
    assert told["chain"] == ["issued", "issued in"]
    (trait,) = relations_of(wording, "partOf")["traits"]
    assert trait.startswith("transitive")


def test_a_class_tells_what_is_above_below_and_apart(wording):
    told = relations_of(wording, "Policy")
    assert "notice" in told["narrower_class"]
    assert "wider_class" not in told
    assert "source" in told["disjoint"]
    assert relations_of(wording, "Notice")["wider_class"] == ["policy"]


def test_examples_use_the_term_and_are_five_at_most(wording):
    atlas = wording.atlas
    seen = 0
    for thing in (*atlas.of_kind("class"), *atlas.of_kind("term")):
        values = term_values(wording, thing)
        said = values["example_statements"]
        assert len(said) + len(values["example_triples"]) <= 5
        for one in said:
            assert atlas.statements[one.iri].predicate.value == thing.iri
            seen += 1
        name = wording.link(thing.iri)
        for one in values["example_triples"]:
            assert name in (one.predicate, one.object)
            seen += 1
    assert seen > 20


def test_definitions_speak_the_language_of_the_page_and_notes_in_another_say_so(chinese):
    html = Renderer(chinese).render("ontology", "ontology", reference_values(chinese))
    assert "<p>发布或宣布该政策的行动者。</p>" in html
    assert '<span lang="en">The subclasses name the form of the text or undertaking;' in html
    thing = chinese.atlas.things[TKG + "issuedBy"]
    assert term_values(chinese, thing)["definition"].text == "发布或宣布该政策的行动者。"


def test_shapes_are_counted_by_kind(wording):
    told = dict(reference_values(wording)["shapes"])
    text = (ONTOLOGY / "shapes.ttl").read_text(encoding="utf-8")
    assert told == {"node": text.count("sh:NodeShape"), "property": text.count("sh:PropertyShape")}


def test_examples_differ_where_they_can(wording):
    atlas = wording.atlas
    name = f"{TKG}issuedBy"
    said = term_values(wording, atlas.things[name])["example_statements"]
    every = {
        one.source for one in atlas.statements_about(name) if one.predicate == term("tkg:issuedBy")
    }
    assert len(every) > 1
    told = [atlas.statements[one.iri].source for one in said]
    assert len(set(told)) == min(len(every), 5)


def test_a_query_for_all_uses_finds_as_many_as_are_told(wording):
    from urllib.parse import unquote

    for name in ("issuedBy", "Policy", "asserted", "activeIn"):
        values = term_values(wording, wording.atlas.things[TKG + name])
        query = f"PREFIX rdf: <{PREFIXES['rdf']}>\n{unquote(values['uses_query'])}"
        rows = list(wording.atlas.graph.query(query))
        told = int("".join(filter(str.isdigit, values["all_uses"])))
        assert len(rows) >= told > 0, name
