"""A build on a server: whole or not at all, whatever goes wrong on the way."""

import re
import subprocess
import sys
import threading

import pytest
from pyoxigraph import NamedNode

from taobao_kg.ask.endpoint import open_server
from taobao_kg.ask.lenses import open_lens
from taobao_kg.build.pipeline import build
from taobao_kg.cli.parser import main
from taobao_kg.engines.manifest import LOADING, MANIFEST, switching_mark
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.graph import open_graph
from taobao_kg.knowledge_graph import KnowledgeGraph
from taobao_kg.load.contents import read_contents
from taobao_kg.load.pushing import push
from taobao_kg.load.staging import count_graphs, list_passing
from tests.servers import forget_environment, forward, reply, run_fake

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture
def tiny_contents(tiny_graph):
    return [read_contents(tiny_graph)]


@pytest.fixture(scope="module")
def other_contents(lenses_built):
    """Another build than the tiny one, to put in its place."""
    return [read_contents(open_graph(lenses_built))]


def quiet(_step):
    """Say nothing."""


def size(graph):
    (row,) = graph.query(COUNT)
    return int(row["n"].value)


def lines(graph):
    """Return what a graph holds, named graphs and lens; decimals to 12 digits.

    Virtuoso keeps 16 of them.
    """
    found = [*map(str, graph.triples()), *map(str, graph.quads())]
    return sorted(
        re.sub(r'"(-?\d+\.\d{12,})"', lambda number: f'"{float(number[1]):.12g}"', line)
        for line in found
    )


def test_what_was_pushed_is_there(server, tiny_contents, tiny_graph, tiny_built):
    report = push(server, tiny_contents, quiet)
    assert report.changed
    there = open_server(server, "all", tiny_built)
    assert there.graphs() == tiny_graph.graphs()
    assert lines(there) == lines(tiny_graph)
    assert size(there) == size(tiny_graph)
    assert list_passing(server) == []


def test_the_second_time_nothing_is_sent(server, tiny_contents):
    push(server, tiny_contents, quiet)
    again = push(server, tiny_contents, quiet)
    assert (again.changed, again.sent) == (False, 0)


def test_another_build_takes_the_place_of_the_first(
    server, tiny_contents, other_contents, lenses_built
):
    push(server, tiny_contents, quiet)
    push(server, other_contents, quiet)
    there = open_server(server, "all", lenses_built)
    assert lines(there) == lines(open_graph(lenses_built))
    (tiny,), (other,) = tiny_contents, other_contents
    old = set(tiny.texts) - set(other.texts)
    assert old, "the worlds have different sources"
    assert set(count_graphs(server, old).values()) == {0}


def test_lenses_are_pushed_by_name(server, lenses_built):
    whole = read_contents(open_graph(lenses_built))
    lens = open_lens(lenses_built, "as-of=2017")
    push(server, [whole, read_contents(lens)], quiet)
    there = open_server(server, ["as-of=2017"], lenses_built)
    assert lines(there) == lines(lens)
    assert there.lens == lens.lens
    derivations = (
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    )
    rows = [[str(node) for node in row] for row in there.query(derivations)]
    assert rows == [[str(node) for node in row] for row in lens.query(derivations)]
    # The same build again, without the lens: it stays, for it is of this build.
    assert push(server, [whole], quiet).lenses == ["all", "as-of=2017"]
    with pytest.raises(
        UsageError, match=r"lacks the lens official; it holds all, as-of=2017; push"
    ):
        open_server(server, "official", lenses_built)


def test_lenses_of_an_older_build_go(quick_server, lenses_built, tiny_contents):
    whole = read_contents(open_graph(lenses_built))
    lens = read_contents(open_lens(lenses_built, "as-of=2017"))
    push(quick_server, [whole, lens], quiet)
    assert push(quick_server, tiny_contents, quiet).lenses == ["all"]
    assert set(count_graphs(quick_server, lens.texts).values()) == {0}


def test_numbers_are_given_as_they_were_written(quick_server, tiny, tiny_graph):
    source = next(tiny.data.glob("observations/*.ttl"))
    text = source.read_text(encoding="utf-8")
    changed = re.sub(r"(tkg:value \d+\.\d+)( ;)", r"\g<1>0\2", text, count=1)
    assert changed != text
    source.write_text(changed, encoding="utf-8")
    build(tiny)
    push(quick_server, [read_contents(open_graph(tiny))], quiet)
    there = open_server(quick_server, "all", tiny)
    assert sorted(map(str, there.quads())) == sorted(map(str, open_graph(tiny).quads()))
    assert lines(there) != lines(tiny_graph)


