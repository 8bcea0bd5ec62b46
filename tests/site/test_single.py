"""The single file: every page of the site is in it, whole, and nothing leads out of it."""

import gzip
import json
import lzma
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import unescape
from posixpath import normpath

import html5lib
import pytest

from taobao_kg.errors import UsageError
from taobao_kg.site.publishing import ASSETS
from taobao_kg.site.single import write_single_file

TEXTS = re.compile(r'<script type="text/plain" id="([^"]+)" data-(zip|pack)>([^<]*)</script>')
LINK = re.compile(r' href="([^"]*)"')


def unpack(value, how):
    if how == "zip":
        return gzip.decompress(value)
    # The settings web/src/lzma.ts reads, said again: those of the writer may not change alone.
    wanted = {"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 26}
    return lzma.decompress(value, lzma.FORMAT_RAW, filters=[wanted])


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.slow) for name in ("lenses", "hostile")],
)
def packed(request):
    """The site as a folder, the text of the file, and what is zipped in it."""
    site = request.getfixturevalue(f"{request.param}_site")
    text = request.getfixturevalue(f"{request.param}_file").read_text(encoding="utf-8")
    zipped = {
        name: unpack(b64decode(value), how).decode() for name, how, value in TEXTS.findall(text)
    }
    return site, text, zipped


@pytest.fixture(scope="module")
def pages(packed):
    """Title, language, script and whole body of each page, as web/src/single.ts puts them up."""
    _, _, zipped = packed
    firsts = json.loads(zipped["firsts"])
    found = {}
    for number, first in enumerate(firsts):
        pack = json.loads(zipped[f"pack-{number}"])
        assert min(pack) == first
        found |= pack
    for name, (title, lang, script, body) in found.items():
        parts = json.loads(zipped[f"shared-{lang}"])
        whole = re.sub(r"<!--(\d+)-->", lambda part, parts=parts: parts[int(part[1])], body)
        found[name] = title, lang, script, whole
    return found


def main_text(html):
    """The words of a page that stand in a file too."""
    html = re.sub(r'<(span|div) class="files">.*?</\1>', "", html, flags=re.DOTALL)
    body = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_every_page_of_the_site_is_in_it_with_its_words(packed, pages):
    site, _, _ = packed
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    names.remove("404.html")  # for servers
    assert pages.keys() == names
    for name in names:
        if not name.startswith("data."):  # lists files that a single file has not
            html = (site / name).read_text(encoding="utf-8")
            title, lang, _, body = pages[name]
            assert main_text(body) == main_text(html), name
            assert f'<html lang="{lang}"' in html
            assert unescape(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]) == title


def test_no_link_is_lost_and_none_leads_out_of_the_file(packed, pages):
    site, _, _ = packed
    for name, (_, _, _, body) in pages.items():
        links = list(map(unescape, LINK.findall(body)))
        for to in links:
            if to.startswith("?p="):
                assert re.split("[&#]", to.removeprefix("?p="))[0] in pages, (name, to)
            else:
                assert to.startswith(("#", "http://", "https://")), (name, to)
        if name.startswith("data."):
            continue
        html = (site / name).read_text(encoding="utf-8").partition("<body>")[2]
        html = re.sub(r'<(span|div) class="files">.*?</\1>', "", html, flags=re.DOTALL)
        folder = name.rpartition("/")[0]
        asked = [
            to if to.startswith(("#", "http")) else f"?p={normpath(f'{folder}/{to}'.lstrip('/'))}"
            for to in map(unescape, LINK.findall(html))
        ]
        assert links == asked, name


def test_scripts_run_only_with_their_own_bytes(packed, pages):
    _, text, zipped = packed
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    scripts = policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    for name in ("atlas", "explore", "workbench"):
        code = zipped[f"script-{name}"]
        assert code == (ASSETS / f"{name}.js").read_text(encoding="utf-8")
        assert f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" in scripts
    assert {script for _, _, script, _ in pages.values()} == {"", "explore", "workbench"}
    assert pages["workbench.zh.html"][2] == "workbench"


def test_data_are_those_of_the_folder(packed):
    site, _, zipped = packed
    files = sorted(path.stem for path in (site / "assets" / "data").glob("*.js"))
    assert sorted(name[5:] for name in zipped if name.startswith("data-")) == files
    for name in files:
        script = (site / "assets" / "data" / f"{name}.js").read_text(encoding="utf-8")
        assert script == f'TaobaoKG.receive("{name}",{zipped[f"data-{name}"]});\n'


def test_the_file_is_valid_html_and_asks_nobody(packed):
    _, text, _ = packed
    html5lib.HTMLParser(strict=True).parse(re.sub(r"(<script type=[^>]*>)[^<]*", r"\1", text))
    outside = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"\b(src|href|action)=", outside)


def test_the_same_site_gives_the_same_file(packed, lenses_built, lenses_file, tmp_path, request):
    from taobao_kg.site.publishing import write_parts
    from taobao_kg.site.single import pack_site

    if "hostile" in request.node.name:
        pytest.skip("once is enough")
    write_parts(lenses_built, [], tmp_path, lambda _: None, 1, alone=True)
    assert pack_site(tmp_path) == lenses_file.read_text(encoding="utf-8")


def test_a_folder_is_no_place_for_a_file(lenses_built, tmp_path):
    with pytest.raises(UsageError, match="is a folder; give -o a file"):
        write_single_file(lenses_built, [], str(tmp_path), lambda _: None, 1)
    assert list(tmp_path.iterdir()) == []
