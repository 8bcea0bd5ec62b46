"""CSV and TSV sheets: what is read, and each thing that is wrong with its row and column."""

from pathlib import Path

import pytest

from taobao_kg.curate.grid import MOST_IN_CELL, MOST_ROWS
from taobao_kg.curate.sheets import read_sheet
from taobao_kg.errors import DataError, UsageError

HEAD = "indicator,area,year_or_date,value,unit,source_id,note"
GOOD = "taobao_villages,China,2016,1311,villages,S001,"
SHARED = Path(__file__).parents[3] / "shared/sources/independent"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a sheet of lines, return its path; messages name it without a folder."""
    monkeypatch.chdir(tmp_path)

    def write(*lines, name="sheet.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write


def observation(**cells):
    names = HEAD.split(",")
    given = dict(zip(names, GOOD.split(","), strict=True)) | cells
    return ",".join(given[name] for name in names)


def refused(sheet):
    return [str(refusal) for refusal in sheet.refusals]


def test_a_good_sheet_is_read(write):
    sheet = read_sheet(write(HEAD, GOOD, observation(note='"over, ""nearly"""')))
    assert (sheet.name, sheet.kind, sheet.refusals) == ("sheet.csv", "observations", [])
    assert [row.number for row in sheet.rows] == [2, 3]
    assert sheet.rows[1].cells == {
        "indicator": "taobao_villages",
        "area": "China",
        "year_or_date": "2016",
        "value": "1311",
        "unit": "villages",
        "source_id": "S001",
        "note": 'over, "nearly"',
    }
    assert sheet.rows[0].columns["value"] == "D"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("sources.tsv", "sources"),
        ("policies.tsv", "policies"),
        ("actors.tsv", "actors"),
        ("observations.tsv", "observations"),
        ("relations.tsv", "claims"),
    ],
)
@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the given sheets do not belong to the project")
def test_the_given_sheets_are_read_unchanged(name, kind):
    sheet = read_sheet(SHARED / name)
    assert (sheet.kind, refused(sheet)) == (kind, [])
    head, *lines = (SHARED / name).read_text(encoding="utf-8").splitlines()
    expected = [
        {name: cell.strip() for name, cell in zip(head.split("\t"), cells, strict=False) if cell}
        for cells in (line.split("\t") for line in lines)
    ]
    assert [row.cells for row in sheet.rows] == expected


def test_blank_rows_are_skipped_and_counted(write):
    bad = observation(value="many")
    sheet = read_sheet(write("", ",,,,,,", HEAD, "", GOOD, " ,\t,,,,,", bad))
    assert [row.number for row in sheet.rows] == [5]
    assert [(refusal.row, refusal.column) for refusal in sheet.refusals] == [(7, "value")]


def test_line_breaks_inside_quotes_do_not_count_as_rows(write):
    sheet = read_sheet(write(HEAD, observation(note='"one\r\ntwo"'), observation(value="x")))
    assert sheet.rows[0].cells["note"] == "one\r\ntwo"
    assert sheet.refusals[0].row == 3


@pytest.mark.parametrize(
    "head",
    [
        HEAD.upper(),
        "Indicator , area,YEAR OR DATE,Value,Unit,Source ID,Note",
        "indikator,wilayah,tahun atau tanggal,nilai,satuan,sumber,catatan",
        "指标,地区,年份或日期,数值,单位,来源编号,备注",
    ],
)
def test_a_header_is_known_in_three_languages_and_any_case(write, head):
    sheet = read_sheet(write(head, GOOD))
    assert refused(sheet) == []
    assert sheet.rows[0].cells["value"] == "1311"


def test_an_unknown_column_is_named_with_the_nearest(write):
    sheet = read_sheet(write(HEAD.replace("note", "notes"), GOOD + "x"))
    assert refused(sheet) == ["sheet.csv:1:notes: no column of observations; did you mean note?"]
    assert "notes" not in sheet.rows[0].cells


def test_a_column_like_no_other_is_told_which_there_are(write):
    sheet = read_sheet(write(HEAD + ",zzz", GOOD))
    assert "observations have observation_id, indicator" in refused(sheet)[0]


def test_missing_columns_are_named_and_no_row_is_taken(write):
    sheet = read_sheet(write("indicator,area,value,note", "a,b,1,"))
    expected = "sheet.csv:1: the header lacks unit, source_id; add what observations need"
    assert (refused(sheet), sheet.rows) == ([expected], [])


def test_a_column_that_stands_twice_is_refused(write):
    sheet = read_sheet(write(HEAD + ",satuan", GOOD + ",x"))
    assert refused(sheet) == [
        "sheet.csv:1: unit stands twice in the header, in E and H; delete one"
    ]
    assert sheet.rows == []


