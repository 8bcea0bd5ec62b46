"""The page: the same every time, closed to the outside, and safe whatever things are called."""

import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

import taobao_kg.show
from taobao_kg.cli.parser import main
from taobao_kg.show.groups import GROUP_BY_NAME
from taobao_kg.show.view import SCRIPTS, render_view
from taobao_kg.words.catalogue import phrase, phrases

SHOW = Path(taobao_kg.show.__file__).parent
LANGUAGES = ("en", "id", "zh")


class Reader(HTMLParser):
    """Collects tags, the texts of scripts, and everything that could ask a host for something."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.scripts, self.asks, self.handlers = [], [], [], []
        self._script = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "action", "srcset", "data") and value:
                self.asks.append((tag, value))
            if name.startswith("on"):
                self.handlers.append((tag, name))
        self._script = dict(attrs) if tag == "script" else None

    def handle_data(self, data):
        if self._script is not None:
            self.scripts.append((self._script.get("type"), data))
            self._script = None


@pytest.fixture(scope="module")
def hostile_page(hostile_graph):
    return render_view(hostile_graph)


@pytest.mark.parametrize("about", [None, "state-council"])
@pytest.mark.parametrize(
    "world", ["lenses_graph", pytest.param("real_graph", marks=pytest.mark.slow)]
)
def test_same_graph_same_bytes(request, world, about):
    graph = request.getfixturevalue(world)
    assert render_view(graph, about=about) == render_view(graph, about=about)


def test_page_asks_nobody(hostile_page):
    reader = Reader(hostile_page)
    assert set(reader.asks) == {("a", "#list"), ("link", "data:,")}
    assert reader.handlers == []
    assert "default-src 'none'" in hostile_page
    assert "sourceMappingURL" not in hostile_page


def test_hostile_names_stay_text(hostile_page):
    reader = Reader(hostile_page)
    assert reader.tags.count("script") == 3
    assert not {"img", "textarea", "b"} & set(reader.tags)
    kind, text = reader.scripts[0]
    assert kind == "application/json"
    data = json.loads(text)
    names = {node["id"]: node["labels"]["en"] for node in data["nodes"]}
    assert names["policy/script"] == "</script><script>window.broken = 1</script>"
    assert names["concept/nameless"] == "concept:nameless"
    assert "{{ 7 * 7 }}" in hostile_page, "names are never read as templates"


def test_tables_can_be_read_without_scripts(tiny_graph):
    page = render_view(tiny_graph)
    static = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    for text in (
        "Broadband Strategy",
        "Strategi Broadband",
        "宽带中国战略",
        "mengumumkan Strategi",
    ):
        assert text in static


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("id", "id"), ("zh", "zh-Hans")])
def test_page_opens_in_a_language(tiny_graph, lang, tag):
    page = render_view(tiny_graph, lang=lang)
    assert f'<html lang="{tag}">' in page
    assert f"<title>{phrase('show.view.title', lang)}</title>" in page


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("about", ["2013", "unit:cny", "period:1978-2005"])
def test_page_around_what_is_not_drawn_elsewhere(real_graph, about, lang):
    page = render_view(real_graph, about=about, lang=lang)
    data = json.loads(Reader(page).scripts[0][1])
    middle = next(node for node in data["nodes"] if node["id"] == data["page"]["about"])
    assert (middle["x"], middle["y"], middle["ring"]) == (0, 0, 0)
    assert middle["labels"][lang] in page.partition("</title>")[0]


def test_every_group_has_a_name():
    assert set(phrases("show.view.groups", "en")) == set(GROUP_BY_NAME)


@pytest.mark.usefixtures("read_once")
def test_choices_narrow_the_page(real_graph):
    page = render_view(real_graph, types=["policy", "actor"], years=(2013, 2015))
    data = json.loads(Reader(page).scripts[0][1])
    assert {node["group"] for node in data["nodes"]} <= {"policy", "actor"}


def test_vendored_file_is_the_one_named():
    named = dict(
        line.split(maxsplit=1)
        for line in (SHOW / "vendor" / "VENDOR").read_text(encoding="utf-8").splitlines()
    )
    content = (SHOW / "vendor" / named["file"]).read_bytes()
    assert sha256(content).hexdigest() == named["sha256"]
    assert f"@version {named['version']}".encode() in content
    assert "MIT" in (SHOW / "vendor" / "vis-network.LICENSE-MIT").read_text(encoding="utf-8")


def test_scripts_are_short_and_write_text_only():
    files = {path.stem for path in (SHOW / "templates").glob("*.js")}
    assert files == set(SCRIPTS)
    for name in SCRIPTS:
        text = (SHOW / "templates" / f"{name}.js").read_text(encoding="utf-8")
        assert len(text.splitlines()) < 300
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text, (name, word)


def test_command_writes_a_file(tiny_built, tmp_path, capsys):
    target = tmp_path / "page.html"
    options = ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
    assert main(["view", "国务院", "-o", str(target), *options]) == 0
    assert "State Council" in target.read_text(encoding="utf-8")
    assert str(target) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody-at-all"], "nobody-at-all"),
        (["--years", "soon"], "no range of years"),
        (["--types", "polcy"], "did you mean policy"),
        (["-o", "missing/folder/page.html"], "cannot be written"),
    ],
)
def test_command_says_what_is_wrong(tiny_built, tmp_path, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(tmp_path)
    options = ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
    assert main(["view", *arguments, *options]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert list(tmp_path.iterdir()) == []
