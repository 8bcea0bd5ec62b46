"""XLSX sheets, made here with openpyxl or by hand where openpyxl makes nothing so bad."""

import re
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook, load_workbook

from taobao_kg.curate import workbooks
from taobao_kg.curate.sheets import read_sheet
from taobao_kg.errors import DataError, UsageError

HEAD = ["indicator", "area", "year_or_date", "value", "unit", "source_id", "note"]
GOOD = ["taobao_villages", "China", 2016, 1311, "villages", "S001", None]


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Write a workbook of rows, changed by a function, return its path."""
    monkeypatch.chdir(tmp_path)

    def book(*rows, change=None, name="book.xlsx"):
        made = Workbook()
        for row in rows:
            made.active.append(row)
        if change:
            change(made)
        made.save(tmp_path / name)
        return tmp_path / name

    return book


def observation(**cells):
    return [({} | dict(zip(HEAD, GOOD, strict=True)) | cells)[name] for name in HEAD]


def refused(sheet):
    return [str(refusal) for refusal in sheet.refusals]


def formatted(cell, number_format):
    def change(made):
        made.active[cell].number_format = number_format

    return change


def test_a_good_workbook_is_read(book):
    sheet = read_sheet(book(HEAD, GOOD, observation(value=2314.194, area="浙江", note=" x ")))
    assert (sheet.name, sheet.kind, refused(sheet)) == ("book.xlsx", "observations", [])
    assert [row.number for row in sheet.rows] == [2, 3]
    assert sheet.rows[0].cells["year_or_date"] == "2016"
    assert sheet.rows[1].cells["value"] == "2314.194"
    assert sheet.rows[1].cells["note"] == "x"


def test_the_ending_does_not_matter(book):
    assert read_sheet(book(HEAD, GOOD, name="book.csv")).rows[0].cells["value"] == "1311"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.311, "1.311"),
        (0.1 + 0.2, "0.3"),
        (353000000000.0, "353000000000"),
        (1e-5, "0.00001"),
        (-7, "-7"),
        (True, None),
    ],
)
def test_numbers_of_the_workbook_are_never_ambiguous(book, value, text):
    sheet = read_sheet(book(HEAD, observation(value=value)))
    assert [row.cells["value"] for row in sheet.rows] == ([text] if text else [])


def test_numbers_typed_as_text_are(book):
    lines = (HEAD, observation(value="1.311"), observation(value=12.5))
    (said,) = refused(read_sheet(book(*lines)))
    assert said.startswith("book.xlsx:2:value: '1.311' is 1.311 with a decimal point")


def test_per_cent_is_read_as_it_is_shown(book):
    path = book(HEAD, observation(value=0.125, unit="%"), change=formatted("D2", "0.0%"))
    assert read_sheet(path).rows[0].cells["value"] == "12.5"
    path = book(HEAD, observation(value=0.5, unit="ratio"), change=formatted("D2", "0%"))
    assert "'50%' is in per cent, but the unit is 'ratio'" in refused(read_sheet(path))[0]


class TestDates:
    @pytest.mark.parametrize(
        ("number_format", "text"),
        [
            ("yyyy-mm-dd", "2016-08-01"),
            ("mm-dd-yy", "2016-08-01"),
            ("mmm-yy", "2016-08"),
            ('yyyy"年"m"月"', "2016-08"),
            ("yyyy", "2016"),
        ],
    )
    def test_a_date_is_as_precise_as_it_is_shown(self, book, number_format, text):
        path = book(
            HEAD,
            observation(year_or_date=date(2016, 8, 1)),
            change=formatted("C2", number_format),
        )
        assert read_sheet(path).rows[0].cells["year_or_date"] == text

    def test_a_year_in_a_cell_formatted_as_date_is_refused(self, book):
        path = book(HEAD, GOOD, change=formatted("C2", "yyyy-mm-dd"))
        (said,) = refused(read_sheet(path))
        assert said.startswith("book.xlsx:2:year_or_date: is a date cell that shows 1905-07-08")

    def test_a_date_without_year_is_refused(self, book):
        path = book(
            HEAD, observation(year_or_date=date(2016, 3, 4)), change=formatted("C2", "d-mmm")
        )
        assert "shows no year; write 2016-03-04" in refused(read_sheet(path))[0]

    @pytest.mark.parametrize(
        "value", [datetime(2016, 8, 1, 10, 30), time(10, 30), timedelta(hours=30)]
    )
    def test_times_of_day_are_refused(self, book, value):
        (said,) = refused(read_sheet(book(HEAD, observation(year_or_date=value))))
        assert said.startswith("book.xlsx:2:year_or_date: is a time of day or a duration")

    def test_a_date_in_a_column_of_text_is_refused(self, book):
        (said,) = refused(read_sheet(book(HEAD, observation(note=date(2016, 3, 4)))))
        assert said.startswith("book.xlsx:2:note: is a date cell, 2016-03-04, where text is")

    def test_a_date_in_a_column_of_numbers_is_refused(self, book):
        (said,) = refused(read_sheet(book(HEAD, observation(value=date(2016, 3, 4)))))
        assert "is a date cell" in said

    def test_a_date_typed_as_text_is_refused(self, book):
        (said,) = refused(read_sheet(book(HEAD, observation(year_or_date="31/08/2016"))))
        assert "book.xlsx:2:year_or_date: '31/08/2016' is no year or period" in said

    def test_a_day_outside_the_calendar_is_refused(self, book):
        path = book(HEAD, observation(year_or_date=20160831), change=formatted("C2", "yyyy-mm-dd"))
        assert "is a date cell that holds 20160831, no day" in refused(read_sheet(path))[0]


class TestFormulas:
    def test_a_formula_is_refused_with_its_cell(self, book):
        sheet = read_sheet(book(HEAD, GOOD, observation(value="=D2*2"), observation(note="=1")))
        assert refused(sheet) == [
            "book.xlsx:3:value: cell D3 holds a formula, whose value is not trusted;"
            " paste it as a value",
            "book.xlsx:4:note: cell G4 holds a formula, whose value is not trusted;"
            " paste it as a value",
        ]

    def test_text_that_begins_like_one_is_text(self, book):
        def change(made):
            made.active["G2"].value = "=1+1"
            made.active["G2"].data_type = "s"

        sheet = read_sheet(book(HEAD, GOOD, change=change))
        assert sheet.rows[0].cells["note"] == "=1+1"

    def test_an_error_is_refused(self, book):
        (said,) = refused(read_sheet(book(HEAD, observation(value="#N/A"))))
        assert said == "book.xlsx:2:value: shows the error #N/A; write the value"


class TestMerged:
    def merge(self, where):
        return lambda made: made.active.merge_cells(where)

    def test_every_row_of_a_merged_range_is_left_out(self, book):
        sheet = read_sheet(book(HEAD, GOOD, GOOD, GOOD, GOOD, change=self.merge("B3:B4")))
        assert refused(sheet)[0] == (
            "book.xlsx:3:area: the cells B3:B4 are merged; unmerge them and fill each one"
        )
        assert [row.number for row in sheet.rows] == [2, 5]

    def test_merged_cells_in_the_header_spoil_the_sheet(self, book):
        sheet = read_sheet(book(HEAD, GOOD, change=self.merge("G1:H1")))
        assert "the cells G1:H1 are merged" in refused(sheet)[0]
        assert sheet.rows == []

    def test_a_title_over_the_header_is_told_of(self, book):
        with pytest.raises(DataError, match=r"book.xlsx:1: no column of any kind of sheet"):
            read_sheet(book(["My villages"], HEAD, GOOD, change=self.merge("A1:G1")))


def test_blank_rows_are_skipped_and_counted(book):
    sheet = read_sheet(book([], HEAD, [], GOOD, [None, " "], observation(value="x")))
    assert [row.number for row in sheet.rows] == [4]
    assert sheet.refusals[0].row == 6


def test_hidden_rows_and_columns_are_read(book):
    def change(made):
        made.active.row_dimensions[2].hidden = True
        made.active.column_dimensions["D"].hidden = True

    assert read_sheet(book(HEAD, GOOD, change=change)).rows[0].cells["value"] == "1311"


class TestWorksheets:
    def second(self, made, title="more"):
        made.active.title = "first"
        made.create_sheet(title).append(["x"])

    def test_several_are_named(self, book):
        path = book(HEAD, GOOD, change=self.second)
        with pytest.raises(UsageError, match="several worksheets: 'first', 'more'; say --work"):
            read_sheet(path)
        assert len(read_sheet(path, worksheet="first").rows) == 1

    def test_an_unknown_one_is_refused_with_those_there(self, book):
        with pytest.raises(UsageError, match="no worksheet 'third'; it has 'first', 'more'"):
            read_sheet(book(HEAD, GOOD, change=self.second), worksheet="third")

    def test_empty_ones_do_not_count(self, book):
        path = book(HEAD, GOOD, change=lambda made: made.create_sheet("empty"))
        assert len(read_sheet(path).rows) == 1

    def test_hidden_ones_count(self, book):
        def change(made):
            self.second(made)
            made["more"].sheet_state = "hidden"

        with pytest.raises(UsageError, match="several worksheets"):
            read_sheet(book(HEAD, GOOD, change=change))

    def test_no_row_at_all(self, book):
        with pytest.raises(DataError, match=r"book\.xlsx: is empty"):
            read_sheet(book())


SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def unpack(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def rewrite(path, part, *replacements):
    """Change the text of one part of a workbook."""
    parts = unpack(path)
    for old, new in replacements:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    return pack(path, parts)


def share_texts(path):
    """Move the texts of a workbook into a part of their own, as most programs keep them."""
    parts = unpack(path)
    texts = []

    def move(found):
        texts.append(found[1])
        return b't="s"><v>%d</v></c>' % (len(texts) - 1)

    inline = re.compile(rb't="inlineStr"><is>(<t[ >].*?</t>|<t ?/>)</is></c>')
    parts[SHEET] = inline.sub(move, parts[SHEET])
    assert texts
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = b"".join(b"<si>%b</si>" % text for text in texts)
    parts[TEXTS] = b'<sst xmlns="%b">%b</sst>' % (main, items)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = "[Content_Types].xml"
    entry = b'<Override PartName="/%b" ContentType="%b"/></Types>' % (TEXTS.encode(), kind)
    parts[types] = parts[types].replace(b"</Types>", entry)
    return pack(path, parts)


class TestHostile:
    def test_a_zip_bomb_is_not_unpacked(self, book, monkeypatch):
        monkeypatch.setattr(workbooks, "MOST_UNPACKED", 8 * 2**20)
        path = book(HEAD, GOOD)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/bomb.bin", bytes(16 * 2**20))
        assert path.stat().st_size < 2**16
        with pytest.raises(DataError, match=r"unpacks to 16 MB in \d+ parts, at most 8 MB"):
            read_sheet(path)

    def test_texts_are_bounded_too(self, book, monkeypatch):
        path = share_texts(book(HEAD, GOOD))
        assert len(read_sheet(path).rows) == 1
        monkeypatch.setattr(workbooks, "MOST_TEXTS", 100)
        with pytest.raises(DataError, match="split it or save it as CSV"):
            read_sheet(path)

    def test_parts_are_bounded_too(self, book, monkeypatch):
        monkeypatch.setattr(workbooks, "MOST_PARTS", 5)
        with pytest.raises(DataError, match="in 9 parts"):
            read_sheet(book(HEAD, GOOD))

    def test_a_part_that_is_larger_than_it_says_is_damaged(self, book):
        path = book(HEAD, *([GOOD] * 50))
        data = bytearray(path.read_bytes())
        with zipfile.ZipFile(path) as archive:
            size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
        at = data.rfind(size)
        data[at : at + 4] = (100).to_bytes(4, "little")
        path.write_bytes(data)
        with pytest.raises(DataError, match="no XLSX file that can be read"):
            read_sheet(path)

    def test_entities_are_not_expanded(self, book):
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
        path = rewrite(
            share_texts(book(HEAD, GOOD)),
            TEXTS,
            (b"<sst", f"<!DOCTYPE sst [{laughs}]><sst".encode()),
            (b"villages</t>", b"&l8;</t>"),
        )
        with pytest.raises(DataError, match="no XLSX file that can be read"):
            read_sheet(path)

    @pytest.mark.parametrize("row", [b"1048577", b"99999999999"])
    def test_rows_out_of_bounds_are_refused(self, book, row):
        path = rewrite(book(HEAD, GOOD), SHEET, (b'<row r="2"', b'<row r="' + row + b'"'))
        with pytest.raises(DataError, match="more than 1048576 rows"):
            read_sheet(path)

    def test_columns_out_of_bounds_are_refused(self, book):
        path = rewrite(book(HEAD, GOOD, GOOD), SHEET, (b'r="F2"', b'r="XFD2"'))
        sheet = read_sheet(path)
        assert "book.xlsx:2: has something in column XFD; empty that cell" in refused(sheet)
        assert [row.number for row in sheet.rows] == [3]

    def test_a_wrong_size_of_the_sheet_is_ignored(self, book):
        path = rewrite(book(HEAD, GOOD), SHEET, (b'ref="A1:G2"', b'ref="A1:A1"'))
        assert read_sheet(path).rows[0].cells["value"] == "1311"

    def test_unreadable_characters_are_named(self, book):
        path = book(HEAD, observation(note="a_x0000_b"))
        assert refused(read_sheet(path)) == [
            "book.xlsx:2:note: has a NUL byte; delete it or save the sheet anew"
        ]

    def test_a_text_that_is_missing_is_damage(self, book):
        path = rewrite(share_texts(book(HEAD, GOOD)), SHEET, (b"<v>0</v>", b"<v>999</v>"))
        with pytest.raises(DataError, match="no XLSX file that can be read"):
            read_sheet(path)

    def test_half_a_file_is_damage(self, book):
        path = book(HEAD, GOOD)
        path.write_bytes(path.read_bytes()[:2000])
        with pytest.raises(DataError, match=r"book\.xlsx: is an old or a locked workbook, or dam"):
            read_sheet(path)

    def test_an_old_workbook_is_refused(self, tmp_path):
        path = tmp_path / "old.xls"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
        with pytest.raises(DataError, match=r"save it as \.xlsx, without password"):
            read_sheet(path)

    def test_another_zip_file_is_refused(self, tmp_path):
        path = tmp_path / "sheet.ods"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        with pytest.raises(DataError, match=r"no XLSX; save the sheet as \.xlsx or \.csv"):
            read_sheet(path)


def test_the_names_used_of_openpyxl_are_there(book):
    with share_texts(book(HEAD, GOOD)).open("rb") as file:
        made = load_workbook(file, read_only=True)
        sheet = made.worksheets[0]
        assert sheet._get_source().read(5) == b"<work"
        assert sheet._shared_strings[0] == "indicator"
