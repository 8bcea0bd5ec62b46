"""Explore as a reader meets it: in Chromium, from disk, under the policy of the site."""

import csv
import io
import re
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from taobao_kg.graph import Graph

pytestmark = pytest.mark.browser

POLICY = "policy/broadband-strategy"
COUNCIL = "actor/state-council"
SVG = "{http://www.w3.org/2000/svg}"


def counts_of(browser: Any, facet: str) -> dict[str, int]:
    """Counts by the end of the id of each value's box."""
    script = (
        "return [...document.querySelectorAll(`#values-${arguments[0]} li`)].map((item) =>"
        " [item.querySelector('input').id, item.querySelector('small').textContent])"
    )
    found = browser.run(script, facet)
    return {
        name.removeprefix(f"facet-{facet}-"): int(re.sub(r"\D", "", count)) for name, count in found
    }


def address_of(browser: Any) -> str:
    return unquote(str(browser.run("return location.hash")))


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("tab", ["network", "table", "timeline", "charts"])
def test_opens_without_a_complaint_or_a_request(browser, open_explore, tab, lang, width, dark):
    open_explore(f"#tab={tab}&id={COUNCIL}", lang, width=width, dark=dark)
    assert browser.complaints() == []
    assert browser.requests() == []
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.run(f"return !document.getElementById('panel-{tab}').hidden")


def test_no_value_leads_to_an_empty_result(browser, open_explore):
    open_explore("#tab=table&standing=disputed")
    for facet in ("type", "tier", "policy", "instrument", "source", "language"):
        empty = browser.run(
            "return [...document.querySelectorAll(`#values-${arguments[0]} input`)].filter((box) =>"
            " !box.disabled && /^0$/.test(box.closest('li').querySelector('small').textContent))"
            ".length",
            facet,
        )
        assert empty == 0
    counts = counts_of(browser, "type")
    assert counts["instrument"] == 0
    assert browser.run("return document.getElementById('facet-type-instrument').disabled")


@pytest.mark.parametrize("facet", ["type", "tier", "policy", "standing", "language"])
def test_a_count_is_what_comes_after_the_click(browser, open_explore, facet):
    open_explore("#tab=table&from=2013&to=2016")
    counts = {name: count for name, count in counts_of(browser, facet).items() if count}
    assert counts
    name, count = min(counts.items(), key=lambda pair: pair[1])
    browser.click(f"#facet-{facet}-{name}")
    assert browser.text("#panel-table .says").endswith(f"of {count}")
    assert f"{facet}=" in address_of(browser)


def test_an_impossible_address_says_so(browser, open_explore):
    open_explore("#type=instrument&standing=disputed")
    assert "Nothing fits" in browser.text(".empty-result")
    browser.click(".chip")
    assert browser.run("return document.querySelector('.empty-result').hidden")


def test_counts_are_those_of_the_graph(browser, open_explore, real_graph: Graph):
    open_explore("#tab=table")
    counts = counts_of(browser, "policy")
    for name in ("Opinion", "Notice"):
        rows = real_graph.query(
            "PREFIX tkg: <https://w3id.org/taobao-kg/ontology#> "
            f"SELECT DISTINCT ?policy WHERE {{ ?policy a tkg:{name} }}"
        )
        assert counts[name] == len(list(rows))


def test_back_and_forward_step_through_the_states(browser, open_explore):
    open_explore()
    browser.click("#facet-type-policy")
    browser.click("#tab-table")
    assert address_of(browser) == "#tab=table&type=policy"
    browser.run("history.back()")
    browser.wait("return !document.getElementById('panel-network').hidden")
    assert browser.run("return document.getElementById('facet-type-policy').checked")
    browser.run("history.back()")
    browser.wait("return !document.getElementById('facet-type-policy').checked")
    browser.run("history.forward()")
    browser.wait("return document.getElementById('facet-type-policy').checked")


def test_the_best_linked_are_shown_and_the_rest_is_told(browser, open_explore):
    open_explore()
    assert browser.run("return document.querySelectorAll('.stage .node').length") == 300
    assert "300 best linked" in browser.text(".network > .says")
    browser.run("[...document.querySelectorAll('.options button')][0].click()")
    assert address_of(browser) == "#all=1"


def test_parallel_derived_and_disputed_lines_look_different(browser, open_explore):
    open_explore()
    paths = "[...document.querySelectorAll('.line path:not(.hit)')]"
    assert browser.run(f"return {paths}.some((p) => p.getAttribute('stroke-dasharray') === '6 4')")
    assert browser.run(
        "return [...document.querySelectorAll('.line')].some((line) => new Set("
        "[...line.querySelectorAll('path:not(.hit)')].map((p) => p.getAttribute('d'))).size > 1)"
    )
    assert set(browser.texts(".line .mark text")) <= {"?", "≠"}
    assert browser.texts(".line .mark text")
    browser.click("#derived")
    assert not browser.run(
        f"return {paths}.some((p) => p.getAttribute('stroke-dasharray') === '6 4')"
    )


