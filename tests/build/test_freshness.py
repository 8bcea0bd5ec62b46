import os
import re

import pytest

from taobao_kg.build.freshness import ensure_built, verify_store
from taobao_kg.build.inputs import fingerprint, hash_inputs, list_inputs
from taobao_kg.build.pipeline import build
from taobao_kg.errors import TaobaoKgError


@pytest.fixture
def said():
    return []


def test_what_is_not_built_is_built_and_said(tiny, said):
    ensure_built(tiny, said.append)
    assert (tiny.current / "graph.nq").is_file()
    assert len(said) == 1
    assert "building it first" in said[0]


def test_a_fresh_build_is_used_in_silence(tiny, said):
    ensure_built(tiny, said.append)
    said.clear()
    ensure_built(tiny, said.append)
    assert said == []


def test_a_stale_build_is_used_and_told(built, said):
    ensure_built(built, said.append)
    said.clear()
    before = built.current.resolve()
    with (built.data / "actors.ttl").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    ensure_built(built, said.append)
    ensure_built(built, said.append)
    assert len(said) == 2
    assert all("run 'taobao-kg build'" in line for line in said)
    assert built.current.resolve() == before


def test_a_link_that_leads_nowhere_does_not_stop_a_question(built, said):
    ensure_built(built, said.append)
    said.clear()
    (built.data / "y.ttl").symlink_to("gone.ttl")
    ensure_built(built, said.append)
    assert len(said) == 2
    assert "cannot be read" in said[0]
    assert "is used as it is" in said[1]


def test_new_times_alone_mean_nothing(built, said):
    ensure_built(built, said.append)
    said.clear()
    os.utime(built.data / "actors.ttl", (1, 1))
    ensure_built(built, said.append)
    assert said == []
    stamp = (built.current / "inputs.stamp").read_text(encoding="utf-8")
    assert "1000000000 data/actors.ttl" in stamp, "the next command need not hash again"


def test_every_input_counts(tiny):
    before = fingerprint(hash_inputs(tiny))
    names = [name for name, _ in list_inputs(tiny)]
    assert names == sorted(names)
    assert {"ontology/shapes.ttl", "ontology/taobao-kg.ttl", "data/actors.ttl"} <= set(names)
    (tiny.data / "claims" / "other-2021.ttl").write_text("", encoding="utf-8")
    assert fingerprint(hash_inputs(tiny)) != before


def test_a_whole_store_is_counted(tiny_built):
    counts = build(tiny_built).counts
    assert verify_store(tiny_built) == sum(counts.values())


def test_nothing_built_is_nothing_to_verify(tiny):
    with pytest.raises(TaobaoKgError, match="nothing is built yet; run 'taobao-kg build'"):
        verify_store(tiny)


@pytest.mark.parametrize("name", ["graph.nq", "store/CURRENT"])
def test_a_changed_byte_is_found(built, name):
    path = built.current / name
    content = path.read_bytes()
    path.write_bytes(content.replace(b"0", b"9", 1))
    assert path.read_bytes() != content
    with pytest.raises(TaobaoKgError, match=rf"{name}: the stored graph is damaged"):
        verify_store(built)


@pytest.mark.parametrize("count", [b"5", b'"4"', b"null"])
def test_a_count_that_does_not_fit_is_found(built, count):
    path = built.current / "build.json"
    content = path.read_bytes()
    changed = re.sub(rb'(graph/truths": )\d+', rb"\g<1>" + count, content)
    assert changed != content
    path.write_bytes(changed)
    with pytest.raises(TaobaoKgError, match=r"build\.json: the stored graph is damaged"):
        verify_store(built)
