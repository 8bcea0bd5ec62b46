"""Which part of the graph is taken away."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Triple

from taobao_kg.build.load import DERIVATIONS, ENTITIES
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.vocab import BASE, expand, nearest, term
from taobao_kg.words.languages import LANGUAGES, TAGS


class Choice(NamedTuple):
    """Which quads an export holds.

    Attributes:
        graphs: IRIs of named graphs; none means all of them.
        lens: take them as the lens does: each triple once, no graph names, no derivations.
    """

    graphs: tuple[str, ...] = ()
    lens: bool = False


def choose_graphs(graph: Graph, names: Iterable[str], lens: bool = False) -> Choice:
    """Return the choice a user named.

    Args:
        graph: the graph that holds them.
        names: last parts of graph IRIs (``entities``, ``renolafitri-2020``) or whole IRIs.
        lens: see `Choice`.

    Raises:
        UsageError: for a graph that is not there, with the nearest that is.
    """
    known = {iri.rpartition("/")[2]: iri for iri in graph.graphs()}
    chosen = []
    for name in names:
        iri = known.get(name) or (expand(name) if ":" in name or "/" in name else "")
        if iri not in known.values():
            near = nearest(name, known)
            hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
            raise UsageError(f"{name}: no such graph; {hint}")
        chosen.append(iri)
    return Choice(tuple(chosen), lens)


def chosen_quads(graph: Graph, choice: Choice, *, described: bool = True) -> Sequence[Quad]:
    """Return the chosen quads of the named graphs, sorted as N-Quads lines, literals as written.

    Args:
        graph: where they are.
        choice: which are wanted.
        described: whether another lens than ``all`` is named among the entities, in the
            description of the data set.
    """
    return graph.once(_sorted_quads, choice, described)


def _sorted_quads(graph: Graph, choice: Choice, described: bool) -> Sequence[Quad]:
    return sorted(_choose(graph, choice, described), key=str)


def _choose(graph: Graph, choice: Choice, described: bool) -> Iterator[Quad]:
    wanted = set(choice.graphs) or set(graph.graphs())
    if choice.lens:  # reasons explain the lens and are no part of it
        wanted.discard(DERIVATIONS)
    yield from (quad for quad in graph.quads() if graph_of(quad) in wanted)
    if described and ENTITIES in wanted:
        yield from describe_lens(graph)


def describe_lens(graph: Graph) -> list[Quad]:
    """Return, of another lens than ``all``, what it is, as quads about the data set."""
    if graph.lens.is_all:
        return []
    data_set, says, where = NamedNode(BASE), term("dcterms:description"), NamedNode(ENTITIES)
    texts = [(TAGS[lang].lower(), graph.lens.footer(lang)) for lang in LANGUAGES]
    return [Quad(data_set, says, Literal(text, language=tag), where) for tag, text in texts]


def graph_of(quad: Quad) -> str:
    """Return the IRI of the named graph a quad stands in, "" for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def chosen_triples(graph: Graph, choice: Choice) -> Sequence[Triple]:
    """Return the chosen triples, each once, sorted as N-Triples lines."""
    return graph.once(_sorted_triples, choice)


def read_triples(graph: Graph, choice: Choice) -> Iterator[Triple]:
    """Yield the chosen triples in no order, one by one; what stands in several graphs comes again.

    For those who sort and group anyway: `chosen_triples` holds all of them at once.
    """
    return (quad.triple for quad in _choose(graph, choice, True))


def _sorted_triples(graph: Graph, choice: Choice) -> Sequence[Triple]:
    return sorted({quad.triple for quad in _choose(graph, choice, True)}, key=str)
