"""Every term can be read: labels in three languages with pinyin, and a definition."""

import re
import unicodedata
from collections import Counter, defaultdict

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from taobao_kg.turtle import parse_turtle, write_turtle
from taobao_kg.vocab import PREFIXES, TKG, expand, shorten

TYPE = NamedNode(expand("rdf:type"))
KINDS = {
    expand(f"owl:{kind}")
    for kind in (
        "AnnotationProperty",
        "Class",
        "DatatypeProperty",
        "NamedIndividual",
        "ObjectProperty",
    )
}
LANGUAGES = ("en", "id", "zh-hans", "zh-latn")  # as parsed: lower case


@pytest.fixture(scope="module")
def described(ontology):
    """Terms of ours with their values by predicate."""
    found = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in ontology:
        if subject.value.startswith(TKG):
            found[subject.value][shorten(predicate.value)].append(value)
    kinds = {iri: {v.value for v in values["rdf:type"]} for iri, values in found.items()}
    return {iri: values for iri, values in found.items() if kinds[iri] & KINDS}


def test_core_classes_of_the_contract_are_there(described):
    names = """Actor StateBody PartyBody LocalGovernment Company InternationalOrganisation
        CivilOrganisation ResearchBody Person SocialGroup Policy Strategy Opinion Decision Notice
        Plan Law Initiative Programme Agreement Instrument Goal Problem Outcome Concept Platform
        Place Event Year Period Indicator Source Claim Observation Statement Evidence
        Discrepancy"""
    assert {TKG + name for name in names.split()} <= described.keys()


def test_core_properties_of_the_contract_are_there(described):
    names = """year period place indicator about value unit bound page section locator between
        kind severity foundBy statedIn evidence attributedTo asPrinted stance contributesTo causes
        addresses issuedBy implementedBy issuedIn usesInstrument aimsAt ledTo implements basedOn
        partOf appliesIn owns founded partnersWith locatedIn labelSource textSha256"""
    assert {TKG + name for name in names.split()} <= described.keys()


def test_every_term_has_one_label_a_language(described):
    for iri, values in described.items():
        assert Counter(v.language for v in values["rdfs:label"]) == dict.fromkeys(LANGUAGES, 1), iri


def test_every_term_has_one_definition_a_language(described):
    forms = {"en": r"[A-Z].*\.", "id": r"[A-Z].*\.", "zh-hans": r".*[\u4e00-\u9fff].*。"}
    for iri, values in described.items():
        definitions = {v.language: v.value for v in values["skos:definition"]}
        assert len(values["skos:definition"]) == len(definitions) == len(forms), iri
        for tag, form in forms.items():
            assert re.fullmatch(form, definitions[tag]), (iri, tag)


def test_no_two_terms_share_a_definition(described):
    found = Counter(str(v) for values in described.values() for v in values["skos:definition"])
    assert [text for text, count in found.items() if count > 1] == []


def test_no_two_terms_share_a_label(described):
    found = Counter(str(v) for values in described.values() for v in values["rdfs:label"])
    assert [text for text, count in found.items() if count > 1] == []


def test_every_term_names_its_ontology(described):
    for iri, values in described.items():
        assert [v.value for v in values["rdfs:isDefinedBy"]] == [TKG.rstrip("#")], iri


def test_classes_begin_with_a_capital_and_nothing_else_does(described):
    for iri, values in described.items():
        is_class = any(v.value == expand("owl:Class") for v in values["rdf:type"])
        assert shorten(iri)[4].isupper() == is_class, iri


def test_chinese_labels_are_chinese_and_pinyin_reads_them(ontology):
    pypinyin = pytest.importorskip("pypinyin", reason="pypinyin reads the labels")
    labels = defaultdict(dict)
    for subject, predicate, value in ontology:
        if shorten(predicate.value) == "rdfs:label":
            labels[subject.value][value.language] = value.value
    for iri, words in labels.items():
        chinese, pinyin = words["zh-hans"], words["zh-latn"]
        assert letters("".join(pypinyin.lazy_pinyin(chinese))) == letters(pinyin), iri


def letters(text: str) -> str:
    """Return the ASCII letters and digits of a text, ü as u."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("v", "u"))
    return re.sub(r"[^a-z0-9]", "", plain)


def test_foreign_terms_name_their_vocabulary(ontology):
    subjects = {t.subject.value for t in ontology if not t.subject.value.startswith(TKG)}
    for iri in subjects - {TKG.rstrip("#")}:
        namespace = PREFIXES[shorten(iri).partition(":")[0]]
        told = Triple(NamedNode(iri), NamedNode(expand("rdfs:isDefinedBy")), NamedNode(namespace))
        assert told in ontology, iri


def test_header_names_licence_version_and_makers_but_no_clock(ontology):
    header = {
        shorten(t.predicate.value): t.object.value
        for t in ontology
        if t.subject.value == TKG.rstrip("#")
    }
    assert header["dcterms:license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert header["dcterms:creator"] == "Taobao-KG contributors"
    assert re.fullmatch(r"\d+\.\d+\.\d+", header["owl:versionInfo"])
    assert header["owl:versionIRI"].endswith("/" + header["owl:versionInfo"])
    assert not {"dcterms:created", "dcterms:modified", "dcterms:issued"} & header.keys()


@pytest.mark.parametrize("name", ["taobao-kg.ttl", "shapes.ttl"])
def test_every_node_has_a_name_and_the_file_is_formatted(ontology_folder, name):
    triples = parse_turtle(ontology_folder / name)
    assert not any(isinstance(node, BlankNode) for triple in triples for node in triple)
    written = (ontology_folder / name).read_text(encoding="utf-8")
    assert written == write_turtle(triples), "run: python -m taobao_kg format ontology"


def test_no_literal_has_a_datatype_that_hides_a_language(ontology):
    texts = ("rdfs:label", "skos:definition", "skos:example", "skos:scopeNote")
    for triple in ontology:
        if shorten(triple.predicate.value) in texts:
            assert isinstance(triple.object, Literal)
            assert triple.object.language, triple


def test_rules_checks_lenses_and_questions_name_only_terms_that_are_there(
    described, ontology_folder
):
    """Shapes and rules are in folders of the ontology, the others in that of the questions."""
    files = [*ontology_folder.glob("rules/*.rq"), *ontology_folder.parent.glob("queries/**/*.rq")]
    assert len(files) > 200
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
        for name in re.findall(r"(?<![\w:])tkg:([A-Za-z]\w*)", text):
            assert TKG + name in described, f"{file.name}: tkg:{name}"
