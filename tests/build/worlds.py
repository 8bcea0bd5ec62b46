"""Lenses of small worlds, made as the build makes them but without shapes and store."""

from functools import cache

from taobao_kg.build.derive import derive
from taobao_kg.build.store import make_world
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID

_SAID = (f"{ID}claim/", f"{ID}observation/", f"{ID}evidence/")


@cache
def ontology():
    return parse_turtle(find_folders().ontology / "taobao-kg.ttl")


def make_lens(triples):
    """Return ontology, data and what follows from both as N-Triples."""
    said = [triple for triple in triples if triple.subject.value.startswith(_SAID)]
    asserted = [*ontology(), *(t for t in triples if not t.subject.value.startswith(_SAID))]
    derived = derive(find_folders().ontology / "rules", said, asserted)
    everything = [*asserted, *said, *derived.truths, *derived.inferred]
    return make_world({f"{ID}graph/all": everything}).lens
