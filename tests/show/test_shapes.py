"""Shapes: each is there once, fits its square, and is that of some group."""

from itertools import combinations

from taobao_kg.show.groups import GROUPS
from taobao_kg.show.shapes import read_shapes


def test_every_group_has_a_shape_of_corners_about_the_middle():
    shapes = read_shapes()
    assert {group.shape for group in GROUPS} <= shapes.keys()
    for name, corners in shapes.items():
        assert len(corners) >= 3, name
        assert all(abs(x) <= 1.2 and abs(y) <= 1.2 for x, y in corners), name
        assert min(x for x, _ in corners) < 0 < max(x for x, _ in corners), name
        assert min(y for _, y in corners) < 0 < max(y for _, y in corners), name


def test_no_two_shapes_are_alike():
    assert not [
        (one, other)
        for (one, corners), (other, same) in combinations(read_shapes().items(), 2)
        if corners == same
    ]
