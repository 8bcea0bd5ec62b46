"""The page as a reader meets it: in Chromium, from disk."""

import time
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.show.conftest import graph_of_file

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
STRATEGY = "policy/broadband-strategy"


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", ["overview_file", "rings_file"])
def test_opens_without_a_complaint_or_a_request(browser, request, kind, lang, width, dark):
    page = request.getfixturevalue(kind)
    browser.open(page, f"#lang={lang}", width=width, dark=dark)
    assert browser.complaints() == []
    assert browser.requests() == []
    assert browser.run("return document.documentElement.scrollWidth") <= width
    paper = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is not dark


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("宽带战略", "Broadband Strategy"),
        ("kuan dai zhan lüe", "Broadband Strategy"),
        ("KUANDAI", "Broadband Strategy"),
        ("strategi broadband", "Broadband Strategy"),
        ("Dewan Negara", "State Council of China"),
        ("wang luo qiang guo", "Wangluo Qiangguo"),
    ],
)
def test_search_finds_every_script(browser, overview_file, text, found):
    browser.open(overview_file)
    browser.fill("#search", text)
    assert any(found in name for name in browser.texts("#list button"))


def test_search_that_finds_nothing_says_so(browser, overview_file):
    browser.open(overview_file)
    browser.fill("#search", "qqqqq")
    assert browser.text("#count") == "Nothing found"
    assert browser.texts("#list button") == []


def test_language_switch(browser, overview_file):
    browser.open(overview_file)
    browser.click("[data-lang=zh]")
    assert browser.run("return document.documentElement.lang") == "zh-Hans"
    assert "农村电子商务" in browser.text("h1")
    assert "国务院" in browser.texts("#list button span")
    assert "国务院" in browser.texts("#link-table td")
    browser.click("[data-lang=id]")
    assert "Dewan Negara Tiongkok" in browser.texts("#list button span")
    assert browser.complaints() == []


def test_legend_is_a_filter(browser, overview_file):
    browser.open(overview_file)
    before = int(browser.text("#count"))
    browser.click('#legend [data-group="policy"]')
    assert (
        browser.run("return document.querySelector('#legend [data-group=policy]').ariaPressed")
        == "false"
    )
    assert "Broadband Strategy" not in browser.texts("#list button span")
    assert int(browser.text("#count")) < before
    browser.click('#legend [data-group="concept"]')
    assert "Concept" in browser.texts("#list h3")
    assert browser.texts("#thing-table tbody tr:not([hidden])")
    browser.click("#reset")
    assert int(browser.text("#count")) == before


def test_year_filter(browser, overview_file):
    browser.open(overview_file)
    browser.fill("#filter-from", "2015")
    browser.fill("#filter-to", "2015")
    names = browser.texts("#list button span")
    assert any(name.startswith("Decision on Winning") for name in names)
    assert not any(name.startswith("ITU proposal of 1984") for name in names)
    headings = browser.texts("#year-headings span")
    assert any(heading.startswith("2015") for heading in headings)
    assert "1998–2003" not in headings
    assert "from=2015" in browser.driver.current_url


def test_filters_by_actor_kind_and_source(browser, overview_file):
    browser.open(overview_file)
    browser.fill("#filter-actor", "actor/communist-party-of-china")
    names = browser.texts("#list button span")
    assert any(name.startswith("Decision on Winning") for name in names)
    assert "Alibaba Group" not in names
    browser.click("#reset")
    browser.fill("#filter-kind", "Opinion")
    kinds = browser.run(
        "return [...document.querySelectorAll('#list button')].map((b) => b.dataset.id)"
        ".filter((id) => id.startsWith('policy/'))"
    )
    assert 1 <= len(kinds) <= 4
    browser.click("#reset")
    browser.fill("#filter-source", "source/lin-2018")
    assert 0 < int(browser.text("#count")) < 40


