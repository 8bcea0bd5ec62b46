"""Pictures as files: each format, whole or not at all."""

import csv
import io

import pytest

from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.export.pictures import PICTURE_FORMATS, Picture, choose_picture_format
from taobao_kg.show.charts.chart import draw_chart
from taobao_kg.show.charts.timeline import draw_timeline
from tests.show.charts.conftest import numbers  # noqa: F401 - a fixture


@pytest.fixture
def picture(numbers):  # noqa: F811
    return Picture(draw_chart(numbers, ["sales"]))


@pytest.mark.parametrize("form", PICTURE_FORMATS)
def test_a_format_by_name_and_by_ending(picture, tmp_path, form):
    by_ending, by_name = tmp_path / f"picture.{form}", tmp_path / "picture"
    picture.save(str(by_ending))
    picture.save(str(by_name), form)
    assert by_ending.read_bytes() == by_name.read_bytes()
    starts = {"svg": b"<svg", "png": b"\x89PNG", "html": b"<!doctype html>", "csv": b"time,"}
    assert by_name.read_bytes().startswith(starts[form])
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("form", "output", "words"),
    [
        ("htm", "-", "no picture format 'htm'; did you mean html"),
        ("pdf", "-", "no picture format 'pdf'; choose svg, png, html, csv"),
        (None, "villages.pdf", "no picture has that ending"),
        (None, "villages", "no picture has that ending"),
    ],
)
def test_other_formats_are_refused(form, output, words):
    with pytest.raises(UsageError, match=words):
        choose_picture_format(form, output)


def test_what_cannot_be_drawn_leaves_no_file(numbers, tmp_path):  # noqa: F811
    target = tmp_path / "picture.svg"
    target.write_text("older")
    with pytest.raises(TaobaoKgError):
        Picture(draw_chart(numbers, ["undated"])).save(str(target))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["older"]


def test_csv_holds_every_number_and_no_formula(numbers):  # noqa: F811
    text = Picture(draw_chart(numbers, ["sales", "hostile"])).csv()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 9
    assert {row["value"] for row in rows} >= {"1300000000", "a lot", "0"}
    hostile = next(row for row in rows if row["statement"] == "observation:paper-0012")
    assert hostile["source"].startswith("'=")
    assert hostile["printed"].startswith("'=")


def test_csv_of_a_timeline_holds_policies_their_lineage_and_numbers(numbers):  # noqa: F811
    rows = list(csv.DictReader(io.StringIO(Picture(draw_timeline(numbers)).csv())))
    links = [row for row in rows if row["relation"]]
    assert sum(bool(row["policy"]) for row in rows) == 4 + len(links)
    assert len(links) == 3
    assert all(row["policy"] and row["other"] and not row["time"] for row in links)
    assert sum(bool(row["value"]) for row in rows) == 8
    assert all(row["statement"] or row["policy"] == "Wish" for row in rows)


def test_a_notebook_sees_it(picture, numbers):  # noqa: F811
    assert picture._repr_svg_().startswith("<svg")
    assert picture._repr_html_().startswith("<figure")
    assert repr(picture).startswith("Sales\nNumbers drawn: 6 of 8.")
    assert Picture(draw_chart(numbers, ["undated"]))._repr_svg_() is None
