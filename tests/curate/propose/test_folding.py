import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.curate.propose.folding import fold

#: Letters, marks and blanks of all the scripts that matter, with what folding treats specially.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("aé淘宝 -*\u00ad\u0301\n\r\tＡﬁ’")
    )
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("淘 宝 村", "淘宝村"),
        ("E-Commerce", "ecommerce"),
        ("e‑com-\nmerce", "e-commerce"),
        ("kuāndài zhànlüè", "kuandai zhanlue"),
        ("zhanlu\u0308e", "zhanlüe"),
        ("ＷＴＯ", "wto"),
        ("desa  *Taobao*", "Desa\nTaobao"),
        ("Cotton’s", "cotton's"),
    ],
)
def test_ways_of_writing_one_name_become_the_same(one, other):
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"), [("desa\n\nTaobao", "desa Taobao"), ("1998-2017", "19982017"), ("AS", "SA")]
)
def test_what_differs_stays_different(one, other):
    assert fold(one).text != fold(other).text


@given(TEXTS)
def test_every_folded_letter_knows_where_it_came_from(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert folded.places == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)
    for letter, place in zip(folded.text, folded.places, strict=True):
        assert letter.isspace() or letter in fold("a" + text[place]).text


@given(TEXTS)
def test_without_spaces_nothing_else_is_lost(text):
    folded = fold(text)
    squeezed = folded.without_spaces()
    assert squeezed.text == folded.text.replace(" ", "")
    assert len(squeezed.text) == len(squeezed.places)
