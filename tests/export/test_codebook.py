"""The codebook: the committed one is what the graph says, and it says where counts come from."""

from pathlib import Path

import pytest
from pyoxigraph import Literal

from taobao_kg.export.choice import Choice
from taobao_kg.export.codebook import write_codebook
from taobao_kg.export.codebook_rules import check_part, read_header
from taobao_kg.export.subjects import Subjects
from taobao_kg.vocab import term

COMMITTED = Path(__file__).parents[2] / "docs" / "CODEBOOK.md"


@pytest.fixture(scope="module")
def text(real_graph):
    return write_codebook(real_graph, Choice())


def part(text, title):
    """Return the rows of the table below a heading, cells by column."""
    body = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    head, _, *rows = [line[2:-2].split(" | ") for line in body.splitlines() if line[:1] == "|"]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_committed_codebook_is_that_of_the_graph(text):
    mend = "run 'taobao-kg build && taobao-kg export -f codebook -o docs/CODEBOOK.md'"
    assert COMMITTED.read_text(encoding="utf-8") == text, mend


def test_every_table_is_whole_and_every_anchor_leads_somewhere(text):
    titles = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    for title in titles:
        assert f"(#{title.lower().replace(' ', '-')})" in text
        assert title == "Rules that check" or part(text, title)
    assert text.count("](#") == len(titles)


def test_counts_are_those_of_the_graph(text, real_graph):
    classes = {row["class"]: row for row in part(text, "Classes")}
    policies = real_graph.triples(p=term("rdf:type"), o=term("tkg:Policy"))
    assert classes["Policy"]["members"] == str(len(list(policies))) != "0"
    properties = {row["property"]: row for row in part(text, "Properties")}
    issued = list(real_graph.triples(p=term("tkg:issuedBy")))
    assert properties["issuedBy"]["triples"] == str(len(issued))
    assert properties["issuedBy"]["of"] == "Policy"
    assert {row["graph"] for row in part(text, "Named graphs")} >= {"truths", "renolafitri-2020"}
    assert {row["rule"] for row in part(text, "Rules that derive")} >= {"claim-year"}
    numbers = sum(int(row["numbers"]) for row in part(text, "Indicators"))
    observed = real_graph.triples(p=term("tkg:value"))
    assert numbers >= len(list(observed)) > 0


def test_what_is_left_out_is_counted(text):
    rows = {row["what"]: row for row in part(text, "What is left out")}
    advice = rows["claims that are recommended"]
    assert advice["why"] == "Recommendations do not become plain triples."
    left, _, of = advice["how many"].split()
    assert left == of != "0"


def test_labels_cannot_break_a_table(make_graph):
    name = Literal("a|b\n<script>*x*", language="en")
    graph = make_graph(
        ("entities", "indicator:x", "rdf:type", "tkg:Indicator"),
        ("entities", "indicator:x", "rdfs:label", name),
    )
    text = write_codebook(graph, Choice())
    assert "| x | a\\|b &lt;script&gt;\\*x\\* |" in text


def test_checks_are_listed_with_their_headers_and_finds(tmp_path, make_graph):
    folder = tmp_path / "checks"
    folder.mkdir()
    header = "#+ reason: One year.\n#+ title-en: Two numbers\n\nSELECT * { ?s ?p ?o }\n"
    (folder / "value.rq").write_text(header, encoding="utf-8")
    graph = make_graph(("discrepancies", "discrepancy:a", "tkg:foundBy", "rule:value"))
    said = Subjects(quad.triple for quad in graph.quads())
    found = check_part(said, tmp_path)
    assert found.columns == ["check", "finds", "because", "found"]
    assert found.rows == [["value", "Two numbers", "One year.", 1]]
    assert read_header(folder / "value.rq")["title-en"] == "Two numbers"
    assert check_part(said, None).rows == check_part(said, tmp_path / "none").rows == []
    graph.queries = tmp_path
    assert "| value | Two numbers | One year. | 1 |" in write_codebook(graph, Choice())
