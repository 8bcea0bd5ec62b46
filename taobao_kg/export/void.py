"""The description of the data set for machines: VoID (W3C, 2011) and DCAT 3 (W3C, 2024)."""

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from taobao_kg import __version__
from taobao_kg.export.census import Census, read_censuses
from taobao_kg.export.choice import Choice, chosen_quads, describe_lens
from taobao_kg.export.media_types import MEDIA_TYPES
from taobao_kg.export.tables import LICENCE
from taobao_kg.graph import Graph
from taobao_kg.release import read_release
from taobao_kg.turtle import natural_key, write_turtle
from taobao_kg.vocab import BASE, ID, KINDS, PREFIXES, TKG, shorten, term

#: The data set is the namespace itself; its parts are fragments of the file that describes it.
DATASET, DOCUMENT = BASE, f"{BASE}void.ttl"
_TITLES = {
    "id": "Taobao-KG: graf pengetahuan e-commerce pedesaan Tiongkok",
    "zh-Hans": "Taobao-KG：中国农村电子商务知识图谱",
}
_SUMMARIES = {
    "en": "Who issued which policy on China's rural e-commerce, when, and what it led to; each"
    " statement carries the words of the source that makes it.",
    "id": "Siapa menerbitkan kebijakan apa tentang e-commerce pedesaan Tiongkok, kapan, dan apa"
    " hasilnya; setiap pernyataan disertai kata-kata sumbernya.",
    "zh-Hans": "关于中国农村电子商务：谁在何时出台了哪项政策，带来了什么结果；"
    "每条陈述都附有来源的原文。",
}
#: Kinds of things of which one is shown as an example.
_SHOWN = ("actor", "policy", "concept", "indicator", "source", "claim", "observation")
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"

#: Subject, predicate as `term` reads it, and an IRI, a whole number or a literal.
Said = tuple[str, str, "str | int | Literal"]


def write_void(graph: Graph, choice: Choice, distributions: Iterable[Said] | None = None) -> str:
    """Return VoID and DCAT descriptions of the chosen graphs as one Turtle text.

    Counts are those of the lens, each triple once; named graphs are subsets with their own. The
    text names no address but those under the base of our IRIs, for none other is known to hold.

    Args:
        graph: where it is read.
        choice: which named graphs are described.
        distributions: what is said of the files that lie beside the description; without them it
            tells how the export writes each format.
    """
    quads = chosen_quads(graph, choice, described=False)
    lens, graphs = graph.once(read_censuses, choice)
    said = [
        *_describe_document(),
        *_describe_dataset(graph, quads, lens),
        *_describe_partitions(lens),
        *_describe_graphs(graphs),
        *(_describe_formats() if distributions is None else distributions),
    ]
    prefixes = {**PREFIXES, "part": f"{DOCUMENT}#"}
    return write_turtle(map(_triple, said), BASE, prefixes)


def _triple(said: Said) -> Triple:
    subject, predicate, value = said
    node = NamedNode(value) if isinstance(value, str) else value
    if isinstance(node, int):
        node = Literal(str(node), datatype=term("xsd:integer"))
    return Triple(NamedNode(subject), term(predicate), node)


def _describe_document() -> Iterator[Said]:
    yield DOCUMENT, "rdf:type", term("void:DatasetDescription").value
    yield DOCUMENT, "foaf:primaryTopic", DATASET
    yield DOCUMENT, "dcterms:license", LICENCE
    publisher = f"{DOCUMENT}#publisher"
    yield publisher, "rdf:type", term("foaf:Agent").value
    names = (f"{one.given} {one.name}".strip() for one in read_release().authors)
    yield publisher, "foaf:name", Literal("; ".join(names))


