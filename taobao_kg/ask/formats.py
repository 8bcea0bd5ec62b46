"""Answers as text: SPARQL 1.1 results, tables, and RDF for triples."""

from collections.abc import Iterable

from pyoxigraph import RdfFormat, serialize

from taobao_kg.ask.results import Answer, Triples, n3
from taobao_kg.errors import UsageError
from taobao_kg.vocab import PREFIXES
from taobao_kg.words.languages import read_language

ROW_FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "latex")
TRIPLE_FORMATS = ("turtle", "nt", "jsonld")
FORMATS = ROW_FORMATS + TRIPLE_FORMATS
#: Endings of files and the format each means.
ENDINGS = {
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "srj": "json",
    "xml": "xml",
    "srx": "xml",
    "md": "md",
    "tex": "latex",
    "txt": "table",
    "ttl": "turtle",
    "nt": "nt",
    "jsonld": "jsonld",
}


def choose_format(wanted: str | None, output: str, terminal: bool) -> str | None:
    """Return the format a command writes: the one asked for, or by the ending of the file.

    None leaves it to the answer: a table on a terminal, CSV in a pipe, Turtle for triples.

    Raises:
        UsageError: when the ending of the file means no format.
    """
    if wanted or output == "-":
        return wanted or ("table" if terminal else None)
    ending = output.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        known = ", ".join(sorted(ENDINGS))
        raise UsageError(f"{output}: no format goes with that ending ({known}); add --format")
    return ENDINGS[ending]


def write_answer(
    answer: Answer,
    form: str | None = None,
    *,
    lang: str = "en",
    why: bool = False,
    safe_cells: bool = False,
) -> str:
    """Return an answer in a format.

    Args:
        answer: rows, triples or a truth value.
        form: one of `FORMATS`; None for CSV, Turtle, or yes and no. ``table`` means the last two
            for triples and truth values.
        lang: of labels, headings and numbers in ``table``, ``md`` and ``latex``, and of what is
            said about what is not explained.
        why: whether to add the evidence behind each row.
        safe_cells: whether CSV and TSV cells that a spreadsheet could run get a leading quote.

    Raises:
        UsageError: when the format cannot hold such an answer, or the language is unknown.
    """
    read_language(lang)
    if isinstance(answer, bool):
        return _write_truth(answer, form, lang)
    if isinstance(answer, Triples):
        return _write_triples(answer, form)
    if form in TRIPLE_FORMATS:
        raise UsageError(
            f"{form} holds triples, and a SELECT gives rows; use {_listed(ROW_FORMATS)}"
        )
    if form in ("table", "md"):
        from taobao_kg.ask.tables import write_markdown, write_table

        return (write_table if form == "table" else write_markdown)(answer, lang=lang, why=why)
    if form == "latex":
        from taobao_kg.ask.latex import write_latex

        return write_latex(answer, lang=lang, why=why)
    if form == "json":
        from taobao_kg.ask.exchange import write_json

        return write_json(answer, why, lang)
    if why:
        from taobao_kg.ask.citing import with_evidence

        answer = with_evidence(answer, lang)
    if form == "xml":
        from taobao_kg.ask.exchange import write_xml

        return write_xml(answer)
    from taobao_kg.ask.sheets import write_separated

    return write_separated(answer, "\t" if form == "tsv" else ",", safe_cells)


def _write_truth(answer: bool, form: str | None, lang: str) -> str:
    from taobao_kg.ask.exchange import json_text, xml_document
    from taobao_kg.words.catalogue import phrase

    if form == "json":
        return json_text({"head": {}, "boolean": answer})
    if form == "xml":
        return xml_document("", f"  <boolean>{str(answer).lower()}</boolean>\n")
    if form in ("table", "md", "latex"):
        return phrase("ask.truth.yes" if answer else "ask.truth.no", lang) + "\n"
    if form in (None, "csv", "tsv"):
        return "yes\n" if answer else "no\n"
    raise UsageError(f"{form} holds triples, and an ASK gives yes or no; use json or xml")


def _write_triples(triples: Triples, form: str | None) -> str:
    if form == "nt":
        return "".join(f"{n3(t.subject)} {n3(t.predicate)} {n3(t.object)} .\n" for t in triples)
    if form == "jsonld":
        data: bytes | None = serialize(triples, format=RdfFormat.JSON_LD, prefixes=dict(PREFIXES))
        return (data or b"").decode() + "\n"
    if form in (None, "table", "turtle"):
        from taobao_kg.turtle import write_turtle

        return write_turtle(triples)
    raise UsageError(
        f"{form} holds rows, and the query gives triples; use {_listed(TRIPLE_FORMATS)}"
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
