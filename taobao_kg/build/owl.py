"""OWL: the graph as owlready2 objects, for the reasoner and for people who think in classes."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from taobao_kg.errors import TaobaoKgError, install_hint
from taobao_kg.vocab import PREFIXES, TKG, shorten

_RDF, _OWL, _XSD = PREFIXES["rdf"], PREFIXES["owl"], PREFIXES["xsd"]
_TYPE = NamedNode(_RDF + "type")
_INDIVIDUAL = NamedNode(_OWL + "NamedIndividual")

#: What owlready2 calls the things of one OWL type.
_KINDS = {
    _OWL + "Class": "classes",
    _OWL + "ObjectProperty": "object_properties",
    _OWL + "DatatypeProperty": "data_properties",
    _OWL + "AnnotationProperty": "annotation_properties",
    _OWL + "NamedIndividual": "individuals",
}

#: Datatypes that both OWL 2 (https://www.w3.org/TR/owl2-syntax/#Datatype_Maps) and owlready2 know.
_KNOWN_DATATYPES = frozenset(
    _XSD + name for name in ("boolean", "dateTime", "decimal", "double", "integer", "string")
) | {_RDF + "langString"}


def load_owl(triples: Iterable[Triple]) -> Any:
    """Return triples as an owlready2 ontology in a world of its own.

    Terms are attributes of the ontology (``onto.Policy``); things are found by their IRI
    (``onto.world[iri]``) or by ``onto.search(label="…")``. Our properties are attributes of
    things (``policy.issuedBy``), those of other vocabularies with a prefix
    (``policy.dcterms_issued``). Years, months and days become strings, because neither OWL 2 nor
    owlready2 knows ``xsd:gYear``.

    Args:
        triples: ontology, entities and plain triples; not the statements, which lie outside OWL 2.

    Raises:
        TaobaoKgError: when owlready2 is not installed, cannot read the triples, or has lost a
            class, property or thing of them.
    """
    owlready2 = _import_owlready2()
    fitted = list(_fit(triples))
    ontology = owlready2.World().get_ontology(TKG)
    content = serialize(fitted, format=RdfFormat.N_TRIPLES) or b""
    try:
        ontology.load(fileobj=BytesIO(content))
        _compare(fitted, ontology.world)
    except TypeError as error:
        reason = " ".join(str(error).split())
        raise TaobaoKgError(f"owlready2 cannot read the ontology: {reason}; mend it") from error
    _name_properties(ontology.world)
    return ontology


def _import_owlready2() -> Any:
    try:
        import owlready2
    except ImportError as error:
        message = f"owlready2 is not installed; {install_hint('reason')}"
        raise TaobaoKgError(message) from error
    return owlready2


def _name_properties(world: Any) -> None:
    """Give each property an attribute of its own: tkg:issued and dcterms:issued would share one."""
    properties = sorted(world.properties(), key=lambda p: (p.iri.startswith(TKG), p.iri))
    for prop in properties:
        name = shorten(prop.iri).removeprefix("tkg:").replace(":", "_")
        if not prop.iri.startswith(PREFIXES["rdfs"]):  # owlready2's own, shared by all worlds
            prop.python_name = name


def _fit(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield triples as OWL tools expect them: anonymous lists, declared things, known datatypes."""
    everything = set(triples)
    lists = {t.subject for t in everything if t.predicate.value == _RDF + "first"}
    names: dict[Any, BlankNode] = {node: BlankNode() for node in lists}
    classes = {t.subject for t in everything if t.object == NamedNode(_OWL + "Class")}
    for triple in sorted(everything, key=str):
        subject, value = triple.subject, triple.object
        if isinstance(value, Literal) and value.datatype.value not in _KNOWN_DATATYPES:
            value = Literal(value.value)
        if triple.predicate == _TYPE and value in classes:
            yield Triple(subject, _TYPE, _INDIVIDUAL)
        yield Triple(names.get(subject, subject), triple.predicate, names.get(value, value))


def _compare(triples: Iterable[Triple], world: Any) -> None:
    """Raise an error where owlready2 holds other things than the triples declare."""
    declared: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for triple in triples:
        kind = getattr(triple.object, "value", "")
        if triple.predicate == _TYPE and kind in declared:
            declared[kind].add(getattr(triple.subject, "value", ""))
    for kind, method in _KINDS.items():
        lost = declared[kind] - {thing.iri for thing in getattr(world, method)()}
        if lost:
            shown = ", ".join(shorten(iri) for iri in sorted(lost)[:3])
            fact = f"owlready2 lost {len(lost)} of {len(declared[kind])} {method.replace('_', ' ')}"
            raise TaobaoKgError(f"{fact}: {shown}; declare each as one kind of thing only")