def test_the_header_again_is_refused(write):
    sheet = read_sheet(write(HEAD, GOOD, HEAD, GOOD.replace("2016", "2017")))
    assert "sheet.csv:3: is the header again; delete the row" in refused(sheet)
    assert [row.number for row in sheet.rows] == [2, 4]


def test_cells_without_a_name_are_refused(write):
    sheet = read_sheet(write(HEAD + ",", GOOD + ",stray", GOOD + ",,further", GOOD + ",,"))
    assert refused(sheet) == [
        "sheet.csv:2:H: has no name in the header; name the column or empty the cell",
        "sheet.csv:3:I: has no name in the header; name the column or empty the cell",
    ]
    assert [row.number for row in sheet.rows] == [4]


def test_an_empty_cell_that_is_needed_is_named(write):
    sheet = read_sheet(write(HEAD, observation(unit=" ")))
    assert refused(sheet) == [
        "sheet.csv:2:unit: is empty; observations need it: fill it, like 'villages'"
    ]
    assert sheet.rows == []


def test_duplicate_ids_name_the_first_row(write):
    sheet = read_sheet(
        write("policy_id,title_en,source_id", "P1,a,S1", "P2,b,S1", "P1,c,S1", ",d,S1", ",e,S1")
    )
    assert refused(sheet) == [
        "sheet.csv:4:policy_id: P1 is there already, in row 2; an id is given once"
    ]
    assert [row.number for row in sheet.rows] == [2, 3, 5, 6]


class TestNumbers:
    def test_an_ambiguous_number_is_refused_with_both_readings(self, write):
        (said,) = refused(read_sheet(write(HEAD, observation(value="1.311"), GOOD)))
        assert said.startswith("sheet.csv:2:value: '1.311' is 1.311 with a decimal point and 1311")

    def test_the_column_decides(self, write):
        lines = (HEAD, observation(value="1.311"), observation(value='"12,5 %"', unit="%"))
        sheet = read_sheet(write(*lines))
        assert refused(sheet) == []
        assert [row.cells["value"] for row in sheet.rows] == ["1311", "12.5"]

    def test_the_user_decides(self, write):
        path = write(HEAD, observation(value="1.311"))
        assert read_sheet(path, decimal="comma").rows[0].cells["value"] == "1311"
        assert read_sheet(path, decimal="point").rows[0].cells["value"] == "1.311"

    def test_a_percent_sign_needs_that_unit(self, write):
        (said,) = refused(read_sheet(write(HEAD, observation(value="12.5%", unit="ratio"))))
        assert "sheet.csv:2:value: '12.5%' is in per cent, but the unit is 'ratio'" in said

    @pytest.mark.parametrize("value", ["3530亿", "1311 villages", "～5", "n/a"])
    def test_what_is_no_plain_number_is_refused(self, write, value):
        (said,) = refused(read_sheet(write(HEAD, observation(value=value))))
        assert said.startswith(f"sheet.csv:2:value: '{value}' is not a plain number")

    @pytest.mark.parametrize("value", ["１３１１", "١٣١١"])
    def test_digits_of_other_scripts_are_read(self, write, value):
        sheet = read_sheet(write(HEAD, observation(value=value, year_or_date="２０１６")))
        assert sheet.rows[0].cells["value"] == "1311"
        assert sheet.rows[0].cells["year_or_date"] == "2016"


@pytest.mark.parametrize(
    ("kind", "column", "cell", "said"),
    [
        ("observations", "year_or_date", "Aug 2016", "is no year or period"),
        ("observations", "bound", "more", "is not one of exact, over, atLeast"),
        ("observations", "start", "1.5", "is not a whole number"),
        ("claims", "year", "31/08/2016", "is no year or period"),
        ("policies", "date_issued", "November 2015", "is not a date"),
        ("sources", "url", "www.gov.cn", "is not one web address"),
        ("sources", "language", "Chinese", "is not a code of a language"),
        ("sources", "quality", "good", "is not one of strong, ordinary, copy, weak"),
        ("actors", "wikidata_qid", "148", "has another form than expected"),
    ],
)
def test_a_cell_of_another_form_is_refused(write, kind, column, cell, said):
    from taobao_kg.curate.columns import read_template

    needed = {c.name: c.example for c in read_template(kind).columns if c.required}
    cells = needed | {column: cell}
    sheet = read_sheet(write("\t".join(cells), "\t".join(cells.values()), name="sheet.tsv"), kind)
    (line,) = refused(sheet)
    assert line.startswith(f"sheet.tsv:2:{column}: '{cell}' {said}")
    assert sheet.rows == []


def test_choices_are_read_in_any_case(write):
    sheet = read_sheet(write(HEAD + ",bound", GOOD + ",atleast"))
    assert sheet.rows[0].cells["bound"] == "atLeast"


