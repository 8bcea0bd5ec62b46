import pytest

import taobao_kg
from taobao_kg.errors import UsageError


@pytest.fixture
def see(lenses_built):
    return lambda *lens: taobao_kg.open(lenses_built.data, lenses_built.build, *lens)


def test_python_opens_a_lens(see):
    kg = see("as-of=2016")
    assert kg.lens.text == "as-of=2016"
    assert "lens as-of=2016" in repr(kg)
    assert "<p>Lens: as-of=2016" in kg._repr_html_()
    assert len(kg.query("SELECT ?s { ?s tkg:statedIn ?t }")) == kg.lens.kept == 15


def test_python_opens_several(see):
    assert see(["as-of=2016", "official"]).lens.text == "as-of=2016 + official"
    assert see().lens.is_all
    assert "lens" not in repr(see())


def test_python_is_told_of_a_wrong_one(see):
    with pytest.raises(UsageError, match="did you mean official"):
        see("oficial")


def test_python_lists_lenses_and_weighs_answers(see):
    kg = see()
    assert "corroborated" in {row.lens.value for row in kg.lenses()}
    report = kg.dependence("SELECT ?p ?a { ?p tkg:issuedBy ?a }")
    assert report.sources.columns[0] == "source"
    with pytest.raises(UsageError, match="no language"):
        kg.dependence("SELECT ?p ?a { ?p tkg:issuedBy ?a }", "fr")


def test_a_lens_is_exported_with_its_name(see, tmp_path):
    kg = see("without=blog-2018")
    kg.export(str(tmp_path / "g.nq"))
    text = (tmp_path / "g.nq").read_text(encoding="utf-8")
    assert "/blog-2018-" not in text
    assert '> "Lens: without=blog-2018' in text
    kg.export(str(tmp_path / "crate"), "ro-crate")
    described = (tmp_path / "crate" / "ro-crate-metadata.json").read_text(encoding="utf-8")
    assert "Lens: without=blog-2018" in described
    tables = (tmp_path / "crate" / "tables" / "csv-metadata.json").read_text(encoding="utf-8")
    assert "Lens: without=blog-2018" in tables
    see().export(str(tmp_path / "all.nq"))
    assert "Lens" not in (tmp_path / "all.nq").read_text(encoding="utf-8")
