"""Data of the scripts: one JSON value a file, the same graph, nothing that ends a script."""

import gzip
import json
import re
from base64 import b64decode

import pytest
from pyoxigraph import RdfFormat, parse

from taobao_kg.ask.questions import list_questions
from taobao_kg.graph import open_graph
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.script_data import script_data

NAMES = ["triples", "names", "questions", "explore", "lenses", "words-en", "words-id", "words-zh"]


@pytest.fixture(scope="module", params=["lenses_built", "hostile_built"])
def given(request):
    folders = request.getfixturevalue(request.param)
    atlas = Atlas(open_graph(folders), folders)
    return atlas, dict(script_data(atlas))


def value(files, name):
    found = re.fullmatch(rf'TaobaoKG\.receive\("{name}",(.*)\);\n', files[name], re.DOTALL)
    return json.loads(found[1])


def test_every_file_hands_over_one_value(given):
    _, files = given
    assert list(files) == NAMES
    for name in NAMES:
        assert value(files, name)


def test_no_text_ends_the_script_or_the_line(given):
    _, files = given
    for text in files.values():
        assert "<" not in text
        assert len(text.split("\n")) == 2
        assert not re.search("[\u2028\u2029]", text)


def test_the_triples_are_those_of_the_lens(given):
    atlas, files = given
    text = gzip.decompress(b64decode(value(files, "triples")))
    parsed = [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]
    assert len(parsed) == len(set(parsed))
    assert set(parsed) == set(atlas.graph.triples())


def test_names_lead_to_pages_and_are_all_there(given):
    atlas, files = given
    pages = {thing.page: thing for thing in atlas.things.values()}
    rows = value(files, "names")
    for page, kind, english, indonesian, chinese, others in rows:
        assert pages[page].kind == kind
        iri = pages[page].iri
        assert [english, indonesian, chinese] == [
            atlas.graph.label(iri, lang) for lang in ("en", "id", "zh")
        ]
        assert not {english, indonesian, chinese} & set(others)
    named = {row[0] for row in rows}
    statements = ("claim", "observation", "discrepancy")
    assert {page for page, thing in pages.items() if thing.kind not in statements} == named


def test_questions_are_those_of_the_folder(given):
    atlas, files = given
    told = {one["name"]: one for one in value(files, "questions")}
    for question in list_questions(atlas.folders.queries):
        one = told.pop(question.name)
        assert one["sparql"] == question.sparql
        assert set(one["question"]) == {"en", "id", "zh"}
        assert one["columns"] == list(question.columns)
        assert {p["name"] for p in one["params"]} == {p.name for p in question.parameters}
    assert told == {}


def test_words_are_the_same_in_every_language(given):
    _, files = given

    def names(messages, before=""):
        for name, message in messages.items():
            if isinstance(message, dict) and "other" not in message:
                yield from names(message, f"{before}{name}.")
            else:
                yield before + name

    english = set(names(value(files, "words-en")))
    assert english == set(names(value(files, "words-id"))) == set(names(value(files, "words-zh")))


def test_values_of_enumerations_have_words(given):
    _, files = given
    english, chinese = (value(files, f"words-{lang}")["answers"] for lang in ("en", "zh"))
    assert english["columns"]["legal_type"]
    assert chinese["columns"]["legal_type"]
    assert chinese["codes"]["kind"]["unsourced"] == "数字缺少出处"
    assert (
        chinese["codes"]["legal_type"]["opinion (No. 1 central document)"] == "意见（中央一号文件）"
    )
    assert english["codes"].keys() == chinese["codes"].keys()