def test_nothing_was_pushed_yet(quick_server, tiny_built):
    with pytest.raises(TaobaoKgError, match=r"holds no graph of ours; push one with: taobao-kg"):
        open_server(quick_server, "all", tiny_built)


def test_a_reader_is_told_of_a_switch_that_was_broken_off(
    quick_server, tiny_contents, tiny_built, tiny_graph
):
    push(quick_server, tiny_contents, quiet)
    lens = tiny_contents[0].view.default
    quick_server.update(
        f"INSERT DATA {{ GRAPH <{MANIFEST}> {{ {switching_mark()} }} }} ; CLEAR GRAPH <{lens}>"
    )
    with pytest.raises(TaobaoKgError, match="another build is just being put in its place"):
        open_server(quick_server, "all", tiny_built)
    assert push(quick_server, tiny_contents, quiet).changed
    assert lines(open_server(quick_server, "all", tiny_built)) == lines(tiny_graph)


def test_a_graph_that_was_damaged_is_sent_again(
    quick_server, tiny_contents, tiny_built, tiny_graph
):
    push(quick_server, tiny_contents, quiet)
    lens = tiny_contents[0].view.default
    quick_server.update(f"DELETE WHERE {{ GRAPH <{lens}> {{ ?s a ?type }} }}")
    there = open_server(quick_server, "all", tiny_built)
    with pytest.raises(TaobaoKgError, match=r"gave \d+ triples and should have \d+"):
        list(there.triples())
    report = push(quick_server, tiny_contents, quiet)
    assert report.sent == 2, "that graph, and the manifest"
    assert lines(open_server(quick_server, "all", tiny_built)) == lines(tiny_graph)


class Faulty:
    """A server between the loader and a real one, which fails at the n-th graph."""

    def __init__(self, to, at, fault):
        self.to, self.at, self.fault, self.puts = to, at, fault, 0

    def __call__(self, handler, request):
        if request.method == "PUT":
            self.puts += 1
            if self.puts == self.at:
                self.fault(handler)
                return
        forward(self.to, handler, request)


def test_a_500_in_mid_load_leaves_the_old_graph_and_the_next_load_goes_on(
    quick_server, tiny_contents, other_contents, tiny_built, tiny_graph, lenses_built
):
    push(quick_server, tiny_contents, quiet)
    fault = Faulty(
        quick_server.addresses, 5, lambda handler: reply(handler, b"disk full", status=500)
    )
    with run_fake(fault) as (addresses, _):
        with pytest.raises(TaobaoKgError, match=r"the server failed \(500\): disk full"):
            push(Server(addresses), other_contents, quiet)
        assert lines(open_server(quick_server, "all", tiny_built)) == lines(tiny_graph)
        waiting = len(list_passing(quick_server))
        assert waiting == 4
        again = push(Server(addresses), other_contents, quiet)
    whole = len(other_contents[0].texts) + 1
    unchanged = sum(
        other_contents[0].view.graphs[iri] == stored
        for iri, stored in tiny_contents[0].view.graphs.items()
        if iri in other_contents[0].view.graphs
    )
    assert again.sent == whole - unchanged - waiting
    there = open_server(quick_server, "all", lenses_built)
    assert lines(there) == lines(open_graph(lenses_built))


def test_a_load_that_is_killed_leaves_the_old_graph(
    quick_server, tiny_contents, tiny_built, tiny_graph, lenses_built, monkeypatch
):
    push(quick_server, tiny_contents, quiet)
    reached, over = threading.Event(), threading.Event()

    def hang(_handler):
        reached.set()
        over.wait(60)

    forget_environment(monkeypatch)
    with run_fake(Faulty(quick_server.addresses, 7, hang)) as (addresses, _):
        monkeypatch.setenv("TAOBAO_KG_UPDATE", addresses.update)
        monkeypatch.setenv("TAOBAO_KG_GRAPH_STORE", addresses.graph_store)
        folders = ["--data", str(lenses_built.data), "--build", str(lenses_built.build)]
        command = ["load", "--endpoint", addresses.query, *folders]
        process = subprocess.Popen([sys.executable, "-m", "taobao_kg", *command])
        assert reached.wait(60)
        process.kill()
        process.wait()
        over.set()
        assert lines(open_server(quick_server, "all", tiny_built)) == lines(tiny_graph)
        assert len(list_passing(quick_server)) == 6
        assert main(command) == 0
    there = open_server(quick_server, "all", lenses_built)
    assert lines(there) == lines(open_graph(lenses_built))
    assert list_passing(quick_server) == []


