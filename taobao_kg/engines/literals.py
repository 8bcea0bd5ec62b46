"""Literals as the embedded engine writes them, whatever a server made of them.

Servers rewrite literals of XSD types to their own canonical forms, each another: 1.50, 1.5 and
1.5000. What they answer is brought to the forms of Oxigraph, so that answers are equal.
"""

from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from taobao_kg.engines.embedded import Term
from taobao_kg.vocab import term

_PLAIN = frozenset((term("xsd:string"), term("rdf:langString")))
_NODE = NamedNode("urn:x")


def canonical_term(found: Term) -> Term:
    """Return a term with its literals in the forms of the embedded engine.

    >>> decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    >>> canonical_term(Literal("1.500", datatype=decimal)).value
    '1.5'
    """
    if isinstance(found, Literal):
        return found if found.datatype in _PLAIN else _rewrite(found)
    return found


def canonical_triple(triple: Triple) -> Triple:
    """Return a triple with its object in the form of the embedded engine."""
    return Triple(triple.subject, triple.predicate, canonical_term(triple.object))


@lru_cache(maxsize=1 << 16)
def _rewrite(literal: Literal) -> Literal:
    store = Store()
    store.add(Quad(_NODE, _NODE, literal))
    found = next(store.quads_for_pattern(None, None, None)).object
    return found if isinstance(found, Literal) else literal
