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
    ("about", "name", "group"),
    [
        ("year:2013", "2013", "年份或时期"),
        ("unit:cny", "人民币元", "单位"),
        ("period:1978-2005", "1978", "年份或时期"),
    ],
)
def test_rings_around_a_year_a_period_or_a_unit(browser, real_graph, page_of, about, name, group):
    browser.open(page_of(real_graph, about=about), f"#lang=zh&id={about.replace(':', '/')}")
    assert browser.complaints() == []
    assert name in browser.text("#title")
    assert any(name in text for text in browser.texts("#list button span"))
    assert browser.text("#announce").endswith(group)
    assert group in browser.text("#legend")


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
    policies = (
        "return [...document.querySelectorAll('#list button')].map((b) => b.dataset.id)"
        ".filter((id) => id.startsWith('policy/'))"
    )
    every = browser.run(policies)
    browser.fill("#filter-kind", "Opinion")
    opinions = browser.run(policies)
    assert "policy/guiding-opinions-rural-e-commerce-2015" in opinions
    assert "policy/broadband-strategy" in every
    assert "policy/broadband-strategy" not in opinions
    browser.click("#reset")
    browser.fill("#filter-source", "source/shdbkk-undated")
    assert 0 < int(browser.text("#count")) < 40


def test_details_quote_the_source(browser, overview_file):
    browser.open(overview_file)
    browser.click(f'#list [data-id="{STRATEGY}"]')
    assert browser.text("#details-title") == "Broadband Strategy"
    quotes = browser.texts("#details blockquote")
    assert any("Strategi Broadband" in quote for quote in quotes)
    wheres = [text for text in browser.texts("#details .where") if "Renolafitri 2020" in text]
    assert wheres
    assert "characters" in wheres[0]
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

        says = browser.driver.find_element(By.ID, "says").text
        assert "two tables" in says
        assert "picture shows" not in says
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


def test_black_is_only_what_has_a_year_of_its_own(browser, overview, overview_file):
    for path in browser.downloads.iterdir():
        path.unlink()
    browser.open(overview_file)
    assert "A name in grey has no year of its own" in browser.text("#says")
    browser.click("#save-svg")
    root = ElementTree.parse(saved(browser, "svg")).getroot()
    grey = {
        group.find(f"{SVG}title").text
        for group in root.findall(f"{SVG}g")
        if group.find(f"{SVG}text").get("font-style") == "italic"
    }
    drawn = [node for node in overview.nodes if "x" in node]
    assert grey == {n["labels"]["en"] for n in drawn if n["placed"] in ("said", "linked")}
    assert not grey & {n["labels"]["en"] for n in drawn if n["year"] is not None}


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


TRAINING = "actor/state-council|concept/e-commerce-training"


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
def test_a_derived_link_says_that_no_source_says_so(browser, overview_file, lang):
    browser.open(overview_file, f"#lang={lang}&id={TRAINING}")
    assert "null" not in browser.text("#details")
    assert browser.texts("#details blockquote") == []
    words = {"en": "No source says this", "id": "Tidak ada sumber", "zh": "没有来源"}
    assert words[lang] in browser.text("#details .note")


def test_links_read_from_the_thing_they_are_listed_with(browser, overview_file):
    browser.open(overview_file, "#id=actor/state-council")
    relations = dict(
        browser.run(
            "return [...document.querySelectorAll('#details .relation')].map((r) =>"
            " [r.firstChild.textContent, [...r.querySelectorAll('li')].map((l) => l.textContent)])"
        )
    )
    assert "Broadband Strategy" in relations["issued"]
    assert "issued by" not in relations
    browser.open(overview_file, "#id=indicator/gini-coefficient")
    assert "← measured by" in browser.texts("#details .relation > .predicate")


def test_links_said_and_links_derived_are_listed_apart(browser, overview_file):
    browser.open(overview_file)
    thing, said, derived = browser.run(
        "const { triples } = JSON.parse(document.querySelector('#page-data').textContent).page;"
        "for (const a of triples) for (const b of triples)"
        " if (a.s === b.s && a.p === b.p && !a.derived && b.derived) return [a.s, a.o, b.o]"
    )
    browser.run("location.hash = 'id=' + arguments[0]", thing)
    browser.wait("return document.querySelector('#details .relation') !== null")
    names = browser.run(
        "const { nodes } = JSON.parse(document.querySelector('#page-data').textContent);"
        "return arguments[0].map((id) => nodes.find((node) => node.id === id).labels.en)",
        [said, derived],
    )
    marks = browser.run(
        "return arguments[0].map((name) => [...document.querySelectorAll('#details .relation li')]"
        ".filter((li) => li.textContent === name)"
        ".map((li) => li.closest('.relation').firstChild.textContent.includes('(derived)')))",
        names,
    )
    assert False in marks[0]
    assert True in marks[1]


