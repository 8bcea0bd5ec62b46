"""The page of a chart as a reader meets it: in Chromium, from disk, without a script."""

import pytest

from taobao_kg.show.charts.chart import draw_chart
from taobao_kg.show.charts.page import write_page
from taobao_kg.show.charts.timeline import draw_timeline
from tests.show.charts.conftest import numbers  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

#: Texts of the picture that is shown, with their rectangles.
TEXTS = (
    "return [...document.querySelectorAll('svg text')].filter((t) => t.getClientRects().length)"
    ".map((t) => [t.textContent, ...['left', 'top', 'right', 'bottom']"
    ".map((side) => t.getBoundingClientRect()[side])])"
)


@pytest.fixture(scope="module")
def pages(real_graph, numbers, tmp_path_factory):  # noqa: F811
    folder = tmp_path_factory.mktemp("charts")
    drawings = {
        "shares": draw_chart(real_graph, ["online-share-of-retail-sales"]),
        "villages": draw_chart(
            real_graph,
            ["taobao-village-count", "agricultural-taobao-village-count"],
            lang="id",
        ),
        "timeline": draw_timeline(real_graph, lang="zh"),
        "every": draw_chart(numbers, ["sales", "shops", "hostile"]),
        "undated": draw_chart(numbers, ["undated"]),
    }
    for name, drawing in drawings.items():
        (folder / f"{name}.html").write_text(write_page(drawing), encoding="utf-8")
    return folder


NAMES = ("shares", "villages", "timeline", "every", "undated")


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_opens_without_a_complaint_or_a_request(browser, pages, name, dark, width):
    browser.open(pages / f"{name}.html", width=width, dark=dark, scripted=False)
    assert browser.complaints() == []
    assert browser.requests() == []
    assert browser.run("return document.documentElement.scrollWidth") <= width
    paper = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is not dark


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", NAMES[:4])
def test_texts_of_the_picture_are_readable_and_keep_clear(browser, pages, name, width):
    browser.open(pages / f"{name}.html", width=width, scripted=False)
    texts = [text for text in browser.run(TEXTS) if text[0].strip()]
    assert len(texts) > 10
    for number, (one, left, top, right, bottom) in enumerate(texts):
        assert left >= 0, one
        assert right <= width, one
        assert bottom - top >= 10, one
        for other, left_, top_, right_, bottom_ in texts[number + 1 :]:
            wide = min(right, right_) - max(left, left_)
            high = min(bottom, bottom_) - max(top, top_)
            # A line of text is higher than its letters: neighbours may share that rest.
            assert wide <= 1 or high <= 4, (one, other)


@pytest.mark.parametrize("dark", [False, True])
def test_hollow_points_are_as_the_paper(browser, pages, dark):
    browser.open(pages / "every.html", dark=dark, scripted=False)
    fill = browser.run(
        "return getComputedStyle(document.querySelector('[class*=hollow] path')).fill"
    )
    assert fill == browser.run("return getComputedStyle(document.body).backgroundColor")
    ink = browser.run("return getComputedStyle(document.querySelector('svg text')).fill")
    assert ink != fill


def test_one_picture_at_a_time(browser, pages):
    shown = "return [...document.querySelectorAll('svg')].map((s) => s.getClientRects().length)"
    browser.open(pages / "shares.html", width=1440, scripted=False)
    assert browser.run(shown) == [1, 0]
    browser.open(pages / "shares.html", width=390, scripted=False)
    assert browser.run(shown) == [0, 1]


@pytest.mark.parametrize("width", [1440, 390])
def test_pointing_at_a_policy_brings_out_its_lines_and_no_others(browser, pages, width):
    browser.open(pages / "timeline.html", width=width, scripted=False)
    middle = browser.run(
        "const row = [...document.querySelectorAll('.hand')]"
        ".filter((g) => g.getClientRects().length)"
        ".find((g) => g.querySelectorAll('use').length > 2)"
        ".querySelector('rect');"
        "row.scrollIntoView({block: 'center'}); const box = row.getBoundingClientRect();"
        "return [box.left + box.width / 2, box.top + box.height / 2]"
    )
    seen = (
        "return [...document.querySelectorAll('.hand')]"
        ".filter((g) => getComputedStyle(g.querySelector('use')).visibility === 'visible')"
        ".map((g) => [g.matches(':hover'), g.querySelectorAll('use').length])"
    )
    assert browser.run(seen) == []
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=middle[0], y=middle[1])
    ((pointed, lines),) = browser.run(seen)
    assert pointed
    assert lines > 2


def test_the_table_can_be_read_and_scrolled_by_keyboard(browser, pages):
    browser.open(pages / "shares.html", width=390, scripted=False)
    assert len(browser.texts("tbody tr")) == 23
    assert browser.texts("thead th")[:3] == ["Time", "Bound", "Value"]
    assert all("observation:" in text for text in browser.texts("tbody th"))
    region = browser.run(
        "const r = document.querySelector('.scroll'); r.focus();"
        "return [document.activeElement === r, r.getAttribute('aria-label')]"
    )
    assert region == [True, "The numbers"]


def test_hostile_names_run_nothing(browser, pages):
    browser.open(pages / "every.html", scripted=False)
    assert browser.run("return document.querySelectorAll('script, img').length") == 0
    assert "</script><script>alert(1)" in browser.text("h1")


def test_on_paper_there_is_picture_and_whole_table(browser, pages):
    browser.open(pages / "shares.html", dark=True, scripted=False)
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.call("Emulation.setEmulatedMedia", media="print", features=features)
    try:
        script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
        assert browser.run(script, "body", "backgroundColor") == "rgb(255, 255, 255)"
        assert browser.run(script, "svg text", "fill") == "rgb(29, 31, 33)"
        assert browser.run(script, ".scroll", "overflow") == "visible"
        assert browser.run(script, ".wide", "display") == "block"
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")
