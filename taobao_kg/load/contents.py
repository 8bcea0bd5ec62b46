"""Contents: the graphs that a lens of a build has on a server, as text, counted and hashed."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.engines.literals import canonical_triple
from taobao_kg.engines.manifest import GRAPHS, Stored, View, graphs_home, lens_graph
from taobao_kg.graph import Graph
from taobao_kg.lens import Lens


class Contents(NamedTuple):
    """What a lens has on a server.

    Attributes:
        view: how it is seen there.
        texts: N-Triples, sorted, by the IRI of the graph on the server.
    """

    view: View
    texts: dict[str, bytes]


def read_contents(graph: Graph) -> Contents:
    """Return what an opened build, through its lens, has on a server."""
    lines: defaultdict[str, set[str]] = defaultdict(set)
    for quad in graph.quads():
        if isinstance(quad.graph_name, NamedNode):
            lines[quad.graph_name.value].add(f"{quad.triple} .\n")
    return make_contents(graph.lens, lines)


def make_contents(lens: Lens, lines: dict[str, set[str]]) -> Contents:
    """Return what some named graphs, N-Triples lines by IRI, have on a server."""
    home = graphs_home(lens.text)
    texts = {home + iri.removeprefix(GRAPHS): _text(some) for iri, some in sorted(lines.items())}
    whole = set[str]().union(*(some for iri, some in lines.items() if iri != DERIVATIONS))
    default = lens_graph(lens.text)
    texts[default] = _text(whole)
    graphs = {iri: measure(text) for iri, text in texts.items()}
    written = {iri: found for iri, text in texts.items() if (found := _rewritten(text))}
    written.pop(default, None)  # of the lens the embedded engine too tells what it made of it
    return Contents(View(lens, default, graphs, written), texts)


def measure(text: bytes) -> Stored:
    """Return the size and hash of N-Triples.

    Counted as the engine has them: triples that differ only in the way a number is written are
    one there.
    """
    store = Store()
    store.bulk_load(text, RdfFormat.N_TRIPLES)
    return Stored(len(store), sha256(text).hexdigest())


def _rewritten(text: bytes) -> list[str]:
    """Return the lines of N-Triples whose literal an engine rewrites."""
    lines = b"\n".join(line for line in text.split(b"\n") if b'"^^<' in line)
    triples = (quad.triple for quad in parse(lines, RdfFormat.N_TRIPLES))
    return sorted(f"{triple} ." for triple in triples if canonical_triple(triple) != triple)


def _text(lines: Iterable[str]) -> bytes:
    return "".join(sorted(lines)).encode()
