"""The map of the site: whole addresses, each page with its other languages, or no map at all."""

from xml.etree import ElementTree

import pytest

from taobao_kg.errors import UsageError
from taobao_kg.site.sitemap import require_url, sitemaps, write_sitemap

URL = "https://example.org/atlas/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "doc").mkdir()
    for page in ("index", "doc/a"):
        for ending in (".html", ".id.html", ".zh.html"):
            (tmp_path / f"{page}{ending}").touch()
    for other in ("404.html", "doc/a.ttl"):
        (tmp_path / other).touch()
    return tmp_path


def test_without_an_address_there_is_no_map(pages):
    write_sitemap(pages, "")
    assert not list(pages.glob("sitemap*"))
    assert (pages / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


def test_each_page_is_there_in_each_language_with_the_others(pages):
    write_sitemap(pages, URL)
    root = ElementTree.fromstring((pages / "sitemap.xml").read_text(encoding="utf-8"))
    told = {
        url.find(f"{MAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")
        }
        for url in root
    }
    files = ("doc/a.html", "doc/a.id.html", "doc/a.zh.html")
    assert len(told) == 6
    for file in files:
        assert told[URL + file] == dict(
            zip(("en", "id", "zh-Hans"), (URL + one for one in files), strict=True)
        )
    robots = (pages / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {URL}sitemap.xml\n" in robots


def test_a_long_map_is_split_and_indexed():
    files = dict(sitemaps([f"doc/{n}" for n in range(10)], URL, most=12))
    index = ElementTree.fromstring(files.pop("sitemap.xml"))
    named = [one.find(f"{MAP}loc").text for one in index]
    assert named == [f"{URL}{name}" for name in files]
    parts = [ElementTree.fromstring(text) for text in files.values()]
    assert [len(part) for part in parts] == [12, 12, 6]


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.org/", "example.org", "https://", "javascript:alert(1)//"),
        *("https://example.org/?a=b", 'https://example.org/"><script>/', "https://example.org/a b"),
    ],
)
def test_what_is_no_address_of_a_folder_is_refused(url):
    with pytest.raises(UsageError, match="--url"):
        require_url(url)
