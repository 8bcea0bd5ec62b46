"""The lens of a world: ontology, data and what follows from both, as the build makes it."""

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode, Triple

from taobao_kg.build.constructs import run_constructs
from taobao_kg.build.derive import derive_closure, derive_truths
from taobao_kg.build.rules import read_rules
from taobao_kg.build.store import load_lens, write_triples
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID

_SAID = tuple(f"{ID}{kind}/" for kind in ("claim", "observation", "evidence"))


def make_lens(triples: Iterable[Triple]) -> str:
    """Return ontology, data and what follows from both as N-Triples, without shapes and store."""
    rules = find_folders().ontology / "rules"
    said: list[Triple] = []
    asserted = [*_ontology()]
    for triple in triples:
        node = triple.subject
        is_said = isinstance(node, NamedNode) and node.value.startswith(_SAID)
        (said if is_said else asserted).append(triple)
    truths = derive_truths(read_rules(rules, "claim"), load_lens([write_triples(said)]))
    inferred = derive_closure(read_rules(rules, "closure"), [*asserted, *truths])
    text = write_triples([*asserted, *said, *truths, *inferred])
    measured = run_constructs(load_lens([text]), rules, "measure")
    return b"".join(sorted({*text.splitlines(True), *measured.splitlines(True)})).decode()


@cache
def _ontology() -> list[Triple]:
    return parse_turtle(find_folders().ontology / "taobao-kg.ttl")
