"""Templates are read into plain text, places and asides."""

import pytest

from taobao_kg.build.checks import LANGUAGES, list_checks, read_check
from taobao_kg.build.templates import Aside, Place, read_template, variables
from tests.build.worlds import CHECKS


def test_variables_of_values_units_sayers_and_asides_are_read():
    assert variables("{a} and {b c}[ or {d by e}]") == {"a", "b", "c", "d", "e"}


def test_an_aside_wants_all_its_variables():
    said = Place("share", "unit", "source")
    aside = Aside((" (", said, ")"), frozenset({"share", "unit", "source"}))
    assert read_template("Yes[ ({share unit by source})]!") == ("Yes", aside, "!")


@pytest.mark.parametrize("text", ["", "plain", "{", "a } b {", "{two words more}", "[open {", "]["])
def test_what_is_no_place_is_plain_text(text):
    assert "".join(map(str, read_template(text))) == text


def test_the_inner_of_nested_brackets_is_the_aside():
    inner = Aside((Place("b", "", ""),), frozenset({"b"}))
    assert read_template("[a [{b}] c]") == ("[a ", inner, " c]")


@pytest.mark.parametrize("path", list_checks(CHECKS), ids=lambda path: path.stem)
def test_the_sentences_of_a_check_hold_the_same_in_every_language(path):
    sentences = read_check(path).sentences
    assert len({variables(sentences[lang]) for lang in LANGUAGES}) == 1