def test_only_decided_proposals_are_read(write):
    bad = observation(value="many")
    sheet = read_sheet(
        write(
            HEAD + ",decision",
            bad + ",strike",
            bad + ",",
            bad + ",accept",
            observation() + ",change",
        )
    )
    assert [row.number for row in sheet.rows] == [5]
    assert [refusal.row for refusal in sheet.refusals] == [4]


class TestFormulas:
    @pytest.mark.parametrize(
        "cell",
        [
            *("=1+1", "=A1", "=SUM(A1:A9)", "@SUM(A1)", "+A1+B1", "-B2", "= A1", "=-5", "=$A$1"),
            *("=HYPERLINK(1)", "=cmd|' /C calc'!A0", "=Sheet2!B3", "-SUM(A1:A2)"),
        ],
    )
    def test_what_looks_like_a_formula_is_refused(self, write, cell):
        (said,) = refused(read_sheet(write(HEAD, observation(note=cell))))
        assert said.startswith("sheet.csv:2:note:")
        assert "looks like a formula; write its value" in said

    @pytest.mark.parametrize(
        "cell", ["- (保定市; Hebei)", "-5", "+86 10 5555", "@alibaba", "=LOVE", "--", "'quoted'"]
    )
    def test_other_text_with_such_signs_is_text(self, write, cell):
        assert read_sheet(write(HEAD, observation(note=cell))).rows[0].cells["note"] == cell

    def test_an_apostrophe_before_it_says_that_it_is_text(self, write):
        assert read_sheet(write(HEAD, observation(note="'=1+1"))).rows[0].cells["note"] == "=1+1"


class TestQuotes:
    def test_unbalanced_quotes_at_the_end_refuse_the_rest(self, write):
        sheet = read_sheet(write(HEAD, GOOD, observation(note='"open'), GOOD, GOOD))
        (said,) = refused(sheet)
        assert said.startswith("sheet.csv:3: quotes are not balanced")
        assert "nothing from here on was read" in said
        assert [row.number for row in sheet.rows] == [2]

    def test_unbalanced_quotes_in_the_middle_refuse_the_rest(self, write):
        sheet = read_sheet(write(HEAD, observation(note='"a"b'), GOOD))
        assert refused(sheet)[0].startswith("sheet.csv:2: quotes are not balanced")
        assert sheet.rows == []

    def test_a_cell_that_swallowed_rows_is_refused(self, write):
        lines = (HEAD, observation(note='"open'), GOOD, observation(note='close"'), GOOD)
        sheet = read_sheet(write(*lines))
        (said,) = refused(sheet)
        assert said.startswith("sheet.csv:2:note: holds whole rows: quotes are not balanced")

    def test_long_prose_with_line_breaks_is_no_such_cell(self, write):
        prose = "one, two, three, four, five, six, seven, eight\r\n" * 3
        assert refused(read_sheet(write(HEAD, observation(note=f'"{prose}"')))) == []

    def test_tsv_has_no_quoting(self, write):
        title = '"Broadband China" plan, "2013"'
        lines = ("title\tpublisher\tquality", f'{title}\t"\tordinary')
        (row,) = read_sheet(write(*lines, name="s.tsv")).rows
        assert row.cells == {"title": title, "publisher": '"', "quality": "ordinary"}

    def test_tsv_quoted_by_a_spreadsheet_program_is_refused(self, write):
        lines = ("title\tpublisher\tquality", '"a ""b"" c"\tp\tweak', '"a, b"\tp\tweak')
        sheet = read_sheet(write(*lines, name="s.tsv"))
        assert [(refusal.row, refusal.column) for refusal in sheet.refusals] == [
            (2, "title"),
            (3, "title"),
        ]
        assert "TSV has no quoting; save the sheet as CSV or XLSX" in refused(sheet)[0]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ";"), ("a.txt", "\t"), ("a.tsv", "\t")])
def test_other_delimiters_are_seen_in_the_header(write, name, mark):
    sheet = read_sheet(write(HEAD.replace(",", mark), GOOD.replace(",", mark), name=name))
    assert sheet.rows[0].cells["value"] == "1311"


class TestCharacters:
    @pytest.mark.parametrize(
        ("mark", "said"),
        [
            ("\0", "has a NUL byte"),
            ("\x07", "has the control character U+0007"),
            ("\ufffd", "has the sign for a lost character"),
        ],
    )
    def test_unreadable_characters_are_named(self, write, mark, said):
        sheet = read_sheet(write(HEAD, observation(note=f"a{mark}b"), GOOD))
        (line,) = refused(sheet)
        assert line.startswith(f"sheet.csv:2:note: {said}")
        assert [row.number for row in sheet.rows] == [3]

    def test_an_unreadable_header_is_an_error(self, write):
        with pytest.raises(DataError, match=r"sheet\.csv:1: in the header: has a NUL byte"):
            read_sheet(write("a\0" + HEAD, GOOD))

    def test_a_cell_that_is_too_long_is_refused(self, write):
        fits = "x" * MOST_IN_CELL
        sheet = read_sheet(write(HEAD, observation(note=fits), observation(note=fits + "x")))
        assert [row.number for row in sheet.rows] == [2]
        assert "sheet.csv:3:note: has 32,768 characters, at most 32,767" in refused(sheet)[0]

    def test_a_cell_beyond_all_bounds_is_refused(self, write):
        sheet = read_sheet(write(HEAD, observation(note="x" * 140_000)))
        assert "sheet.csv:2: a cell is too long" in refused(sheet)[0]