def _describe_dataset(graph: Graph, quads: Sequence[Quad], lens: Census) -> Iterator[Said]:
    release = read_release()
    for kind in ("void:Dataset", "dcat:Dataset"):
        yield DATASET, "rdf:type", term(kind).value
    for tag, title in {"en": release.title, **_TITLES}.items():
        yield DATASET, "dcterms:title", Literal(title, language=tag)
    for tag, summary in _SUMMARIES.items():
        yield DATASET, "dcterms:description", Literal(summary, language=tag)
    for quad in describe_lens(graph):
        if isinstance(quad.object, Literal):
            yield DATASET, "dcterms:description", quad.object
    for tag in ("en", "id", "zh"):
        yield DATASET, "dcterms:language", _LANGUAGE + tag
    for word in release.keywords:
        yield DATASET, "dcat:keyword", Literal(word, language="en")
    yield DATASET, "dcat:version", Literal(__version__)
    if release.date:
        yield DATASET, "dcterms:issued", Literal(release.date, datatype=term("xsd:date"))
    for role in ("dcterms:publisher", "dcterms:creator"):
        yield DATASET, role, f"{DOCUMENT}#publisher"
    yield DATASET, "dcterms:license", LICENCE
    yield DATASET, "dcterms:conformsTo", TKG.rstrip("#")
    yield DATASET, "void:uriSpace", Literal(ID)
    stated_in = term("tkg:statedIn")
    for source in {quad.object for quad in quads if quad.predicate == stated_in}:
        if isinstance(source, NamedNode):
            yield DATASET, "dcterms:source", source.value
    for namespace in _vocabularies(lens):
        yield DATASET, "void:vocabulary", namespace
    for example in _examples(quads, lens):
        yield DATASET, "void:exampleResource", example
    yield from _count(DATASET, lens)


def _describe_partitions(lens: Census) -> Iterator[Said]:
    for iri, count in lens.classes.items():
        part = f"{DOCUMENT}#class-{_local(iri)}"
        yield DATASET, "void:classPartition", part
        yield part, "rdf:type", term("void:Dataset").value
        yield part, "void:class", iri
        yield part, "void:entities", count
    for iri, count in lens.properties.items():
        part = f"{DOCUMENT}#property-{_local(iri)}"
        yield DATASET, "void:propertyPartition", part
        yield part, "rdf:type", term("void:Dataset").value
        yield part, "void:property", iri
        yield part, "void:triples", count


def _describe_graphs(graphs: dict[str, Census]) -> Iterator[Said]:
    for iri, census in graphs.items():
        yield DATASET, "void:subset", iri
        yield iri, "rdf:type", term("void:Dataset").value
        yield iri, "dcterms:title", Literal(shorten(iri).partition(":")[2])
        yield from _count(iri, census)


def _describe_formats() -> Iterator[Said]:
    for name, media_type in MEDIA_TYPES.items():
        part = f"{DOCUMENT}#as-{name}"
        yield DATASET, "dcat:distribution", part
        yield part, "rdf:type", term("dcat:Distribution").value
        yield part, "dcterms:title", Literal(f"Taobao-KG as {name}", language="en")
        made = f"Written by: taobao-kg export -f {name}"
        yield part, "dcterms:description", Literal(made, language="en")
        yield part, "dcterms:license", LICENCE
        yield part, "dcat:mediaType", MEDIA_TYPE + media_type


def _count(iri: str, census: Census) -> Iterator[Said]:
    yield iri, "void:triples", census.triples
    yield iri, "void:entities", census.things
    yield iri, "void:distinctSubjects", census.subjects
    yield iri, "void:distinctObjects", census.objects
    yield iri, "void:classes", len(census.classes)
    yield iri, "void:properties", len(census.properties)


def _vocabularies(lens: Census) -> list[str]:
    """Return the namespaces of the classes and properties in use, those that have a prefix."""
    used = {shorten(iri).partition(":")[0] for iri in (*lens.classes, *lens.properties)}
    return sorted(PREFIXES[prefix] for prefix in used if prefix in PREFIXES)


def _examples(quads: Sequence[Quad], lens: Census) -> Iterator[str]:
    """Yield, for some kinds of things, the one that others name most."""
    things = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    for kind in filter(_SHOWN.__contains__, KINDS):
        named = [iri for iri in things if iri.startswith(f"{ID}{kind}/")]
        if named:
            yield min(named, key=lambda iri: (-lens.mentions.get(iri, 0), natural_key(iri)))


def _local(iri: str) -> str:
    """Return a name for a part: prefix and local name, or what an IRI without prefix ends in."""
    short = shorten(iri)
    name = short if short != iri else iri.partition("://")[2]
    return "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in name)
