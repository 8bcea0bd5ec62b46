import csv
import json
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    parse_query_results,
)

from taobao_kg.ask.answers import ask
from taobao_kg.ask.formats import FORMATS, choose_format, write_answer
from taobao_kg.ask.pages import rows_as_html
from taobao_kg.ask.questions import find_question, parse_question
from taobao_kg.ask.results import Rows
from taobao_kg.ask.screen import width
from taobao_kg.ask.sheets import safe_cell
from taobao_kg.cli.querying import ROW_FORMATS, TRIPLE_FORMATS
from taobao_kg.errors import UsageError
from taobao_kg.vocab import expand

TERMS = [
    NamedNode("https://example.org/?a=1&b=2"),
    BlankNode("b1"),
    Literal('a,"b"\n\tc\\ <&>'),
    Literal("淘宝村", language="zh-Hans"),
    Literal("3.5", datatype=NamedNode(expand("xsd:decimal"))),
    None,
]


@pytest.fixture
def terms(tiny_graph):
    return Rows([f"c{n}" for n in range(len(TERMS))], [TERMS, TERMS[::-1]], tiny_graph)


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_results_read_back_as_they_were(terms, form):
    kind = {
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "tsv": QueryResultsFormat.TSV,
    }[form]
    read = parse_query_results(write_answer(terms, form).encode(), format=kind)
    rows = [[row[n] for n in range(len(TERMS))] for row in read]
    for row, expected in zip(rows, [TERMS, TERMS[::-1]], strict=True):
        assert [type(cell) for cell in row] == [type(cell) for cell in expected]
        assert [c.value for c in row if c and not isinstance(c, BlankNode)] == [
            c.value for c in expected if c and not isinstance(c, BlankNode)
        ]


def test_csv_reads_back_and_can_be_made_safe(terms):
    rows = list(csv.reader(StringIO(write_answer(terms), newline="")))
    assert rows[1][2] == TERMS[2].value
    assert rows[1][3] == "淘宝村"
    assert [safe_cell(text) for text in ("=1", "+x", "@a", "-3.5", "-x")] == [
        "'=1",
        "'+x",
        "'@a",
        "-3.5",
        "'-x",
    ]


def test_language_tags_keep_their_case(terms):
    assert '"xml:lang": "zh-Hans"' in write_answer(terms, "json")
    assert 'xml:lang="zh-Hans"' in write_answer(terms, "xml")


@pytest.mark.parametrize("columns", [40, 60, 100])
@pytest.mark.parametrize("lang", ["en", "id", "zh"])
def test_a_table_fits_the_terminal(tiny_graph, library, monkeypatch, columns, lang):
    monkeypatch.setenv("COLUMNS", str(columns))
    rows = ask(tiny_graph, find_question(library, "issuers"))
    table = write_answer(rows, "table", lang=lang, why=True)
    assert all(width(line) <= columns for line in table.splitlines())
    assert "statement" not in table.splitlines()[0]
    assert "mengumumkan" in " ".join(table.split())


def test_a_terminal_too_narrow_for_columns_gets_blocks(tiny_graph):
    rows = Rows([f"column{n}" for n in range(30)], [[Literal("value")] * 30], tiny_graph)
    from taobao_kg.ask.tables import write_table

    assert "column29: value" in write_table(rows, columns=60)


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_the_evidence_is_in_every_format(tiny_graph, library, form):
    rows = ask(tiny_graph, find_question(library, "issuers"))
    text = write_answer(rows, form, why=True)
    assert "mengumumkan" in " ".join(text.split())
    assert "Strategi Broadband pada" not in write_answer(rows, form)


def test_evidence_as_data(tiny_graph, library):
    rows = ask(tiny_graph, find_question(library, "issuers"))
    cited = json.loads(write_answer(rows, "json", why=True))["why"][0][0]
    assert (cited["page"], cited["start"], cited["stance"]) == ("1", "0", "asserted")
    row = next(csv.DictReader(StringIO(write_answer(rows, "csv", why=True))))
    assert row["why_source"] == expand("source:tiny-2020")


def test_evidence_without_a_statement_column_is_found_by_subject_and_object(tiny_graph):
    text = "SELECT ?policy ?actor { ?policy tkg:issuedBy ?actor }"
    rows = ask(tiny_graph, parse_question(text))
    assert [s.iri.rpartition("/")[2] for s in rows.why()[0]] == ["tiny-2020-0001"]


def test_hostile_text_is_disarmed(hostile_graph):
    rows = Rows(["x"], [[NamedNode(expand("actor:x"))]], hostile_graph)
    for form in ("table", "md"):
        text = write_answer(rows, form)
        assert not set(text) & {"\x1b", "\x9b", "\u202e"}
    assert "<script>" not in write_answer(rows, "md")
    assert "<script>" not in rows_as_html(rows)


def test_html_links_only_http(tiny_graph):
    nodes = [NamedNode("javascript:alert(1)"), NamedNode("https://a.org/?a&b")]
    rows = Rows(["x"], [[node] for node in nodes], tiny_graph)
    html = rows_as_html(rows)
    assert 'href="javascript' not in html
    assert 'href="https://a.org/?a&amp;b"' in html


def test_triples_and_truth_values(tiny_graph):
    triples = ask(tiny_graph, parse_question("CONSTRUCT WHERE { ?p tkg:issuedBy ?a }"))
    assert "tkg:issuedBy" in write_answer(triples)
    assert write_answer(triples, "nt").count("\n") == 1
    assert json.loads(write_answer(triples, "jsonld"))
    assert (write_answer(True), write_answer(False, "table")) == ("yes\n", "no\n")
    assert json.loads(write_answer(True, "json"))["boolean"] is True
    assert ET.fromstring(write_answer(False, "xml"))[1].text == "false"


def test_a_format_that_cannot_hold_the_answer(tiny_graph, terms):
    for answer, form in ((terms, "nt"), (True, "turtle")):
        with pytest.raises(UsageError, match="use"):
            write_answer(answer, form)


def test_the_format_follows_the_file():
    assert choose_format(None, "a.srj", False) == "json"
    assert choose_format("csv", "a.srj", False) == "csv"
    assert choose_format(None, "-", True) == "table"
    assert choose_format(None, "-", False) is None
    with pytest.raises(UsageError, match="no format"):
        choose_format(None, "a.docx", False)


def test_the_command_line_knows_the_formats():
    assert ROW_FORMATS + TRIPLE_FORMATS == FORMATS
