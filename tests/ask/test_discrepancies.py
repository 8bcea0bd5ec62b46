"""Discrepancies are read, chosen, and written in every format."""

import csv
import json
import re
from io import StringIO

import pytest
from pyoxigraph import RdfFormat, parse

from taobao_kg.ask.answers import ask, read_query
from taobao_kg.ask.discrepancies import (
    COLUMNS,
    Verdict,
    discrepancies_as_rows,
    read_discrepancies,
)
from taobao_kg.ask.discrepancy_report import FORMATS, write_discrepancies
from taobao_kg.cli.judging import FORMATS as KNOWN
from taobao_kg.errors import UsageError
from taobao_kg.folders import find_folders
from taobao_kg.vocab import expand, term


@pytest.fixture(scope="module")
def found(real_graph):
    return read_discrepancies(real_graph)


def test_the_command_line_knows_all_formats():
    assert KNOWN == FORMATS


def test_the_worst_come_first(found):
    severities = [one.severity for one in found]
    assert severities == sorted(severities)
    assert set(severities) == {1, 2, 3}


def test_each_has_statements_words_and_titles_in_three_languages(found, real_graph):
    for one in found:
        assert one.statements, one.iri
        assert one.words.keys() == one.titles.keys() == {"en", "id", "zh-hans"}, one.iri
        for text in (*one.words.values(), *one.titles.values()):
            assert not re.search(r"[{}\[\]]|  |None|https?://w3id", text), text


def test_no_two_are_the_same(found):
    assert len({one.iri for one in found}) == len(found)
    assert len({(one.kind, one.statements) for one in found}) == len(found)


@pytest.mark.parametrize("kind", ["arithmetic", "arithmetic-share", "unit"])
def test_a_kind_means_all_that_begin_so(real_graph, kind):
    chosen = read_discrepancies(real_graph, kinds=[kind])
    assert chosen
    assert all(one.kind == kind or one.kind.startswith(f"{kind}-") for one in chosen)


def test_unit_does_not_mean_unit_less_in_reverse(real_graph, found):
    chosen = read_discrepancies(real_graph, kinds=["unit-less"])
    assert {one.kind for one in chosen} == {"unit-less"}


def test_choices_go_together(real_graph, found):
    chosen = read_discrepancies(real_graph, severities=[1], about="taobao-com")
    assert chosen
    assert all(one.severity == 1 for one in chosen)
    assert len(chosen) < len(read_discrepancies(real_graph, about="taobao-com"))


def test_about_a_statement(real_graph, found):
    one = found[0]
    assert one in read_discrepancies(real_graph, about=one.statements[0])


def test_a_misspelt_kind_is_answered_with_the_nearest(real_graph):
    with pytest.raises(UsageError, match="no rule looks for 'uint'; did you mean unit"):
        read_discrepancies(real_graph, kinds=["uint"])


def test_a_rule_that_found_nothing_is_a_known_kind(real_graph):
    assert read_discrepancies(real_graph, kinds=["arithmetic-sum"]) == []


def test_rows_know_their_evidence(real_graph, found):
    rows = discrepancies_as_rows(real_graph, found[:3], "zh")
    assert rows.columns == COLUMNS
    for one, row, behind in zip(found, rows, rows.why(), strict=False):
        assert [statement.iri for statement in behind] == list(one.statements)
        assert row.words.value == one.words["zh-hans"]


def test_csv_has_a_row_for_each_quotation(real_graph, found):
    table = list(csv.DictReader(StringIO(write_discrepancies(real_graph, found, "csv"))))
    assert {row["discrepancy"] for row in table} == {one.iri for one in found}
    quoted = {(row["discrepancy"], row["why_statement"]) for row in table}
    assert quoted == {(one.iri, statement) for one in found for statement in one.statements}
    assert all(row["why_quotation"] or row["why_source"] for row in table)


def test_json_has_everything(real_graph, found):
    data = json.loads(write_discrepancies(real_graph, found, "json"))
    assert [one["iri"] for one in data] == [one.iri for one in found]
    first = data[0]
    assert [s["iri"] for s in first["statements"]] == list(found[0].statements)
    assert first["rule"] == expand(f"rule:{first['kind']}")
    assert first["statements"][0]["quotations"][0]["quotation"]


def test_turtle_can_be_read_again(real_graph, found):
    text = write_discrepancies(real_graph, found[:2], "turtle")
    subjects = {quad.subject.value for quad in parse(text.encode(), RdfFormat.TURTLE)}
    assert subjects == {one.iri for one in found[:2]}


@pytest.mark.parametrize(("lang", "title"), [("en", "What does not fit"), ("zh", "不一致之处")])
def test_the_report_quotes_both_sides(real_graph, found, lang, title):
    text = write_discrepancies(real_graph, found[:2], "md", lang=lang)
    assert text.startswith(f"# {title}\n\n2")
    for one in found[:2]:
        assert text.count(f"`discrepancy:{one.iri.rpartition('/')[2]}`") == 1
        for statement in one.statements:
            assert statement.rpartition("/")[2] in text


def test_a_verdict_stands_in_every_format(real_graph, found):
    slip = Verdict(expand("tkg:slip"), "Ann | Editor", {"en": "copied from above"})
    judged = [found[0]._replace(verdicts=(slip,))]
    assert "**Verdict**: slip (Ann \\| Editor): copied" in write_discrepancies(
        real_graph, judged, "md"
    )
    for form in ("table", "csv", "json"):
        text = " ".join(write_discrepancies(real_graph, judged, form).split())
        assert "copied" in text, form


def test_a_check_can_be_asked_by_hand(real_graph):
    """Any SPARQL engine can run a check; what it makes is what the build stored, but the words."""
    folders = find_folders()
    question = read_query(str(folders.queries / "checks" / "unit.rq"), folders)
    built = {t.subject for t in real_graph.triples(p=term("tkg:foundBy"), o=term("rule:unit"))}
    assert {triple.subject for triple in ask(real_graph, question)} == built
