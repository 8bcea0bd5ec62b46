"""Downloads: whole files with right checksums."""

from hashlib import sha256

import pytest
from pyoxigraph import RdfFormat, parse

from taobao_kg.site.downloads import write_downloads


@pytest.fixture(scope="module")
def written(tiny_graph, tiny_built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("downloads")
    return folder, write_downloads(tiny_graph, tiny_built.ontology, folder)


def test_size_and_checksum_are_those_of_the_file(written):
    folder, made = written
    assert len(made) > 12
    for one in made:
        content = (folder / one.path).read_bytes()
        assert one.size == len(content) > 0
        assert one.digest == sha256(content).hexdigest()
        assert one.summary


def test_the_list_of_checksums_is_as_sha256sum_reads_it(written):
    folder, made = written
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert lines == [f"{one.digest}  {one.path}" for one in made]


def test_every_file_is_in_the_list(written):
    folder, made = written
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files - {"SHA256SUMS"} == {one.path for one in made}


def test_the_formats_hold_the_same_graph(written, tiny_graph):
    folder, _ = written
    told = {
        ending: {
            (quad.triple, str(quad.graph_name))
            for quad in parse(path=folder / f"downloads/taobao-kg.{ending}", format=form)
        }
        for ending, form in (("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG))
    }
    assert told["nq"] == told["trig"]
    assert {graph for _, graph in told["nq"]} == {f"<{iri}>" for iri in tiny_graph.graphs()}
