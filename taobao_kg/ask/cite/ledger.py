"""The ledger: one print of the data, and one of each statement in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from taobao_kg.ask.results import n3
from taobao_kg.ask.statements import is_statement
from taobao_kg.build.load import DERIVATIONS, DISCREPANCIES, INFERRED, NORMAL, STANDING, TRUTHS
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import ID, term

#: What the builder derives; everything else is asserted by a file.
DERIVED = frozenset((TRUTHS, INFERRED, DERIVATIONS, NORMAL, DISCREPANCIES, STANDING))
_EVIDENCE = f"{ID}evidence/"


class Ledger(NamedTuple):
    """Prints of what the files of the graph assert.

    Attributes:
        data: SHA-256 over all asserted quads, in hexadecimal.
        statements: SHA-256 of what each claim and observation says, by IRI, in natural order.
    """

    data: str
    statements: Mapping[str, str]


def read_ledger(graph: Graph) -> Ledger:
    """Return the prints of a graph: those of its sources, its entities and its ontology.

    They hash terms as written, sorted as N-Quads: neither the order of the files nor how the
    store keeps them matters, nor what was derived. The print of a statement covers every triple
    about it and about its evidence: subject, predicate, object, value, unit, time, source,
    quotation, place in the text, and remarks.
    """
    quads = [quad for quad in graph.quads() if _graph_of(quad) not in DERIVED]
    said: defaultdict[str, list[str]] = defaultdict(list)
    evidence: defaultdict[str, list[str]] = defaultdict(list)
    lines = []
    points_to_evidence = term("tkg:evidence")
    for quad in quads:
        line = f"{n3(quad.subject)} {n3(quad.predicate)} {n3(quad.object)}"
        lines.append(f"{line} {quad.graph_name} .")
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if is_statement(subject) or subject.startswith(_EVIDENCE):
            said[subject].append(line)
            if quad.predicate == points_to_evidence and isinstance(quad.object, NamedNode):
                evidence[subject].append(quad.object.value)
    statements = {
        iri: print_lines(
            line for part in (iri, *sorted(evidence[iri])) for line in sorted(said[part])
        )
        for iri in sorted(filter(is_statement, list(said)), key=natural_key)
    }
    return Ledger(print_lines(sorted(lines)), statements)


def print_lines(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines in their order, in hexadecimal.

    >>> print_lines(["a", "b"]) == print_lines(["b", "a"])
    False
    """
    digest = sha256()
    for line in lines:
        digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()


def _graph_of(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