class TestEncodings:
    CHINESE = "taobao_villages,浙江省,2016,1311,villages,S001,"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_marks_and_utf_8_are_known(self, write, encoding):
        sheet = read_sheet(write(HEAD, self.CHINESE, encoding=encoding))
        assert (sheet.rows[0].cells["area"], refused(sheet)) == ("浙江省", [])

    @pytest.mark.parametrize("encoding", ["gb18030", "big5"])
    def test_others_are_refused_and_read_when_told(self, write, encoding):
        path = write(HEAD, GOOD, self.CHINESE, encoding=encoding)
        with pytest.raises(DataError, match=r"sheet.csv:3: is not UTF-8 \(byte 0x..\); say --enc"):
            read_sheet(path)
        assert read_sheet(path, encoding=encoding).rows[1].cells["area"] == "浙江省"

    def test_cp1252_is_refused_and_read_when_told(self, write):
        path = write(HEAD, observation(note="über"), encoding="cp1252")
        with pytest.raises(DataError, match="byte 0xfc"):
            read_sheet(path)
        assert read_sheet(path, encoding="cp1252").rows[0].cells["note"] == "über"

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_without_a_mark_is_told_apart(self, write, encoding):
        path = write(HEAD, GOOD, encoding=encoding)
        with pytest.raises(DataError, match="looks like UTF-16 without a mark"):
            read_sheet(path)
        assert read_sheet(path, encoding=encoding).rows[0].cells["value"] == "1311"

    def test_a_mark_that_contradicts_is_refused(self, write):
        with pytest.raises(DataError, match="mark of utf-8, not of gb18030"):
            read_sheet(write(HEAD, GOOD, encoding="utf-8-sig"), encoding="gb18030")

    def test_a_wrong_one_is_refused(self, write):
        with pytest.raises(DataError, match=r"is not ASCII .*another --encoding"):
            read_sheet(write(HEAD, self.CHINESE), encoding="ascii")

    @pytest.mark.parametrize("encoding", ["latin-9000", "rot13", "base64"])
    def test_an_unknown_one_is_a_wrong_call(self, write, encoding):
        with pytest.raises(UsageError, match=f"--encoding {encoding}"):
            read_sheet(write(HEAD, GOOD), encoding=encoding)


class TestFiles:
    def test_no_file(self, tmp_path):
        with pytest.raises(UsageError, match="No such file"):
            read_sheet(tmp_path / "none.csv")

    @pytest.mark.parametrize("lines", [[""], ["", ",,", ""]])
    def test_an_empty_file_names_the_template(self, write, lines):
        with pytest.raises(DataError, match="is empty; see 'taobao-kg import --template"):
            read_sheet(write(*lines))

    def test_no_known_column(self, write):
        with pytest.raises(DataError, match=r"sheet.csv:1: no column of any kind of sheet"):
            read_sheet(write("foo,bar", "1,2"))

    def test_two_kinds_that_fit_alike_need_a_word(self, write):
        path = write("source_id,note,pinyin", "S1,,")
        with pytest.raises(DataError, match="--kind policies or --kind actors"):
            read_sheet(path)
        assert read_sheet(path, "actors").kind == "actors"

    def test_an_unknown_kind(self, write):
        with pytest.raises(UsageError, match="'villages' is no kind of sheet; choose sources"):
            read_sheet(write(HEAD, GOOD), "villages")

    def test_csv_has_no_worksheets(self, write):
        with pytest.raises(UsageError, match="leave --worksheet out"):
            read_sheet(write(HEAD, GOOD), worksheet="x")

    def test_a_file_that_is_too_large(self, write, monkeypatch):
        monkeypatch.setattr("taobao_kg.curate.sheets.MOST_BYTES", 10)
        with pytest.raises(DataError, match="are read; split it"):
            read_sheet(write(HEAD, GOOD))

    def test_more_rows_than_any_spreadsheet(self, write, monkeypatch):
        monkeypatch.setattr("taobao_kg.curate.separated.MOST_ROWS", 3)
        sheet = read_sheet(write(HEAD, GOOD, GOOD, GOOD, GOOD))
        assert refused(sheet) == ["sheet.csv:4: more than 3 rows; split the file"]
        assert MOST_ROWS > 100_000
