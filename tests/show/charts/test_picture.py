"""Pictures: the same bytes, readable texts, no way out, and hostile names as text."""

import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from taobao_kg.errors import TaobaoKgError
from taobao_kg.show.charts import picture
from taobao_kg.show.charts.chart import draw_chart
from taobao_kg.show.charts.picture import has_chinese, write_png, write_svg
from taobao_kg.show.charts.timeline import draw_timeline
from tests.show.charts.conftest import SVG, Seen

HOSTILE = "</script><script>alert(1)</script>\\u202etxet\"'&"


def test_same_graph_same_bytes(numbers):
    one, other = draw_chart(numbers, ["sales"]), draw_chart(numbers, ["sales"])
    assert write_svg(one) == write_svg(other)
    assert write_png(one) == write_png(other)


@pytest.mark.slow
def test_same_bytes_in_another_process_and_folder(tiny_built, tmp_path):
    made = []
    for number, seed in enumerate(("1", "2")):
        folder = tmp_path / str(number)
        folder.mkdir()
        for form in ("svg", "png", "html", "csv"):
            command = [sys.executable, "-m", "taobao_kg", "chart", "internet-adoption-rate", "-q"]
            command += ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
            environment = {**os.environ, "PYTHONHASHSEED": seed}
            done = subprocess.run(
                [*command, "-f", form], cwd=folder, env=environment, capture_output=True
            )
            assert (done.returncode, done.stderr) == (0, b"")
        made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert made[0] == made[1]
    assert len(made[0]) == 4
    assert not any(str(tmp_path).encode() in content for content in made[0].values())


def test_svg_tells_those_who_do_not_see_it(numbers):
    drawing = draw_chart(numbers, ["sales"])
    root = ElementTree.fromstring(write_svg(drawing))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == drawing.title
    assert root.findtext(f"{SVG}desc") == drawing.sentence


def test_svg_asks_nobody_and_runs_nothing(numbers):
    svg = write_svg(draw_chart(numbers, ["hostile", "sales"]))
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "g", "path", "rect", "line", "text", "tspan", "title", "desc")
    }
    names = {name for element in root.iter() for name in element.keys()}  # noqa: SIM118
    assert not [
        name for name in names if "href" in name or name.startswith("on") or "style" in name
    ]
    assert "url(" not in svg


def test_hostile_names_stay_text(numbers):
    drawing = draw_chart(numbers, ["hostile"])
    assert drawing.title == HOSTILE
    svg = write_svg(drawing)
    assert Seen(svg).texts[0] == HOSTILE or HOSTILE in Seen(svg).texts
    assert "\u202e" not in svg
    assert "\ufffe" not in svg


def test_nothing_to_draw_is_told(numbers):
    drawing = draw_chart(numbers, ["undated"])
    assert drawing.is_empty
    assert drawing.sentence == "Numbers drawn: 0 of 1."
    for write in (write_svg, write_png):
        with pytest.raises(TaobaoKgError, match="nothing to draw; write html or csv"):
            write(drawing)


def test_png_refuses_to_draw_boxes_for_chinese(numbers, monkeypatch):
    monkeypatch.setattr(picture, "has_chinese", lambda: False)
    with pytest.raises(TaobaoKgError, match="no font on this computer has the Chinese"):
        write_png(draw_chart(numbers, ["sales"], lang="zh"))
    assert write_png(draw_chart(numbers, ["sales"])).startswith(b"\x89PNG")


@pytest.mark.skipif(not has_chinese(), reason="needs a font with Chinese, Debian: fonts-noto-cjk")
def test_png_has_chinese(numbers):
    assert write_png(draw_chart(numbers, ["sales"], lang="zh")).startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [picture.WIDE, picture.NARROW])
def test_a_picture_is_as_wide_as_asked(numbers, width):
    for drawing in (draw_chart(numbers, ["sales", "shops"]), draw_timeline(numbers)):
        root = ElementTree.fromstring(write_svg(drawing, width, framed=False))
        assert width * 0.85 < float(root.get("width")) < width * 1.08
