"""The guide follows a claim of the graph, and the code on the page of the data runs."""

import html
import re

import pytest

from taobao_kg.site.atlas import Atlas
from taobao_kg.site.downloads import write_downloads
from taobao_kg.site.pages.data import data_page
from taobao_kg.site.pages.guide import find_example
from taobao_kg.site.rendering import Renderer
from taobao_kg.site.wording import Wording


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def page(wording, lenses_graph, lenses_built, folder):
    downloads = write_downloads(lenses_graph, lenses_built.ontology, folder)
    made = data_page(wording, downloads)
    return Renderer(wording).render(made.template, made.place, made.values)


def test_the_example_is_of_the_graph_and_hangs_together(real_wording):
    example = find_example(real_wording)
    atlas = real_wording.atlas
    one = atlas.statements[example.said.iri]
    assert example.said.iri in example.misfit["one"].statements
    assert any(quote.text for quote in example.said.quotations)
    subject, predicate, value = example.triple
    assert subject == real_wording.link(one.subject)
    assert predicate == real_wording.link(one.predicate)
    assert value == real_wording.link(one.object)
    path = atlas.folders.ontology / "rules" / f"{example.rule}.rq"
    assert path.is_file()


@pytest.fixture(scope="module")
def real_wording(real_graph, real_built):
    return Wording(Atlas(real_graph, real_built), "en")


def test_a_graph_without_discrepancies_has_an_example_too(tiny_graph, tiny_built):
    example = find_example(Wording(Atlas(tiny_graph, tiny_built), "zh"))
    assert any(quote.text for quote in example.said.quotations)
    assert example.misfit is None


def test_without_a_quotation_there_is_no_example_but_a_guide(wording, page):
    assert find_example(wording) is None
    assert wording.say["guide"]["evidence_text"] in page


def test_sizes_are_readable(page):
    assert re.search(r'<td class="value">[\d.,]+ (k|M)?B</td>', page)


@pytest.mark.parametrize("name", ["rdflib", "oxigraph", "owlready2"])
def test_the_code_that_loads_the_data_runs(page, folder, name, monkeypatch, capsys):
    pytest.importorskip({"oxigraph": "pyoxigraph"}.get(name, name))
    (code,) = re.findall(rf'<pre class="code" id="load-{name}">(.*?)</pre>', page, re.DOTALL)
    monkeypatch.chdir(folder / "downloads")
    exec(html.unescape(code), {})
    assert int(capsys.readouterr().out) > 50
