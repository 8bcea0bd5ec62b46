"""The sources as a bibliography."""

import json

import pytest

from taobao_kg.curate.bibliography import read_bibliography
from taobao_kg.export.bibliography import chosen_works, write_csl_json
from taobao_kg.export.choice import Choice
from taobao_kg.export.formats import FORMATS, export_graph
from taobao_kg.vocab import graph_iri

ALL = Choice()


def test_every_source_is_one_record(real_graph):
    query = "PREFIX tkg: <https://w3id.org/taobao-kg/ontology#> SELECT ?s WHERE { ?s a tkg:Source }"
    keys = [item["id"] for item in json.loads(write_csl_json(real_graph, ALL))]
    assert len(keys) == len(set(keys)) == len(list(real_graph.query(query)))


def test_the_graph_of_a_source_gives_it_and_the_works_it_is_quoted_from(small):
    assert [one.key for one in chosen_works(small, Choice((graph_iri("wang-2020"),)))] == [
        "wang-2020"
    ]
    assert chosen_works(small, Choice((graph_iri("ontology"),))) == []


@pytest.mark.parametrize(
    ("name", "file"), [("bibtex", "a.bib"), ("ris", "a.ris"), ("csl-json", "a.json")]
)
def test_all_of_them_come_in_again(real_graph, tmp_path, name, file):
    path = tmp_path / file
    export_graph(real_graph, str(path), name)
    sheet = read_bibliography(path)
    assert not sheet.refusals
    works = chosen_works(real_graph, ALL)
    assert [row.cells["source_id"] for row in sheet.rows] == [work.key for work in works]
    assert [row.cells["title"] for row in sheet.rows] == [work.title for work in works]
    assert FORMATS[name].write(real_graph, ALL) == path.read_text(encoding="utf-8")
