"""The manifest: which graphs of ours stand on a server, how large, and through which lenses.

A graph of its own, written last when a build is pushed. It names each lens with its graph, and
each named graph a reader of that lens may see. The named graphs of the whole graph have their own
names there; those of another lens, which hold less, lie below the graph of the lens.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from taobao_kg.engines.protocol import Server
from taobao_kg.errors import TaobaoKgError
from taobao_kg.lens import ALL, Lens
from taobao_kg.vocab import graph_iri, term

GRAPHS = graph_iri("")
#: Slugs of sources have no slash, so no source can have the name of one of these.
LENSES = graph_iri("lens/")
LOADING = graph_iri("load/")
MANIFEST = LOADING + "manifest"

_TRIPLES, _HASH = term("void:triples"), term("dcterms:identifier")
_PART_OF, _COMMENT, _STATE = term("dcterms:isPartOf"), term("rdfs:comment"), term("rdfs:label")
_VALUE = term("rdf:value")
_SWITCHING = "switching"


class Stored(NamedTuple):
    """A graph on a server: how many triples it has, and the hash of what was sent."""

    triples: int
    hash: str


class View(NamedTuple):
    """What a reader sees through one lens.

    Attributes:
        lens: the lens.
        default: IRI of the graph that is the default graph.
        graphs: every graph, the default one too, by its IRI on the server.
        written: by graph, the triples whose literal an engine rewrites (1.50 becomes 1.5), as they
            were written, in N-Triples.
    """

    lens: Lens
    default: str
    graphs: Mapping[str, Stored]
    written: Mapping[str, Sequence[str]]

    @property
    def named(self) -> list[str]:
        """The IRIs, on the server, of the named graphs, sorted."""
        return sorted(iri for iri in self.graphs if iri != self.default)

    @property
    def home(self) -> str:
        """What the IRIs of its named graphs begin with on the server."""
        return graphs_home(self.lens.text)


class Manifest(NamedTuple):
    """What stands on a server.

    Attributes:
        views: by the text of the lens.
        is_switching: whether another build is just being put in the place of this one.
    """

    views: Mapping[str, View]
    is_switching: bool = False


def lens_graph(text: str) -> str:
    """Return the IRI of the graph of a lens.

    >>> lens_graph("as-of=2017 + official").removeprefix(LENSES)
    'as-of=2017+official'
    """
    return LENSES + quote(text.replace(" + ", "+"), safe="+=,:-")


def graphs_home(text: str) -> str:
    """Return what the IRIs of the named graphs of a lens begin with."""
    return GRAPHS if text == ALL else lens_graph(text) + "/"


def read_manifest(server: Server) -> Manifest:
    """Read what stands on a server; nothing, where nothing was pushed to it.

    Raises:
        TaobaoKgError: when the server cannot be asked, or holds something else there.
    """
    rows = server.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }", MANIFEST)
    if not isinstance(rows, QuerySolutions):
        raise TaobaoKgError(f"{server.url}: answers a SELECT by yes or no; is it a SPARQL service?")
    said: defaultdict[str, dict[Any, str]] = defaultdict(dict)
    written: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["p"] == _VALUE:
            written[row["s"].value].append(row["o"].value)
        else:
            said[row["s"].value][row["p"]] = row["o"].value
    try:
        return _read(said, written)
    except (KeyError, ValueError, TypeError) as error:
        raise TaobaoKgError(
            f"{server.url}: {MANIFEST} is not as 'taobao-kg load' writes it; load again"
        ) from error


def write_manifest(views: Iterable[View]) -> Iterator[Triple]:
    """Yield the manifest of some views."""
    for view in views:
        default = NamedNode(view.default)
        yield Triple(default, _COMMENT, Literal(json.dumps(view.lens._asdict())))
        for iri, stored in view.graphs.items():
            node = NamedNode(iri)
            yield Triple(node, _TRIPLES, Literal(stored.triples))
            yield Triple(node, _HASH, Literal(stored.hash))
            yield Triple(node, _PART_OF, default)
        for iri, lines in view.written.items():
            yield from (Triple(NamedNode(iri), _VALUE, Literal(line)) for line in lines)


def switching_mark() -> Triple:
    """Return what the manifest says while another build is put in its place."""
    return Triple(NamedNode(MANIFEST), _STATE, Literal(_SWITCHING))


def _read(said: Mapping[str, Mapping[Any, str]], written: Mapping[str, Sequence[str]]) -> Manifest:
    lenses = {iri: Lens(**json.loads(of[_COMMENT])) for iri, of in said.items() if _COMMENT in of}
    graphs: defaultdict[str, dict[str, Stored]] = defaultdict(dict)
    for iri, of in said.items():
        if _TRIPLES in of:
            graphs[of[_PART_OF]][iri] = Stored(int(of[_TRIPLES]), of[_HASH])
    views = {
        lens.text: View(
            lens, iri, graphs[iri], {i: sorted(written[i]) for i in graphs[iri] if i in written}
        )
        for iri, lens in lenses.items()
    }
    return Manifest(views, _STATE in said.get(MANIFEST, {}))
