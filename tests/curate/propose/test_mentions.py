import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.propose.folding import fold
from taobao_kg.curate.propose.known import Name
from taobao_kg.curate.propose.mentions import Finder, Mention, keep_longest

NAMES = [
    Name("village", "Taobao village", "en", ""),
    Name("village", "desa Taobao", "id", ""),
    Name("village", "淘宝村", "zh-Hans", ""),
    Name("village", "Taobao cun", "zh-Latn", ""),
    Name("taobao", "Taobao", "en", ""),
    Name("opinion", "guanyu dali fazhan dianzi shangwu de yijian", "zh-Latn", ""),
    Name("union", "ITU", "en", ""),
    Name("li", "Li", "en", ""),
    Name("county", "county", "en", ""),
    Name("gmv", "Gross merchandise volume (GMV)", "en", ""),
    Name("plan-a", "rencana", "id", ""),
    Name("plan-b", "rencana", "id", ""),
]


@pytest.fixture(scope="module")
def finder():
    return Finder(NAMES)


def found(finder, text):
    return [(text[m.start : m.end], m.things) for m in finder.find(text, fold(text))]


@pytest.mark.parametrize(
    ("text", "words", "thing"),
    [
        ("In 2015 TAOBAO VILLAGES grew", "TAOBAO VILLAGES", "village"),
        ("Desa *Taobao*-lah", "Desa *Taobao", "village"),
        ("desa Taobaonya besar", "desa Taobaonya", "village"),
        ("全国淘宝村达到780个", "淘宝村", "village"),
        ("淘 宝\n村", "淘 宝\n村", "village"),
        ("Táobǎo cūn", "Táobǎo cūn", "village"),
        ("Guanyu Da Li Fazhan Dian-zi Shangwu De Yijian", None, "opinion"),
        ("three counties", "counties", "county"),
        ("the Gross Merchandise Volume of", "Gross Merchandise Volume", "gmv"),
        ("Taobao-based shops", "Taobao", "taobao"),
    ],
)
def test_a_name_is_found_as_texts_write_it(finder, text, words, thing):
    assert found(finder, text) == [(words or text, (thing,))]


@pytest.mark.parametrize(
    "text", ["Taobaoan", "Hal itu", "the like of li", "XTaobao", "Link", "taoba"]
)
def test_what_only_looks_like_a_name_is_none(finder, text):
    assert found(finder, text) == []


def test_a_name_of_several_things_tells_them_all(finder):
    assert found(finder, "rencana") == [("rencana", ("plan-a", "plan-b"))]


def test_capitals_tell_short_names_from_words(finder):
    assert found(finder, "ITU and Li") == [("ITU", ("union",)), ("Li", ("li",))]


def test_no_names_find_nothing():
    assert Finder([]).find("Taobao", fold("Taobao")) == []


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(
    lambda pair: Mention(pair[0], sum(pair), ("thing",))
)


@given(st.lists(SPANS))
def test_of_overlapping_mentions_the_longest_stays(mentions):
    kept = keep_longest(mentions)
    assert set(kept) <= set(mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(kept))
    if mentions:
        longest = max(m.end - m.start for m in mentions)
        assert max(m.end - m.start for m in kept) == longest


@given(st.text(st.sampled_from("Taobo desvilg-*淘宝村 \n\u0301'")))
def test_mentions_stand_where_their_letters_are(text):
    for mention in Finder(NAMES).find(text, fold(text)):
        assert 0 <= mention.start < mention.end <= len(text)
        assert not text[mention.start].isspace()
        assert not text[mention.end - 1].isspace()
