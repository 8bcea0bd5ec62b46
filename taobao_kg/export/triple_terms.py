"""RDF 1.2: a claim points to the triple it is about, whole."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import NamedNode, Quad, Triple

from taobao_kg.vocab import term

PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


def reify_with_triple_terms(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Replace rdf:subject, rdf:predicate and rdf:object by one ``rdf:reifies <<( s p o )>>``.

    A statement that lacks one of the three, or has one of them twice, is left as it is.
    See RDF 1.2 Concepts, section 1.5 (triple terms and reification).

    Args:
        quads: sorted, so that what one graph says about one subject stands together.

    Returns:
        The quads in the same order, the new one where the first of the three stood.
    """
    parts = [term(name) for name in PARTS]
    for _, group in groupby(quads, key=lambda quad: (quad.subject, quad.graph_name)):
        block = list(group)
        found = [[quad.object for quad in block if quad.predicate == part] for part in parts]
        match found:
            case [[NamedNode() as s], [NamedNode() as p], [o]]:
                about = Triple(s, p, o)
                yield Quad(block[0].subject, term("rdf:reifies"), about, block[0].graph_name)
                yield from (quad for quad in block if quad.predicate not in parts)
            case _:
                yield from block
