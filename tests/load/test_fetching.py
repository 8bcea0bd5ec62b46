"""A graph fetched from a server is the build that was pushed there."""

import pytest

from taobao_kg.ask.lenses import open_lens
from taobao_kg.cli.parser import main
from taobao_kg.graph import open_graph
from taobao_kg.load.contents import read_contents
from taobao_kg.load.fetching import fetch_build
from taobao_kg.load.pushing import push
from tests.servers import forget_environment


def test_what_was_fetched_is_what_was_pushed(quick_server, lenses_built, tmp_path, monkeypatch):
    forget_environment(monkeypatch)
    push(quick_server, [read_contents(open_graph(lenses_built))], lambda _: None)
    there = fetch_build(quick_server.url, lenses_built, tmp_path / "build")
    for lens in ("all", "as-of=2017"):
        found, wanted = open_lens(there, lens), open_lens(lenses_built, lens)
        assert [str(quad) for quad in found.quads()] == [str(quad) for quad in wanted.quads()]
        assert sorted(map(str, found.triples())) == sorted(map(str, wanted.triples()))


@pytest.mark.slow
def test_the_site_of_a_server_is_the_site_of_the_build(
    quick_server, lenses_built, lenses_file, tmp_path, monkeypatch
):
    forget_environment(monkeypatch)
    push(quick_server, [read_contents(open_graph(lenses_built))], lambda _: None)
    file = tmp_path / "atlas.html"
    at = ["--endpoint", quick_server.url, "--data", str(lenses_built.data)]
    assert main(["site", "--single-file", "-o", str(file), "-q", *at]) == 0
    assert file.read_bytes() == lenses_file.read_bytes()
