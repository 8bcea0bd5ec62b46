"""Sheets made up for measuring are good sheets."""

from bench.sheets import make_sheet
from taobao_kg.curate.sheets import read_sheet


def test_made_up_sheets_are_good_and_always_the_same(tmp_path):
    made = set()
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        sources = read_sheet(make_sheet(450, folder / "made.csv"))
        sheet = read_sheet(folder / "made.csv")
        assert (sources.refusals, sheet.refusals) == ([], [])
        assert len(sheet.rows) == 450
        assert {row.cells["source_id"] for row in sheet.rows} == {
            row.cells["source_id"] for row in sources.rows
        }
        made.add((folder / "made.csv").read_bytes())
    assert len(made) == 1


def test_no_two_rows_of_a_source_say_the_same(tmp_path):
    make_sheet(2000, tmp_path / "made.csv")
    rows = [row.cells for row in read_sheet(tmp_path / "made.csv").rows]
    said = {
        tuple(row[name] for name in ("indicator", "area", "year_or_date", "source_id"))
        for row in rows
    }
    assert len(said) == len(rows)
