import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.engines.seal import is_damage, is_whole
from taobao_kg.engines.writing import write_store
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
    for sparql in ("SELECT ?s ?p ?o { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        with pytest.raises(TaobaoKgError, match=r"\.sst: the stored graph is damaged"):
            list(engine.query(sparql))
    with pytest.raises(TaobaoKgError, match="damaged"):
        engine.query("SELECT ?s ?p ?o { ?s ?p ?o }").serialize(QueryResultsFormat.JSON)
    with pytest.raises(TaobaoKgError, match="damaged"):
        engine.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").serialize(RdfFormat.N_TRIPLES)
    assert not is_damage(RuntimeError("the query has no end"))


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
