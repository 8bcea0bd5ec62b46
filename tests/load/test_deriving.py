"""What a server derives by the rules is what a build derives."""

import pytest
from pyoxigraph import NamedNode, Quad, Store

from taobao_kg.build.derive import derive_closure
from taobao_kg.build.pipeline import build
from taobao_kg.build.rules import read_rules
from taobao_kg.cli.parser import main
from taobao_kg.errors import DataError, FindingsError
from taobao_kg.folders import find_folders
from taobao_kg.graph import open_graph
from taobao_kg.lens import WHOLE
from taobao_kg.load.checking import check_there
from taobao_kg.load.contents import make_contents, read_contents
from taobao_kg.load.deriving import close, derive_there
from taobao_kg.load.pushing import push
from taobao_kg.load.staging import list_passing
from tests.servers import forget_environment


def quiet(_step):
    """Say nothing."""


@pytest.mark.parametrize("world", ["tiny_built", "lenses_built"])
def test_the_graphs_are_those_of_a_build(quick_server, world, request):
    folders = request.getfixturevalue(world)
    there = derive_there(quick_server, folders, quiet)
    here = read_contents(open_graph(folders))
    assert there.texts.keys() == here.texts.keys()
    for iri, text in here.texts.items():
        assert there.texts[iri].decode() == text.decode()
    assert there == here
    assert list_passing(quick_server) == []


@pytest.mark.slow
def test_the_graphs_of_the_real_data_are_those_of_a_build(quick_server, real_built):
    there = derive_there(quick_server, real_built, quiet)
    here = read_contents(open_graph(real_built))
    assert there.texts.keys() == here.texts.keys()
    assert [iri for iri in here.texts if there.texts[iri] != here.texts[iri]] == []


def test_a_closure_asked_of_a_store_has_the_same_reasons(tiny_graph):
    rules = read_rules(find_folders().ontology / "rules", "closure")
    wanted = ("ontology", "entities", "truths")
    base = "https://w3id.org/taobao-kg/id/graph/"
    known = [quad.triple for name in wanted for quad in tiny_graph.quads(base + name)]
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in known)
    found = close(rules, store)
    assert found
    assert found == derive_closure(rules, known)
    assert all(Quad(t.subject, t.predicate, t.object) in store for t in found)


def test_the_commands(quick_server, tiny, monkeypatch, capsys):
    forget_environment(monkeypatch)
    addresses = quick_server.addresses
    monkeypatch.setenv("TAOBAO_KG_UPDATE", addresses.update)
    monkeypatch.setenv("TAOBAO_KG_GRAPH_STORE", addresses.graph_store)
    at = ["--endpoint", addresses.query, "--data", str(tiny.data), "--build", str(tiny.build)]
    assert main(["load", "--derive", *at]) == 0
    assert not tiny.current.exists(), "nothing was built here"
    assert main(["check", *at]) == 0
    assert "discrepanc" in capsys.readouterr().out
    build(tiny)
    assert main(["load", *at]) == 0
    assert "sent: 0" in capsys.readouterr().out, "a build makes the same"
    assert main(["load", "--derive", "--lens", "official", *at]) == 2
    assert "--derive knows no lens" in capsys.readouterr().err


def test_discrepancies_that_are_not_those_stored(quick_server, lenses_built):
    push(quick_server, [read_contents(open_graph(lenses_built))], quiet)
    assert check_there(quick_server, lenses_built).findings == []
    changed = without_one_discrepancy(open_graph(lenses_built))
    push(quick_server, [make_contents(WHOLE, changed)], quiet)
    (finding,) = check_there(quick_server, lenses_built).findings
    assert finding.file == "graph:discrepancies"
    assert finding.message.endswith("is found and not stored; run 'taobao-kg load' again")


def without_one_discrepancy(graph):
    """Return the lines of each named graph, but for what is said of one discrepancy."""
    kind = NamedNode("https://w3id.org/taobao-kg/ontology#Discrepancy")
    left_out = min(quad.subject.value for quad in graph.quads() if quad.object == kind)
    lines = {}
    for quad in graph.quads():
        if quad.subject != NamedNode(left_out):
            lines.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .\n")
    return lines


def test_a_check_that_the_server_cannot_run(quick_server, tiny, tmp_path):
    checks = tmp_path / "queries" / "checks"
    checks.mkdir(parents=True)
    value = find_folders().queries / "checks" / "value.rq"
    (checks / "value.rq").write_bytes(value.read_bytes().replace(b"COALESCE(?where", b"NEW(?where"))
    folders = tiny._replace(queries=tmp_path / "queries")
    with pytest.raises((FindingsError, DataError), match=r"value\.rq.*"):
        derive_there(quick_server, folders, quiet)
