"""CSL-JSON as reference managers write it."""

import json

import pytest

from taobao_kg.curate.csl import read_csl_json
from taobao_kg.curate.record import Flaw


def cells(**item):
    (record,) = read_csl_json(json.dumps([item]))
    return record.cells


def test_names_of_every_form():
    names = [
        {"family": "王", "given": "丽"},
        {"literal": "World Bank"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
    ]
    assert cells(author=names)["creator"] == (
        "王, 丽; World Bank; van der Berg, Jr., Jan; Humboldt, Alexander von"
    )


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2019, 6, 13]]}, "2019-06-13"),
        ({"date-parts": [["2019", "6"]]}, "2019-06"),
        ({"date-parts": [[2019], [2020]]}, "2019"),
        ({"raw": "2019-6-3"}, "2019-06-03"),
        ({"literal": "spring 1999"}, "spring 1999"),
    ],
)
def test_dates_of_every_form(issued, date):
    assert cells(issued=issued)["date"] == date


def test_numbers_may_stand_for_texts():
    assert cells(id=7, volume=3) == {"source_id": "7", "volume": "3"}


@pytest.mark.parametrize(
    ("text", "line", "field", "reason"),
    [
        ('{"id": "a"}', 1, "", "begin it with ["),
        ("", 1, "", "begin it with ["),
        ("[\n7]", 2, "", "an object in curly braces"),
        ('[{"id": "a"\n', 2, "", "this is no JSON"),
        ('[\n{"title": ["a"]}]', 2, "title", "a text or a number"),
        ('[{"author": "Wang"}]', 1, "author", "unknown form"),
        ('[{"author": [{"literal": "A; B"}]}]', 1, "author", "semicolon"),
        ('[{"issued": "2019"}]', 1, "issued", "unknown form"),
        ('[{"issued": {"date-parts": 2019}}]', 1, "issued", "unknown form"),
        ("[" * 100_000, 1, "", "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_field(text, line, field, reason):
    (flaw,) = read_csl_json(text)
    assert isinstance(flaw, Flaw)
    assert (flaw.line, flaw.field) == (line, field)
    assert reason in flaw.reason


def test_what_stands_before_the_mistake_is_kept():
    first, flaw = read_csl_json('[{"title": "A"} {"title": "B"}]')
    assert first.cells == {"title": "A"}
    assert "comma" in flaw.reason