def test_details_quote_the_source(browser, overview_file):
    browser.open(overview_file)
    browser.click(f'#list [data-id="{STRATEGY}"]')
    assert browser.text("#details-title") == "Broadband Strategy"
    quotes = browser.texts("#details blockquote")
    assert any("Strategi Broadband" in quote for quote in quotes)
    where = browser.text("#details .where")
    assert "Renolafitri 2020" in where
    assert "characters" in where
    links = browser.run("return [...document.querySelectorAll('#details a')].map((a) => a.href)")
    assert f"https://w3id.org/taobao-kg/id/{STRATEGY}" in links
    assert all(link.startswith(("https://", "http://")) for link in links)
    assert browser.run("return document.querySelector('#details blockquote').lang") == "id"


def test_details_lead_from_thing_to_thing_and_back(browser, overview_file):
    browser.open(overview_file)
    browser.click(f'#list [data-id="{STRATEGY}"]')
    browser.run(
        "[...document.querySelectorAll('#details button.thing')]"
        ".find((b) => b.textContent === 'State Council of China').click()"
    )
    assert browser.text("#details-title") == "State Council of China"
    browser.driver.back()
    browser.wait(
        "return document.querySelector('#details-title')?.textContent === 'Broadband Strategy'"
    )
    browser.driver.back()
    browser.wait("return document.querySelector('#details').hidden")


def test_deep_link_brings_everything_back(browser, overview_file):
    address = f"#lang=zh&id={STRATEGY}&on=actor,policy&from=2010&to=2016"
    browser.open(overview_file, address)
    assert browser.text("#details-title") == "宽带战略"
    assert set(browser.texts("#list h3")) <= {"行动者", "政策"}
    assert browser.run("return document.querySelector('#filter-from').value") == "2010"
    assert unquote(browser.driver.current_url).endswith(address)


@pytest.mark.parametrize(
    "address",
    ["#id=nothing/here", "#lang=xx&tab=oven", "#from=soon", "#on=", "#%E0%A4%A", "#only=x"],
)
def test_broken_address_shows_the_page_all_the_same(browser, overview_file, address):
    browser.open(overview_file, address)
    assert browser.complaints() == []


def test_what_is_not_drawn_is_shown_with_its_neighbours(browser, overview_file):
    browser.open(overview_file)
    browser.fill("#search", "lin 2018")
    browser.click('#list [data-id="source/lin-2018"]')
    browser.fill("#search", "")
    assert "source/lin-2018" in browser.run(
        "return [...document.querySelectorAll('#list button')].map((b) => b.dataset.id)"
    )
    assert "only=source/lin-2018" in unquote(browser.driver.current_url)


def test_tables_say_the_same_and_sort(browser, overview_file):
    browser.open(overview_file, "#tab=tables")
    rows = browser.run(
        "return document.querySelectorAll('#thing-table tbody tr:not([hidden])').length"
    )
    assert rows == int(browser.text("#count")) == int(browser.text("#thing-count"))
    browser.run("document.querySelectorAll('#thing-table thead button')[4].click()")
    years = [y for y in browser.texts("#thing-table tbody tr:not([hidden]) td:nth-child(5)") if y]
    assert years == sorted(years)
    assert (
        browser.run("return document.querySelectorAll('#thing-table th')[4].ariaSort")
        == "ascending"
    )
    browser.run("document.querySelectorAll('#thing-table thead button')[4].click()")
    again = [y for y in browser.texts("#thing-table tbody tr:not([hidden]) td:nth-child(5)") if y]
    assert again == years[::-1]


def test_tables_are_there_without_scripts(browser, overview_file):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.driver.get("about:blank")
        browser.driver.get(overview_file.as_uri())
        from selenium.webdriver.common.by import By

        table = browser.driver.find_element(By.ID, "link-table")
        assert table.is_displayed()
        assert "Broadband Strategy" in table.text
        assert not browser.driver.find_element(By.ID, "network").is_displayed()
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def saved(browser, ending):
    """Wait for a download; return where it lies."""
    for _ in range(200):
        found = [path for path in browser.downloads.glob(f"*.{ending}") if path.stat().st_size]
        if found and not list(browser.downloads.glob("*.crdownload")):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"no {ending} was saved")


