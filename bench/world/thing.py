"""Things: what a made-up world is made of, each with its names."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.vocab import ID, term

from .names import Name

_TAGS = ("en", "id", "zh-Hans", "zh-Latn")
_OURS = tuple(Literal(f"{tag}=ours") for tag in _TAGS)


class Thing(NamedTuple):
    """A thing: its node, the name of its class, what it is called, what else is said of it."""

    node: NamedNode
    kind: str
    name: Name
    facts: "tuple[Fact, ...]" = ()

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.node.value.rpartition("/")[2]


#: What is said of a thing or a statement: a term and its value.
Fact = tuple[str, Thing | NamedNode | Literal]


def make_thing(address: str, kind: str, name: Name, *facts: Fact) -> Thing:
    """Return a thing.

    Args:
        address: what stands behind ``id/``, such as ``place/tianlin-county``.
        kind: its class, such as ``tkg:Place``.
        name: what it is called.
        facts: terms with their values; the things among these belong to the world too.
    """
    return Thing(NamedNode(f"{ID}{address}"), kind, name, facts)


def describe_thing(thing: Thing) -> Iterator[Triple]:
    """Yield what the data says of a thing: class, names, who printed them, and its facts."""
    node = thing.node
    yield Triple(node, term("rdf:type"), term(thing.kind))
    for tag, name in zip(_TAGS, thing.name, strict=True):
        yield Triple(node, term("rdfs:label"), Literal(name, language=tag))
    for source in _OURS:
        yield Triple(node, term("tkg:labelSource"), source)
    for key, value in thing.facts:
        yield Triple(node, term(key), value.node if isinstance(value, Thing) else value)


@cache
def year(number: int) -> Thing:
    """Return a calendar year."""
    digits = str(number)
    name = Name(digits, digits, f"{digits}年", f"{digits} nian")
    return make_thing(f"year/{digits}", "tkg:Year", name, ("tkg:gYear", gyear(number)))


@cache
def period(begin: int, end: int) -> Thing:
    """Return the stretch from one year to another, both included."""
    span = f"{begin}–{end}"
    return make_thing(
        f"period/{begin}-{end}",
        "tkg:Period",
        Name(span, span, f"{span}年", f"{span} nian"),
        ("tkg:begin", gyear(begin)),
        ("tkg:end", gyear(end)),
    )


def gyear(number: int) -> Literal:
    """Return a year as data writes it."""
    return Literal(str(number), datatype=term("xsd:gYear"))


def number(text: str) -> Literal:
    """Return a plain number as data writes it."""
    return Literal(text, datatype=term("xsd:decimal"))
