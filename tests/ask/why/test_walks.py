"""Walks along paths: real, and shortest where a path repeats."""

from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from taobao_kg.ask.scan import tokenize
from taobao_kg.ask.why import walks
from taobao_kg.ask.why.path_reading import read_path
from taobao_kg.ask.why.tree import Unreadable
from taobao_kg.ask.why.walks import Walker
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph

EX = "https://example.org/"
NODES = "abcdef"
edges = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=14)


def node(name):
    return NamedNode(EX + name)


def walker(pairs, **properties):
    engine = EmbeddedEngine()
    engine.extend(Quad(node(s), node("p"), node(o)) for s, o in pairs)
    for name, more in properties.items():
        engine.extend(Quad(node(s), node(name), node(o)) for s, o in more)
    prologue = f"PREFIX e: <{EX}>"
    return Walker(Graph(engine), prologue, "", lambda text: node(text.removeprefix("e:")))


def path_of(text):
    return read_path(tokenize(text), 0)[0]


def steps_between(pairs, start, end):
    """Return the number of steps of a shortest walk of at least one step, or None."""
    waiting, seen = deque([(start, 0)]), set()
    while waiting:
        here, length = waiting.popleft()
        for s, o in pairs:
            if s == here and o == end:
                return length + 1
            if s == here and o not in seen:
                seen.add(o)
                waiting.append((o, length + 1))
    return None


@settings(max_examples=60, deadline=None)
@given(edges, st.sampled_from(["+", "*"]))
def test_a_repeated_path_is_walked_the_shortest_way(pairs, mark):
    wanted = [(node(s), node(o), None) for s in NODES for o in NODES]
    found = walker(pairs).facts(path_of(f"e:p{mark}"), wanted)
    for s in NODES:
        for o in NODES:
            length = 0 if mark == "*" and s == o else steps_between(pairs, s, o)
            facts = found.get((node(s), node(o), None))
            assert (facts is None) == (length is None)
            if facts is not None:
                assert len(facts) == length
                assert is_walk(facts, node(s), node(o))


def is_walk(facts, start, end):
    """Return whether each triple begins where the one before it ended."""
    here = start
    for s, _, o, _ in facts:
        if s != here:
            return False
        here = o
    return here == end


def test_a_walk_may_be_made_of_paths_itself():
    found = walker([("a", "b")], q=[("c", "b"), ("c", "d")]).facts(
        path_of("(e:p/^e:q|e:q)+"), [(node("a"), node("d"), None)]
    )
    (facts,) = found.values()
    assert [fact[1].value.removeprefix(EX) for fact in facts] == ["p", "q", "q"]


def test_negated_properties_forwards_and_backwards():
    of = walker([("a", "b")], q=[("b", "a")])
    pair = (node("a"), node("b"), None)
    assert len(of.facts(path_of("!(e:q)"), [pair])[pair]) == 1
    assert len(of.facts(path_of("!(e:q|^e:p)"), [pair])[pair]) == 2
    assert not of.facts(path_of("!e:p"), [pair])


def test_a_walk_too_far_is_not_found(monkeypatch):
    monkeypatch.setattr(walks, "MAX_NODES", 2)
    chain = list(zip("abcde", "bcdef", strict=True))
    assert not walker(chain).facts(path_of("e:p+"), [(node("a"), node("f"), None)])


def test_many_pairs_are_asked_for_in_parts():
    many = [(f"s{number}", f"o{number}") for number in range(1_000)]
    wanted = [(node(s), node(o), None) for s, o in many]
    assert len(walker(many).facts(path_of("e:p/e:p?"), wanted)) == 1_000


@pytest.mark.parametrize("text", ["", "e:p/", "e:p|{", "(" * 40 + "e:p" + ")" * 40])
def test_what_is_not_a_path_is_refused(text):
    with pytest.raises(Unreadable):
        path_of(text)
