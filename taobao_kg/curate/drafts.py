"""Drafts: what the rows of a sheet say, before it has a number."""

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.vocab import term

Value = NamedNode | Literal


class Draft(NamedTuple):
    """One statement a row makes.

    Attributes:
        kind: ``claim`` or ``observation``.
        source: IRI of the source that says it.
        said: pairs of property and value, sorted.
        shown: the same of its evidence.
    """

    kind: str
    source: str
    said: tuple[tuple[str, Value], ...]
    shown: tuple[tuple[str, Value], ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Return what makes it this statement and no other, whatever its value or its evidence."""
        return self._values(_KEYS[self.kind])

    @property
    def content(self) -> tuple[str, ...]:
        """Return its key, and with a number its value: by these it is looked up."""
        more = (_VALUE,) if self.kind == "observation" else ()
        return self._values(_KEYS[self.kind] + more)

    def _values(self, names: tuple[str, ...]) -> tuple[str, ...]:
        values = dict(self.said)
        found = (values.get(name) for name in names)
        return (self.kind, *(value.value if value is not None else "" for value in found))


class Thing(NamedTuple):
    """A thing a row describes.

    Attributes:
        iri: its name.
        file: the file of the data folder that holds it, without ending.
        triples: pairs of property and value.
    """

    iri: str
    file: str
    triples: list[tuple[str, Value]]


_KEYS = {
    kind: tuple(term(name).value for name in names)
    for kind, names in {
        "claim": ("rdf:subject", "rdf:predicate", "rdf:object"),
        "observation": ("tkg:indicator", "tkg:about", "tkg:place", "tkg:year", "tkg:period"),
    }.items()
}
_VALUE = term("tkg:value").value


def make_draft(
    kind: str, source: str, said: dict[str, Value | None], shown: dict[str, Value | None]
) -> Draft:
    """Return a statement of prefixed property names and values; None ones are left out."""
    return Draft(kind, source, _pairs(said), _pairs(shown))


def _pairs(values: dict[str, Value | None]) -> tuple[tuple[str, Value], ...]:
    found = [(term(name).value, value) for name, value in values.items() if value is not None]
    return tuple(sorted(found, key=lambda pair: pair[0]))
