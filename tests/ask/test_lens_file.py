import re

import pytest

from taobao_kg.ask.lens_file import list_lenses, read_lens
from taobao_kg.ask.lens_list import lenses_as_rows
from taobao_kg.errors import DataError
from taobao_kg.folders import find_folders
from taobao_kg.words.languages import LANGUAGES

LENSES = list_lenses(find_folders().queries)
HEADER = "".join(f"#+ title-{lang}: x\n#+ summary-{lang}: X.\n" for lang in LANGUAGES)
each_lens = pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)


def test_there_are_the_eight_that_were_promised():
    assert [lens.name for lens in LENSES] == [
        *("all", "as-of", "corroborated", "official", "only", "uncontested"),
        *("without-weak-sources", "without"),
    ]


@each_lens
def test_the_file_keeps_the_form(lens):
    prefixes = re.findall(r"^PREFIX (\w+):", lens.sparql, re.M)
    assert prefixes == sorted(prefixes)
    assert all(len(re.findall(rf"\b{name}:\w", lens.sparql)) > 0 for name in prefixes)
    assert lens.sparql.endswith("}\nORDER BY ?statement\n")
    assert "SELECT DISTINCT ?statement\n" in lens.sparql
    assert all(told.endswith((".", "。")) for told in lens.summaries.values())
    assert re.search(r"[一-鿿]", lens.titles["zh"])
    assert len(set(lens.titles.values())) == 3


@each_lens
def test_its_titles_name_its_parameter(lens):
    wanted = {lens.parameter.name} if lens.parameter else set()
    for title in lens.titles.values():
        assert set(re.findall(r"\{(\w+)\}", title)) == wanted
    if lens.parameter:
        assert f"VALUES ?{lens.parameter.name} {{" in lens.sparql
        assert lens.parameter.example
    for words in lens.missing.values():
        assert ("{count}" in words) == bool(lens.needs)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEADER.partition("\n")[2], "the header lacks '#+ title-en: …'"),
        (HEADER + "#+ needs: dcterms:issued\n", "the header lacks '#+ missing-en: …'"),
        (HEADER + "#+ titel: x\n", ":7: header 'titel' is unknown"),
        (HEADER + "#+ params: year | integer\n", ":7: a parameter is"),
        (HEADER + "#+ params: a | string | | b\n" * 2, "one parameter at most"),
    ],
)
def test_a_faulty_header_is_told(tmp_path, text, fault):
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(fault)):
        read_lens(path)


def test_the_list_says_how_to_type_each():
    rows = {row.lens.value: row for row in lenses_as_rows(find_folders().queries, "id")}
    assert rows["as-of"].example.value == "as-of=2017"
    assert rows["as-of"].title.value == "hanya sumber yang terbit sampai YEAR"
    assert rows["official"].example.value == "official"
