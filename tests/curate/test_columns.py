"""The columns of the sheets are CSVW, in three languages, and their examples hold."""

import json

import pytest

from taobao_kg.curate.checks import check_cells
from taobao_kg.curate.columns import ID_COLUMNS, KINDS, read_metadata, read_template
from taobao_kg.curate.header import fold_name, guess_kind
from taobao_kg.errors import UsageError

LANGUAGES = {"en", "id", "zh"}


def columns():
    return [(kind, column) for kind in KINDS for column in read_template(kind).columns]


@pytest.mark.parametrize("kind", KINDS)
class TestMetadata:
    """What https://www.w3.org/TR/tabular-metadata/ asks for, as far as we use it."""

    def test_it_is_a_table_description(self, kind):
        metadata = read_metadata(kind)
        assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
        assert metadata["url"] == f"{kind}.csv"
        assert {text["@language"] for text in metadata["dc:title"]} == LANGUAGES

    def test_columns_are_described_in_three_languages(self, kind):
        for column in read_metadata(kind)["tableSchema"]["columns"]:
            assert set(column["titles"]) == LANGUAGES
            assert {text["@language"] for text in column["dc:description"]} == LANGUAGES
            assert all(text["@value"] for text in column["dc:description"])

    def test_the_header_is_among_the_titles(self, kind):
        # A validator compares the header with the titles, not with the names.
        assert all(column.name in column.titles for column in read_template(kind).columns)

    def test_no_two_columns_share_a_title(self, kind):
        owners = {}
        for column in read_template(kind).columns:
            for title in column.titles:
                assert owners.setdefault(fold_name(title), column.name) == column.name

    def test_examples_can_be_read(self, kind):
        template = read_template(kind)
        row = {column.name: column.example for column in template.columns}
        assert list(check_cells(row, template.columns, {}, kind)) == []
        assert row == {column.name: column.example for column in template.columns}

    def test_the_names_tell_the_kind(self, kind, tmp_path):
        names = [column.name for column in read_template(kind).columns]
        assert guess_kind(names, tmp_path) == kind

    def test_ids_are_columns(self, kind):
        names = [column.name for column in read_template(kind).columns]
        assert ID_COLUMNS.get(kind, names[0]) == names[0]


def test_the_choices_are_terms_of_the_ontology():
    from taobao_kg.folders import find_folders
    from taobao_kg.turtle import subject_lines
    from taobao_kg.vocab import TKG

    terms = subject_lines(find_folders().ontology / "taobao-kg.ttl")
    for _, column in columns():
        if column.name in ("stance", "bound"):
            assert {f"{TKG}{choice}" for choice in column.choices} <= set(terms)


def test_numbers_times_and_dates_are_told_apart():
    forms = {column.name: column.form for _, column in columns()}
    assert forms["value"] == "number"
    assert forms["year_or_date"] == forms["year"] == "time"
    assert forms["date"] == forms["date_issued"] == "date"
    assert forms["start"] == "whole"


def test_the_patterns_for_others_are_those_we_read_by():
    """The regular expressions of times and dates hold for what we read, as far as they tell."""
    import re

    metadata = read_metadata("observations")["tableSchema"]["columns"]
    (time,) = (column for column in metadata if column["name"] == "year_or_date")
    pattern = re.compile(time["datatype"]["format"])
    for text in (
        *("2016", "2016-08", "2016-08-31", "FY2016", "2019-H1", "2012-Q2"),
        *("2017-01/2017-11", "1978-2017"),
    ):
        assert pattern.fullmatch(text)
    assert not pattern.fullmatch("Aug 2016")


def test_an_unknown_kind_is_refused():
    with pytest.raises(UsageError, match="'village' is no kind of sheet; choose sources, pol"):
        read_template("village")


def test_the_files_are_plain_json():
    for kind in KINDS:
        assert json.dumps(read_metadata(kind))
