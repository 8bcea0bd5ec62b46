"""References: whether every name in the data is the name of something, and of one thing."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from taobao_kg.build.load import ONTOLOGY, LoadedFile
from taobao_kg.build.places import Places
from taobao_kg.errors import Finding
from taobao_kg.vocab import BASE, ID, KINDS, TKG, nearest, shorten

#: Things the build makes itself: the data may name them without describing them.
_MADE_BY_BUILD = tuple(f"{ID}{kind}/" for kind in ("graph", "rule", "triple", "discrepancy"))

_OURS = re.compile(b"<(" + re.escape(BASE).encode() + b"[^>]*)>")


def check_references(files: list[LoadedFile], places: Places) -> Iterator[Finding]:
    """Find nodes without a name, things described twice, and names that lead nowhere.

    Args:
        files: the ontology and the data.
        places: of the same files.

    Yields:
        A finding each, in the order of the files.
    """
    data = [file for file in files if file.graph != ONTOLOGY]
    terms = {iri for file in files if file.graph == ONTOLOGY for iri in file.subjects}
    for file in data:
        yield from _find_blank_nodes(file, places)
    yield from _find_duplicates(data, places)
    yield from _find_dead_ends(data, places, terms)


def _find_blank_nodes(file: LoadedFile, places: Places) -> Iterator[Finding]:
    """Find the first node without a name; its line is known when a thing leads to it."""
    if b"_:" not in file.text:
        return
    blank = [t for t in file.triples if BlankNode in (type(t.subject), type(t.object))]
    if blank:
        named = (t for t in blank if not isinstance(t.subject, BlankNode))
        triple = next(named, blank[0])
        predicate = triple.predicate.value
        message = f"blank node beside {shorten(predicate)}; give it an IRI of its own"
        mention = predicate.rpartition("#")[2].rpartition("/")[2]
        yield places.finding(
            getattr(triple.subject, "value", ""), message, mention=mention, path=file.path
        )


def _find_duplicates(data: list[LoadedFile], places: Places) -> Iterator[Finding]:
    """Find subjects that come back after another one: in the same file or in a later one."""
    ended: set[str] = set()
    told: set[str] = set()
    for file in data:
        before = None
        for iri in file.subjects:
            if before is not None:
                ended.add(before)
            before = iri
            if iri in ended and iri not in told:
                told.add(iri)
                first = places.finding(iri, "")
                where = f"{first.file}:{first.line}" if first.line else first.file
                message = (
                    f"{shorten(iri)} is described twice, first in {where};"
                    " use another id or join the two"
                )
                yield places.second_finding(iri, message, file.path)
        if before is not None:
            ended.add(before)


def _find_dead_ends(data: list[LoadedFile], places: Places, terms: set[str]) -> Iterator[Finding]:
    """Find unknown terms, unknown kinds, and things that are mentioned and never described."""
    for file in data:
        # Some may stand in a text only; so what is unknown is looked for once more, in the triples.
        words = b" ".join(set(file.text.split()))
        mentioned = {iri.decode() for iri in _OURS.findall(words)}
        unknown = {iri for iri in mentioned if not _is_known(iri, terms, places)}
        users: dict[str, list[str]] = {}  # by name that leads nowhere, in the order of the file
        for triple in file.triples if unknown else ():
            for iri in _iris(triple):
                if iri in unknown:
                    users.setdefault(iri, []).append(getattr(triple.subject, "value", ""))
        for iri, owners in users.items():
            more = f" ({len(owners)} times)" if len(owners) > 1 else ""
            mention = iri.rpartition("#")[2].rpartition("/")[2]
            fault = _fault(iri, terms, places, more)
            yield places.finding(owners[0], fault, mention=mention, path=file.path)


def _iris(triple: Triple) -> list[str]:
    """Return the IRIs of a triple and of its literal's datatype."""
    subject, predicate, value = triple
    found = [predicate.value]
    if isinstance(subject, NamedNode):
        found.append(subject.value)
    if isinstance(value, NamedNode):
        found.append(value.value)
    elif isinstance(value, Literal):
        found.append(value.datatype.value)
    return found


def _is_known(iri: str, terms: set[str], places: Places) -> bool:
    """Return whether a name under our base is described, or made by the build."""
    if iri.startswith(TKG):
        return iri in terms
    if not iri.startswith(ID) or iri.startswith(_MADE_BY_BUILD):
        return True
    return iri in places.path_of and _kind(iri) in KINDS


def _kind(iri: str) -> str:
    return iri[len(ID) :].partition("/")[0]


def _fault(iri: str, terms: set[str], places: Places, more: str) -> str:
    """Return what is wrong with a name that leads nowhere."""
    if iri.startswith(TKG):
        return f"unknown term {shorten(iri)}{more}; {_hint(iri, terms)}"
    kind = _kind(iri)
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        hint = f"did you mean {near!r}?" if near else f"known are {', '.join(KINDS)}"
        return f"unknown kind {kind!r} in <{iri}>{more}; {hint}"
    return f"{shorten(iri)} is described nowhere{more}; {_hint(iri, places.path_of)}"


def _hint(iri: str, known: Iterable[str]) -> str:
    """Return the nearest name in the same namespace as a question, else the next step."""
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    near = nearest(iri[end:], [name[end:] for name in known if name.startswith(iri[:end])])
    if near:
        return f"did you mean {shorten(iri[:end] + near)}?"
    return "add it to the ontology" if iri.startswith(TKG) else "describe it or mend the name"
