"""Every page of whole sites: no link lost, nothing that runs, HTML that is valid."""

import gzip
import re

import html5lib
import pytest

from taobao_kg.site.addresses import ENDINGS
from taobao_kg.site.rendering import POLICY
from taobao_kg.words.languages import TAGS
from tests.site.crawl import crawl, read_page

pytestmark = pytest.mark.slow

#: What a server shows for an address that leads nowhere: all languages in one, no link to it.
MISSING = "404.html"
WORLDS = ["lenses_site", "hostile_site", "real_site"]


@pytest.fixture(scope="module", params=WORLDS)
def crawled(request):
    site = request.getfixturevalue(request.param)
    wrong, pages = crawl(site)
    return site, wrong, pages


def language_of(name):
    return next((lang for lang in ("id", "zh") if name.endswith(ENDINGS[lang])), "en")


def test_every_link_asset_and_fragment_leads_somewhere_and_nothing_runs(crawled):
    _, wrong, pages = crawled
    assert wrong == []
    assert len(pages) > 1000


def test_every_page_has_language_title_and_policy(crawled):
    _, _, pages = crawled
    for name, page in pages.items():
        assert page.lang == TAGS[language_of(name)], name
        assert page.title.endswith(" · Taobao-KG"), name
        assert page.title.removesuffix("· Taobao-KG").strip(), name
        assert page.policy == POLICY, name


def test_every_page_is_there_in_every_language(crawled):
    _, _, pages = crawled
    for name in pages.keys() - {MISSING}:
        stem = name.removesuffix(ENDINGS[language_of(name)])
        assert {stem + ending for ending in ENDINGS.values()} <= pages.keys()


def test_every_page_can_be_reached_from_the_start(crawled):
    _, _, pages = crawled
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        folder = name.rpartition("/")[0]
        for to in pages[name].links:
            path = _join(folder, to.partition("#")[0].partition("?")[0])
            if path in pages and path not in reached:
                reached.add(path)
                todo.append(path)
    assert pages.keys() - reached == {MISSING}


def _join(folder, to):
    from posixpath import normpath

    return normpath(f"{folder}/{to}" if folder else to)


def test_pages_of_every_kind_are_valid_html(crawled):
    site, _, pages = crawled
    kinds = {}
    for name in pages:
        # The longest of each folder shows most; the front pages all.
        kinds.setdefault(name.rpartition("/")[0] or name, []).append(name)
    parser = html5lib.HTMLParser(strict=True)
    for names in kinds.values():
        longest = max(names, key=lambda name: _size(site, name))
        parser.parse((site / longest).read_text(encoding="utf-8"))


@pytest.mark.slow
def test_pages_of_every_folder_and_language_are_valid_html(crawled):
    """The shortest, the longest and one between of each folder and language; all front pages."""
    site, _, pages = crawled
    kinds = {}
    for name in sorted(pages, key=lambda name: (_size(site, name), name)):
        folder = name.rpartition("/")[0]
        kinds.setdefault((folder or name, language_of(name)), []).append(name)
    parser = html5lib.HTMLParser(strict=True)
    read = [name for some in kinds.values() for name in {some[0], some[len(some) // 2], some[-1]}]
    for name in read:
        parser.parse((site / name).read_text(encoding="utf-8"))
    assert {f"explore{ending}" for ending in ENDINGS.values()} <= set(read)


def _size(site, name):
    return (site / name).stat().st_size


def test_the_first_page_is_light(crawled):
    site, _, pages = crawled
    for lang in ENDINGS.values():
        name = f"index{lang}"
        files = {name, *(_join("", one) for one in pages[name].assets)}
        assert {"assets/atlas.js", "assets/site.css"} <= files
        assert sum(len(gzip.compress((site / one).read_bytes(), 9)) for one in files) < 150_000


def test_no_file_knows_where_or_when_it_was_made(crawled):
    site = crawled[0]
    places = re.compile(re.escape(str(site.parent)) + r"|/tmp/|/home/")
    for name in ("index.html", "data.html", "questions.html", "workbench.html"):
        assert not places.search((site / name).read_text(encoding="utf-8")), name


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<h1>a</h1><p style="color: red">', "style"),
        ("<h1>a</h1><script>alert(1)</script>", "a script without src"),
        ("<h1>a</h1><script src=x>alert(1)</script>", "a script with content"),
        ("<h1>a</h1><a onclick=x()>", "onclick"),
        ('<h1>a</h1><a href="javascript:x()">', "javascript:x()"),
        ('<h1>a</h1><a href="https://a.example/">', "noopener"),
        ("<h1>a</h1><h1>b</h1>", "2 first headings"),
        ("<p>a</p>", "0 first headings"),
        ("<h1>a</h1><i id=a></i><i id=a></i>", "twice"),
        ("<h1>a</h1><label for=a></label>", "nothing has the id 'a'"),
        ("<h1>a</h1><button data-copy='#x'>", "nothing has the id 'x'"),
        ("<h1>a</h1><img src=x>", "<img>"),
        ("<h1>a</h1><button data-copy=x>", "the word 'x'"),
        ("<h1>a</h1>&lt;built-in method copy of dict object at 0x7f31&gt;", "a Python object"),
    ],
)
def test_the_crawler_sees_what_is_wrong(html, fault):
    assert any(fault in one for one in read_page(html).faults)


def test_the_crawler_follows_links(tmp_path):
    (tmp_path / "a").mkdir()
    page = '<html data-root="{root}"><h1 id=x>a</h1><a href="{to}">b</a>'
    (tmp_path / "c.html").write_text(page.format(root="", to="a/b.html#x"), encoding="utf-8")

    def wrong(to):
        (tmp_path / "a" / "b.html").write_text(page.format(root="../", to=to), encoding="utf-8")
        return crawl(tmp_path)[0]

    assert wrong("../c.html?lens=all#x") == wrong("#x") == []
    assert wrong("c.html") == ["a/b.html: c.html leads nowhere"]
    assert wrong("../c.html#y") == ["a/b.html: ../c.html#y, there is no such place"]
    assert wrong("#y") == ["a/b.html: #y, there is no such place"]
