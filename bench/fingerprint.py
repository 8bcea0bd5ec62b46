"""Whether files say the same, whatever their order, without holding what they say in memory."""

from decimal import Context, Decimal, Inexact
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, RdfFormat, Triple, parse

from taobao_kg.vocab import term

_DECIMAL = term("xsd:decimal")
_EXACT = Context(prec=100, traps=[Inexact])


class Fingerprint(NamedTuple):
    """What is the same for the same triples, in this process; other triples have another one.

    Of two files that differ one in 2⁶⁴ would be missed. Blank nodes are told apart by their labels.

    Attributes:
        triples: how many, repetitions counted.
        hashes: the sum of their hashes.
    """

    triples: int
    hashes: int


def take_fingerprint(path: Path, form: RdfFormat) -> Fingerprint:
    """Return the fingerprint of a file; decimals count by their value: rdflib writes 3 as 3.0."""
    triples = hashes = 0
    for quad in parse(path=path, format=form):
        triples += 1
        hashes += hash(_write(quad.triple))
    return Fingerprint(triples, hashes)


def _write(triple: Triple) -> str:
    node = triple.object
    if isinstance(node, Literal) and node.datatype == _DECIMAL:
        return f"{triple.subject} {triple.predicate} {_EXACT.normalize(Decimal(node.value))}"
    return str(triple)
