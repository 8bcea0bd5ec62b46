"""The census: how many triples, things, classes and uses of each property there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, Triple

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.export.choice import Choice, chosen_quads, graph_of
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, term


class Census(NamedTuple):
    """Counts of what some graphs hold, each triple once; dictionaries are sorted by IRI.

    Attributes:
        triples: distinct triples.
        subjects: distinct subjects.
        objects: distinct objects, literals too.
        things: distinct subjects under our ``id/``.
        classes: members of each class.
        properties: triples of each property.
        mentions: how often each thing is the object of a triple.
    """

    triples: int
    subjects: int
    objects: int
    things: int
    classes: dict[str, int]
    properties: dict[str, int]
    mentions: dict[str, int]


def take_census(triples: Iterable[Triple]) -> Census:
    """Return the counts of some triples; repetitions count once."""
    distinct = set(triples)
    is_type = term("rdf:type")
    properties = Counter(triple.predicate.value for triple in distinct)
    classes: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for triple in distinct:
        if isinstance(triple.object, NamedNode):
            counter = classes if triple.predicate == is_type else mentions
            counter[triple.object.value] += 1
    subjects = {triple.subject for triple in distinct}
    return Census(
        triples=len(distinct),
        subjects=len(subjects),
        objects=len({triple.object for triple in distinct}),
        things=sum(isinstance(one, NamedNode) and one.value.startswith(ID) for one in subjects),
        classes=dict(sorted(classes.items())),
        properties=dict(sorted(properties.items())),
        mentions=dict(sorted(mentions.items())),
    )


def read_censuses(graph: Graph, choice: Choice) -> tuple[Census, dict[str, Census]]:
    """Return the censuses of the chosen quads, the description of a lens left out."""
    return take_censuses(chosen_quads(graph, choice, described=False))


def take_censuses(quads: Iterable[Quad]) -> tuple[Census, dict[str, Census]]:
    """Return the census of the lens, and that of each named graph by its IRI, sorted.

    The lens is what all graphs but the derivations say, each triple once.
    """
    by_name: defaultdict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        by_name[graph_of(quad)].append(quad.triple)
    lens = [t for name, triples in by_name.items() if name != DERIVATIONS for t in triples]
    return take_census(lens), {name: take_census(by_name[name]) for name in sorted(by_name)}
