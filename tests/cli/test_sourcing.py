import shutil

import pytest

from taobao_kg.cli.parser import main
from tests.conftest import FIXTURES

TEXT = FIXTURES / "proposals" / "kecil-2021.txt"


@pytest.fixture
def call(tmp_path):
    shutil.copytree(FIXTURES / "proposals" / "graph_data", tmp_path / "graph_data")

    def call(slug, text=TEXT, *more):
        where = ("--data", str(tmp_path / "graph_data"), "-o", str(tmp_path / "out"))
        return main(["source", "new", slug, "--text", str(text), *where, *more])

    return call


def test_each_sheet_is_named_with_its_rows(call, capsys, tmp_path):
    assert call("kecil-2021", TEXT, "--language", "id") == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{tmp_path}/out/kecil-2021-observations.csv\t14 proposed",
        f"{tmp_path}/out/kecil-2021-claims.csv\t10 proposed",
    ]
    assert err == "kecil-2021: registered (id, 1,021 characters, 3 pages)\n"


def test_a_second_call_is_refused_before_anything_is_written(call, capsys):
    assert call("kecil-2021", TEXT, "--language", "id") == 0
    assert call("kecil-2021") == 2
    assert "is there already; move it away" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("slug", "code", "message"),
    [
        ("Kecil 2021", 2, "write author-year in small letters"),
        ("liu-2018", 2, "is described already, without a text"),
        ("kecil-2021", 2, "the text tells no language; give it with --language"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(call, capsys, tmp_path, slug, code, message):
    assert call(slug) == code
    err = capsys.readouterr().err
    assert message in err
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.rglob("*.csv"))


def test_a_text_that_is_none_is_told(call, capsys, tmp_path):
    other = tmp_path / "text.pdf"
    other.write_bytes(b"%PDF-1.7")
    assert call("kecil-2021", other) == 1
    assert "text.pdf:1: is a PDF; take its text out first" in capsys.readouterr().err
