"""Pages of charts: closed, readable without the picture, hostile names as text."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest

from taobao_kg.show.charts.chart import draw_chart
from taobao_kg.show.charts.page import write_figure, write_page
from taobao_kg.show.charts.timeline import draw_timeline
from taobao_kg.words.catalogue import phrase, phrases


class Reader(HTMLParser):
    """Collects tags, addresses and handlers."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.asks, self.handlers = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "action", "srcset", "data", "xlink:href"):
                self.asks.append((tag, value))
            if name.startswith("on") or name == "style":
                self.handlers.append((tag, name))


@pytest.fixture(scope="module")
def page(numbers):
    return write_page(draw_chart(numbers, ["hostile", "sales"]))


def test_page_asks_nobody_and_has_no_script(page):
    reader = Reader(page)
    assert not {"script", "img", "iframe", "object", "b"} & set(reader.tags)
    assert reader.handlers == []
    links = {value for _, value in reader.asks}
    assert links - {"data:,"} == {
        f"https://w3id.org/taobao-kg/id/observation/paper-{n:04}" for n in (*range(1, 9), 12)
    }


def test_the_policy_allows_only_this_style(page):
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in unescape(policy)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_hostile_names_stay_text(page):
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page
    assert "onerror=alert(2)&gt;" in page


def test_every_number_has_its_source_and_its_statement(numbers):
    html = write_page(draw_chart(numbers, ["sales"]))
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = body.split("<tr>")[1:]
    assert len(rows) == 8
    for row in rows:
        assert 'scope="row"' in row
        assert "observation:paper-" in row
        assert "Paper 2020" in row


def test_a_page_without_a_picture_has_the_table(numbers):
    html = write_page(draw_chart(numbers, ["undated"]))
    assert "<svg" not in html
    assert phrase("show.charts.nothing", "en") in html
    assert "observation:paper-0011" in html


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("id", "id"), ("zh", "zh-Hans")])
def test_page_in_a_language(numbers, lang, tag):
    html = write_page(draw_timeline(numbers, lang=lang))
    assert f'<html lang="{tag}">' in html
    words = phrases("show.charts", lang)
    for heading in words["tables"].values():
        assert f"<h2>{heading}</h2>" in html
    assert words["columns"]["issuer"] in html


def test_a_notebook_gets_picture_and_table(numbers):
    figure = write_figure(draw_chart(numbers, ["sales"]))
    assert figure.count("<svg") == 1
    assert "observation:paper-0001" in figure
    assert not {"script", "html"} & set(Reader(figure).tags)
