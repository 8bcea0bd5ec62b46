"""Vocabularies: whether the data says everything in terms of the ontology and changes none."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from taobao_kg.build.load import ONTOLOGY, LoadedFile
from taobao_kg.build.places import Places
from taobao_kg.errors import Finding
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import BASE, ID, KINDS, PREFIXES, TKG, expand, nearest, shorten

_TYPE = expand("rdf:type")
_CLASS = expand("owl:Class")
_NAMING = (_TYPE, expand("rdf:predicate"))  # what stands behind these is a term too
_A, _NAMED_BY = f"<{_TYPE}>".encode(), tuple(f"<{iri}>".encode() for iri in _NAMING)

#: The namespaces of other vocabularies, of which the ontology uses some terms.
_FOREIGN = tuple(
    iri for name, iri in PREFIXES.items() if name not in KINDS and not iri.startswith(BASE)
)


def check_vocabularies(files: list[LoadedFile], places: Places, shapes: Path) -> Iterator[Finding]:
    """Find data that describes terms, things without a class of ours, and foreign terms.

    Args:
        files: the ontology and the data.
        places: of the same files.
        shapes: the file of the shapes; what it uses is known too. It may be missing.

    Yields:
        A finding each, in the order of the files.

    Raises:
        DataError: when the shapes cannot be read.
    """
    ontology = [triple for file in files if file.graph == ONTOLOGY for triple in file.triples]
    terms = set(_iris(ontology))
    classes = {iri for triple in ontology if (iri := _class(triple))}
    if shapes.is_file():
        terms.update(_iris(parse_turtle(shapes)))
    for file in files:
        if file.graph != ONTOLOGY:
            subjects = list(dict.fromkeys(file.subjects))
            types, used = _read_types(file)
            yield from _find_changed_terms(file, subjects, places, terms)
            yield from _find_classless(file, subjects, types, places, classes, terms)
            if any(iri not in terms and not iri.startswith(TKG) for iri in used):
                yield from _find_foreign_terms(file, places, terms)


def _find_changed_terms(
    file: LoadedFile, subjects: list[str], places: Places, terms: set[str]
) -> Iterator[Finding]:
    """Find subjects that are no things of ours: terms, and what lies outside our base."""
    for iri in subjects:
        if iri.startswith(ID):
            continue
        if iri in terms or iri.startswith((TKG.rstrip("#"), *_FOREIGN)):
            message = f"{shorten(iri)} is a term; data may not change the ontology: take this out"
        else:
            message = f"<{iri}> is no thing of ours; give it an IRI under <{ID}>"
        yield places.finding(iri, message, path=file.path)


def _find_classless(
    file: LoadedFile,
    subjects: list[str],
    types: dict[str, list[str]],
    places: Places,
    classes: set[str],
    terms: set[str],
) -> Iterator[Finding]:
    """Find things without a class of the ontology; an unknown term is told elsewhere."""
    for iri in subjects:
        given = types.get(iri, [])
        if not iri.startswith(ID):
            continue
        if not any(t in classes or (t.startswith(TKG) and t not in terms) for t in given):
            only = ", ".join(map(_show, given))
            fact = f"has no class of the ontology, only {only}" if only else "has no class"
            message = f"{shorten(iri)} {fact}; say what it is, such as 'a tkg:Company'"
            yield places.finding(iri, message, path=file.path)


def _find_foreign_terms(file: LoadedFile, places: Places, terms: set[str]) -> Iterator[Finding]:
    """Find predicates and classes of other vocabularies that the ontology does not use."""
    users: dict[str, list[str]] = {}  # by unknown term, in the order of the file
    for triple in file.triples:
        iri = triple.predicate.value
        if iri not in terms and not iri.startswith(TKG):
            users.setdefault(iri, []).append(getattr(triple.subject, "value", ""))
        if iri in _NAMING and isinstance(node := triple.object, NamedNode):
            named = node.value
            # A class from elsewhere beside one of ours is fine; names of ours are told elsewhere.
            is_checked = named.startswith(_FOREIGN) if iri == _TYPE else not named.startswith(BASE)
            if is_checked and named not in terms:
                users.setdefault(named, []).append(getattr(triple.subject, "value", ""))
    for iri, owners in users.items():
        more = f" ({len(owners)} times)" if len(owners) > 1 else ""
        mention = iri.rpartition("#")[2].rpartition("/")[2]
        fault = _fault(iri, terms, more)
        yield places.finding(owners[0], fault, mention=mention, path=file.path)


def _fault(iri: str, terms: set[str], more: str) -> str:
    """Return what is wrong with a term the ontology does not use."""
    if iri.startswith(ID):
        return f"{shorten(iri)} is a thing, not a property{more}; use a term of the ontology"
    if not iri.startswith(_FOREIGN):
        return f"{_show(iri)}{more}: unknown vocabulary; use a term of the ontology"
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    near = nearest(iri[end:], [term[end:] for term in terms if term.startswith(iri[:end])])
    hint = f"did you mean {shorten(iri[:end] + near)}?" if near else "use a term of the ontology"
    return f"unknown term {shorten(iri)}{more}; {hint}"


def _class(triple: Triple) -> str | None:
    """Return the IRI of a class of ours that a triple declares, else None."""
    subject, predicate, value = triple
    if predicate.value == _TYPE and getattr(value, "value", "") == _CLASS:
        iri = str(getattr(subject, "value", ""))
        return iri if iri.startswith(TKG) else None
    return None


def _read_types(file: LoadedFile) -> tuple[dict[str, list[str]], set[str]]:
    """Return the classes of each thing, and all IRIs that stand where terms do."""
    types: dict[str, list[str]] = {}
    used: set[bytes] = set()
    for line in file.text.splitlines():
        subject, predicate, value = line.split(b" ", 2)
        used.add(predicate)
        if predicate in _NAMED_BY and value.startswith(b"<"):
            used.add(value[:-2])
            if predicate == _A:
                types.setdefault(subject[1:-1].decode(), []).append(value[1:-3].decode())
    return types, {iri[1:-1].decode() for iri in used}


def _iris(triples: Iterable[Triple]) -> Iterator[str]:
    for triple in triples:
        nodes = (triple.subject, triple.predicate, triple.object)
        yield from (node.value for node in nodes if isinstance(node, NamedNode))


def _show(iri: str) -> str:
    """Return a short name, or the IRI in brackets."""
    short = shorten(iri)
    return f"<{iri}>" if short == iri else short
