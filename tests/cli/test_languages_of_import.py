"""The import and the proposals in Indonesian and Chinese: no word of the English ones is left."""

import builtins
import csv
import shutil
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from taobao_kg.cli.parser import main
from taobao_kg.curate.bibliography import READERS, read_bibliography
from taobao_kg.curate.columns import KINDS, read_template
from taobao_kg.curate.importing import plan_import
from taobao_kg.curate.sheets import read_sheet
from taobao_kg.words.catalogue import phrases
from taobao_kg.words.message import Message
from tests.cli.test_languages import left_over, report, sayings, words_of
from tests.conftest import FIXTURES

__all__ = ["report", "sayings"]

#: Sheets and bibliographies with all kinds of cells and rows that cannot be taken.
SHEETS = sorted((FIXTURES / "refusals").iterdir())
#: Reasons that need a huge or a damaged file, or a cell that its column refuses before.
SELDOM = {
    *("too_long", "cell_too_long", "too_many_rows", "too_deep", "nul", "no_figure"),
    *("not_offset", "not_wikidata", "unknown_word"),
}
#: What people type into sheets: columns, and the words some of them are limited to.
TYPED = words_of(
    " ".join(
        f"{column.name} {' '.join(column.choices)}"
        for kind in KINDS
        for column in read_template(kind).columns
    )
)


HEAD = ["indicator", "area", "year_or_date", "value", "unit", "source_id", "note"]
GOOD = ["taobao_village_count", "China", 2016, 1311, "village", "source/renolafitri-2020", None]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A workbook with cells that hold no plain text or number."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    cells = {
        "value": ["=SUM(A1:A2)", "#N/A"],
        "year_or_date": [datetime(1905, 7, 8), time(9, 30), date(2016, 3, 4), 20160831],
        "note": [date(2016, 3, 4), "merged"],
    }
    for column, values in cells.items():
        for value in values:
            row = {**dict(zip(HEAD, GOOD, strict=True)), column: value}
            sheet.append([row[name] for name in HEAD])
    sheet["D3"].data_type = "e"
    sheet["C6"].number_format = "dd mmm"
    sheet["C7"].number_format = "yyyy-mm-dd"
    sheet.merge_cells("G9:H9")
    sheet.append(["x"])
    sheet.cell(row=10, column=501).value = "far"
    path = tmp_path_factory.mktemp("book") / "cells.xlsx"
    book.save(path)
    return path


def named_in(messages):
    """Return the names of messages and of those inside them."""
    for message in messages:
        yield message.name
        yield from named_in(one for one in message.values.values() if isinstance(one, Message))


def test_the_sheets_are_refused_for_every_reason(workbook, real_built):
    sheets = [
        read_bibliography(path) if path.suffix in READERS else read_sheet(path)
        for path in (*SHEETS, workbook)
    ]
    sheets.append(read_sheet(FIXTURES / "refusals" / "points.csv", decimal="comma"))
    planned = plan_import(real_built, sheets, sheet_set="languages")
    found = {refusal.message for refusal in planned.refusals}
    found |= {reason for row in planned.taken for _, reason in row.left_out}
    seen = set(named_in(found))
    for group in ("reason", "work"):
        known = {name for name, text in phrases(f"curate.{group}", "en").items() if text}
        told = {name.split(".")[2] for name in seen if name.startswith(f"curate.{group}.")}
        assert known - told - SELDOM == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", ["--dry-run", "--dry-run --decimal comma", "--interactive", "--partial --dry-run"]
)
def test_an_import_leaves_no_english(report, sayings, workbook, monkeypatch, options):
    asked = []
    monkeypatch.setattr(builtins, "input", lambda question: asked.append(question) or "later")
    files = " ".join(map(str, (*SHEETS, workbook)))
    said = {}
    for lang in ("en", "id", "zh"):
        asked.clear()
        said[lang] = report(f"import {files} {options}", lang) + "\n".join(asked)
        assert bool(asked) == ("--interactive" in options)
    assert "refused" in said["en"]
    for lang in ("id", "zh"):
        assert not left_over(said["en"], said[lang], lang, sayings) - TYPED


@pytest.mark.slow
def test_an_import_that_is_taken_leaves_no_english(tiny, tmp_path, capsys, sayings):
    sheet = tmp_path / "actors.csv"
    rows = ["actor_id,name_en,kind,source_id", "A1,Bureau of Trials,agency,source/tiny-2020"]
    sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
    said = {}
    for lang in ("en", "id", "zh"):
        data = tmp_path / lang
        shutil.copytree(tiny.data, data)
        for _ in range(2):  # the second time nothing changes
            code = main(["import", str(sheet), "--lang", lang, "--data", str(data), "-v"])
            out, err = capsys.readouterr()
            assert code == 0, out
            said[lang] = said.get(lang, "") + out + err
    assert "Nothing changes" in said["en"]
    for lang in ("id", "zh"):
        assert not left_over(said["en"], said[lang], lang, sayings)


def test_a_proposal_leaves_no_english(tmp_path, capsys, sayings):
    text = FIXTURES / "proposals" / "kecil-2021.txt"
    said = {}
    for lang in ("en", "id", "zh"):
        data, output = tmp_path / lang / "graph_data", tmp_path / lang / "out"
        shutil.copytree(FIXTURES / "proposals" / "graph_data", data)
        where = ["--text", str(text), "--data", str(data), "-o", str(output)]
        words = ["source", "new", "kecil-2021", "--language", "id", "--lang", lang]
        for again in (False, True):
            if again:
                shutil.rmtree(output)
            assert main([*words, *where]) == 0
            out, err = capsys.readouterr()
            said[lang] = said.get(lang, "") + out + err
        for sheet in sorted(output.iterdir()):
            with sheet.open(encoding="utf-8", newline="") as file:
                notes = [row["note"] for row in csv.DictReader(file)]
            assert all(note.startswith("check: ") for note in notes if note)
            said[lang] += "\n".join(note.removeprefix("check: ") for note in notes)
    assert "could also be read as" in said["en"]
    printed = words_of(text.read_text(encoding="utf-8"))
    for lang in ("id", "zh"):
        assert not left_over(said["en"], said[lang], lang, sayings) - printed
