"""A walk through the site with keys alone: what has the focus is seen at each stop."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ACTIVE = "document.activeElement"
#: An outline; in a picture a thick line.
SEEN = (
    "const look = getComputedStyle(document.activeElement);"
    "const box = document.activeElement.getBoundingClientRect();"
    "return box.width > 0 && box.height > 0 && document.activeElement.matches(':focus-visible')"
    " && (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1"
    " || look.strokeWidth && parseFloat(look.strokeWidth) >= 2)"
)


@pytest.fixture
def keys(browser):
    """Press a key with others held down; go to an element by Tab alone."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    class Hands:
        def chord(self, held, key):
            hold = getattr(Keys, held)
            chain = ActionChains(browser.driver).key_down(hold)
            chain.send_keys(getattr(Keys, key, key)).key_up(hold).perform()

        def tab_to(self, selector, *, back=False, most=400):
            for _ in range(most):
                if back:
                    self.chord("SHIFT", "TAB")
                else:
                    ActionChains(browser.driver).send_keys(Keys.TAB).perform()
                if browser.run(f"return {ACTIVE} && {ACTIVE}.matches(arguments[0])", selector):
                    assert browser.run(SEEN), f"the focus is not seen on {selector}"
                    return
            raise AssertionError(f"no way to {selector} with the Tab key")

    return Hands()


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
    assert browser.run(SEEN)
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
