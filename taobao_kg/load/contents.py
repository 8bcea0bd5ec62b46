"""Contents: the graphs that a lens of a build has on a server, as text, counted and hashed."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Store

from taobao_kg.build.load import DERIVATIONS
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
    return Contents(View(lens, default, {i: measure(text) for i, text in texts.items()}), texts)


def measure(text: bytes) -> Stored:
    """Return the size and hash of N-Triples.

    Counted as the engine has them: triples that differ only in the way a number is written are
    one there.
    """
    store = Store()
    store.bulk_load(text, RdfFormat.N_TRIPLES)
    return Stored(len(store), sha256(text).hexdigest())


def _text(lines: Iterable[str]) -> bytes:
    return "".join(sorted(lines)).encode()