def test_keys_walk_along_lines_and_open_the_details(browser, open_explore):
    open_explore(f"#type=policy,actor&id={POLICY}")
    browser.run("document.querySelector('.node[tabindex=\"0\"]').focus()")
    here = "return document.activeElement.getAttribute('aria-label')"
    assert "Broadband Strategy" in browser.run(here)
    browser.press("ARROW_UP")
    there = browser.run("return Number(document.activeElement.dataset.number)")
    linked = browser.run(
        "return [...document.querySelectorAll('.line')].map((line) => line.dataset.pair)"
    )
    start = browser.run(
        "return Number(document.querySelector('.node[aria-pressed=true]').dataset.number)"
    )
    assert there != start
    assert f"{min(start, there)}|{max(start, there)}" in linked
    name = str(browser.run(here)).split(",")[0]
    browser.press("ENTER")
    assert browser.text(".details-title") == name
    assert browser.run("return document.activeElement.className") == "details-title"
    browser.press("PAGE_DOWN")
    browser.click(".close")
    assert browser.run("return document.querySelector('.details').hidden")


def test_rings_and_neighbours(browser, open_explore):
    open_explore(f"#type=policy&id={POLICY}")
    before = browser.run("return document.querySelectorAll('.node').length")
    browser.run("[...document.querySelectorAll('.actions button')][1].click()")
    assert address_of(browser).endswith(f"open={POLICY}")
    opened = browser.run("return document.querySelectorAll('.node').length")
    assert opened > before
    browser.run("[...document.querySelectorAll('.actions button')][1].click()")
    assert browser.run("return document.querySelectorAll('.node').length") == before
    browser.run("[...document.querySelectorAll('.actions button')][0].click()")
    assert f"ring={POLICY}" in address_of(browser)
    assert browser.run("return document.querySelectorAll('.ground ellipse').length") >= 1
    assert "Broadband Strategy stands in the middle" in browser.text(".network > .says")


def test_a_path_is_told_with_its_statements(browser, open_explore):
    open_explore()
    browser.run("document.getElementById('path-a').focus()")
    for field, text in (("path-a", "alibaba group"), ("path-b", "宽带战略")):
        browser.run(
            "const field = document.getElementById(arguments[0]); field.focus();"
            "field.value = arguments[1];"
            "field.dispatchEvent(new Event('input', { bubbles: true }))",
            field,
            text,
        )
        browser.wait("return document.querySelector('.path .proposals:not([hidden]) li')")
        browser.press("ARROW_DOWN")
        browser.press("ENTER")
    assert address_of(browser) == f"#a=actor/alibaba-group&b={POLICY}"
    assert "steps apart" in browser.text(".network > .says")
    links = browser.run(
        "return [...document.querySelectorAll('.details a.statement')]"
        ".map((a) => a.getAttribute('href'))"
    )
    assert links
    assert all(re.match(r"doc/(claim|observation)/[\w~-]+\.html", link) for link in links)


def test_the_table_sorts_and_is_taken_away_whole(browser, open_explore):
    open_explore("#tab=table")
    assert browser.run("return document.querySelectorAll('table.things tbody tr').length") == 200
    browser.click("#sort-year")
    years = [int(y) for y in browser.texts("table.things tbody td:nth-child(4)") if y]
    assert years == sorted(years)
    browser.run("document.querySelector('#panel-table .saves button').click()")
    text = browser.arrived("taobao-kg-things.csv").decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert f"of {len(rows) - 1:,}" in browser.text("#panel-table .says")
    assert all(row[0].startswith("https://w3id.org/taobao-kg/id/") for row in rows[1:])


def test_the_picture_is_saved_as_svg_and_png(browser, open_explore):
    open_explore("#type=policy,instrument", dark=True)
    browser.run("document.querySelectorAll('.network .saves button')[0].click()")
    root = ElementTree.fromstring(browser.arrived("taobao-kg-network.svg"))
    assert root.tag == f"{SVG}svg"
    assert len(root.findall(f".//{SVG}polygon")) >= 154
    assert "things match" in (root.findtext(f"{SVG}desc") or "")
    browser.run("document.querySelectorAll('.network .saves button')[1].click()")
    assert browser.arrived("taobao-kg-network.png").startswith(b"\x89PNG")


def test_a_lens_takes_statements_away(browser, open_explore):
    open_explore("#tab=charts")
    whole = browser.texts("#panel-charts section:nth-of-type(2) tbody td:nth-child(2)")
    open_explore("?lens=corroborated#tab=charts")
    some = browser.texts("#panel-charts section:nth-of-type(2) tbody td:nth-child(2)")
    assert some[0] == whole[0]
    assert some[1:] == ["0", "0", "0"]
    browser.run(
        "const lens = document.getElementById('lens'); lens.value = 'all';"
        "lens.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    browser.wait(
        "return document.querySelector('#panel-charts section:nth-of-type(2) tbody tr:nth-child(2)"
        " td:nth-child(2)').textContent !== '0'"
    )
