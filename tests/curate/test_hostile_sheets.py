"""Whatever a sheet holds, an import takes it or says why not, and writes nothing by reading it."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taobao_kg.curate.bibliography import read_bibliography
from taobao_kg.curate.importing import plan_import
from taobao_kg.curate.sheets import read_sheet
from taobao_kg.errors import TaobaoKgError
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle

from .conftest import SHEETS

ANY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
#: What breaks readers: signs of other formats, numbers at the edge, scripts, controls.
NASTY = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "\u00a0",
                "=1+1",
                "@",
                "'",
                '"',
                "\\",
                "<x>",
                "]]>",
                "\x00",
                "\ufeff",
                "\u202e",
            ),
            *("1e400", "-0", "１２", "1.311", "12,5 %", "9" * 400, "0x10", "NaN", "inf", "∞"),
            *("2016-02-30", "0000", "FY", "99999-01", "2016-13", "before 2007", "-2016"),
            *("http://[", "javascript:alert(1)", "file:///etc/passwd", "https://例.中国/?<>"),
            *("〔2015〕", "国发〔2015〕号", "a; ; b", ";" * 200, "(" * 300, "A1", "S1", "P1; P1"),
            *("implements P1", "implements", "over over 3", "3-", "derived:", "中" * 5000),
        ]
    ),
    st.text(max_size=30),
)


@st.composite
def altered_lines(draw):
    """A good sheet with some of its cells replaced."""
    kind = draw(st.sampled_from(sorted(SHEETS)))
    rows = [line.split(",") for line in SHEETS[kind]]
    for _ in range(draw(st.integers(1, 4))):
        row = draw(st.sampled_from(rows))
        row[draw(st.integers(0, len(row) - 1))] = draw(NASTY)
    return rows


@st.composite
def altered_bytes(draw, good):
    """A good file with some of its bytes replaced, taken out or put in."""
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 2, 40, 4000])))
        content[start:end] = draw(st.binary(max_size=8))
    return bytes(content)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    tiny = Path(__file__).parents[1] / "fixtures" / "tiny"
    return find_folders(tiny, tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A place that each example writes anew."""
    return tmp_path_factory.mktemp("sheets") / "sheet"


def take(folders, path, read=read_sheet):
    """Read and plan as an import does; what it plans is Turtle, what it refuses has a reason."""
    try:
        sheet = read(path)
        report = plan_import(folders, [sheet], sheet_set="fuzz")
    except TaobaoKgError:
        return
    for refusal in [*sheet.refusals, *report.refusals]:
        assert str(refusal).strip()
    for name, text in report.files.items():
        if name.endswith(".ttl"):
            changed = path.with_name("changed.ttl")
            changed.write_text(text, encoding="utf-8", newline="\n")
            parse_turtle(changed)
        assert not Path(name).is_absolute()
        assert ".." not in Path(name).parts


def write_csv(path, rows):
    import csv

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path = path.with_suffix(".csv")
    path.write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
    return path


def good_csv():
    return "\n".join(SHEETS["observations"]).encode()


def good_workbook():
    book = openpyxl.Workbook()
    for line in SHEETS["observations"]:
        book.active.append(line.split(","))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


BIBTEX = b'@article{li2017, title={A {B} \\"{o}}, author={Li, A and Wang, B}, year={2017}}\n'
RIS = b"TY  - JOUR\nTI  - A\nAU  - Li, A\nPY  - 2017/05//\nER  - \n"
CSL = b'[{"id":"a","type":"book","title":"A","issued":{"date-parts":[[2017,5]]}}]'
WORKBOOK = good_workbook()


@ANY
@given(rows=altered_lines())
def test_any_cell_is_taken_or_refused(folders, file, rows):
    take(folders, write_csv(file, rows))


@ANY
@given(content=altered_bytes(good_csv()))
def test_any_bytes_are_read_or_refused(folders, file, content):
    path = file.with_suffix(".csv")
    path.write_bytes(content)
    take(folders, path)


@ANY
@given(content=altered_bytes(WORKBOOK))
def test_a_damaged_workbook_is_read_or_refused(folders, file, content):
    path = file.with_suffix(".xlsx")
    path.write_bytes(content)
    take(folders, path)


@ANY
@given(
    one=st.one_of(
        st.tuples(st.just(".bib"), altered_bytes(BIBTEX)),
        st.tuples(st.just(".ris"), altered_bytes(RIS)),
        st.tuples(st.just(".json"), altered_bytes(CSL)),
    )
)
def test_a_damaged_bibliography_is_read_or_refused(folders, file, one):
    suffix, content = one
    path = file.with_suffix(suffix)
    path.write_bytes(content)
    take(folders, path, read_bibliography)
