"""VoID and DCAT: every term is one of theirs, and every count is that of the graph."""

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID

from taobao_kg.export.choice import Choice
from taobao_kg.export.formats import FORMATS, export_graph
from taobao_kg.export.media_types import MEDIA_TYPES
from taobao_kg.export.void import DATASET, DOCUMENT, write_void

#: New in DCAT 3; the list of rdflib is that of DCAT 2.
NEW_IN_DCAT_3 = {str(DCAT) + "version"}


def read(text):
    graph = rdflib.Graph()
    graph.parse(data=text, format="turtle")
    return graph


@pytest.fixture(scope="module")
def described(real_graph):
    return read(write_void(real_graph, Choice()))


def test_every_term_of_the_vocabularies_exists(described):
    namespaces = (DCAT, DCTERMS, FOAF, VOID)
    used = set(described.predicates()) | set(described.objects(None, RDF.type))
    for term in used - {RDF.type}:
        (namespace,) = [one for one in namespaces if str(term).startswith(str(one))]
        assert term in namespace or str(term) in NEW_IN_DCAT_3, term


def test_counts_are_those_of_the_lens(described, real_graph):
    dataset = rdflib.URIRef(DATASET)
    lens = list(real_graph.triples())
    assert described.value(dataset, VOID.triples).toPython() == len(lens)
    subjects = {triple.subject for triple in lens}
    assert described.value(dataset, VOID.distinctSubjects).toPython() == len(subjects)
    partitions = list(described.objects(dataset, VOID.propertyPartition))
    counts = [described.value(part, VOID.triples).toPython() for part in partitions]
    assert sum(counts) == len(lens)
    assert len(partitions) == described.value(dataset, VOID.properties).toPython()
    policies = rdflib.URIRef("https://w3id.org/taobao-kg/ontology#Policy")
    (part,) = described.subjects(VOID["class"], policies)
    members = [t for t in real_graph.triples(o=str(policies)) if t.predicate.value == str(RDF.type)]
    assert described.value(part, VOID.entities).toPython() == len(members)


def test_each_named_graph_is_a_subset(described, real_graph):
    subsets = {str(one) for one in described.objects(rdflib.URIRef(DATASET), VOID.subset)}
    assert subsets == set(real_graph.graphs())
    total = sum(described.value(rdflib.URIRef(one), VOID.triples).toPython() for one in subsets)
    assert total == len(list(real_graph.quads()))


def test_title_version_and_licence_are_there(described):
    dataset = rdflib.URIRef(DATASET)
    titles = {title.language for title in described.objects(dataset, DCTERMS.title)}
    assert titles == {"en", "id", "zh-Hans"}
    assert described.value(dataset, DCTERMS.license)
    assert described.value(dataset, DCTERMS.issued).datatype.endswith("#date")
    assert described.value(rdflib.URIRef(DOCUMENT), FOAF.primaryTopic) == dataset
    assert described.value(described.value(dataset, DCTERMS.publisher), FOAF.name)


def test_examples_and_sources_are_in_the_graph(described, real_graph):
    dataset = rdflib.URIRef(DATASET)
    examples = list(described.objects(dataset, VOID.exampleResource))
    assert len(examples) == 7
    for iri in [*examples, *described.objects(dataset, DCTERMS.source)]:
        assert real_graph.has(str(iri))


def test_it_names_no_address_of_its_own_invention(described):
    known = ("https://w3id.org/taobao-kg/", "http://www.w3.org/", "http://purl.org/")
    ours = {DATASET, DOCUMENT}
    subjects = {str(one) for one in described.subjects()}
    assert all(one in ours or one.startswith(known[0]) for one in subjects)
    assert not list(described.subject_objects(DCAT.downloadURL))
    assert not list(described.subject_objects(VOID.dataDump))
    assert not list(described.subject_objects(VOID.sparqlEndpoint))


def test_every_format_of_the_data_has_a_media_type():
    assert set(MEDIA_TYPES) == set(FORMATS) - {"void", "codebook"}


def test_the_same_graph_gives_the_same_bytes(make_graph):
    one, two = make_graph(), make_graph()
    assert write_void(one, Choice()) == write_void(two, Choice())


def test_a_fork_describes_itself_under_its_own_base(small, tmp_path):
    target = tmp_path / "void.ttl"
    export_graph(small, str(target), "void", base="https://example.org/kg/")
    assert "w3id.org/taobao-kg" not in target.read_text(encoding="utf-8")
    assert read(target.read_text("utf-8")).value(
        rdflib.URIRef("https://example.org/kg/"), VOID.triples
    )
