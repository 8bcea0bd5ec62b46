"""A small made-up text in three languages, from the file to the sheets."""

import csv
import io
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.build.pipeline import check
from taobao_kg.build.verify import verify
from taobao_kg.curate.columns import read_template
from taobao_kg.curate.propose.known import read_known
from taobao_kg.curate.propose.proposals import propose
from taobao_kg.curate.propose.reading import make_lexicon, read
from taobao_kg.curate.propose.registering import Particulars
from taobao_kg.curate.propose.rows import write_rows
from taobao_kg.curate.propose.sourcing import add_source
from taobao_kg.curate.propose.texts import Text, read_text
from taobao_kg.errors import UsageError
from taobao_kg.folders import find_folders
from tests.conftest import FIXTURES

WORLD = FIXTURES / "proposals"
TEXT = WORLD / "kecil-2021.txt"
TOLD = Particulars("kecil-2021", "Desa dan Pasar Daring", "A. Kecil", "2021-03", "id", "article")


@pytest.fixture
def folders(tmp_path):
    shutil.copytree(WORLD / "graph_data", tmp_path / "graph_data")
    return find_folders(tmp_path / "graph_data", tmp_path / "build")


@pytest.fixture(scope="module")
def small():
    return make_lexicon(read_known(find_folders(WORLD / "graph_data")))


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", ["observations", "claims"])
def test_the_sheets_are_as_a_person_checked_them(folders, tmp_path, kind):
    add_source(folders, TOLD, TEXT, tmp_path / "out")
    made = (tmp_path / "out" / f"kecil-2021-{kind}.csv").read_bytes()
    assert made == (WORLD / f"kecil-2021-{kind}.csv").read_bytes()


def test_nothing_is_decided_and_every_quotation_stands_at_its_place(folders, tmp_path):
    done = add_source(folders, TOLD, TEXT, tmp_path)
    content = read_text(TEXT).content
    for (path, count), kind in zip(done.sheets, ("observations", "claims"), strict=True):
        rows = rows_of(path)
        assert len(rows) == count > 0
        assert list(rows[0]) == [column.name for column in read_template(kind).columns]
        for row in rows:
            assert row["decision"] == ""
            assert row["source_id"] == "source/kecil-2021"
            assert content[int(row["start"]) : int(row["end"])] == row["quotation"]
            assert row["as_printed"] in row["quotation"]
            page = content.count("\f", 0, int(row["start"])) + 1
            assert int(row["page"]) == page


def test_the_registered_text_can_be_verified_and_is_not_copied(folders, tmp_path):
    add_source(folders, TOLD, TEXT, tmp_path / "out")
    assert verify(folders, "kecil-2021", TEXT).findings == []
    assert not list(tmp_path.rglob("*.txt"))


def test_sheets_a_person_may_have_worked_on_are_not_overwritten(folders, tmp_path):
    add_source(folders, TOLD, TEXT, tmp_path)
    with pytest.raises(UsageError, match=r"kecil-2021-observations\.csv: is there already"):
        add_source(folders, TOLD, TEXT, tmp_path)
    again = add_source(folders, TOLD, TEXT, tmp_path / "again")
    assert not again.new
    for path, _ in again.sheets:
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_an_unwritable_folder_is_told(folders, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    before = (folders.data / "sources.ttl").read_bytes()
    with pytest.raises(UsageError, match="cannot be written"):
        add_source(folders, TOLD, TEXT, tmp_path / "file" / "out")
    assert (folders.data / "sources.ttl").read_bytes() == before


@pytest.mark.slow
def test_the_real_data_with_a_new_source_has_nothing_to_mend(tmp_path):
    shutil.copytree(find_folders().data, tmp_path / "graph_data")
    folders = find_folders(tmp_path / "graph_data", tmp_path / "build")
    add_source(folders, TOLD, TEXT, tmp_path / "out")
    check(folders)


WORDS = st.sampled_from(
    [
        *(
            "2.118 desa",
            "RMB 3 triliun",
            "12,5 %",
            "3万亿元",
            "百分之十二",
            "1-2%",
            "Jutaan",
            "780",
        ),
        *(
            "淘宝村",
            "desa Taobao",
            "Zhejiang",
            "中国",
            "State Council",
            "国务院",
            "Broadband Strategy",
        ),
        *("menerbitkan", "announced by", "印发", "位于", "yang", "mencapai", "pada tahun 2016"),
        *("(Park, 2006: 41)", "Liu (2018)", "[1]", "国办发〔2015〕78号", "2015年11月9日", "FY2016"),
        *(",", "。", ". ", "\n", "\r\n", "\n\n", "\f", "\t", "|", " ", "*", "=1+1", "\u0301", "😀"),
        *("Daftar Pustaka", "Tabel 1 Jumlah desa (dalam %)", "Tahun\tDesa Taobao\n2015\t780"),
    ]
)


@settings(deadline=None)
@given(pieces=st.lists(WORDS, max_size=40), glue=st.sampled_from(["", " "]))
def test_whatever_the_text_quotations_stand_at_their_places(small, cues, pieces, glue):
    content = glue.join(pieces)
    proposals = propose(read(Text(content, ""), "id", small), small, cues, "a-2020")
    for row in (*proposals.observations, *proposals.claims):
        quotation = content[int(row["start"]) : int(row["end"])]
        assert row["quotation"] == quotation
        assert 0 < len(quotation) < 400
        assert quotation[0] not in "=+-@\t\r\n"
        assert row.get("decision", "") == ""
    for kind, rows in zip(("observations", "claims"), proposals, strict=True):
        written = write_rows(kind, rows)
        assert [row["quotation"] for row in csv.DictReader(io.StringIO(written, newline=""))] == [
            row["quotation"] for row in rows
        ]


def test_a_thing_named_in_a_text_is_quoted_in_its_claim(small, cues):
    content = "Dewan Negara menerbitkan Strategi Broadband pada tahun 2015."
    (claim,) = propose(read(Text(content, ""), "id", small), small, cues, "a-2020").claims
    assert (claim["subject"], claim["relation"], claim["object"]) == (
        "policy/broadband-strategy",
        "issuedBy",
        "actor/state-council",
    )
    assert claim["year"] == "2015"


@pytest.mark.parametrize(
    "content",
    [
        "Strategi Broadband dan Dewan Negara.",
        "Dewan Negara menerbitkan buku. Strategi Broadband lahir.",
        "Strategi Broadband menerbitkan Zhejiang.",
    ],
)
def test_without_a_word_that_joins_them_two_things_are_no_claim(small, cues, content):
    assert propose(read(Text(content, ""), "id", small), small, cues, "a-2020").claims == []


def test_a_table_in_strokes_is_read(small, cues):
    content = (
        "Table 2 Online share of retail sales (in %)\n\n"
        "| Year | China | Zhejiang |\n|---|---|---|\n| 2015 | 17.0 | 3,5 |\n"
    )
    rows = propose(read(Text(content, ""), "en", small), small, cues, "a-2020").observations
    assert [(row["area"], row["value"], row["unit"], row["year_or_date"]) for row in rows] == [
        ("place/china", "17", "unit/percent", "2015"),
        ("place/zhejiang", "3.5", "unit/percent", "2015"),
    ]
    assert {row["indicator"] for row in rows} == {"indicator/online-share"}
