"""The XML of a worksheet, as different programs write it."""

import io
from xml.parsers.expat import ExpatError

import pytest

from taobao_kg.curate.worksheets import WorksheetReader, column_number, range_bounds

SHEET = '<{0}worksheet xmlns{1}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def read(rows, after="", prefix="", before=""):
    name = f":{prefix[:-1]}" if prefix else ""
    xml = (
        before + SHEET.format(prefix, name) + f"<{prefix}sheetData>{rows}</{prefix}sheetData>"
        f"{after}</{prefix}worksheet>"
    )
    reader = WorksheetReader(io.BytesIO(xml.encode()))
    return list(reader.read()), reader.merged


def texts(row):
    return [cell.text for cell in row]


def test_cells_are_read_with_their_types():
    ((_, row),), _ = read(
        '<row r="3"><c r="A3" t="s"><v>7</v></c><c r="C3" s="2"><v>1.5</v></c>'
        '<c r="D3" t="str"><f>A1</f><v>x</v></c><c r="E3" s="1"/></row>'
    )
    assert [tuple(cell) for cell in row] == [
        (1, "s", 0, "7", False),
        (3, "n", 2, "1.5", False),
        (4, "str", 0, "x", True),
        (5, "n", 1, "", False),
    ]


def test_places_that_are_left_out_are_counted():
    rows, _ = read(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'/><row><c><v>3</v></c></row>"
    )
    assert [(number, [(c.column, c.text) for c in row]) for number, row in rows] == [
        (1, [(1, "1"), (2, "2")]),
        (5, []),
        (6, [(1, "3")]),
    ]


def test_runs_of_rich_text_are_joined_without_their_pronunciation():
    ((_, row),), _ = read(
        '<row><c t="inlineStr"><is><r><t>淘</t></r><r><t xml:space="preserve"> 宝</t></r>'
        '<rPh sb="0" eb="1"><t>タオ</t></rPh></is></c></row>'
    )
    assert texts(row) == ["淘 宝"]


def test_elements_with_a_prefix_are_known():
    ((_, row),), merged = read(
        '<x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>',
        '<x:mergeCells><x:mergeCell ref="A3:B5"/></x:mergeCells>',
        prefix="x:",
    )
    assert (texts(row), merged) == (["a"], ["A3:B5"])


def test_text_outside_cells_is_no_text():
    ((_, row),), _ = read(
        "<row>stray<c><v>1</v>stray</c></row>",
        "<headerFooter><oddHeader>t</oddHeader></headerFooter>",
    )
    assert texts(row) == ["1"]


def test_long_sheets_come_row_by_row():
    rows, _ = read("".join(f"<row><c><v>{n}</v></c></row>" for n in range(5000)))
    assert [texts(row) for _, row in rows] == [[str(n)] for n in range(5000)]


def test_entities_are_refused():
    with pytest.raises(ValueError, match="declares entities"):
        read(
            "<row><c><v>&a;</v></c></row>",
            before='<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>',
        )


def test_what_is_no_xml_is_refused():
    with pytest.raises(ExpatError):
        list(WorksheetReader(io.BytesIO(b"PK nothing")).read())


@pytest.mark.parametrize("letters", ["a", "É", "-"])
def test_other_signs_name_no_column(letters):
    with pytest.raises(ValueError, match="is no column"):
        column_number(letters)


def test_bounds_of_ranges():
    assert range_bounds("$A$3:XFD1048576") == (1, 3, 16384, 1048576)
