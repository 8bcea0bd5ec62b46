"""Catalogue: the things the data folder knows, found again by any of their names."""

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.curate.decisions import Decisions
from taobao_kg.curate.names import fold, has_han, spell_pinyin
from taobao_kg.vocab import ID, PREFIXES, shorten, term

#: How a thing was found, in the order of trust.
WAYS = ("row", "decision", "document number", "exact", "alias", "pinyin")

_NAMES = {
    term("rdfs:label").value: "exact",
    term("skos:altLabel").value: "alias",
    term("skos:notation").value: "exact",
    term("dcterms:identifier").value: "document number",
    term("schema:url").value: "exact",
    term("tkg:areaCode").value: "exact",
}
_TITLE = term("dcterms:title").value
_TYPE = term("rdf:type").value
_SHEET_ID = term("tkg:sheetId").value


class Match(NamedTuple):
    """A thing that a writing denotes, and how it was found."""

    iri: str
    way: str


class Ambiguous(Exception):  # noqa: N818 - a question to a person, not an error
    """A writing that several things bear; nothing but a decision can tell."""

    def __init__(self, written: str, iris: list[str]) -> None:
        super().__init__(written)
        self.iris = iris


class Catalogue:
    """All things by name. New ones are added while sheets are read."""

    def __init__(self, triples: Iterable[Triple], sheet_set: str) -> None:
        """Index the triples of ontology and data folder for the sheets of one set."""
        kept = list(triples)
        self._found: dict[
            tuple[str, tuple[str, ...], str | None, frozenset[str]], Match | None
        ] = {}
        self.sheet_set = sheet_set
        self.decisions = Decisions(kept)
        self.things: dict[str, dict[str, list[NamedNode | Literal]]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._of_kind: dict[str, dict[str, set[str]]] = {}
        self._rows: dict[str, str] = {}
        self._parents: dict[str, set[str]] = {}
        for triple in kept:
            self.add(triple)

    def add(self, triple: Triple) -> None:
        """Take one triple in."""
        self._found.clear()
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            return
        iri = subject.value
        self.things.setdefault(iri, {}).setdefault(predicate, []).append(value)
        if predicate == _TYPE and iri.startswith(TKG_ROOT):
            self._name(iri[len(TKG_ROOT) :], iri, "exact")
        if predicate == term("rdfs:subClassOf").value:
            self._parents.setdefault(iri, set()).add(value.value)
        elif predicate == _SHEET_ID:
            self._rows[value.value] = iri
        elif way := _NAMES.get(predicate):
            if isinstance(value, Literal) and value.language == "zh-latn":
                way = "pinyin"
            self._name(value.value, iri, way)
        elif predicate == _TITLE and iri.startswith(f"{ID}source/"):
            self._name(value.value, iri, "exact")

    def bind(self, written: str, iri: str) -> None:
        """Let a row number denote a thing for the rest of the import."""
        self._found.clear()
        self._rows[f"{self.sheet_set}:{written}"] = iri

    def values(self, iri: str, name: str) -> list[NamedNode | Literal]:
        """Return what a property of a thing leads to."""
        return self.things.get(iri, {}).get(term(name).value, [])

    def one(self, iri: str, name: str) -> str | None:
        """Return the first value of a property as text, or None."""
        found = self.values(iri, name)
        return found[0].value if found else None

    def find(
        self,
        written: str,
        kinds: Iterable[str],
        source: str | None = None,
        barred: Iterable[str] = (),
    ) -> Match | None:
        """Return the thing that a writing denotes.

        Args:
            written: a row number of this set of sheets, or any name.
            kinds: which kinds of things may be meant, such as ``actor``; ``ontology`` for terms.
            source: of the row, for decisions that hold there only.
            barred: things that are not meant, whatever their names.

        Raises:
            Ambiguous: when names alone do not tell.
        """
        asked = (written, tuple(kinds), source, frozenset(barred))
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(
        self, written: str, kinds: Iterable[str], source: str | None, barred: Iterable[str]
    ) -> Match | None:
        roots = tuple(TKG_ROOT if kind == "ontology" else f"{ID}{kind}/" for kind in kinds)
        decided = self.decisions.about(written, self.sheet_set, source)
        for root in roots:  # the same writing may be a place here and its government there
            for decision in decided:
                for node in decision.denotes:
                    if node.value.startswith(root):
                        return Match(node.value, "decision")
        if (named := ID + written) in self.things and named.startswith(roots):
            return Match(named, "exact")
        row = self._rows.get(f"{self.sheet_set}:{written}")
        if row and row.startswith(roots):
            return Match(row, "row")
        settled = {node.value for decision in decided for node in decision.denotes_not}
        return self._by_name(written, roots, settled | set(barred))

    def barred(self, written: str) -> set[str]:
        """Return the things that a row number does not denote, as people decided."""
        decided = self.decisions.about(written, self.sheet_set)
        return {node.value for decision in decided for node in decision.denotes_not}

    def find_all(self, written: str, kinds: Iterable[str]) -> list[Match]:
        """Return the things that a writing denotes: several where a decision says so."""
        roots = tuple(f"{ID}{kind}/" for kind in kinds)
        for decision in self.decisions.about(written, self.sheet_set):
            if found := [n.value for n in decision.denotes if n.value.startswith(roots)]:
                return [Match(iri, "decision") for iri in found]
        match = self.find(written, kinds)
        return [match] if match else []

    def near(self, written: str, kind: str, limit: int = 3) -> list[str]:
        """Return things of a kind whose names are much like a writing, the nearest first."""
        from rapidfuzz import fuzz, process

        root = f"{ID}{kind}/"
        key = fold(written)
        names = [
            name for name, iris in self._names.items() if any(i.startswith(root) for i in iris)
        ]
        found = process.extract(key, names, scorer=fuzz.ratio, limit=limit, score_cutoff=88)
        iris = [iri for name, _, _ in found for iri in self._names[name] if iri.startswith(root)]
        return list(dict.fromkeys(iris))

    def is_a(self, iri: str, ancestor: str) -> bool:
        """Return whether a class is another or below it."""
        if iri == ancestor:
            return True
        return any(self.is_a(parent, ancestor) for parent in self._parents.get(iri, ()))

    def classes(self, iri: str) -> list[str]:
        """Return the classes a thing is said to be of."""
        return [node.value for node in self.things.get(iri, {}).get(_TYPE, [])]

    def is_named(self, written: str, kind: str) -> bool:
        """Return whether a thing of a kind goes by a name already."""
        return fold(written) in self._of_kind.get(kind, {})

    def slugs(self, kind: str) -> set[str]:
        """Return the slugs of a kind that are given."""
        root = f"{ID}{kind}/"
        return {iri[len(root) :] for iri in self.things if iri.startswith(root)}

    def _name(self, written: str, iri: str, way: str) -> None:
        key = fold(written)
        if key:
            known = self._names.setdefault(key, {})
            if iri.startswith(ID):
                kind = iri[len(ID) :].partition("/")[0]
                self._of_kind.setdefault(kind, {}).setdefault(key, set()).add(iri)
            if iri not in known or WAYS.index(way) < WAYS.index(known[iri]):
                known[iri] = way

    def _by_name(self, written: str, roots: tuple[str, ...], barred: set[str]) -> Match | None:
        keys = [fold(written)]
        if has_han(written):
            keys.append(fold(spell_pinyin(written)))
        for number, key in enumerate(keys):
            found = {
                iri: way if number == 0 else "pinyin"
                for iri, way in self._names.get(key, {}).items()
                if iri.startswith(roots) and iri not in barred
            }
            if not found:
                continue
            best = min(found.values(), key=WAYS.index)
            iris = sorted(iri for iri, way in found.items() if way == best)
            if len(iris) > 1:
                raise Ambiguous(written, iris)
            return Match(iris[0], best)
        return None


TKG_ROOT = PREFIXES["tkg"]


def short(iri: str) -> str:
    """Return a thing as messages name it: kind and slug, or a prefixed name."""
    return iri[len(ID) :] if iri.startswith(ID) else shorten(iri)
