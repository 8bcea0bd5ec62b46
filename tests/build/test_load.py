from pyoxigraph import NamedNode

from taobao_kg.build.load import ENTITIES, ONTOLOGY, list_turtle_files, load_files
from taobao_kg.vocab import graph_iri


def test_files_belong_to_graphs_by_their_place(tiny):
    files = {path.name: graph for path, graph in list_turtle_files(tiny)}
    assert files["taobao-kg.ttl"] == ONTOLOGY
    assert files["actors.ttl"] == ENTITIES
    assert files["tiny-2020.ttl"] == graph_iri("tiny-2020")
    assert "shapes.ttl" not in files


def test_the_ontology_comes_first_and_the_rest_in_order(tiny):
    paths = [path for path, _ in list_turtle_files(tiny)]
    assert paths[0].name == "taobao-kg.ttl"
    top = [path for path in paths[1:] if path.parent == tiny.data]
    assert paths[1:] == sorted(top) + sorted(set(paths[1:]) - set(top))


def test_triples_keep_their_literals(tiny):
    (tiny.data / "more.ttl").write_text("<place/x> <place/y> 1.50 .\n", encoding="utf-8")
    more = next(file for file in load_files(tiny) if file.path.name == "more.ttl")
    assert more.triples[0].object.value == "1.50"
    assert isinstance(more.triples[0].subject, NamedNode)
