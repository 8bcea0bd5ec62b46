"""Discrepancies as a report to read, as data, and as triples."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from pyoxigraph import NamedNode, Triple

from taobao_kg.ask.citing import citations, evidence_lines, sentence, with_evidence
from taobao_kg.ask.discrepancies import (
    Discrepancy,
    discrepancies_as_rows,
    in_language,
    shown_rows,
    verdict_text,
)
from taobao_kg.ask.formats import write_answer
from taobao_kg.ask.results import Triples
from taobao_kg.ask.statements import read_statements
from taobao_kg.ask.tables import markdown_text
from taobao_kg.graph import Graph
from taobao_kg.vocab import expand, shorten
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.numbers import round_digits, write_digits

FORMATS = ("table", "md", "csv", "tsv", "json", "turtle")


def write_discrepancies(
    graph: Graph,
    found: Sequence[Discrepancy],
    form: str | None = None,
    *,
    lang: str = "en",
    why: bool = False,
) -> str:
    """Return discrepancies in a format.

    Args:
        graph: where statements, quotations and labels are.
        found: in the order to show.
        form: one of `FORMATS`; None for CSV. CSV and TSV have one row for each quotation.
        lang: ``en``, ``id`` or ``zh``.
        why: whether a table shows the quotations below each row; the others always have them.
    """
    if form == "md":
        return _write_report(graph, found, lang)
    if form == "json":
        import json

        data = [_as_data(graph, one) for one in found]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if form == "turtle":
        nodes = [one.iri for one in found]
        return write_answer(Triples(list(_triples(graph, nodes))), "turtle")
    rows = discrepancies_as_rows(graph, found, lang)
    if form == "table":
        return write_answer(shown_rows(rows), "table", lang=lang, why=why)
    return write_answer(with_evidence(rows), form or "csv")


def _write_report(graph: Graph, found: Sequence[Discrepancy], lang: str) -> str:
    told = phrase("ask.discrepancies.count", lang, count=len(found))
    lines = [f"# {phrase('ask.discrepancies.title', lang)}", "", told, ""]
    for severity, of_severity in groupby(found, lambda one: one.severity):
        group = list(of_severity)
        title = phrase(f"ask.discrepancies.severity.{severity}", lang, count=len(group))
        lines += [f"## {title}", ""]
        for one in group:
            lines += _report_one(graph, one, lang)
    return "\n".join(lines).rstrip("\n") + "\n"


def _report_one(graph: Graph, one: Discrepancy, lang: str) -> list[str]:
    lines = [f"### {markdown_text(in_language(one.titles, lang))}", ""]
    lines += [markdown_text(in_language(one.words, lang)), ""]
    for statement in read_statements(graph, one.statements):
        quoted = " ".join(evidence_lines(graph, statement, lang))
        lines.append(f"- {markdown_text(sentence(graph, statement, lang))}  ")
        lines.append(f"  {markdown_text(quoted)}")
    remarks = [f"`{shorten(one.iri)}`"]
    if one.cause:
        cause = markdown_text(graph.label(one.cause, lang))
        remarks.append(phrase("ask.discrepancies.cause", lang, cause=cause))
    if one.factor:
        factor = write_digits(round_digits(Decimal(one.factor)), lang)
        remarks.append(phrase("ask.discrepancies.factor", lang, factor=factor))
    if one.interval:
        remarks.append(phrase("ask.discrepancies.interval", lang, count=one.interval))
    lines += ["", " · ".join(remarks), ""]
    for verdict in one.verdicts:
        text = markdown_text(verdict_text(graph, verdict, lang))
        lines += [f"**{phrase('ask.discrepancies.verdict', lang)}**: {text}", ""]
    return lines


def _as_data(graph: Graph, one: Discrepancy) -> dict[str, Any]:
    data: dict[str, Any] = {**one._asdict(), "rule": expand(f"rule:{one.kind}")}
    data["verdicts"] = [verdict._asdict() for verdict in one.verdicts]
    data["statements"] = [
        {"iri": statement.iri, "quotations": [c._asdict() for c in citations(statement)]}
        for statement in read_statements(graph, one.statements)
    ]
    return data


def _triples(graph: Graph, nodes: Iterable[str]) -> Iterable[Triple]:
    """Yield what is said of discrepancies and of the verdicts on them."""
    for node in nodes:
        yield from graph.triples(node)
        for triple in graph.triples(p=expand("tkg:judges"), o=node):
            if isinstance(triple.subject, NamedNode):
                yield from graph.triples(triple.subject)
