"""Decisions: what people settled about which thing a name or a row number denotes."""

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.curate.names import fold, make_slug
from taobao_kg.vocab import ID, term

#: The file of the decisions in the data folder.
DECISIONS = "identity"


class Decision(NamedTuple):
    """One decision.

    Attributes:
        iri: its name.
        written: the name or row number as sheets write it.
        sheet_set: the set of sheets it holds for; None for all.
        source: the source for whose rows alone it holds; None for all.
        denotes: the things it denotes; several when what is written names several.
        denotes_not: the things it must not be taken for.
    """

    iri: str
    written: str
    sheet_set: str | None
    source: str | None
    denotes: tuple[NamedNode, ...]
    denotes_not: tuple[NamedNode, ...]


class Decisions:
    """All decisions, to be asked about one writing."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Read them out of the triples of the data folder."""
        found: dict[str, dict[str, list[NamedNode | Literal]]] = {}
        wanted = {term(f"tkg:{name}").value for name in _TERMS}
        for triple in triples:
            if triple.predicate.value in wanted and isinstance(triple.subject, NamedNode):
                values = found.setdefault(triple.subject.value, {})
                if isinstance(triple.object, NamedNode | Literal):
                    values.setdefault(triple.predicate.value, []).append(triple.object)
        self.iris = set(found)
        self._by_writing: dict[str, list[Decision]] = {}
        for iri, values in found.items():
            self._add(iri, values)

    def _add(self, iri: str, values: dict[str, list[NamedNode | Literal]]) -> None:
        def all_of(name: str) -> list[NamedNode | Literal]:
            return values.get(term(f"tkg:{name}").value, [])

        sources = [node.value for node in all_of("inSource")]
        sets = [node.value for node in all_of("sheetSet")]
        for written in all_of("written"):
            decision = Decision(
                iri,
                written.value,
                sets[0] if sets else None,
                sources[0] if sources else None,
                tuple(n for n in all_of("denotes") if isinstance(n, NamedNode)),
                tuple(n for n in all_of("denotesNot") if isinstance(n, NamedNode)),
            )
            self._by_writing.setdefault(fold(written.value), []).append(decision)

    def about(self, written: str, sheet_set: str, source: str | None = None) -> list[Decision]:
        """Return the decisions about a writing, those for the rows of one source first."""
        found = [
            decision
            for decision in self._by_writing.get(fold(written), [])
            if decision.sheet_set in (None, sheet_set) and decision.source in (None, source)
        ]
        return sorted(found, key=lambda decision: decision.source is None)


_TERMS = ("written", "sheetSet", "inSource", "denotes", "denotesNot")


def make_decision(
    written: str,
    sheet_set: str,
    thing: str,
    why: str,
    taken: set[str],
    *,
    who: str,
    same: bool = True,
) -> list[Triple]:
    """Return the triples of a new decision: a writing denotes a thing, or it does not."""
    slug = make_slug(f"{sheet_set} {written}", taken)
    taken.add(slug)
    node = NamedNode(f"{ID}identity/{slug}")
    return [
        Triple(node, term("rdf:type"), term("tkg:IdentityDecision")),
        Triple(node, term("tkg:written"), Literal(written)),
        Triple(node, term("tkg:sheetSet"), Literal(sheet_set)),
        Triple(node, term("tkg:denotes" if same else "tkg:denotesNot"), NamedNode(thing)),
        Triple(node, term("dcterms:creator"), Literal(who)),
        Triple(node, term("rdfs:comment"), Literal(why, language="en")),
    ]
