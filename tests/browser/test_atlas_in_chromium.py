"""What every page of the site does with its script: search, lens, theme, sorting."""

import pytest

pytestmark = pytest.mark.browser

PROPOSED = (
    "return [...document.querySelectorAll('.search [role=option]')].map((o) => o.textContent)"
)
INPUT = "document.querySelector('form.search input[name=q]')"


@pytest.fixture
def page(browser, front):
    """Open a page of the site; return the browser."""

    def open_page(name, address="", **choices):
        browser.open(front / f"{name}.html", address, **choices)
        return browser

    return open_page


@pytest.mark.parametrize(
    "typed", ["State Council of", "guo wu yuan", "GuóWùYuàn", "国务院", "dewan negara"]
)
def test_a_thing_is_proposed_by_any_of_its_names(page, browser, typed):
    page("doc/policy/broadband-strategy")
    browser.press("/")
    browser.wait(f"return {INPUT}.getAttribute('role') === 'combobox'")
    browser.press(typed)
    assert browser.wait(f"{PROPOSED}.slice(0, 1)")[0].startswith("State Council of China")
    assert browser.run(f"return {INPUT}.getAttribute('aria-expanded')") == "true"
    assert browser.requests() == []
    assert browser.complaints() == []


def test_the_keyboard_chooses_closes_and_opens_the_page(page, browser):
    page("doc/policy/broadband-strategy", "?lens=official")
    browser.press("/")
    browser.wait(f"return {INPUT}.getAttribute('role') === 'combobox'")
    browser.press("zhejiang")
    browser.wait(PROPOSED + ".length")
    browser.press("ARROW_DOWN")
    active = f"return document.getElementById({INPUT}.getAttribute('aria-activedescendant'))"
    assert browser.run(f"{active}.getAttribute('aria-selected')") == "true"
    browser.press("ESCAPE")
    assert browser.run(f"return {INPUT}.getAttribute('aria-expanded')") == "false"
    assert browser.run(f"return {INPUT}.value") == "zhejiang"
    browser.press("ARROW_DOWN")
    browser.wait("return !document.querySelector('.search [role=listbox]').hidden")
    browser.press("ARROW_DOWN")
    browser.press("ENTER")
    browser.wait("return location.pathname.endsWith('doc/place/zhejiang.html')")
    assert browser.run("return location.search") == "?lens=official"


def test_all_results_have_a_page_of_their_own(page, browser):
    page("search.zh", "?q=zhejiang")
    browser.wait("return document.querySelector('#results li')")
    assert browser.run("return document.querySelector('#results a').getAttribute('href')") == (
        "doc/place/zhejiang.zh.html"
    )
    assert browser.texts("#results li")[0].startswith("浙江")
    page("search", "?q=" + "%3Cimg%20src%3Dx%3E")
    browser.wait("return document.querySelector('#results p')")
    assert browser.run("return document.querySelectorAll('#results img').length") == 0


def test_a_lens_hides_statements_says_so_and_stays_in_the_links(page, browser):
    page("doc/policy/broadband-strategy", "?lens=without:renolafitri-2020")
    browser.wait("return document.querySelector('#lens-caption').textContent.includes('Shown:')")
    hidden = (
        "return [...document.querySelectorAll('[data-source]')].map((s) => [s.dataset, s.hidden])"
    )
    marks = browser.run(hidden)
    assert all(hidden for mark, hidden in marks if mark["source"] == "renolafitri-2020")
    assert not all(hidden for _, hidden in marks)
    home = "return document.querySelector('.home').getAttribute('href')"
    assert browser.run(home) == "../../index.html?lens=without%3Arenolafitri-2020"
    browser.run(
        "const lens = document.querySelector('#lens'); lens.value = 'all';"
        "lens.dispatchEvent(new Event('change'))"
    )
    browser.wait(
        "return document.querySelector('#lens-caption').textContent.startsWith('Lens: all')"
    )
    assert not any(hidden for _, hidden in browser.run(hidden))
    assert browser.run(home) == "../../index.html"


def test_the_theme_is_kept(page, browser):
    page("index")
    try:
        browser.click("#theme")
        assert browser.run("return document.documentElement.dataset.theme") == "dark"
        page("sources.zh")
        assert browser.run("return document.documentElement.dataset.theme") == "dark"
        assert browser.run("return document.querySelector('#theme').ariaPressed") == "true"
    finally:
        browser.run("localStorage.clear()")


def test_a_column_sorts_both_ways_and_says_so(page, browser):
    page("doc/indicator/taobao-village-count")
    cells = (
        "return [...document.querySelector('table.sortable').tBodies[0].rows]"
        ".map((row) => Number(row.cells[3].dataset.sort))"
    )
    head = "document.querySelector('table.sortable th:nth-child(4)')"
    before = browser.run(cells)
    seen = []
    for direction in ("ascending", "descending"):
        browser.run(f"{head}.querySelector('button').click()")
        assert browser.run(f"return {head}.ariaSort") == direction
        seen.append(browser.run(cells))
    assert seen == [sorted(before), sorted(before, reverse=True)]
    assert len(set(before)) > 2


def test_a_slash_in_a_field_is_a_slash(page, browser):
    page("workbench")
    browser.wait("return document.getElementById('workbench').dataset.ready === 'yes'", 30)
    browser.run("document.querySelector('#question-filter').focus()")
    browser.press("/")
    assert browser.run("return document.querySelector('#question-filter').value") == "/"
    content = "document.querySelector('.editor').shadowRoot.querySelector('.cm-content')"
    browser.run(f"{content}.focus()")
    browser.press("/")
    assert browser.run(f"return document.activeElement !== {INPUT}")
