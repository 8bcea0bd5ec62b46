import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.errors import UsageError
from taobao_kg.vocab import ID, KINDS, PREFIXES, TKG, expand, language_tag, nearest, shorten, term


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("actor:state-council", ID + "actor/state-council"),
        ("actor/state-council", ID + "actor/state-council"),
        ("tkg:issuedBy", TKG + "issuedBy"),
        (" <https://example.org/a> ", "https://example.org/a"),
        ("urn:x:y", "urn:x:y"),
        ("graph:entities", ID + "graph/entities"),
        ("rdf:type", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    ],
)
def test_expand(name, iri):
    assert expand(name) == iri


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("atcor:state-council", "did you mean actor:?"),
        ("polcy/x", "did you mean policy:?"),
        ("qqqqq:x", "write actor:state-council"),
        ("actor", "actor"),
        ("", "full IRI"),
        ("actor:state council", "blank"),
        ("http://a/<b>", "bracket"),
    ],
)
def test_expand_refuses_in_one_line(name, hint):
    with pytest.raises(UsageError) as caught:
        expand(name)
    assert hint in str(caught.value)
    assert "\n" not in str(caught.value)


@given(
    st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True)
)
def test_shorten_and_expand_undo_each_other(prefix, local):
    name = f"{prefix}:{local}"
    assert expand(name) == PREFIXES[prefix] + local
    assert shorten(expand(name)) == name


def test_shorten_keeps_what_has_no_prefix():
    assert shorten("https://example.org/a") == "https://example.org/a"
    assert shorten(TKG) == TKG


def test_every_kind_is_a_prefix_and_prefixes_are_sorted():
    assert set(KINDS) <= set(PREFIXES)
    assert list(PREFIXES) == sorted(PREFIXES)
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_term_is_a_node():
    assert term("tkg:Actor").value == TKG + "Actor"


def test_nearest_ignores_case_and_admits_ignorance():
    assert nearest("ISSUEDBY", ["issuedBy"]) == "issuedBy"
    assert nearest("zzz", ["issuedBy"]) is None


def test_language_tags_stay_lower_after_a_singleton():
    assert language_tag("EN-X-AB") == "en-x-ab"
    assert language_tag("zh-latn-cn") == "zh-Latn-CN"
