"""Lenses of small worlds, made as the build makes them but without shapes and store."""

from bench.world import make_lens

__all__ = ["make_lens"]
