"""The map of everything that matches, drawn by WebGL: in Chromium, from disk."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.browser

DRAWN = "return Number(document.querySelector('.sight[data-drawn]')?.dataset.drawn ?? 0)"
MAP = "#tab=network&all=1"
#: Among its platforms, the first is that of Taobao.com and Tmall together.
FEW = f"{MAP}&type=policy,platform"
FIRST = "Taobao.com and Tmall together"

#: Notes every WebGL context a page asks for.
COUNT = """
window.contexts = [];
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  const context = get.call(this, kind, ...rest);
  if (/webgl/.test(kind) && context && !contexts.includes(context)) contexts.push(context);
  return context;
};
"""
ALIVE = "return contexts.filter((context) => !context.isContextLost()).length"
#: A browser whose WebGL is turned off.
WITHOUT = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
};
"""
#: How many colours a picture has, how many points are like one, and where the first of them are.
LOOK = """
const [address, red, green, blue] = arguments;
const image = new Image();
image.src = `data:image/png;base64,${address}`;
return image.decode().then(() => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colours = new Set();
  const like = [];
  for (let i = 0; i < data.length; i += 4) {
    colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    if (Math.hypot(data[i] - red, data[i + 1] - green, data[i + 2] - blue) > 12) continue;
    like.push([(i / 4) % image.width, Math.floor(i / 4 / image.width)]);
  }
  const left = Math.min(...like.map(([x]) => x));
  const first = like.filter(([x]) => x < left + 4);
  const middle = (one) => first.reduce((sum, point) => sum + point[one], 0) / first.length;
  return { colours: colours.size, count: like.length, x: middle(0), y: middle(1) };
});
"""
COLOUR = (
    "const [name, theme] = arguments; return TaobaoKG.asked.get('explore')"
    ".then((data) => data.groups.find((group) => group.name === name)[theme])"
)


@pytest.fixture
def early(browser: Any) -> Iterator[Any]:
    """Let scripts run before those of every page."""
    names = []

    def add(source: str) -> None:
        given = browser.call("Page.addScriptToEvaluateOnNewDocument", source=source)
        names.append(given["identifier"])

    yield add
    for name in names:
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=name)


def place_of_map(browser: Any) -> dict[str, float]:
    return dict(
        browser.run(
            "const sight = document.querySelector('.sight'); sight.scrollIntoView();"
            "const { x, y, width, height } = sight.getBoundingClientRect();"
            "return { x: x + scrollX, y: y + scrollY, left: x, top: y, width, height }"
        )
    )


def look(browser: Any, group: str = "policy", theme: str = "light") -> dict[str, float]:
    """What is seen of the map: how many colours, and where signs of a group begin in the window."""
    colour = str(browser.run(COLOUR, group, theme))
    rgb = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    place = place_of_map(browser)
    clip = {name: place[name] for name in ("x", "y", "width", "height")}
    shot = browser.call("Page.captureScreenshot", clip={**clip, "scale": 1})["data"]
    found = dict(browser.run(LOOK, shot, *rgb))
    if found["count"]:
        found["x"] += place["left"]
        found["y"] += place["top"]
    return found


def press(browser: Any, x: float, y: float) -> None:
    for kind in ("mousePressed", "mouseReleased"):
        browser.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_everything_that_matches_is_drawn(browser, open_explore, early, lang, width, dark):
    early(COUNT)
    open_explore(MAP, lang, width=width, dark=dark)
    things = browser.wait(DRAWN)
    said = browser.text(".network > .says")
    assert str(things) in said.replace(",", "").replace(".", "")
    assert browser.run("return document.querySelector('.sight').ariaLabel") == said
    assert browser.run(ALIVE) >= 1
    found = look(browser, theme="dark" if dark else "light")
    assert found["colours"] > 50
    assert found["count"] > 100
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.complaints() == []
    assert browser.requests() == []


def test_a_click_opens_the_thing_below_it(browser, open_explore):
    open_explore(FEW)
    browser.wait(DRAWN)
    spot = look(browser, "platform")
    assert spot["count"] > 20
    press(browser, spot["x"], spot["y"])
    assert browser.wait("return document.querySelector('.details-title')?.textContent") == FIRST
    assert "id=platform/taobao-com-and-tmall" in unquote(browser.run("return location.hash"))
    browser.wait("return document.querySelector('.sight').clientWidth < 800")
    assert browser.wait(DRAWN) > 1


def test_a_tap_opens_the_thing_below_it(browser, open_explore):
    open_explore(FEW, width=390)
    browser.wait(DRAWN)
    spot = look(browser, "platform")
    touch = [{"x": spot["x"], "y": spot["y"]}]
    browser.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=touch)
    browser.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    assert browser.wait("return document.querySelector('.details-title')?.textContent") == FIRST


