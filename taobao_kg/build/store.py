"""Store: the files of a build, and stores in memory while it is made."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.engines.seal import write_seal
from taobao_kg.engines.writing import write_store

#: Named graphs: N-Triples by IRI of the graph, repetitions allowed. So a triple takes half the
#: memory that it does as an object, and the engines read and write it without one.
Graphs = Mapping[str, bytes]


def write_triples(triples: Iterable[Triple]) -> bytes:
    """Return triples as N-Triples, in their order."""
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def read_triples(text: bytes) -> list[Triple]:
    """Return the triples of N-Triples, in their order."""
    return [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]


def count_triples(graphs: Graphs) -> dict[str, int]:
    """Return how many triples each graph has, repetitions left out; sorted by IRI."""
    return {name: len(set(graphs[name].splitlines())) for name in sorted(graphs)}


def lens_texts(graphs: Graphs) -> Iterator[bytes]:
    """Yield the parts of the lens: all graphs but the derivations; a triple may come again."""
    return (graphs[name] for name in sorted(graphs) if name != DERIVATIONS)


def load_lens(texts: Iterable[bytes]) -> Store:
    """Return a store that holds a lens, given as parts in N-Triples, in its default graph."""
    store = Store()
    for text in texts:
        load_text(store, text)
    return store


def load_text(store: Store, text: bytes) -> None:
    """Add N-Triples that an engine wrote to the default graph of a store.

    They are not validated once more, which would take a quarter of the time.
    """
    store.load(text, RdfFormat.N_TRIPLES, lenient=True)


def load_quads(quads: Collection[Quad], named: Collection[str] | None = None) -> Store:
    """Return a store in memory that holds some quads, and the lens of them in its default graph.

    Args:
        quads: what stands in named graphs.
        named: IRIs of the graphs to hold as such; None for all.
    """
    store = Store()
    wanted = None if named is None else {NamedNode(iri) for iri in named}
    store.bulk_extend(quad for quad in quads if wanted is None or quad.graph_name in wanted)
    apart = NamedNode(DERIVATIONS)
    store.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if quad.graph_name != apart
    )
    return store


def write_world(folder: Path, graphs: Graphs) -> None:
    """Write the record, which is sorted N-Quads, and the store of some graphs; the seals of both.

    Args:
        folder: is empty.
        graphs: a graph without triples is not there.
    """
    record = folder / "graph.nq"
    lines: list[bytes] = []
    for name, text in graphs.items():
        end = f"{NamedNode(name)} .\n".encode()
        lines += [line[:-1] + end for line in set(text.splitlines())]
    lines.sort()
    record.write_bytes(b"".join(lines))
    write_seal(record, len(lines))
    del lines
    write_store(folder / "store", b"".join(lens_texts(graphs)), record)
