"""Small worlds, made as the build makes them but without shapes and store."""

from bench.world import make_lens
from taobao_kg.build.store import load_lens

__all__ = ["load_world", "make_lens"]


def load_world(triples):
    """Return a store with data, what follows from it, and its normal form."""
    return load_lens(make_lens(triples))