def test_a_server_that_lies_about_counts(quick_server, tiny_contents, other_contents, tiny_built):
    push(quick_server, tiny_contents, quiet)

    def lie(handler, request):
        if LOADING in str(request.fields.get("named-graph-uri")):
            rows = [
                f'{{"g":{{"type":"uri","value":"{iri}"}},"n":{{"type":"literal","value":"7"}}}}'
                for iri in request.fields["named-graph-uri"]
            ]
            body = f'{{"head":{{"vars":["g","n"]}},"results":{{"bindings":[{",".join(rows)}]}}}}'
            reply(handler, body.encode())
        else:
            forward(quick_server.addresses, handler, request)

    with (
        run_fake(lie) as (addresses, _),
        pytest.raises(TaobaoKgError, match=r"counts 7 triples in <.*> where \d+ were sent"),
    ):
        push(Server(addresses), other_contents, quiet)
    open_server(quick_server, "all", tiny_built)


def test_a_switch_that_fails_is_told_and_done_by_the_next_load(
    quick_server, tiny_contents, other_contents, tiny_built, tiny_graph, lenses_built
):
    push(quick_server, tiny_contents, quiet)

    def fail(handler, request):
        if request.path == "/update":
            reply(handler, b"deadlock", status=500)
        else:
            forward(quick_server.addresses, handler, request)

    with (
        run_fake(fail) as (addresses, _),
        pytest.raises(TaobaoKgError, match=r"deadlock \(in the switch to the new graphs"),
    ):
        push(Server(addresses), other_contents, quiet)
    assert lines(open_server(quick_server, "all", tiny_built)) == lines(tiny_graph)
    assert push(quick_server, other_contents, quiet).sent == 0
    there = open_server(quick_server, "all", lenses_built)
    assert lines(there) == lines(open_graph(lenses_built))


@pytest.mark.slow
def test_wrong_credentials(virtuoso, tiny_contents):
    server = Server(virtuoso._replace(password="wrong"))
    with pytest.raises(TaobaoKgError, match=r"access denied \(401\); check TAOBAO_KG_USER"):
        push(server, tiny_contents, quiet)


def test_addresses_that_are_not_known_are_named(quick_server, tiny_contents):
    reading = Server(quick_server.addresses._replace(graph_store=""))
    with pytest.raises(UsageError, match="its graph-store address is not known; give it with"):
        push(reading, tiny_contents, quiet)


def test_the_command_says_what_is_there(quick_server, tiny_built, monkeypatch, capsys):
    forget_environment(monkeypatch)
    addresses = quick_server.addresses
    monkeypatch.setenv("TAOBAO_KG_UPDATE", addresses.update)
    monkeypatch.setenv("TAOBAO_KG_GRAPH_STORE", addresses.graph_store)
    folders = ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
    at = ["--endpoint", addresses.query]
    assert main(["load", *at, *folders]) == 0
    assert re.search(
        r": 10 graphs with [\d,]+ triples; sent: 11; lenses: all$", capsys.readouterr().out
    )
    assert main(["load", *at, *folders, "--lang", "zh"]) == 0
    assert "没有变化" in capsys.readouterr().err
    asked = ["query", "SELECT ?g WHERE { GRAPH ?g { ?s a tkg:Rule } }", "-f", "csv"]
    assert main([*asked, *at, *folders]) == 0
    there = capsys.readouterr().out
    assert main([*asked, *folders]) == 0
    assert sorted(capsys.readouterr().out.split()) == sorted(there.split())


def test_a_graph_that_is_not_of_ours_stays(quick_server, tiny_contents):
    quick_server.put_graph("urn:theirs", b"<urn:a> <urn:p> <urn:b> .\n")
    push(quick_server, tiny_contents, quiet)
    assert count_graphs(quick_server, ["urn:theirs"]) == {"urn:theirs": 1}
    there = quick_server.query("SELECT ?s WHERE { ?s ?p ?o }", "urn:theirs")
    assert [row["s"] for row in there] == [NamedNode("urn:a")]


def test_citations_are_checked_through_their_lens_there(
    quick_server, lenses_built, tiny, monkeypatch, capsys
):
    forget_environment(monkeypatch)
    lens = open_lens(lenses_built, "as-of=2017")
    whole = read_contents(open_graph(lenses_built))
    push(quick_server, [whole, read_contents(lens)], quiet)
    here = ["--data", str(lenses_built.data), "--build", str(lenses_built.build)]
    assert main(["cite", "--lens", "as-of=2017", *here]) == 0
    citation = capsys.readouterr().out
    # No build lies where it looks: whatever it reads comes from the server.
    there = ["--endpoint", quick_server.url, "--data", str(lenses_built.data)]
    assert main(["cite", "--check", citation, *there, "--build", str(tiny.build)]) == 0
    assert not tiny.build.exists()
    kg = KnowledgeGraph(lenses_built._replace(build=tiny.build), endpoint=quick_server.url)
    assert [verdict.same for verdict in kg.check_citation(citation)] == [True]
