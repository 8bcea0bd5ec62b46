"""A walk through the site with keys alone: what has the focus is seen at each stop."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ACTIVE = "document.activeElement"


def test_from_the_start_by_search_explore_and_workbench_without_a_mouse(browser, front, keys):
    browser.open(front / "index.zh.html")
    keys.tab_to("#search")
    browser.wait("return document.querySelector('#search').getAttribute('role') === 'combobox'")
    browser.press("浙江")
    browser.wait("return document.querySelector('.search [role=option]')")
    browser.press("ARROW_DOWN")
    browser.press("ENTER")
    browser.wait("return location.pathname.endsWith('doc/place/zhejiang.zh.html')")

    keys.tab_to("a[href$='explore.zh.html']")
    browser.press("ENTER")
    browser.wait("return document.getElementById('explore')?.dataset.ready === 'yes'", 30)
    keys.tab_to("#facet-type-policy")
    browser.press("SPACE")
    browser.wait("return location.hash.includes('type=policy')")
    keys.tab_to("#tab-network")
    browser.press("ARROW_RIGHT")
    browser.wait("return !document.getElementById('panel-table').hidden")
    assert browser.run(f"return {ACTIVE}.id") == "tab-table"
    browser.press("ARROW_LEFT")
    browser.wait("return !document.getElementById('panel-network').hidden")
    keys.tab_to(".stage .node")
    first = browser.run(f"return {ACTIVE}.dataset.number")
    for arrow in ("ARROW_UP", "ARROW_DOWN", "ARROW_RIGHT", "ARROW_LEFT"):
        browser.press(arrow)
        if browser.run(f"return {ACTIVE}.dataset.number") != first:
            break
    assert browser.run(f"return {ACTIVE}.dataset.number") != first
    assert keys.seen()
    browser.press("ENTER")
    browser.wait("return !document.querySelector('.details').hidden")
    browser.press("ESCAPE")
    browser.wait("return document.querySelector('.details').hidden")
    assert browser.run(f"return {ACTIVE} !== document.body"), "the focus goes back to the picture"

    keys.tab_to("a[href$='workbench.zh.html']", back=True)
    browser.press("ENTER")
    browser.wait("return document.getElementById('workbench')?.dataset.ready === 'yes'", 30)
    keys.tab_to("#question-filter")
    browser.press("参考文献")
    keys.tab_to("[data-question=bibliography-by-year]")
    browser.press("ENTER")
    keys.tab_to(".actions .run", most=60)
    browser.press("ENTER")
    browser.wait("return document.querySelector('.answer-count')", 30)
    keys.tab_to("table.answer tbody td button")
    browser.press("ENTER")
    browser.wait("return document.querySelector('.reasons li, .reasons p')")
    assert browser.complaints() == []
    assert browser.requests() == []
