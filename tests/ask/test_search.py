import random

import pytest

from taobao_kg.ask.naming import names_of_things
from taobao_kg.ask.search import hits_as_rows, search
from taobao_kg.ask.spelling import letters_of, words_of
from taobao_kg.errors import UsageError
from taobao_kg.vocab import expand


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Broadband Strategy", "exact"),
        ("broadbandstrategy", "exact"),
        ("kuan dai zhong guo zhan lue", "exact"),
        ("Kuāndài Zhōngguó zhànlüè", "exact"),
        ("宽带 中国", "prefix"),
        ("中国战略", "inside"),
        ("broadb", "prefix"),
        ("zhongguo zhan", "word"),
        ("strategy broadband", "word"),
        ("adband", "inside"),
        ("braodband stratgey", "similar"),
        ("strategi brodband", "similar"),
    ],
)
def test_a_name_is_found_however_it_is_typed(tiny_graph, text, way):
    hit = search(tiny_graph, text)[0]
    assert (hit.iri, hit.way) == (expand("policy:broadband-strategy"), way)


def test_hits_say_what_matched(tiny_graph):
    hit = search(tiny_graph, "guowuyuan", lang="id")[0]
    assert (hit.label, hit.matched, hit.language) == ("Dewan Negara", "Guowuyuan", "zh-Latn")
    assert hit.type
    rows = hits_as_rows(tiny_graph, [hit])
    assert rows[0].iri.value == hit.iri


def test_the_exact_comes_first_and_each_thing_once(tiny_graph):
    hits = search(tiny_graph, "state council")
    assert hits[0].iri == expand("actor:state-council")
    assert len({hit.iri for hit in hits}) == len(hits)


def test_statements_have_no_names(tiny_graph):
    assert not [hit for hit in search(tiny_graph, "33,1 persen") if "/observation/" in hit.iri]


def test_nothing_like_it_and_nothing_to_seek(tiny_graph):
    assert search(tiny_graph, "xqzzyw") == []
    with pytest.raises(UsageError, match="no letter"):
        search(tiny_graph, " – ")


@pytest.mark.parametrize("text", ["taobao vilage", "taobao village", "taobao"])
def test_the_order_in_which_an_engine_gives_names_decides_nothing(real_graph, monkeypatch, text):
    hits = search(real_graph, text)
    names = list(names_of_things(real_graph))
    random.Random(1).shuffle(names)
    monkeypatch.setattr("taobao_kg.ask.search.names_of_things", lambda graph: iter(names))
    assert search(real_graph, text) == hits
    assert len(hits) == 20


def test_limit(tiny_graph):
    assert len(search(tiny_graph, "a", limit=3)) == 3


def test_folding():
    assert words_of("Táobǎo-cūn (2.0)") == "taobao cun 2 0"
    assert letters_of("Straße ＡＢＣ") == "strasseabc"