def test_keys_and_buttons_zoom_and_move(browser, open_explore):
    open_explore(MAP)
    browser.wait(DRAWN)
    box = place_of_map(browser)
    middle = box["left"] + box["width"] / 2
    first = look(browser, "outcome")["x"]
    nearer = middle + (first - middle) * 1.25**2
    assert abs(nearer - first) > 50
    browser.run("document.querySelector('.sight').focus()")
    browser.press("+")
    browser.press("+")
    assert look(browser, "outcome")["x"] == pytest.approx(nearer, abs=4)
    browser.press("ARROW_RIGHT")
    assert look(browser, "outcome")["x"] == pytest.approx(nearer - 80, abs=4)
    browser.press("-")
    browser.press("0")
    assert look(browser, "outcome")["x"] == pytest.approx(first, abs=1)
    buttons = browser.run(
        "return [...document.querySelectorAll('.zoom button')].map((b) => b.ariaLabel)"
    )
    assert buttons == ["Zoom in", "Zoom out", "Show everything"]
    for _ in range(2):
        browser.click(".zoom button:nth-child(1)")
    assert look(browser, "outcome")["x"] == pytest.approx(nearer, abs=4)
    browser.click(".zoom button:nth-child(3)")
    assert look(browser, "outcome")["x"] == pytest.approx(first, abs=1)
    assert "arrows move, + and − zoom" in browser.text(".network > .note")


def test_many_redraws_keep_as_few_contexts_as_one(browser, open_explore, early):
    early(COUNT)
    open_explore(MAP)
    whole = browser.wait(DRAWN)
    one = browser.run(ALIVE)
    for turn in range(20):
        if turn % 4 == 0:
            browser.click("#facet-type-policy")
        elif turn % 4 == 1:
            browser.click("#theme")
        elif turn % 4 == 2:
            browser.fill("#lens", "official" if turn % 8 == 2 else "all")
        else:  # to the best linked, and back
            browser.run("location.hash = location.hash.replace('all=1', 'all=')")
            browser.wait("return document.querySelector('.map').hidden")
            browser.run("history.back()")
        browser.wait(DRAWN)
    browser.run("localStorage.clear()")
    browser.fill("#lens", "all")
    browser.run("location.hash = arguments[0]", MAP)
    browser.wait(f"return Number(document.querySelector('.sight')?.dataset.drawn) === {whole}")
    assert browser.run("return contexts.length") > one
    assert browser.run(ALIVE) == one
    assert browser.complaints() == []
    browser.run("location.hash = '#tab=network'")
    browser.wait("return document.querySelector('.map').hidden")
    assert browser.run(ALIVE) == 0


def test_the_theme_changes_the_colours(browser, open_explore):
    open_explore(FEW)
    browser.wait(DRAWN)
    browser.click("#theme")
    try:
        assert look(browser, theme="dark")["count"] > 20
    finally:
        browser.run("localStorage.clear()")


def test_the_map_is_saved_as_it_is_seen(browser, open_explore):
    open_explore(FEW)
    browser.wait(DRAWN)
    assert browser.run("return document.querySelectorAll('.network .saves button')[0].hidden")
    browser.run("document.querySelectorAll('.network .saves button')[1].click()")
    png = browser.arrived("taobao-kg-map.png")
    assert png.startswith(b"\x89PNG")
    colour = str(browser.run(COLOUR, "policy", "light"))
    rgb = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    found = browser.run(LOOK, b64encode(png).decode(), *rgb)
    assert found["count"] > look(browser)["count"]


def test_paper_shows_what_the_screen_does(browser, open_explore):
    open_explore(FEW)
    browser.wait(DRAWN)
    browser.run("dispatchEvent(new Event('beforeprint'))")
    dots = browser.run(
        "const copy = document.querySelector('.printed');"
        "const { data } = copy.getContext('2d').getImageData(0, 0, copy.width, copy.height);"
        "return new Set(new Uint32Array(data.buffer)).size"
    )
    assert dots > 20
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        seen = "return document.querySelector(arguments[0]).getBoundingClientRect().height"
        assert browser.run(seen, ".sight") == 0
        assert browser.run(seen, ".printed") > 300
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert browser.run("return document.querySelector('.printed')") is None


def test_without_webgl_a_sentence_leads_to_the_table(browser, open_explore, early):
    early(WITHOUT)
    open_explore(MAP)
    assert "no WebGL 2" in browser.text(".map")
    assert browser.run("return getComputedStyle(document.querySelector('.zoom')).display") == "none"
    assert browser.run("return document.querySelector('.network .saves').hidden")
    browser.run("document.querySelector('.map button').click()")
    assert browser.run("return document.querySelectorAll('table.things tbody tr').length") > 100
    assert browser.complaints() == []


def test_the_map_is_in_the_single_file_too(browser, lenses_file):
    browser.open(lenses_file, f"?p=explore.zh.html{MAP}", scripted=False)
    browser.wait(DRAWN, 30)
    assert look(browser)["colours"] > 20
    browser.run("document.querySelectorAll('.network .saves button')[1].click()")
    assert browser.arrived("taobao-kg-map.png").startswith(b"\x89PNG")
    height = "return document.querySelector('.network .saves').getBoundingClientRect().height"
    assert browser.run(height) > 10
    assert browser.complaints() == []
    assert browser.requests() == []