@pytest.mark.parametrize("kind", ["overview_file", "rings_file"])
def test_svg_is_valid_and_complete(browser, request, kind):
    for path in browser.downloads.iterdir():
        path.unlink()
    browser.open(request.getfixturevalue(kind), "#lang=zh")
    browser.click("#save-svg")
    root = ElementTree.parse(saved(browser, "svg")).getroot()
    assert root.tag == f"{SVG}svg"
    assert len(root.findall(f"{SVG}g")) == int(browser.text("#count"))
    assert "国务院" in {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    assert "Noto Sans CJK SC" in root.get("font-family")


def test_python_and_page_place_things_alike(browser, overview, overview_file):
    for path in browser.downloads.iterdir():
        path.unlink()
    browser.open(overview_file)
    browser.click("#save-svg")
    root = ElementTree.parse(saved(browser, "svg")).getroot()
    page = {
        (group.find(f"{SVG}title").text, int(group.find(f"{SVG}text").get("x")) - 14)
        for group in root.findall(f"{SVG}g")
    }
    assert page == {(n["labels"]["en"], n["x"]) for n in overview.nodes if "x" in n}


def test_png_is_the_whole_picture(browser, overview_file):
    for path in browser.downloads.iterdir():
        path.unlink()
    browser.open(overview_file)
    browser.click("#save-png")
    content = saved(browser, "png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert width > 2000
    assert height > 1000
    assert browser.complaints() == []


def test_keys_walk_along_the_links(browser, rings_file):
    browser.open(rings_file)
    browser.run("document.querySelector('#network').focus()")
    browser.press("ARROW_RIGHT")
    assert browser.text("#details-title") == "State Council of China"
    browser.press("ARROW_RIGHT")
    first = browser.text("#details-title")
    assert first != "State Council of China"
    assert first in browser.text("#announce")
    browser.press("ENTER")
    assert browser.run("return document.activeElement.id") == "details-title"
    browser.press("ESCAPE")
    assert browser.run("return document.querySelector('#details').hidden")
    assert browser.run("return document.activeElement.id") == "network"


def test_keyboard_reaches_the_list_first(browser, overview_file):
    browser.open(overview_file)
    browser.press("TAB")
    assert browser.run("return document.activeElement.className") == "skip"
    browser.press("ENTER")
    assert browser.run("return document.activeElement.closest('#list') !== null")
    first = browser.run("return document.activeElement.textContent")
    browser.press("ARROW_DOWN")
    assert browser.run("return document.activeElement.textContent") != first
    browser.press("ENTER")
    assert browser.text("#details-title")


def test_a_click_on_a_name_chooses_it(browser, rings_file):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By

    browser.open(rings_file)
    stage = browser.driver.find_element(By.ID, "network")
    ActionChains(browser.driver).move_to_element(stage).click().perform()
    browser.wait("return document.querySelector('#details-title') !== null")
    assert browser.text("#details-title") == "State Council of China"


def test_theme_button(browser, overview_file):
    browser.open(overview_file)
    browser.click("#theme")
    assert (
        browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 27)"
    )
    browser.click("#theme")
    assert (
        browser.run("return getComputedStyle(document.body).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_on_a_phone_the_list_comes_before_the_picture(browser, overview_file):
    browser.open(overview_file, width=390)
    tops = browser.run(
        "return ['#search', '#list', '#network']"
        ".map((s) => document.querySelector(s).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    browser.click(f'#list [data-id="{STRATEGY}"]')
    assert browser.run("return document.documentElement.scrollWidth") <= 390
    box = browser.run("return document.querySelector('#details').getBoundingClientRect().toJSON()")
    assert box["bottom"] <= 845
    assert box["width"] <= 390


def test_hostile_names_run_nothing(browser, page_of):
    graph = graph_of_file(Path(__file__).parents[1] / "show" / "hostile.trig")
    for choices in ({}, {"about": "policy/script"}, {"lang": "zh"}):
        browser.open(page_of(graph, **choices), "#id=policy/script")
        browser.click("[data-tab=tables]")
        browser.fill("#search", "script")
        browser.click("[data-lang=id]")
        for button in ("#save-svg", "#save-png"):
            browser.click(button)
        assert browser.run("return window.broken") is None
        assert (
            browser.run("return document.querySelectorAll('img, b:not(.sentence b)').length") == 0
        )
        links = browser.run(
            "return [...document.querySelectorAll('#details a')].map((a) => a.protocol)"
        )
        assert set(links) == {"https:"}
        assert browser.complaints() == []