def test_what_is_chosen_but_not_drawn_lets_nothing_step_back(browser, overview_file):
    def ink():
        # How many pixels of the picture are near black: only full-strength names are.
        return browser.run(
            "const c = document.querySelector('#network canvas');"
            "const d = c.getContext('2d').getImageData(0, 0, 600, 500).data;"
            "let n = 0; for (let i = 0; i < d.length; i += 4)"
            " if (d[i + 3] > 200 && d[i] < 70 && d[i + 1] < 70 && d[i + 2] < 70) n += 1; return n"
        )

    browser.open(overview_file)
    browser.wait("return new Promise((r) => requestAnimationFrame(() => setTimeout(r, 100, 1)))")
    full = ink()
    browser.open(overview_file, "#id=concept/taobao-village")
    browser.wait("return new Promise((r) => requestAnimationFrame(() => setTimeout(r, 100, 1)))")
    assert ink() > full * 0.8
    browser.open(overview_file, "#id=actor/state-council")
    browser.wait("return new Promise((r) => requestAnimationFrame(() => setTimeout(r, 100, 1)))")
    assert ink() < full * 0.5


def test_filters_that_leave_nothing_say_so_and_lead_back(browser, overview_file):
    browser.open(overview_file, "#on=policy&from=1800&to=1801", width=390)
    assert browser.text("#count") == "0"
    assert browser.run("return document.querySelector('#none').checkVisibility()")
    assert browser.run("return document.querySelector('#reset').checkVisibility()")
    browser.click("#reset")
    assert int(browser.text("#count")) > 100
    assert not browser.run("return document.querySelector('#none').checkVisibility()")
    assert not browser.run("return document.querySelector('#reset').checkVisibility()")


def test_keyboard_goes_from_the_list_to_the_details_and_back(browser, overview_file):
    browser.open(overview_file)
    browser.run("document.querySelector('#list button').focus()")
    first = browser.run("return document.activeElement.dataset.id")
    browser.press("ENTER")
    assert browser.run("return document.activeElement.id") == "details-title"
    browser.run("document.querySelector('#details button.thing').focus()")
    browser.press("ENTER")
    assert browser.run("return document.activeElement.id") == "details-title"
    browser.driver.back()
    browser.wait(f"return new URLSearchParams(location.hash.slice(1)).get('id') === '{first}'")
    browser.wait("return document.activeElement.id === 'details-title'")
    browser.press("ESCAPE")
    assert browser.run("return document.activeElement.dataset.id") == first


def test_the_focus_on_the_picture_is_seen(browser, rings_file):
    browser.open(rings_file)
    for _ in range(600):
        browser.press("TAB")
        if browser.run("return document.activeElement.id") == "network":
            break
    style = "getComputedStyle(document.querySelector('#stage'), '::after')"
    assert browser.run(f"return {style}.borderTopWidth") == "3px"


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
def test_words_in_the_tables_stay_whole_on_a_phone(browser, overview_file, lang):
    browser.open(overview_file, f"#tab=tables&lang={lang}", width=390)
    assert browser.run("return document.documentElement.scrollWidth") <= 390
    broken = browser.run(
        "const r = document.createRange();"
        "return [...document.querySelectorAll('#link-table tr:not([hidden]) td:nth-child(5) span,"
        " #link-table tr:not([hidden]) td:nth-child(4)')].filter((e) => e.firstChild &&"
        " (r.selectNodeContents(e), new Set([...r.getClientRects()].map((b) => b.top)).size"
        " > e.textContent.split(/[ ,–-]/).length)).map((e) => e.textContent)"
    )
    assert broken == []


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
def test_the_hint_fits_into_the_search_field(browser, overview_file, lang):
    browser.open(overview_file, f"#lang={lang}")
    assert browser.run(
        "const f = document.querySelector('#search'); f.value = f.placeholder;"
        "const fits = f.scrollWidth <= f.clientWidth; f.value = ''; return fits"
    )


def test_paper_gets_the_whole_picture_in_light_colours(browser, overview_file):
    browser.open(overview_file, f"#id={STRATEGY}")
    browser.click("#theme")
    assert browser.run("return document.documentElement.dataset.theme") == "dark"
    browser.run(
        "window.addEventListener('beforeprint', () => { window.printed ="
        " [document.querySelectorAll('#paper svg > g').length,"
        " document.querySelector('#paper svg > rect').getAttribute('fill')] })"
    )
    browser.call("Page.printToPDF")
    assert browser.run("return window.printed") == [int(browser.text("#count")), "#ffffff"]
    assert browser.run("return document.documentElement.dataset.theme") == "dark"
    assert browser.run("return document.querySelector('#paper').childElementCount") == 0
    assert browser.complaints() == []


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(browser, overview_file, dark):
    """WCAG 2.2: 4.5 for text, 3 for the edges of fields and the focus."""
    browser.open(overview_file, dark=dark)
    colours = browser.run(
        "const style = getComputedStyle(document.documentElement);"
        "return Object.fromEntries(['paper', 'panel', 'band', 'ink', 'muted', 'strong', 'accent',"
        " 'edge'].map((name) => [name, style.getPropertyValue('--' + name).trim()]))"
    )
    for ground in ("paper", "panel", "band"):
        for name in ("ink", "muted", "strong", "accent", "edge"):
            least = 3 if name == "edge" else 4.5
            assert contrast(colours[name], colours[ground]) >= least, (name, ground)


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
