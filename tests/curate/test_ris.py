"""RIS as reference managers write it."""

import pytest

from taobao_kg.curate.record import Flaw
from taobao_kg.curate.ris import read_ris


def test_repeated_tags_and_lines_that_go_on():
    (record,) = read_ris(
        "TY  - JOUR\r\nAU  - Wang, Li\r\nAU  - 张三\r\nT1  - A long\r\n title\r\nJO  - J. Rural\r\n"
        "PY  - 2019/06/13/\r\nVL  - 7\r\nSP  - 1\r\nEP  - 9\r\nN1  - One.\r\nN1  - Two.\r\n"
        "KW  - a\r\nDO  - doi:10.1000/182\r\nUR  - https://a.example\r\nUR  - https://b.example\r\n"
        "ER  -\r\n"
    )
    assert record.line == 1
    assert record.cells == {
        "kind": "article",
        "creator": "Wang, Li; 张三",
        "title": "A long title",
        "container": "J. Rural",
        "date": "2019-06-13",
        "volume": "7",
        "pages": "1-9",
        "note": "One.; Two.",
        "doi": "10.1000/182",
        "url": "https://a.example",
    }
    assert record.fields["title"] == "T1"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("TY  - JOUR\nTI  - A\n", 1, "the file ends before ER"),
        ("\nTI  - A\n", 2, "outside of any record"),
        ("TY  - JOUR\nAU  - A; B\nTI  - A\nER  - \n", 1, "semicolon"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text, line, reason):
    (flaw,) = read_ris(text)
    assert isinstance(flaw, Flaw)
    assert flaw.line == line
    assert reason in flaw.reason


def test_a_record_that_is_not_closed_does_not_swallow_the_next():
    first, second = read_ris("TY  - JOUR\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \n")
    assert (first.line, first.reason) == (1, "no ER before the next TY (line 3); close the record")
    assert second.cells == {"kind": "book", "title": "B"}
