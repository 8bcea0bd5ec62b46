"""Discrepancies as a report to read, as data, and as triples."""

from collections.abc import Iterable, Sequence
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

FORMATS = ("table", "md", "csv", "tsv", "json", "turtle")

#: What the report says itself, by language.
_WORDS = {
    "en": {
        "title": "What does not fit",
        "count": "discrepancies, found by rules; each is a candidate for a person to judge.",
        "1": "Wrong figures and facts",
        "2": "What misleads or lacks evidence",
        "3": "Misprints and details",
        "cause": "Likely cause",
        "factor": "factor",
        "interval": "years apart",
        "verdict": "Verdict",
    },
    "id": {
        "title": "Yang tidak sesuai",
        "count": "ketidaksesuaian ditemukan oleh kaidah; masing-masing menunggu penilaian orang.",
        "1": "Angka dan fakta yang keliru",
        "2": "Yang menyesatkan atau kurang bukti",
        "3": "Salah cetak dan hal kecil",
        "cause": "Dugaan penyebab",
        "factor": "faktor",
        "interval": "tahun selisih",
        "verdict": "Putusan",
    },
    "zh": {
        "title": "不一致之处",
        "count": "处不一致，由规则检出，均有待人工判断。",
        "1": "数字与事实错误",
        "2": "误导或证据不足",
        "3": "印刷错误与细节",
        "cause": "可能原因",
        "factor": "倍数",
        "interval": "年之差",
        "verdict": "裁定",
    },
}


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
    words = _WORDS[lang]
    lines = [f"# {words['title']}", "", f"{len(found)} {words['count']}", ""]
    for severity, of_severity in groupby(found, lambda one: one.severity):
        group = list(of_severity)
        lines += [f"## {words[str(severity)]} ({len(group)})", ""]
        for one in group:
            lines += _report_one(graph, one, lang)
    return "\n".join(lines).rstrip("\n") + "\n"


def _report_one(graph: Graph, one: Discrepancy, lang: str) -> list[str]:
    words = _WORDS[lang]
    lines = [f"### {markdown_text(in_language(one.titles, lang))}", ""]
    lines += [markdown_text(in_language(one.words, lang)), ""]
    for statement in read_statements(graph, one.statements):
        quoted = " ".join(evidence_lines(graph, statement, lang))
        lines.append(f"- {markdown_text(sentence(graph, statement, lang))}  ")
        lines.append(f"  {markdown_text(quoted)}")
    remarks = [f"`{shorten(one.iri)}`"]
    if one.cause:
        remarks.append(f"{words['cause']}: {markdown_text(graph.label(one.cause, lang))}")
    if one.factor:
        remarks.append(f"{words['factor']} {float(one.factor):.3g}")
    if one.interval:
        remarks.append(f"{one.interval} {words['interval']}")
    lines += ["", " · ".join(remarks), ""]
    for verdict in one.verdicts:
        text = markdown_text(verdict_text(graph, verdict, lang))
        lines += [f"**{words['verdict']}**: {text}", ""]
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
