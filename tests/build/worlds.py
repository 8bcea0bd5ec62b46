"""Small worlds, made as the build makes them but without shapes and store."""

from functools import cache

from bench.world import make_lens
from taobao_kg.build.discrepancies import find_discrepancies
from taobao_kg.build.store import load_lens
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from tests.conftest import FIXTURES

CHECKS = find_folders().queries / "checks"
WORLDS = FIXTURES / "checks"


def load_world(triples):
    """Return a store with data, what follows from it, and its normal form."""
    return load_lens([make_lens(triples).encode()])


@cache
def find_beside_shared(*files):
    """Return what the checks find in the world all fixtures share, with some more files."""
    files = (WORLDS / "shared" / "world.ttl", *files)
    return find_discrepancies(CHECKS, load_world([t for f in files for t in parse_turtle(f)]))
