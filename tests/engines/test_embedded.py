import pytest
from pyoxigraph import Literal, NamedNode, Quad

from taobao_kg.engines.embedded import EmbeddedEngine, is_damage, is_whole, write_store
from taobao_kg.errors import TaobaoKgError, UsageError

DEFAULT = b'<urn:a> <urn:p> "x"@zh-hans .\n'
NAMED = "<urn:a> <urn:p> <urn:b> <urn:g> .\n"


def named(folder):
    path = folder / "graph.nq"
    path.write_text(NAMED, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store"
    write_store(path, DEFAULT, named(tmp_path))
    return path


def test_a_written_store_reads_back(store):
    engine = EmbeddedEngine(store)
    assert len(engine) == 2
    assert engine.graphs() == ["urn:g"]
    assert [q.object for q in engine.quads(graph=NamedNode("urn:g"))] == [NamedNode("urn:b")]
    (row,) = engine.query("SELECT ?o WHERE { ?s ?p ?o }")
    assert row["o"] == Literal("x", language="zh-hans")


def test_opening_a_store_leaves_it_whole(store):
    for _ in range(3):
        EmbeddedEngine(store)
        assert is_whole(store)


def damage_manifest(store):
    manifest = next(store.glob("MANIFEST-*"))
    manifest.write_bytes(manifest.read_bytes()[:-1])


def remove_data(store):
    next(store.glob("*.sst")).unlink()


def remove_sizes(store):
    store.with_name("store.sizes").unlink()


@pytest.mark.parametrize("damage", [damage_manifest, remove_data, remove_sizes])
def test_a_damaged_store_is_never_an_empty_one(store, damage):
    damage(store)
    assert not is_whole(store)
    with pytest.raises(TaobaoKgError, match="damaged; run 'taobao-kg build --force'"):
        EmbeddedEngine(store)


def test_flipped_bytes_are_told_with_their_file(store):
    for path in store.glob("*.sst"):
        path.write_bytes(bytes(byte ^ 0xFF for byte in path.read_bytes()))
    assert is_whole(store), "the sizes are the same"
    with pytest.raises(TaobaoKgError, match=r"\.sst: the stored graph is damaged; run") as caught:
        EmbeddedEngine(store)
    assert isinstance(caught.value.__cause__, RuntimeError)
    assert "\n" not in str(caught.value)


def test_damage_that_shows_while_reading_is_told(tmp_path):
    path = tmp_path / "store"
    text = "".join(f'<urn:a> <urn:p> "{n}" .\n' for n in range(20_000))
    write_store(path, text.encode(), named(tmp_path))
    for file in path.glob("*.sst"):
        content = bytearray(file.read_bytes())
        if len(content) > 50_000:
            content[len(content) // 2] ^= 0xFF
            file.write_bytes(content)
    engine = EmbeddedEngine(path)
    with pytest.raises(TaobaoKgError, match=r"\.sst: the stored graph is damaged"):
        list(engine.quads())
    with pytest.raises((RuntimeError, TaobaoKgError)) as caught:
        list(engine.query("SELECT ?s ?p ?o { ?s ?p ?o }"))
    error = caught.value
    assert isinstance(error, TaobaoKgError) or is_damage(error)


def test_a_missing_store_is_named(tmp_path):
    with pytest.raises(TaobaoKgError, match="nowhere"):
        EmbeddedEngine(tmp_path / "nowhere")


def test_a_store_in_memory_can_grow():
    engine = EmbeddedEngine()
    engine.extend([Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal("x"))])
    assert bool(engine.query('ASK { <urn:a> <urn:p> "x" }'))


def test_brackets_that_close_do_not_nest():
    EmbeddedEngine().query("SELECT * WHERE { ?s ?p ?o FILTER (" + "(1 = 1) && " * 300 + "true) }")


def test_deep_nesting_never_reaches_the_parser():
    with pytest.raises(UsageError, match="nests deeper"):
        EmbeddedEngine().query("ASK { FILTER (" + "(" * 9_000 + "1" + ")" * 9_000 + ") }")
