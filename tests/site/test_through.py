"""Effects of lenses: what is left of the lines of a graph is the graph that --lens opens."""

import pytest

from taobao_kg.ask.lenses import open_lens
from taobao_kg.site.through import Fates, in_all, lines_of, offered_lenses, see_through


@pytest.fixture(scope="module")
def effects(lenses_graph, lenses_built):
    return list(see_through(lenses_graph, lenses_built))


@pytest.mark.slow
def test_lines_without_some_and_with_others_are_the_graph_of_the_lens(
    effects, lenses_graph, lenses_built
):
    lines = lines_of(lenses_graph)
    assert [effect.value for effect in effects] == offered_lenses(lenses_graph)
    changed = 0
    for effect in effects:
        gone = set(effect.removed)
        left = [line for number, line in enumerate(lines) if number not in gone]
        seen = open_lens(lenses_built, effect.value.replace(":", "=", 1))
        assert sorted([*left, *effect.added]) == lines_of(seen), effect.value
        assert effect.footers == tuple(seen.lens.footer(lang) for lang in ("en", "id", "zh"))
        changed += bool(effect.added)
    assert changed


def test_fates_are_those_of_the_graphs_seen(effects, lenses_graph, lenses_built):
    lines = lines_of(lenses_graph)
    fates = Fates(lines, effects)
    seen = [
        set(lines_of(open_lens(lenses_built, effect.value.replace(":", "=", 1))))
        for effect in effects
    ]
    for triple in lenses_graph.triples():
        without = tuple(n for n, some in enumerate(seen, 1) if f"{triple} .\n" not in some)
        assert fates.of_line(triple) == without
        if triple.predicate.value.endswith("#statedIn"):
            assert fates.of_statement(triple.subject.value) == without
            parts = (triple.subject.value, triple.predicate.value, triple.object.value)
            assert fates.of_link(*parts) == without
    assert fates.of_link("a:b", "a:b", "a:b") is None


def test_a_lens_that_leaves_nothing_of_several_is_that_of_all():
    assert in_all([(1, 2, 5), (2, 5, 7), (0, 2, 5)]) == (2, 5)
    assert in_all([(1,), ()]) == ()
