"""Sheets that are written are read as the same rows."""

import csv
import json
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from taobao_kg.curate.columns import KINDS, read_template
from taobao_kg.curate.grid import MOST_IN_CELL
from taobao_kg.curate.separated import UNREADABLE
from taobao_kg.curate.sheets import read_sheet
from taobao_kg.curate.templates import ENDINGS, write_sheet, write_template
from taobao_kg.errors import UsageError

NEEDED = {"subject": "P1", "relation": "implements", "object": "P2", "source_id": "S1"}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_an_empty_sheet_of_its_kind(tmp_path, kind, ending):
    path = tmp_path / f"mine{ending}"
    written = write_template(kind, path)
    sheet = read_sheet(path)
    assert (sheet.kind, sheet.rows, sheet.refusals) == (kind, [], [])
    assert sorted(tmp_path.iterdir()) == sorted(written)


@pytest.mark.parametrize(("ending", "mark"), [(".csv", ","), (".tsv", "\t")])
def test_the_metadata_lies_where_csvw_looks_for_it(tmp_path, ending, mark):
    path = tmp_path / f"mine{ending}"
    write_template("claims", path)
    # https://www.w3.org/TR/tabular-data-model/#standard-file-metadata
    metadata = json.loads((tmp_path / f"mine{ending}-metadata.json").read_text(encoding="utf-8"))
    assert metadata["url"] == path.name
    assert metadata["dialect"]["delimiter"] == mark
    header = path.read_text(encoding="utf-8-sig").splitlines()[0].split(mark)
    assert header == [column["name"] for column in metadata["tableSchema"]["columns"]]


def test_a_workbook_explains_its_columns(tmp_path):
    write_template("observations", tmp_path / "mine.xlsx")
    sheet = load_workbook(tmp_path / "mine.xlsx").active
    assert sheet.freeze_panes == "A2"
    columns = [c for c in read_template("observations").columns if c.name != "decision"]
    for cell, column in zip(sheet[1], columns, strict=True):
        assert cell.value == column.name
        assert all(text in cell.comment.text for text in column.descriptions.values())
        assert cell.comment.text.startswith("required") == column.required
    offered = {str(offer.sqref): offer.formula1 for offer in sheet.data_validations.dataValidation}
    bound = "ABCDEFGHIJ"[[column.name for column in columns].index("bound")]
    assert "exact,over" in offered[f"{bound}2:{bound}1048576"]


def test_nothing_typed_into_a_workbook_turns_into_a_date(tmp_path):
    write_template("observations", tmp_path / "mine.xlsx")
    sheet = load_workbook(tmp_path / "mine.xlsx").active
    formats = {
        sheet[f"{letter}1"].value: dimension.number_format
        for letter, dimension in sheet.column_dimensions.items()
    }
    assert formats["year_or_date"] == formats["locator"] == "@"
    assert formats["value"] == "General"


@pytest.mark.parametrize("name", ["mine.csv", "mine.csv-metadata.json"])
def test_a_template_overwrites_nothing(tmp_path, name):
    (tmp_path / name).write_text("kept")
    with pytest.raises(UsageError, match="is there already; give another name"):
        write_template("claims", tmp_path / "mine.csv")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["kept"]


def test_other_endings_are_refused(tmp_path):
    with pytest.raises(UsageError, match=r"end it in \.csv, \.tsv, \.xlsx"):
        write_template("claims", tmp_path / "mine.ods")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="No such file or directory; give another place"):
        write_template("claims", tmp_path / "none" / "mine.csv")


def test_an_unknown_column_is_refused(tmp_path):
    with pytest.raises(UsageError, match="'volume' is no column of claims"):
        write_sheet("claims", tmp_path / "a.csv", [], ["subject", "volume"])


def test_chosen_columns_keep_their_order(tmp_path):
    write_sheet("claims", tmp_path / "a.csv", [NEEDED], ["source_id", "subject"])
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [["source_id", "subject"], ["S1", "P1"]]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_rows_make_the_same_bytes(tmp_path, ending):
    contents = set()
    for name in ("a", "b"):
        path = tmp_path / f"{name}{ending}"
        write_sheet("claims", path, [NEEDED])
        contents.add(path.read_bytes())
    assert len(contents) == 1


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("text", ["a\0b", "x" * (MOST_IN_CELL + 1), "\ufffe"])
def test_what_no_cell_can_hold_is_refused_and_nothing_written(tmp_path, ending, text):
    path = tmp_path / f"a{ending}"
    with pytest.raises(UsageError):
        write_sheet("claims", path, [NEEDED, NEEDED | {"note": text}])
    assert list(tmp_path.iterdir()) == []


def test_tsv_cannot_hold_line_breaks(tmp_path):
    with pytest.raises(UsageError, match="TSV cannot hold tabs and line breaks"):
        write_sheet("claims", tmp_path / "a.tsv", [NEEDED | {"note": "a\nb"}])


TEXT = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda mark: not UNREADABLE.match(mark)),
    max_size=30,
)
#: Text that programs take for something else.
TRAPS = st.sampled_from(
    ["=1+1", "'=1", "''-A1", "@SUM(A1)", "_x0041_", "\r", "1-2", "#N/A", '"a ""b""', "\ufeffa"]
)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@settings(max_examples=25, deadline=None)
@given(notes=st.lists(TEXT | TRAPS, max_size=6))
def test_any_text_is_read_as_it_was_written(ending, notes):
    rows = [NEEDED | {"note": note, "section": note[::-1]} for note in notes]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        write_sheet("claims", path, rows)
        sheet = read_sheet(path)
    assert sheet.refusals == []
    assert [row.cells for row in sheet.rows] == [
        {name: text.strip() for name, text in row.items() if text.strip()} for row in rows
    ]


@settings(max_examples=25, deadline=None)
@example(value=Decimal("-1000000000000.001"))
@example(value=Decimal("-10000000000000000000000000.001"))
@given(value=st.decimals(-(10**30), 10**30, places=3))
def test_any_number_is_read_as_it_was_written(value):
    row = {"indicator": "a", "area": "b", "unit": "c", "source_id": "S1", "value": f"{value:f}"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_sheet("observations", path, [row])
        sheet = read_sheet(path, decimal="point")
    assert [Decimal(row.cells["value"]) for row in sheet.rows] == [value]
